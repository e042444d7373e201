//! Failed attempts, counted for a while: what is short enough to be typed could otherwise be guessed.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use domain::Instant;
use uuid::Uuid;

/// When attempts failed, by whose they were. Counted in this process's memory: every node counts for itself, and what is lost with a
/// restart is some patience, not a defence. Clones count together.
#[derive(Debug, Clone, Default)]
pub struct Tries(Arc<Mutex<BTreeMap<Uuid, Vec<Instant>>>>);

/// Whether an attempt counts still; one of a clock that has been set back since does not for longer.
fn counts(at: Instant, now: Instant, secs: i64) -> bool {
    now.secs_since(at).abs() < secs
}

impl Tries {
    /// How many attempts of somebody failed within so many seconds.
    #[must_use]
    pub fn within(&self, of: Uuid, now: Instant, secs: i64) -> usize {
        let tries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        tries.get(&of).map_or(0, |all| all.iter().filter(|at| counts(**at, now, secs)).count())
    }

    /// Counts a failed attempt, and forgets all that are older than so many seconds.
    pub fn failed(&self, of: Uuid, now: Instant, secs: i64) {
        let mut tries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        tries.entry(of).or_default().push(now);
        tries.retain(|_, all| {
            all.retain(|at| counts(*at, now, secs));
            !all.is_empty()
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_failed_counts_for_a_while_and_for_its_own() {
        let (tries, start) = (Tries::default(), Instant::from_secs(1_795_258_800));
        let [ours, theirs] = [1, 2].map(Uuid::from_u128);
        for second in 0..10 {
            tries.failed(ours, start.plus_secs(second), 60);
        }
        let within = |of, secs| tries.within(of, start.plus_secs(secs), 60);
        assert_eq!((within(ours, 10), within(theirs, 10)), (10, 0));
        assert_eq!(within(ours, 60), 9, "the first one counts no longer");
        assert_eq!(within(ours, -86_400), 0, "nor do all of a clock that ran ahead");
        tries.failed(theirs, start.plus_secs(200), 60);
        assert_eq!(tries.0.lock().unwrap().len(), 1, "what counts no longer is forgotten");
        assert_eq!(tries.clone().within(theirs, start.plus_secs(200), 60), 1);
        assert_eq!(Tries::default().within(theirs, start.plus_secs(200), 60), 0);
    }
}
