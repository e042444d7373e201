//! The outbox: facts in the order they became true.

use domain::{Fact, Instant};
use uuid::Uuid;

use crate::db::{Conn, Tx};
use crate::error::StoreError;
use crate::{execute, fetch_all, fetch_one, statements};

statements! {
    /// Serialises committers on PostgreSQL, so that a number once passed is never filled in later (decision 0003).
    TURN = "SELECT 1" | "SELECT pg_advisory_xact_lock(7212026)";
    /// Appends one fact.
    APPEND = "INSERT INTO fact (at, kind, about) VALUES ($1, $2, $3)";
    /// The facts after a number, in order.
    AFTER = "SELECT seq, kind, about FROM fact WHERE seq > $1 ORDER BY seq LIMIT $2";
    /// The newest number.
    LAST = "SELECT coalesce(max(seq), 0) FROM fact";
    /// Drops facts that every reader has long applied, keeping the newest so that numbers are never given again.
    SWEEP = "DELETE FROM fact WHERE at < $1 AND seq < (SELECT max(seq) FROM fact)";
}

/// Writes the facts of a transaction, last thing before it commits.
pub(crate) async fn append(tx: &mut Tx, facts: &[Fact]) -> Result<(), StoreError> {
    if facts.is_empty() {
        return Ok(());
    }
    if matches!(tx.conn(), Conn::Postgres(_)) {
        execute!(tx, TURN)?;
    }
    let at = tx.now().micros();
    for fact in facts {
        let (kind, about) = fact.parts();
        execute!(tx, APPEND, at, kind, about)?;
    }
    Ok(())
}

/// Reads up to `limit` facts after number `seq`, each with its own number. Kinds of a newer program are passed over.
///
/// # Errors
/// When the database fails.
pub async fn after(tx: &mut Tx, seq: i64, limit: i64) -> Result<Vec<(i64, Option<Fact>)>, StoreError> {
    let rows = fetch_all!(tx, AFTER, (i64, String, Uuid), seq, limit)?;
    Ok(rows.into_iter().map(|(seq, kind, about)| (seq, Fact::from_parts(&kind, about))).collect())
}

/// The newest fact's number, 0 when there is none.
///
/// # Errors
/// When the database fails.
pub async fn last(tx: &mut Tx) -> Result<i64, StoreError> {
    Ok(fetch_one!(tx, LAST, (i64,))?.0)
}

/// Drops facts older than `before`.
///
/// # Errors
/// When the database fails.
pub async fn sweep(tx: &mut Tx, before: Instant) -> Result<u64, StoreError> {
    execute!(tx, SWEEP, before.micros())
}
