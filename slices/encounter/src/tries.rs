//! Wrong codes at a counter are counted: four digits could otherwise be tried one after another.
//!
//! Counted in this process's memory, by organisation. Associates are known by name and every node counts for itself, so
//! what is lost with a restart is a minute of patience, not a defence.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use domain::{Instant, OrganisationId};
use kit::{Refusal, Result};

/// Wrong codes an organisation may type within [`WINDOW_S`]: a misread digit, a few times over.
pub const WRONG_MAX: usize = 10;
/// Seconds for which a wrong code counts.
pub const WINDOW_S: i64 = 60;

/// The wrong codes of this process.
pub(crate) static TRIES: Tries = Tries(Mutex::new(BTreeMap::new()));

/// When wrong codes were typed, by organisation.
pub(crate) struct Tries(Mutex<BTreeMap<OrganisationId, Vec<Instant>>>);

impl Tries {
    /// Refuses once too many codes were wrong.
    pub(crate) fn check(&self, organisation: OrganisationId, now: Instant) -> Result<()> {
        let tries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let counted =
            tries.get(&organisation).map_or(0, |all| all.iter().filter(|at| counts(**at, now)).count());
        if counted < WRONG_MAX { Ok(()) } else { Err(Refusal::new("too-often")) }
    }

    /// Counts a wrong code, and forgets all that count no longer.
    pub(crate) fn wrong(&self, organisation: OrganisationId, now: Instant) {
        let mut tries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        tries.entry(organisation).or_default().push(now);
        tries.retain(|_, all| {
            all.retain(|at| counts(*at, now));
            !all.is_empty()
        });
    }
}

fn counts(at: Instant, now: Instant) -> bool {
    now.secs_since(at) < WINDOW_S
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::Id;

    #[test]
    fn ten_wrong_codes_a_minute_and_each_house_for_itself() {
        let tries = Tries(Mutex::new(BTreeMap::new()));
        let start = Instant::from_secs(1_795_258_800);
        let [ours, theirs] = [[1; 10], [2; 10]].map(|chance| OrganisationId::make(start, chance));
        for second in 0..10 {
            assert_eq!(tries.check(ours, start.plus_secs(second)), Ok(()));
            tries.wrong(ours, start.plus_secs(second));
        }
        let told = |house, secs| tries.check(house, start.plus_secs(secs)).map_err(|refusal| refusal.code);
        assert_eq!(told(ours, 10), Err("too-often"));
        assert_eq!(told(theirs, 10), Ok(()));
        assert_eq!(told(ours, WINDOW_S), Ok(()), "the first one counts no longer");
        tries.wrong(theirs, start.plus_secs(200));
        assert_eq!(tries.0.lock().unwrap().len(), 1, "what counts no longer is forgotten");
    }
}
