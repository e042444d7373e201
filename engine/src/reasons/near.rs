//! It is near: up to 50 points, one less for every 20 metres, none from a kilometre on. Shown always: how far is always told.
//!
//! Example: a bakery 100 m away weighs 45, one 600 m away 20.

use domain::{Reason, limits};

use crate::choose::{Facts, Found};

pub(super) fn reason(found: &Found) -> Option<Reason> {
    Some(Reason::Near { metres: found.facts.metres() })
}

pub(super) fn points(facts: &Facts, most: i64) -> i64 {
    let (metres, far) = (i64::from(facts.metres()), i64::from(limits::WISH_DISTANCE_M));
    most * (far - metres).max(0) / far
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::choose::tests::found;

    #[test]
    fn a_point_every_twenty_metres() {
        for (metres, weight) in [(0, 50), (100, 45), (600, 20), (1_000, 0), (4_000, 0)] {
            let found = found(|found| found.facts.d2 = domain::plane::metres2(metres));
            assert_eq!(points(&found.facts, 50), weight, "{metres} m");
            assert_eq!(reason(&found), Some(Reason::Near { metres }));
        }
    }
}
