//! How far each listener has heard the facts, and which it failed at.
//!
//! A listener is a name. It hears each fact at least once, also one that was committed just before a stop; one that it fails at is tried
//! again with growing pauses, then set aside, and keeps none of the others from being heard.

use domain::{Fact, Instant};
use uuid::Uuid;

use crate::db::Tx;
use crate::error::StoreError;
use crate::{execute, fetch_all, fetch_one, statements};

/// Seconds to the second attempt, doubled by each further one.
const AGAIN_S: i64 = 2;
/// The longest pause between two attempts, in seconds.
const AGAIN_MAX_S: i64 = 3_600;
/// Seconds for which a fact that was set aside is kept besides: thirty days.
const ASIDE_S: i64 = 30 * 86_400;
/// Attempts, over some two hours, after which a fact is set aside.
const TRIES_MAX: u32 = 12;

statements! {
    HEARD = "SELECT CAST(coalesce(max(seq), 0) AS BIGINT) FROM heard WHERE listener IN ($1, '')";
    /// Another node may have heard further meanwhile.
    NOTE = "INSERT INTO heard (listener, seq) VALUES ($1, $2)
            ON CONFLICT (listener) DO UPDATE SET seq = excluded.seq WHERE heard.seq < excluded.seq";
    MISS = "INSERT INTO missed (listener, kind, about, at, tries, due_at) VALUES ($1, $2, $3, $4, 1, $5)
            ON CONFLICT (listener, kind, about) DO UPDATE SET at = excluded.at, tries = 1, due_at = excluded.due_at";
    /// Those due; and those due later than any pause lasts, which a clock that jumped has left behind.
    MISSED = "SELECT kind, about, tries, due_at FROM missed
              WHERE listener = $1 AND (due_at <= $2 OR due_at > $3) ORDER BY due_at LIMIT $4";
    /// Takes effect for one of several that would try; whoever falls while trying leaves it to be tried again.
    TRY = "UPDATE missed SET tries = tries + 1, due_at = $5 WHERE listener = $1 AND kind = $2 AND about = $3 AND due_at = $4";
    /// As long as no other node has failed at a newer one meanwhile.
    SET_ASIDE = "UPDATE missed SET due_at = NULL WHERE listener = $1 AND kind = $2 AND about = $3 AND due_at = $4";
    FORGET = "DELETE FROM missed WHERE listener = $1 AND kind = $2 AND about = $3 AND due_at = $4";
    ONCE_MORE = "UPDATE missed SET due_at = $1 WHERE due_at IS NULL";
    ASIDE = "SELECT count(*) FROM missed WHERE due_at IS NULL";
    SWEEP = "DELETE FROM missed WHERE at < $1 AND (due_at IS NOT NULL OR at < $2)";
}

/// A fact that a listener failed at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Missed {
    /// The fact.
    pub fact: Fact,
    tries: u32,
    due_at: Instant,
}

impl Missed {
    /// Whether a further failure sets it aside.
    #[must_use]
    pub fn is_last(&self) -> bool {
        self.tries + 1 >= TRIES_MAX
    }
}

/// The number of the last fact that a listener has heard.
///
/// # Errors
/// When the database fails.
pub async fn heard(tx: &mut Tx, listener: &str) -> Result<i64, StoreError> {
    Ok(fetch_one!(tx, HEARD, (i64,), listener)?.0)
}

/// Notes that a listener has heard all facts up to a number; never back.
///
/// # Errors
/// When the database fails.
pub async fn note(tx: &mut Tx, listener: &str, seq: i64) -> Result<(), StoreError> {
    execute!(tx, NOTE, listener, seq).map(drop)
}

/// Notes that a listener failed at a fact: it is tried again soon.
///
/// # Errors
/// When the database fails.
pub async fn miss(tx: &mut Tx, listener: &str, fact: Fact) -> Result<(), StoreError> {
    let ((kind, about), now) = (fact.parts(), tx.now());
    let due = now.plus_secs(AGAIN_S).micros();
    execute!(tx, MISS, listener, kind, about, now.micros(), due).map(drop)
}

