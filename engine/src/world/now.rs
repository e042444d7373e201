//! An instant as the gate needs it.

use domain::{Civil, CivilZone, Instant};

/// An instant with what the clocks show then, worked out once a signal.
#[derive(Clone, Copy)]
pub(crate) struct Now<'w> {
    pub(crate) at: Instant,
    pub(crate) civil: Civil,
    zone: &'w CivilZone,
}

impl<'w> Now<'w> {
    pub(crate) fn new(zone: &'w CivilZone, at: Instant) -> Self {
        Self { at, civil: zone.civil(at), zone }
    }

    /// When the civil day began.
    pub(crate) fn day(&self) -> Instant {
        self.zone.start_of_day(self.at)
    }

    /// The same question at another instant.
    pub(crate) fn then(&self, at: Instant) -> Self {
        Self::new(self.zone, at)
    }
}
