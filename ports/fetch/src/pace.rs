//! How waiting is done: by the clock, or not at all where tests only note it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use domain::Instant;

use crate::hosts::later;

/// Waits for turns.
#[derive(Debug, Clone)]
pub enum Pace {
    /// Waits as long as it takes.
    Real,
    /// Does not wait, and counts the microseconds it would have waited.
    Counted(Arc<AtomicU64>),
}

impl Pace {
    /// A pace that only counts.
    #[must_use]
    pub fn counted() -> Self {
        Self::Counted(Arc::default())
    }

    /// What was waited so far, where it is counted.
    #[must_use]
    pub fn waited(&self) -> Duration {
        match self {
            Self::Real => Duration::ZERO,
            Self::Counted(micros) => Duration::from_micros(micros.load(Ordering::Relaxed)),
        }
    }

    /// Waits.
    pub async fn wait(&self, time: Duration) {
        match self {
            Self::Real => tokio::time::sleep(time).await,
            Self::Counted(micros) => {
                micros.fetch_add(u64::try_from(time.as_micros()).unwrap_or(u64::MAX), Ordering::Relaxed);
            }
        }
    }

    /// Starts telling the time from an instant given.
    #[must_use]
    pub fn since(&self, now: Instant) -> Since {
        Since { now, real: tokio::time::Instant::now(), waited: self.waited(), pace: self.clone() }
    }
}

/// The time within one fetch: the instant it was given, and what went by since.
#[derive(Debug, Clone)]
pub struct Since {
    now: Instant,
    real: tokio::time::Instant,
    waited: Duration,
    pace: Pace,
}

impl Since {
    /// The instant now; where waiting is counted, only counted waiting moves it.
    #[must_use]
    pub fn now(&self) -> Instant {
        let gone = match self.pace {
            Pace::Real => self.real.elapsed(),
            Pace::Counted(_) => self.pace.waited().saturating_sub(self.waited),
        };
        later(self.now, gone)
    }
}
