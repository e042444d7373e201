//! How an encounter moves: `expected` → `confirmed`, `cancelled` or `expired`, once. Pure.

use std::collections::BTreeSet;

use domain::Instant;
use kit::{Refusal, Result};

use crate::model::{CODES, Code, Encounter, EncounterState};

/// Seconds in which the same confirmation again is a double click and not a second visit with a used code.
pub const DOUBLE_CLICK_S: i64 = 10;

/// What is to be done with an encounter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// It moves to this state.
    Move(EncounterState),
    /// What was asked for holds already.
    Stay,
}

/// The associate confirms with the code that was shown.
///
/// # Errors
/// `wrong-code`; `encounter-over` when it is settled or its time has passed, swept or not.
pub fn confirm(encounter: &Encounter, said: Code, now: Instant) -> Result<Step> {
    // A wrong code learns nothing else, not even whether the encounter still stands.
    if !encounter.code.is(said) {
        return Err(Refusal::new("wrong-code"));
    }
    match encounter.state {
        EncounterState::Expected if now < encounter.expires_at => Ok(Step::Move(EncounterState::Confirmed)),
        EncounterState::Confirmed if just(encounter, now) => Ok(Step::Stay),
        _ => Err(Refusal::new("encounter-over")),
    }
}

/// Whether it was settled a click ago.
fn just(encounter: &Encounter, now: Instant) -> bool {
    encounter.settled_at.is_some_and(|at| now < at.plus_secs(DOUBLE_CLICK_S))
}

/// The member or the organisation calls it off.
///
/// # Errors
/// `encounter-over` when it took place.
pub fn cancel(encounter: &Encounter) -> Result<Step> {
    match encounter.state {
        EncounterState::Expected => Ok(Step::Move(EncounterState::Cancelled)),
        EncounterState::Cancelled | EncounterState::Expired => Ok(Step::Stay),
        EncounterState::Confirmed => Err(Refusal::new("encounter-over")),
    }
}

/// Time passes.
#[must_use]
pub fn expire(encounter: &Encounter, now: Instant) -> Step {
    let late = encounter.state.holds() && now >= encounter.expires_at;
    if late { Step::Move(EncounterState::Expired) } else { Step::Stay }
}

/// A code that none of the `taken` is, each equally likely by `draw`; `None` when all are taken.
#[must_use]
pub fn free_code(taken: &BTreeSet<Code>, draw: impl FnOnce(u64) -> u64) -> Option<Code> {
    let free: Vec<Code> = (0..CODES).filter_map(Code::new).filter(|code| !taken.contains(code)).collect();
    let count = u64::try_from(free.len()).ok().filter(|count| *count > 0)?;
    free.get(usize::try_from(draw(count)).ok()?).copied()
}

#[cfg(test)]
#[path = "decide_tests.rs"]
mod tests;
