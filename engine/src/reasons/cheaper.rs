//! It costs less than usual: a point a percent below the reference price, 50 at the most.
//!
//! Example: 3 € instead of 4 € weighs 25; a reference in another currency, or no higher than the price, is no reason.

use domain::{Money, Reason};

use super::percent;
use crate::choose::{Facts, Found};

/// Percent from which on it weighs the most.
const FULL: i64 = 50;

pub(super) fn reason(found: &Found) -> Option<Reason> {
    less(&found.facts).map(|(by, _)| Reason::Cheaper { by })
}

pub(super) fn points(facts: &Facts, most: i64) -> i64 {
    less(facts).map_or(0, |(by, usual)| percent(by.minor, usual.minor).min(FULL) * most / FULL)
}

/// How much less than usual, and what it usually costs.
fn less(facts: &Facts) -> Option<(Money, Money)> {
    let usual = facts.reference.filter(|usual| usual.currency == facts.price.currency)?;
    let by = Money { minor: usual.minor.saturating_sub(facts.price.minor), currency: usual.currency };
    (by.minor > 0).then_some((by, usual))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::choose::tests::found;

    #[test]
    fn a_point_a_percent() {
        for (usual, weight, by) in
            [(400, 25, Some(100)), (303, 0, Some(3)), (300, 0, None), (3_000, 50, Some(2_700))]
        {
            let found = found(|found| found.facts.reference = Some(Money::eur(usual)));
            assert_eq!(points(&found.facts, 50), weight, "{usual}");
            assert_eq!(reason(&found), by.map(|by| Reason::Cheaper { by: Money::eur(by) }), "{usual}");
        }
    }
}
