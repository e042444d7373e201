//! A signal as it was told, and what keeps it from being a moment.

use domain::{Instant, Source};
use kit::Refusal;

/// What a phone or a page says, unchecked: any number may be nonsense, any time may be off.
#[derive(Clone, Copy, PartialEq)]
pub struct Signal {
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// Radius of the 68 % confidence circle, in metres.
    pub accuracy_m: f64,
    /// When it was true, by the teller's clock.
    pub at: Instant,
    /// When it was sent or last known to be unsent, by the teller's clock; tells how far that clock runs ahead of ours.
    pub sent_at: Option<Instant>,
    /// Where it came from.
    pub source: Source,
}

/// Shows when and from where only: positions never reach a log by accident.
impl std::fmt::Debug for Signal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Signal").field("source", &self.source).finish_non_exhaustive()
    }
}

/// Why a signal is no moment of now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unfit {
    /// It was true, but no longer is.
    Stale,
    /// It claims a time that has not come, by more than clocks drift.
    Future,
    /// It is nowhere on Earth, or is the zero that phones send when they do not know.
    Nonsense,
    /// It is too vague to say anything of a street.
    Inaccurate,
}

impl Unfit {
    /// Every reason with its name in measures.
    pub const NAMES: &'static [(Self, &'static str)] = &[
        (Self::Stale, "stale"),
        (Self::Future, "future"),
        (Self::Nonsense, "nonsense"),
        (Self::Inaccurate, "inaccurate"),
    ];
}

domain::named!(Unfit);

impl From<Unfit> for Refusal {
    fn from(unfit: Unfit) -> Self {
        match unfit {
            Unfit::Stale => Self::new("stale"),
            Unfit::Future => Self::new("in-the-future"),
            Unfit::Nonsense => Self::invalid("position", "position"),
            Unfit::Inaccurate => Self::new("inaccurate"),
        }
    }
}
