//! Whether a thing can be had: schema.org's words, and what shops write.

use crate::reading::{Availability, Condition};
use crate::words::{BUY, IN, INTO, OUT, PUT, Words};

/// What schema.org's ItemAvailability, Open Graph and merchants' feeds call it. To order, to reserve and to fetch count as in: it can be had.
pub fn machine(text: &str) -> Option<Availability> {
    let word: String = crate::item::short(text.trim())
        .chars()
        .filter(char::is_ascii_alphabetic)
        .collect::<String>()
        .to_ascii_lowercase();
    match word.as_str() {
        "instock"
        | "limitedavailability"
        | "onlineonly"
        | "instoreonly"
        | "preorder"
        | "presale"
        | "backorder"
        | "madetoorder"
        | "available"
        | "availablefororder"
        | "reserved"
        | "lowstock"
        | "yes"
        | "true" => Some(Availability::In),
        "outofstock" | "soldout" | "discontinued" | "oos" | "unavailable" | "notavailable" | "no"
        | "false" => Some(Availability::Out),
        _ => None,
    }
}

/// What schema.org's OfferItemCondition, Open Graph and merchants' feeds call it.
pub fn condition(text: &str) -> Option<Condition> {
    let word: String = crate::item::short(text.trim())
        .chars()
        .filter(char::is_ascii_alphabetic)
        .collect::<String>()
        .to_ascii_lowercase();
    match word.as_str() {
        "newcondition" | "new" => Some(Condition::New),
        "usedcondition" | "used" => Some(Condition::Used),
        "refurbishedcondition" | "refurbished" => Some(Condition::Refurbished),
        "damagedcondition" | "damaged" => Some(Condition::Damaged),
        _ => None,
    }
}

/// What a folded text of a page says of stock, if it says anything; the longest phrase counts, because `not in stock` holds `in stock`.
pub fn phrase(folded: &str) -> Option<(Availability, &'static str)> {
    let out = OUT.within(folded).map(|phrase| (Availability::Out, phrase));
    let within = IN.within(folded).map(|phrase| (Availability::In, phrase));
    within.into_iter().chain(out).max_by_key(|(_, phrase)| phrase.chars().count())
}

/// A question with its answer: `In stock: yes`, `Auf Lager: nein`.
pub fn answered(folded: &str) -> Option<(Availability, &'static str)> {
    let (question, answer) = folded.split_once([':', '?'])?;
    let asked = [
        "in stock",
        "available",
        "availability",
        "en stock",
        "disponible",
        "auf lager",
        "verfugbar",
        "disponibile",
        "op voorraad",
        "stock",
    ];
    let asked = asked.into_iter().find(|words| question.trim() == *words)?;
    match answer.trim() {
        "yes" | "oui" | "ja" | "si" => Some((Availability::In, asked)),
        "no" | "non" | "nein" | "nee" | "0" => Some((Availability::Out, asked)),
        _ => None,
    }
}

/// Whether a folded text is that of a buy button: one of its phrases, or words of putting something into a basket (`add to your basket`).
pub fn buys(folded: &str) -> bool {
    let short = folded.trim();
    let said = |words: &Words| words.within(short).is_some();
    short.chars().count() <= 40 && (said(&BUY) || (said(&PUT) && said(&INTO)))
}

#[cfg(test)]
mod tests {
    use domain::text::fold;

    use super::*;

    #[test]
    fn every_word_of_schema_org_is_known() {
        for (word, want) in [
            ("BackOrder", Availability::In),
            ("Discontinued", Availability::Out),
            ("InStock", Availability::In),
            ("InStoreOnly", Availability::In),
            ("LimitedAvailability", Availability::In),
            ("MadeToOrder", Availability::In),
            ("OnlineOnly", Availability::In),
            ("OutOfStock", Availability::Out),
            ("PreOrder", Availability::In),
            ("PreSale", Availability::In),
            ("Reserved", Availability::In),
            ("SoldOut", Availability::Out),
        ] {
            for written in
                [format!("https://schema.org/{word}"), word.to_lowercase(), format!("schema:{word}")]
            {
                assert_eq!(machine(&written), Some(want), "{written}");
            }
        }
        assert_eq!(machine("in stock"), Some(Availability::In));
        assert_eq!(machine("https://example.com/"), None);
    }

    #[test]
    fn the_longer_phrase_counts() {
        for (said, want) in [
            ("only 3 left in stock", Some(Availability::In)),
            ("this is not in stock", Some(Availability::Out)),
            ("derzeit nicht verfugbar", Some(Availability::Out)),
            ("sofort lieferbar", Some(Availability::In)),
            ("non disponible", Some(Availability::Out)),
            ("disponible", Some(Availability::In)),
            ("non disponibile al momento", Some(Availability::Out)),
            ("在庫切れです", Some(Availability::Out)),
            ("a nice drill", None),
        ] {
            assert_eq!(phrase(&fold(said)).map(|(state, _)| state), want, "{said}");
        }
        assert!(buys("ajouter au panier") && buys("add to your basket") && !buys("paniers en osier"));
    }
}
