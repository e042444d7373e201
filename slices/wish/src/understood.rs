//! What was written without a network, understood as the one box understands it. Pure; nobody could be asked, so what is not understood
//! stays as it was written.

use domain::{CivilZone, Instant, Kind, Subject};
use product::named_by;

use crate::address::{address_in, code_in};
use crate::draft::Draft;
use crate::form::end_of;
use crate::model::{CameFrom, NewWish};

/// What was understood.
#[derive(Debug, PartialEq)]
pub(crate) struct Understood {
    pub(crate) new: NewWish,
    pub(crate) came_from: CameFrom,
    /// The page it is wished from, which is to be read.
    pub(crate) link: Option<String>,
}

/// When something was written and is understood, and where.
#[derive(Clone, Copy)]
pub(crate) struct When<'a> {
    /// The instant it was written at: its day is what "tonight" means.
    pub(crate) at: Instant,
    pub(crate) now: Instant,
    pub(crate) zone: &'a CivilZone,
}

/// Understands what was written. `beside` when a price or a day was said beside it: then those in the words are words.
pub(crate) fn understand(said: &str, beside: bool, when: When<'_>) -> Understood {
    if let Some(gtin) = code_in(said).filter(|_| !beside) {
        let title = if address_in(said).is_some() { gtin.printed() } else { said.to_owned() };
        // Exactly that: how it was written is no condition.
        let subject = Subject { gtin: Some(gtin), ..Subject::told(Kind::Product, "") };
        let new = NewWish { subject, ..NewWish::told(&title) };
        return Understood { new, came_from: CameFrom::Code, link: None };
    }
    let link = address_in(said);
    let words = match &link {
        None => said.to_owned(),
        Some(_) => {
            let words = said.split_whitespace().filter(|word| address_in(word).is_none());
            words.collect::<Vec<_>>().join(" ")
        }
    };
    let new = match &link {
        Some(link) if words.is_empty() => NewWish::told(&named_by(link)),
        _ if beside => NewWish::told(&words),
        _ => in_words(&words, when),
    };
    let came_from = if link.is_some() { CameFrom::Page } else { CameFrom::Words };
    Understood { new, came_from, link }
}

/// Whether a price was said in money that is not counted in here; such a price stays among the words.
pub(crate) fn in_other_money(said: &str) -> bool {
    Draft::said(said, "").foreign
}

/// Understands price, day and, with them, category.
pub(crate) fn in_words(said: &str, When { at, now, zone }: When<'_>) -> NewWish {
    let draft = Draft::said(said, &zone.date(at));
    let told = draft.top_price.is_some() || draft.foreign || !draft.until.is_empty();
    if !told || draft.title.is_empty() {
        return NewWish::told(said);
    }
    let until = if draft.until.is_empty() { None } else { end_of(&draft.until, zone) };
    if until.is_some_and(|until| until <= now) {
        // It waited for the network longer than it was wished: whether it still is, its member knows.
        return NewWish { top_price: draft.top_price, ..NewWish::told(said) };
    }
    NewWish { subject: draft.subject(), top_price: draft.top_price, until, ..NewWish::told(&draft.title) }
}

#[cfg(test)]
mod tests {
    use domain::{Category, Money};

    use super::*;

    fn at(text: &str) -> Instant {
        Instant::parse_rfc3339(text).unwrap()
    }

    fn hear(said: &str, beside: bool) -> Understood {
        let zone = CivilZone::named("Europe/Paris").unwrap();
        let (at, now) = (at("2026-11-22T10:00:00Z"), at("2026-11-24T10:00:00Z"));
        understand(said, beside, When { at, now, zone: &zone })
    }

    #[test]
    fn a_price_a_day_and_a_category_are_understood() {
        let Understood { new, came_from, link } = hear("perceuse sans fil moins de 80 € avant Noël", false);
        assert_eq!((new.title.as_str(), new.top_price), ("perceuse sans fil", Some(Money::eur(8_000))));
        assert_eq!(new.until, Some(at("2026-12-25T00:00:00+01:00")));
        assert_eq!(new.subject.category.as_ref().map(Category::path), Some("home/tools"));
        assert_eq!(new.subject.words, ["fil", "perceuse"]);
        assert_eq!((came_from, link), (CameFrom::Words, None));
        let new = hear("a drill under €80 before Christmas", false).new;
        assert_eq!((new.title.as_str(), new.top_price), ("a drill", Some(Money::eur(8_000))));
        assert!(new.until.is_some());
    }

    #[test]
    fn what_is_not_understood_stays_as_it_was_written() {
        for said in ["Un vélo", "moins de 80 €", "un concert demain"] {
            assert_eq!(hear(said, false).new, NewWish::told(said), "{said}");
        }
        let told = "perceuse moins de 80 €";
        assert_eq!(hear(told, true).new, NewWish::told(told), "another price stands beside it");
        let foreign = hear("a watch under £200", false).new;
        assert_eq!((foreign.title.as_str(), foreign.top_price), ("a watch under £200", None));
        assert!(in_other_money("a watch under £200") && !in_other_money("une montre à 200 €"));
    }

    #[test]
    fn a_link_is_a_page_and_a_code_a_product() {
        let bare = hear("https://www.shop.example/dp/B0123", false);
        assert_eq!((bare.new.title.as_str(), bare.came_from), ("shop.example", CameFrom::Page));
        assert_eq!(bare.link.as_deref(), Some("https://www.shop.example/dp/B0123"));
        assert_eq!(
            hear("www.shop.example/dp/B0123", false),
            Understood { link: Some("https://www.shop.example/dp/B0123".into()), ..bare }
        );
        let named = hear("La bleue https://shop.example/x moins de 80 €", false);
        assert_eq!((named.new.title.as_str(), named.new.top_price), ("La bleue", Some(Money::eur(8_000))));
        assert_eq!(named.link.as_deref(), Some("https://shop.example/x"));
        for code in ["3017620422003", "https://id.gs1.org/01/03017620422003"] {
            let understood = hear(code, false);
            assert_eq!(
                (understood.new.title.as_str(), understood.came_from),
                ("3017620422003", CameFrom::Code)
            );
            assert_eq!((understood.new.subject.gtin, understood.link), ("3017620422003".parse().ok(), None));
            assert!(understood.new.subject.words.is_empty());
        }
    }
}
