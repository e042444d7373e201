//! Reasons to suggest, one file each: when it is one, and how much it weighs.
//!
//! The product's score is the sum of these weights and nothing else, so that what is shown is what chose. Each `points` is
//! a whole number, zero where the reason is absent and at the most what it weighs ([`Weights`]); the numbers in each file
//! are the product's.

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
    /// Its name in [`Weights::set`].
    name: &'static str,
    reason: fn(&Found) -> Option<Reason>,
    /// Its points, where it weighs so much.
    points: fn(&Facts, i64) -> i64,
}

/// In the order in which they are shown.
const RULES: [Rule; 7] = [
    Rule { name: "wished", reason: wished::reason, points: wished::points },
    Rule { name: "under-top", reason: under_top::reason, points: under_top::points },
    Rule { name: "cheaper", reason: cheaper::reason, points: cheaper::points },
    Rule { name: "near", reason: near::reason, points: near::points },
    Rule { name: "last-ones", reason: last_ones::reason, points: last_ones::points },
    Rule { name: "closing-soon", reason: closing_soon::reason, points: closing_soon::points },
    Rule { name: "allowed", reason: allowed::reason, points: allowed::points },
];

/// How much each reason weighs: the most points that it gives, of which it gives less where it is less of a reason. A wish
/// for this very product weighs half as much again as told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weights([i64; RULES.len()]);

impl Weights {
    /// The product's.
    pub const PRODUCT: Self = Self([100, 25, 50, 50, 15, 10, 20]);
    /// The largest there are.
    pub const MOST: i64 = 1_000;

    /// The names of all reasons, in the order shown.
    pub fn names() -> impl Iterator<Item = &'static str> {
        RULES.iter().map(|rule| rule.name)
    }

    /// Lets a reason weigh so much, held between nothing and [`Weights::MOST`]; `false` when no reason is called so.
    pub fn set(&mut self, reason: &str, points: i64) -> bool {
        let place = RULES.iter().position(|rule| rule.name == reason);
        let weight = place.and_then(|place| self.0.get_mut(place));
        weight.map(|weight| *weight = points.clamp(0, Self::MOST)).is_some()
    }
}

impl Default for Weights {
    fn default() -> Self {
        Self::PRODUCT
    }
}

/// The reasons for what was found, in the order shown; `wished`, `near` and `allowed` are always among them.
#[must_use]
pub fn reasons(found: &Found) -> Vec<Reason> {
    RULES.iter().filter_map(|rule| (rule.reason)(found)).collect()
}

/// What the reasons weigh together.
#[must_use]
pub fn points(facts: &Facts, weights: &Weights) -> i64 {
    RULES.iter().zip(&weights.0).map(|(rule, most)| (rule.points)(facts, *most)).sum()
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
            for (rule, most) in RULES.iter().zip(Weights::PRODUCT.0) {
                assert!((rule.points)(&found.facts, most) == 0 || (rule.reason)(&found).is_some());
                assert!((rule.points)(&found.facts, most) >= 0);
                assert_eq!((rule.points)(&found.facts, 0), 0, "{}", rule.name);
            }
            assert_eq!(found.facts.d2, 1_000_000);
        }
        assert_eq!(reasons(&plain).len(), 4);
        assert_eq!(reasons(&all).len(), 7);
        assert_eq!(points(&all.facts, &Weights::PRODUCT), 150 + 25 + 50 + 45 + 15 + 10);
    }

    #[test]
    fn a_reason_weighs_what_it_is_told_to() {
        let found = found(|found| {
            found.facts.reference = Some(domain::Money::eur(400));
            found.facts.left = Some(2);
        });
        let weighs = |reason: &str, weight: i64| {
            let mut weights = Weights([0; RULES.len()]);
            assert!(weights.set(reason, weight), "{reason}");
            points(&found.facts, &weights)
        };
        // 3 € where 4 € is usual and would be paid, 100 m away, two left.
        for (reason, weight, expected) in [
            ("wished", 30, 30),
            ("under-top", 100, 100),
            ("cheaper", 80, 40),
            ("near", 200, 180),
            ("last-ones", 30, 20),
            ("closing-soon", 70, 0),
            ("allowed", 90, 0),
            ("cheaper", 5, 2),
            ("near", -5, 0),
            ("near", i64::MAX, 900),
        ] {
            assert_eq!(weighs(reason, weight), expected, "{reason} = {weight}");
        }
        let mut weights = Weights::PRODUCT;
        assert!(!weights.set("loud", 1) && weights == Weights::default());
        assert_eq!(Weights::names().count(), 7);
        assert!(Weights::names().all(|reason| weights.set(reason, 0)));
        assert_eq!(points(&found.facts, &weights), 0);
    }
}
