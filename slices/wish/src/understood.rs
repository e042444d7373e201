//! What was written where nobody can be asked, without a network, by a stranger, by a program, understood as the one box understands it.
//! Pure; what is not understood stays as it was written.

use domain::{CivilZone, Gtin, Instant, Kind, Subject};
use product::named_by;

use crate::address::{address_in, addresses_in, code_in, code_within};
use crate::draft::Draft;
use crate::form::end_of;
use crate::model::{CameFrom, NewWish};
use crate::told;

/// What was understood.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Understood {
    pub(crate) new: NewWish,
    /// How many.
    pub(crate) quantity: i64,
    pub(crate) came_from: CameFrom,
    /// The page it is wished from, which is to be read.
    pub(crate) link: Option<String>,
    /// Other addresses that stood beside it: they are for the note.
    pub(crate) others: String,
}

/// When something was written and is understood, and where.
#[derive(Clone, Copy)]
pub(crate) struct When<'a> {
    /// The instant it was written at: its day is what "tonight" means.
    pub(crate) at: Instant,
    pub(crate) now: Instant,
    pub(crate) zone: &'a CivilZone,
}

/// What was said in fields of its own, and is not looked for in the words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Beside {
    /// What exactly is wished: then a barcode is words, and so is all else but an address.
    pub(crate) subject: bool,
    /// A price or a day.
    pub(crate) terms: bool,
    /// How many.
    pub(crate) quantity: bool,
}

/// Understands what was written.
pub(crate) fn understand(said: &str, beside: Beside, when: When<'_>) -> Understood {
    if let Some(gtin) = code_in(said).filter(|_| !beside.subject) {
        let title = if address_in(said).is_some() { gtin.printed() } else { said.to_owned() };
        // Exactly that: how it was written is no condition.
        let subject = Subject { gtin: Some(gtin), ..Subject::told(Kind::Product, "") };
        let new = NewWish { subject, ..NewWish::told(&title) };
        return Understood { new, quantity: 1, came_from: CameFrom::Code, link: None, others: String::new() };
    }
    if let Some((gtin, words)) = code_within(said).filter(|_| !beside.subject) {
        return coded(gtin, &words, beside, when);
    }
    let link = address_in(said);
    let words = match &link {
        None => said.to_owned(),
        Some(_) => {
            let words = said.split_whitespace().filter(|word| address_in(word).is_none());
            words.collect::<Vec<_>>().join(" ")
        }
    };
    let (new, quantity) = match &link {
        Some(link) if words.is_empty() => (NewWish::told(&named_by(link)), None),
        _ if beside.subject => (NewWish::told(&words), None),
        _ => in_words(&words, beside, when),
    };
    let came_from = if link.is_some() { CameFrom::Page } else { CameFrom::Words };
    let all = if link.is_some() { addresses_in(said) } else { Vec::new() };
    let others = all.iter().filter(|address| Some(*address) != link.as_ref());
    let others = others.map(|address| product::without_login(address).unwrap_or_default());
    let others = others.collect::<Vec<_>>().join("\n");
    Understood { new, quantity: quantity.unwrap_or(1), came_from, link, others }
}

/// Exactly the product of a code, called by the words beside it.
fn coded(gtin: Gtin, words: &str, beside: Beside, when: When<'_>) -> Understood {
    let subject = Subject { gtin: Some(gtin), ..Subject::told(Kind::Product, "") };
    let (new, quantity) = match words {
        "" => (NewWish::told(&gtin.printed()), None),
        words => in_words(words, beside, when),
    };
    let (new, link) = (NewWish { subject, ..new }, None);
    let quantity = quantity.unwrap_or(1);
    Understood { new, quantity, came_from: CameFrom::Code, link, others: String::new() }
}

/// Whether a price was said in money that is not counted in here; such a price stays among the words.
pub(crate) fn in_other_money(said: &str) -> bool {
    Draft::said(said, "").foreign
}

/// Understands how many, price, day and, with them, category.
fn in_words(said: &str, beside: Beside, When { at, now, zone }: When<'_>) -> (NewWish, Option<i64>) {
    if beside.terms {
        return match told::counted(said) {
            (rest, Some(count)) if count.sure && !beside.quantity => (NewWish::told(&rest), Some(count.many)),
            (rest, Some(count)) if !count.sure => {
                (NewWish { subject: NewWish::told(&rest).subject, ..NewWish::told(said) }, None)
            }
            _ => (NewWish::told(said), None),
        };
    }
    let mut draft = Draft::said(said, &zone.date(at));
    let subject = draft.subject();
    let guessed = draft.guessed;
    if let Some(count) = draft.quantity.take_if(|_| beside.quantity || guessed) {
        // How many was said beside it, or nobody can be asked: this number is part of its name, and no condition.
        draft.title = format!("{count} {}", draft.title);
    }
    if !draft.is_told() || draft.title.is_empty() {
        let subject = if guessed { subject } else { NewWish::told(said).subject };
        return (NewWish { subject, ..NewWish::told(said) }, None);
    }
    let (top_price, quantity) = (draft.top_price, draft.quantity);
    let until = if draft.until.is_empty() { None } else { end_of(&draft.until, zone) };
    if until.is_some_and(|until| until <= now) {
        // It waited for the network longer than it was wished: whether it still is, its member knows.
        return (NewWish { top_price, ..NewWish::told(said) }, None);
    }
    (NewWish { subject, top_price, until, ..NewWish::told(&draft.title) }, quantity)
}