/// Facts that a listener failed at and that are to be tried again by now; those of a newer program's kinds are passed over.
///
/// # Errors
/// When the database fails.
pub async fn missed(tx: &mut Tx, listener: &str, limit: i64) -> Result<Vec<Missed>, StoreError> {
    let now = tx.now();
    let never = now.plus_secs(2 * AGAIN_MAX_S).micros();
    let rows = fetch_all!(tx, MISSED, (String, Uuid, i64, i64), listener, now.micros(), never, limit)?;
    let read = |(kind, about, tries, due_at): (String, Uuid, i64, i64)| {
        let fact = Fact::from_parts(&kind, about)?;
        Some(Missed { fact, tries: u32::try_from(tries).unwrap_or(0), due_at: Instant::from_micros(due_at) })
    };
    Ok(rows.into_iter().filter_map(read).collect())
}

/// Takes a fact to try it again, as it stands then; `None` when another node did. Should it fail, it is due again after a longer pause.
///
/// # Errors
/// When the database fails.
pub async fn retry(tx: &mut Tx, listener: &str, missed: &Missed) -> Result<Option<Missed>, StoreError> {
    let ((kind, about), now) = (missed.fact.parts(), tx.now());
    let due_at = now.plus_secs(pause(missed.tries));
    let taken = execute!(tx, TRY, listener, kind, about, missed.due_at.micros(), due_at.micros())? == 1;
    Ok(taken.then_some(Missed { due_at, ..*missed }))
}

/// Seconds to the next attempt after so many.
fn pause(tries: u32) -> i64 {
    (AGAIN_S << tries.min(16)).min(AGAIN_MAX_S)
}

/// Sets aside a fact that a listener always fails at: it is tried no more before the next start.
///
/// # Errors
/// When the database fails.
pub async fn set_aside(tx: &mut Tx, listener: &str, taken: &Missed) -> Result<(), StoreError> {
    let (kind, about) = taken.fact.parts();
    execute!(tx, SET_ASIDE, listener, kind, about, taken.due_at.micros()).map(drop)
}

/// Notes that a listener has taken in a fact that it had failed at.
///
/// # Errors
/// When the database fails.
pub async fn taken_in(tx: &mut Tx, listener: &str, taken: &Missed) -> Result<(), StoreError> {
    let (kind, about) = taken.fact.parts();
    execute!(tx, FORGET, listener, kind, about, taken.due_at.micros()).map(drop)
}

/// Lets what was set aside be tried once more: a start may be one of a program that has been mended.
///
/// # Errors
/// When the database fails.
pub async fn once_more(tx: &mut Tx) -> Result<u64, StoreError> {
    let now = tx.now().micros();
    execute!(tx, ONCE_MORE, now)
}

/// How many facts are set aside.
///
/// # Errors
/// When the database fails.
pub async fn aside(tx: &mut Tx) -> Result<i64, StoreError> {
    Ok(fetch_one!(tx, ASIDE, (i64,))?.0)
}

/// Forgets facts that listeners failed at before an instant. What is set aside waits for a mended program a month longer.
///
/// # Errors
/// When the database fails.
pub async fn sweep(tx: &mut Tx, before: Instant) -> Result<u64, StoreError> {
    execute!(tx, SWEEP, before.micros(), before.plus_secs(-ASIDE_S).micros())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_up_to_an_hour_and_last_some_two_hours_in_all() {
        let pauses: Vec<i64> = (0..TRIES_MAX).map(pause).collect();
        assert_eq!(pauses[..5], [2, 4, 8, 16, 32]);
        assert_eq!(pause(u32::MAX), AGAIN_MAX_S);
        let all: i64 = pauses.iter().sum();
        assert!((3_600..3 * 3_600).contains(&all), "{all} s");
    }
}
