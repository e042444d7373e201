//! The clock, given in: the system's, or one that tests hold still.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use domain::Instant;

/// Tells the time.
#[derive(Debug, Clone)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// A clock that moves only when told to, in microseconds since the epoch.
    Frozen(Arc<AtomicI64>),
}

impl Clock {
    /// A clock held at an instant.
    #[must_use]
    pub fn frozen(at: Instant) -> Self {
        Self::Frozen(Arc::new(AtomicI64::new(at.micros())))
    }

    /// The instant now.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "the one place where the machine's clock is read")]
    pub fn now(&self) -> Instant {
        match self {
            Self::System => {
                let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
                Instant::from_micros(i64::try_from(since.as_micros()).unwrap_or(i64::MAX))
            }
            Self::Frozen(at) => Instant::from_micros(at.load(Ordering::Relaxed)),
        }
    }

    /// Moves a frozen clock; the machine's clock stays as it is.
    pub fn advance_secs(&self, secs: i64) {
        if let Self::Frozen(at) = self {
            at.fetch_add(secs * domain::time::SECOND, Ordering::Relaxed);
        }
    }

    /// Sets a frozen clock; the machine's clock stays as it is.
    pub fn set(&self, now: Instant) {
        if let Self::Frozen(at) = self {
            at.store(now.micros(), Ordering::Relaxed);
        }
    }
}
