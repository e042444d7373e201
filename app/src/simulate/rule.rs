//! The rule of a run: how the engine ranks, and how much it says at once. The house's own is that of the product.

use domain::limits;
use engine::reasons::{Weights, points};
use engine::{Caps, Facts, Policy, Warm};

/// What ranks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum By {
    /// The sum of the reasons' points: the product's.
    #[default]
    Warm,
    /// The largest gain under the wish's top price.
    Gain,
    /// The nearest.
    Near,
}

impl By {
    /// Every one with its name in a change.
    const NAMES: &'static [(Self, &'static str)] =
        &[(Self::Warm, "warm"), (Self::Gain, "gain"), (Self::Near, "near")];
}

domain::named!(By);

/// A ranking with its caps, and for how long a moment is now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rule {
    pub(super) by: By,
    /// What the reasons weigh where they rank.
    pub(super) weights: Weights,
    pub(super) caps: Caps,
    pub(super) presence_s: i64,
}

impl Default for Rule {
    fn default() -> Self {
        Self { by: By::Warm, weights: Weights::PRODUCT, caps: Warm.caps(), presence_s: limits::PRESENCE_S }
    }
}

impl Rule {
    /// Lets a reason weigh so many points.
    ///
    /// # Errors
    /// When there is no such reason, it weighs too much or less than nothing, or the reasons do not rank.
    pub(super) fn weigh(&mut self, reason: &str, points: i64) -> Result<(), String> {
        if !(0..=Weights::MOST).contains(&points) {
            return Err(format!("{reason} = {points}: from 0 to {}", Weights::MOST));
        }
        if !self.weights.set(reason, points) {
            let names: Vec<&str> = Weights::names().collect();
            return Err(format!("{reason:?} is no reason: say {}", names.join(", ")));
        }
        if self.by != By::Warm {
            return Err(format!("{reason} = {points}: reasons weigh under the policy warm alone"));
        }
        Ok(())
    }

    /// Lets reasons weigh what a text says, such as `near=0,cheaper=80`.
    ///
    /// # Errors
    /// As [`Rule::weigh`], and when it is not so written or names a reason twice.
    pub(super) fn weigh_as(&mut self, text: &str) -> Result<(), String> {
        let mut known = Vec::new();
        for part in text.split(',') {
            let (reason, points) =
                part.split_once('=').ok_or_else(|| format!("{part:?}: such as near=0,cheaper=80"))?;
            let (reason, points) = (reason.trim(), points.trim());
            let points =
                points.parse().map_err(|_| format!("{reason} = {points}: from 0 to {}", Weights::MOST))?;
            if known.contains(&reason) {
                return Err(format!("{reason} is weighed twice"));
            }
            known.push(reason);
            self.weigh(reason, points)?;
        }
        Ok(())
    }
}

impl Policy for Rule {
    fn score(&self, facts: &Facts) -> i64 {
        match self.by {
            By::Warm => points(facts, &self.weights),
            By::Gain => facts.gain(),
            By::Near => -facts.d2,
        }
    }

    fn at_most(&self, gain: i64) -> i64 {
        if self.by == By::Gain { gain } else { i64::MAX }
    }

    fn caps(&self) -> Caps {
        self.caps
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulate::tally::REASONS;

    #[test]
    fn reasons_weigh_by_the_names_under_which_they_are_counted() {
        assert_eq!(Weights::names().collect::<Vec<_>>(), REASONS);
    }
}
