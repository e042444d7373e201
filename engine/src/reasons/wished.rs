//! The member wished for it: 100 points, half as many more when the wish names this very product (GTIN).
//!
//! Example: a wish for "chocolate" met by a tablet weighs 100; the scanned jar met by the same jar weighs 150.

use domain::Reason;

use crate::choose::{Facts, Found};

pub(super) fn reason(found: &Found) -> Option<Reason> {
    Some(Reason::Wished { wish: found.wish })
}

pub(super) fn points(facts: &Facts, most: i64) -> i64 {
    if facts.exact { most + most / 2 } else { most }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::choose::tests::found;

    #[test]
    fn the_very_product_weighs_half_as_much_again() {
        assert_eq!(points(&found(|found| found.facts.exact = false).facts, 100), 100);
        assert_eq!(points(&found(|found| found.facts.exact = true).facts, 100), 150);
    }
}
