//! Policies: how what was found is ranked and how much of it is said. The gate is the same for all.

use super::Facts;
use crate::reasons::{self, Weights};

/// How much a signal may say at once. The member's budget holds besides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Caps {
    /// Altogether.
    pub proposals: usize,
    /// Of one organisation.
    pub per_organisation: usize,
    /// For one wish.
    pub per_wish: usize,
}

/// A way of ranking. Higher scores come first; equal ones by distance, then by offer, then by member.
pub trait Policy {
    /// What something found is worth; must depend on nothing else.
    fn score(&self, facts: &Facts) -> i64;
    /// The most that [`Policy::score`] can be for a gain of at most `gain`: what cannot come among the best is not looked
    /// at. Must not fall as the gain rises.
    fn at_most(&self, gain: i64) -> i64 {
        let _ = gain;
        i64::MAX
    }
    /// How much is said at once.
    fn caps(&self) -> Caps;
}

/// The product's policy: the sum of the reasons' points; three at a time, one of each shop, one for each wish, so that a
/// street does not shout and one shop does not take the whole budget.
#[derive(Debug, Clone, Copy, Default)]
pub struct Warm;

impl Policy for Warm {
    fn score(&self, facts: &Facts) -> i64 {
        Weights::PRODUCT.score(facts)
    }

    fn caps(&self) -> Caps {
        Weights::PRODUCT.caps()
    }
}

/// The product's policy, but for what its reasons weigh.
impl Policy for Weights {
    fn score(&self, facts: &Facts) -> i64 {
        reasons::points(facts, self)
    }

    fn caps(&self) -> Caps {
        Caps { proposals: 3, per_organisation: 1, per_wish: 1 }
    }
}

/// The benchmark's policy: the largest gain under the top price; so many at a time, whoever they are of.
#[derive(Debug, Clone, Copy)]
pub struct ByGain {
    /// How many at once.
    pub best: usize,
}

impl Policy for ByGain {
    fn score(&self, facts: &Facts) -> i64 {
        facts.gain()
    }

    fn at_most(&self, gain: i64) -> i64 {
        gain
    }

    fn caps(&self) -> Caps {
        Caps { proposals: self.best, per_organisation: usize::MAX, per_wish: usize::MAX }
    }
}
