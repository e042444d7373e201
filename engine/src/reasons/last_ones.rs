//! Few are left: 5 points, 10 or 15 for three, two or one. Small on purpose: scarcity informs, it must not press.
//!
//! Example: the last loaf weighs 15; the fourth-last is no reason.

use domain::{Reason, limits};

use crate::choose::{Facts, Found};

pub(super) fn reason(found: &Found) -> Option<Reason> {
    few(&found.facts).map(|left| Reason::LastOnes { left })
}

pub(super) fn points(facts: &Facts, most: i64) -> i64 {
    let few = few(facts).map_or(0, |left| i64::from(limits::LAST_ONES + 1 - left));
    few * most / i64::from(limits::LAST_ONES)
}

fn few(facts: &Facts) -> Option<u32> {
    facts.left.filter(|left| (1..=limits::LAST_ONES).contains(left))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::choose::tests::found;

    #[test]
    fn the_fewer_the_more() {
        for (left, weight) in [(None, 0), (Some(4), 0), (Some(3), 5), (Some(2), 10), (Some(1), 15)] {
            let found = found(|found| found.facts.left = left);
            assert_eq!(points(&found.facts, 15), weight, "{left:?}");
            assert_eq!(reason(&found), (weight > 0).then(|| Reason::LastOnes { left: left.unwrap() }));
        }
    }
}
