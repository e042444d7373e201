//! The rule of a run: how the engine ranks, and how much it says at once. The house's own is that of the product.

use domain::limits;
use engine::{Caps, Facts, Policy, Warm, reasons};

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
    pub(super) caps: Caps,
    pub(super) presence_s: i64,
}

impl Default for Rule {
    fn default() -> Self {
        Self { by: By::Warm, caps: Warm.caps(), presence_s: limits::PRESENCE_S }
    }
}

impl Policy for Rule {
    fn score(&self, facts: &Facts) -> i64 {
        match self.by {
            By::Warm => reasons::points(facts),
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