#[cfg(test)]
mod tests {
    use domain::{Category, Money};

    use super::*;

    fn at(text: &str) -> Instant {
        Instant::parse_rfc3339(text).unwrap()
    }

    fn hear(said: &str, terms: bool) -> Understood {
        hear_beside(said, Beside { terms, ..Beside::default() })
    }

    fn hear_beside(said: &str, beside: Beside) -> Understood {
        let zone = CivilZone::named("Europe/Paris").unwrap();
        let (at, now) = (at("2026-11-22T10:00:00Z"), at("2026-11-24T10:00:00Z"));
        understand(said, beside, When { at, now, zone: &zone })
    }

    #[test]
    fn a_price_a_day_and_a_category_are_understood() {
        let Understood { new, came_from, link, .. } =
            hear("perceuse sans fil moins de 80 € avant Noël", false);
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
    fn how_many_is_understood_unless_it_was_said_beside() {
        for terms in [false, true] {
            let heard = hear("2 tablettes de chocolat", terms);
            assert_eq!((heard.new.title.as_str(), heard.quantity), ("tablettes de chocolat", 2));
            assert!(!heard.new.subject.words.contains(&"2".to_owned()), "no offer need say it");
            let beside = Beside { terms, quantity: true, ..Beside::default() };
            let named = hear_beside("2 tablettes de chocolat", beside);
            assert_eq!((named.new.title.as_str(), named.quantity), ("2 tablettes de chocolat", 1));
        }
        let both = hear("2 tablettes de chocolat moins de 5 €", false);
        assert_eq!((both.quantity, both.new.top_price), (2, Some(Money::eur(500))));
        assert_eq!(hear("chocolat 70%", false).new.title, "chocolat 70%");
    }

    #[test]
    fn where_the_subject_is_told_words_are_words() {
        let told = Beside { subject: true, ..Beside::default() };
        for said in ["3017620422003", "2 vélos", "un vélo moins de 80 €"] {
            assert_eq!(hear_beside(said, told).new, NewWish::told(said), "{said}");
        }
        let linked = hear_beside("La bleue https://shop.example/x", told);
        assert_eq!((linked.new.title.as_str(), linked.link.is_some()), ("La bleue", true));
        let priced = hear("3017620422003", true);
        assert_eq!((priced.came_from, priced.new.subject.gtin.is_some()), (CameFrom::Code, true));
    }

    #[test]
    fn a_number_that_may_be_part_of_a_name_stays_in_it_and_is_no_condition() {
        for terms in [false, true] {
            let Understood { new, quantity, .. } = hear("12 hommes en colère", terms);
            assert_eq!((new.title.as_str(), quantity), ("12 hommes en colère", 1));
            assert!(!new.subject.words.contains(&"12".to_owned()), "{:?}", new.subject.words);
            assert!(new.subject.words.contains(&"colere".to_owned()), "{:?}", new.subject.words);
        }
        let three = hear("3 mousquetaires", false);
        assert_eq!((three.new.title.as_str(), three.quantity), ("3 mousquetaires", 1));
        let both = hear("2 bougies moins de 20 euros les deux", false);
        assert_eq!((both.new.title.as_str(), both.quantity), ("bougies", 2));
        assert_eq!(both.new.top_price, Some(Money::eur(1_000)), "the price of one");
        let Understood { new, quantity, .. } = hear("3 x thé vert", false);
        assert_eq!((new.title.as_str(), quantity), ("thé vert", 3));
    }

    #[test]
    fn a_code_among_words_is_the_product_and_they_call_it() {
        let Understood { new, quantity, came_from, .. } = hear("La Peste 9782070360420 moins de 8 €", false);
        assert_eq!((new.title.as_str(), new.top_price), ("La Peste", Some(Money::eur(800))));
        assert_eq!((new.subject.gtin, came_from), ("9782070360420".parse().ok(), CameFrom::Code));
        assert!(new.subject.words.is_empty() && quantity == 1, "how it is called is no condition");
        let named = hear("12 hommes en colère 9782070360420", true).new;
        assert_eq!(named.title, "12 hommes en colère");
        assert_eq!(hear("ISBN 978-2-07-036042-0", false).new.title, "9782070360420");
    }

    #[test]
    fn of_several_links_the_first_is_the_page_and_the_others_are_kept() {
        let heard = hear("La bleue https://a.example/x ou https://user:pw@b.example/y", false);
        assert_eq!(
            (heard.new.title.as_str(), heard.link.as_deref()),
            ("La bleue ou", Some("https://a.example/x"))
        );
        assert_eq!(heard.others, "https://b.example/y");
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
