//! Few are left: 5 points, 10 or 15 for three, two or one. Small on purpose: scarcity informs, it must not press.
//!
//! Example: the last loaf weighs 15; the fourth-last is no reason.

use domain::{Reason, limits};

use crate::choose::Found;

pub(super) fn reason(found: &Found) -> Option<Reason> {
    let left = found.left.filter(|left| (1..=limits::LAST_ONES).contains(left))?;
    Some(Reason::LastOnes { left })
}

pub(super) fn points(found: &Found) -> i64 {
    match reason(found) {
        Some(Reason::LastOnes { left }) => 5 * i64::from(limits::LAST_ONES + 1 - left),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::choose::tests::found;

    #[test]
    fn the_fewer_the_more() {
        for (left, weight) in [(None, 0), (Some(4), 0), (Some(3), 5), (Some(2), 10), (Some(1), 15)] {
            let found = found(|found| found.left = left);
            assert_eq!(points(&found), weight, "{left:?}");
            assert_eq!(reason(&found), (weight > 0).then(|| Reason::LastOnes { left: left.unwrap() }));
        }
    }
}
