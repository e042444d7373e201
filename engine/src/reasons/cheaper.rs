//! It costs less than usual: a point a percent below the reference price, 50 at the most.
//!
//! Example: 3 € instead of 4 € weighs 25; a reference in another currency, or no higher than the price, is no reason.

use domain::{Money, Reason};

use super::percent;
use crate::choose::Found;

const MOST: i64 = 50;

pub(super) fn reason(found: &Found) -> Option<Reason> {
    let usual = found.reference.filter(|usual| usual.currency == found.price.currency)?;
    let by = Money { minor: usual.minor.saturating_sub(found.price.minor), currency: usual.currency };
    (by.minor > 0).then_some(Reason::Cheaper { by })
}

pub(super) fn points(found: &Found) -> i64 {
    match (reason(found), found.reference) {
        (Some(Reason::Cheaper { by }), Some(usual)) => percent(by.minor, usual.minor).min(MOST),
        _ => 0,
    }
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
            let found = found(|found| found.reference = Some(Money::eur(usual)));
            assert_eq!(points(&found), weight, "{usual}");
            assert_eq!(reason(&found), by.map(|by| Reason::Cheaper { by: Money::eur(by) }), "{usual}");
        }
    }
}
