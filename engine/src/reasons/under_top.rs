//! It costs less than the member would pay: a point a percent below the top price, 25 at the most.
//!
//! Example: 3 € where 4 € would be paid weighs 25; at exactly the top price there is nothing to tell.

use domain::{Money, Reason};

use super::percent;
use crate::choose::{Facts, Found};

/// Percent from which on it weighs the most.
const FULL: i64 = 25;

pub(super) fn reason(found: &Found) -> Option<Reason> {
    let by = Money { minor: found.facts.gain(), currency: found.facts.price.currency };
    (by.minor > 0).then_some(Reason::UnderTop { by })
}

pub(super) fn points(facts: &Facts, most: i64) -> i64 {
    facts.top.map_or(0, |top| percent(facts.gain(), top.minor).clamp(0, FULL) * most / FULL)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::choose::tests::found;

    #[test]
    fn a_point_a_percent_up_to_a_quarter() {
        for (top, weight, by) in
            [(Some(375), 20, Some(75)), (Some(300), 0, None), (None, 0, None), (Some(900), 25, Some(600))]
        {
            let found = found(|found| found.facts.top = top.map(Money::eur));
            assert_eq!(points(&found.facts, 25), weight, "{top:?}");
            assert_eq!(reason(&found), by.map(|by| Reason::UnderTop { by: Money::eur(by) }), "{top:?}");
        }
    }
}
