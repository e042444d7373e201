//! Wishes and offers as the World matches them: their words as the keys by which they meet ([`insight::lexis`]).
//!
//! Everything that goes into a World passes here, from the store at the start and from facts afterwards, so that both stand on the same
//! ground. A snapshot holds keys: [`rules`] in its head tells by which rules they were made.

use std::collections::HashMap;

use domain::{Offer, Wish};
use insight::lexis;

/// Which rules make the keys.
pub(crate) fn rules() -> u64 {
    lexis::rules()
}

/// Texts remembered at a time: a town says much twice.
const REMEMBERED: usize = 50_000;

/// A wish with its keys.
pub(crate) fn wish(mut wish: Wish) -> Wish {
    wish.subject.words = asked(&wish);
    wish
}

/// An offer with its keys.
pub(crate) fn offer(mut offer: Offer) -> Offer {
    let subject = &offer.subject;
    offer.subject.words = lexis::answered(&offer.title, subject.brand.as_deref(), &subject.words);
    offer
}

/// A barcode decides alone: what else such a wish says is no condition.
fn asked(wish: &Wish) -> Vec<String> {
    if wish.subject.gtin.is_some() || wish.subject.words.is_empty() {
        return Vec::new();
    }
    lexis::asked(&wish.title, &wish.subject.words)
}

/// The same for many wishes, reading each text once.
#[derive(Default)]
pub(crate) struct Reader {
    read: HashMap<(String, Vec<String>), Vec<String>>,
}

impl Reader {
    /// A wish with its keys.
    pub(crate) fn wish(&mut self, wish: Wish) -> Wish {
        if wish.subject.gtin.is_some() || wish.subject.words.is_empty() {
            return self::wish(wish);
        }
        if self.read.len() >= REMEMBERED {
            self.read.clear();
        }
        let said = (wish.title.clone(), wish.subject.words.clone());
        let words = self.read.entry(said).or_insert_with(|| asked(&wish)).clone();
        Wish { subject: domain::Subject { words, ..wish.subject }, ..wish }
    }
}

#[cfg(test)]
mod tests {
    use domain::ids::Id;
    use domain::{Instant, Kind, MemberId, Subject, Visibility, WishId, WishState};

    use super::*;

    fn told(title: &str, subject: Subject) -> Wish {
        let at = Instant::from_secs(1_800_000_000);
        Wish {
            id: WishId::make(at, [1; 10]),
            member: MemberId::make(at, [2; 10]),
            title: title.to_owned(),
            subject,
            top_price: None,
            until: None,
            distance_m: 1_000,
            places: Vec::new(),
            visibility: Visibility::Private,
            state: WishState::Open,
            added_at: at,
        }
    }

    #[test]
    fn many_are_read_as_one_is() {
        let mut reader = Reader::default();
        for said in ["perceuse sans fil", "Perceuses sans-fil", "eau 1,5 L", "perceuse sans fil", ""] {
            let one = told(said, Subject::told(Kind::Product, said));
            assert_eq!(reader.wish(one.clone()), wish(one), "{said}");
        }
    }

    #[test]
    fn a_barcode_decides_alone() {
        let subject =
            Subject { gtin: "3017620422003".parse().ok(), ..Subject::told(Kind::Product, "pâte 400 g") };
        assert!(wish(told("pâte 400 g", subject)).subject.words.is_empty());
    }
}
