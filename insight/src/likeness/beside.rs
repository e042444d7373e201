//! Whether one of two things is for the other and not the other: its case, its battery.

use std::collections::BTreeSet;

use super::compare::Comparison;
use super::evidence::Evidence;
use super::search::Wanted;
use super::token::Token;
use super::{Corpus, Digest};
use crate::around;

/// How much of a wish told in words a page must say to be held for one that sells it: more than what is worth showing in a row of answers.
const MEETS: f64 = 0.75;

/// What for a thing these words name; the first line of the table names no thing.
fn named<'a>(words: impl Iterator<Item = &'a str>) -> BTreeSet<usize> {
    words.filter_map(around::named).collect()
}

impl Comparison<'_> {
    /// Whether one of the two, and not the other, is told to be for the thing, or each to be another such thing.
    #[must_use]
    pub fn is_beside(&self) -> bool {
        self.items.iter().any(|item| match &item.evidence {
            Evidence::Words { left, right, .. } => {
                let (left, right) = (named(left.iter().copied()), named(right.iter().copied()));
                let things =
                    |said: &BTreeSet<usize>| said.iter().copied().filter(|at| *at > 0).collect::<Vec<_>>();
                left.is_empty() != right.is_empty() || things(&left) != things(&right)
            }
            _ => false,
        })
    }
}

impl Wanted {
    /// Whether a listing says so much of the wish that it is held for one of the thing, and is not for it.
    #[must_use]
    pub fn meets(&self, listing: &Digest, corpus: &Corpus) -> bool {
        let said = |tokens: &[Token]| named(tokens.iter().map(|token| token.said.as_str()));
        let (wished, sold) = (said(&self.tokens), said(&listing.title));
        let other =
            if wished.is_empty() { !sold.is_empty() } else { sold.difference(&wished).any(|at| *at > 0) };
        !other && self.met(listing, corpus) >= MEETS
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::likeness::attribute::Parts;
    use crate::likeness::{Description, compare};

    fn digest(title: &str) -> Digest {
        Digest::of(&Description { title: title.to_owned(), ..Description::default() })
    }

    fn differ(one: &str, other: &str) -> bool {
        let (one, other) = (digest(one), digest(other));
        let corpus = Corpus::of([&one, &other]);
        compare(&one, &other, &corpus, &Parts::default()).is_beside()
    }

    #[test]
    fn what_is_for_a_thing_is_not_the_thing_nor_something_else_for_it() {
        let thing = "Aspirateur Dyson V11";
        for other in [
            "Housse pour aspirateur Dyson V11",
            "Housses aspirateur Dyson V11",
            "Câbles aspirateur Dyson V11",
            "Chargers aspirateur Dyson V11",
            "Batteries aspirateur Dyson V11",
            "Accessoires aspirateur Dyson V11",
            "Joint aspirateur Dyson V11",
        ] {
            assert!(differ(thing, other) && differ(other, thing), "{other}");
        }
        let cover = "Housse pour aspirateur Dyson V11";
        assert!(differ(cover, "Batterie pour aspirateur Dyson V11"));
        assert!(differ(cover, "Filtres pour aspirateur Dyson V11"));
        assert!(!differ(cover, "Étuis pour aspirateur Dyson V11"), "two words for the same");
        assert!(!differ("Battery for Dyson V11", "Batteries pour Dyson V11"));
        assert!(!differ(thing, "Aspirateur Dyson V11 rouge"));
    }

    #[test]
    fn a_wish_in_words_is_met_by_pages_of_the_thing_in_either_language() {
        let met = |wish: &str, page: &str| {
            let page = digest(page);
            Wanted::told(wish).meets(&page, &Corpus::of([&page]))
        };
        assert!(met("perceuse sans fil", "Bosch cordless drill PSR 1800"));
        assert!(met("Perceuse sans fil 18 V", "Perceuse sans fil Norda X200 18V"));
        assert!(met("coque iPhone 15", "Étui pour iPhone 15 noir"));
        assert!(!met("iPhone 15", "Coque iPhone 15"), "a case is no phone");
        assert!(!met("perceuse sans fil", "Perceuse filaire 500 W"));
        assert!(!met("perceuse sans fil", "Batterie pour perceuse sans fil"));
    }
}
