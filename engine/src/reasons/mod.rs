//! Reasons to suggest, one file each: when it is one, and how much it weighs.
//!
//! The product's score is the sum of these weights and nothing else, so that what is shown is what chose. Each `points` is
//! a whole number, zero where the reason is absent.

mod allowed;
mod cheaper;
mod closing_soon;
mod last_ones;
mod near;
mod under_top;
mod wished;

pub(crate) use closing_soon::closing;

use domain::Reason;

use crate::choose::{Facts, Found};

struct Rule {
    reason: fn(&Found) -> Option<Reason>,
    points: fn(&Facts) -> i64,
}

/// In the order in which they are shown.
const RULES: [Rule; 7] = [
    Rule { reason: wished::reason, points: wished::points },
    Rule { reason: under_top::reason, points: under_top::points },
    Rule { reason: cheaper::reason, points: cheaper::points },
    Rule { reason: near::reason, points: near::points },
    Rule { reason: last_ones::reason, points: last_ones::points },
    Rule { reason: closing_soon::reason, points: closing_soon::points },
    Rule { reason: allowed::reason, points: allowed::points },
];

/// The reasons for what was found, in the order shown; `wished`, `near` and `allowed` are always among them.
#[must_use]
pub fn reasons(found: &Found) -> Vec<Reason> {
    RULES.iter().filter_map(|rule| (rule.reason)(found)).collect()
}

/// What the reasons weigh together.
#[must_use]
pub fn points(facts: &Facts) -> i64 {
    RULES.iter().map(|rule| (rule.points)(facts)).sum()
}

/// How many whole percent `part` is of `whole`; zero where there is no whole.
fn percent(part: i64, whole: i64) -> i64 {
    if whole <= 0 { 0 } else { part.saturating_mul(100) / whole }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::choose::tests::found;

    #[test]
    fn whatever_weighs_is_shown() {
        let plain = found(|_| ());
        let all = found(|found| {
            found.facts.exact = true;
            found.facts.reference = Some(domain::Money::eur(600));
            found.facts.left = Some(1);
            found.facts.closes = Some((domain::ClosingOf::Place, domain::Instant::from_secs(60)));
        });
        for found in [plain, all] {
            for rule in &RULES {
                assert!((rule.points)(&found.facts) == 0 || (rule.reason)(&found).is_some());
                assert!((rule.points)(&found.facts) >= 0);
            }
            assert_eq!(found.facts.d2, 1_000_000);
        }
        assert_eq!(reasons(&plain).len(), 4);
        assert_eq!(reasons(&all).len(), 7);
        assert_eq!(points(&all.facts), 150 + 25 + 50 + 45 + 15 + 10);
    }
}
