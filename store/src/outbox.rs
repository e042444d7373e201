//! The outbox: facts in the order they became true.

use domain::{Fact, Instant};
use uuid::Uuid;

use crate::db::{Conn, Tx};
use crate::error::StoreError;
use crate::{execute, fetch_all, fetch_one, fetch_optional, statements};

statements! {
    /// Serialises committers on PostgreSQL, so that a number once passed is never filled in later (decision 0003).
    TURN = "SELECT 1" | "SELECT pg_advisory_xact_lock(7212026)";
    /// Appends one fact.
    APPEND = "INSERT INTO fact (at, kind, about) VALUES ($1, $2, $3)";
    /// The facts after a number, in order.
    AFTER = "SELECT seq, kind, about FROM fact WHERE seq > $1 ORDER BY seq LIMIT $2";
    /// The newest number.
    LAST = "SELECT coalesce(max(seq), 0) FROM fact";
    /// One fact as it stands in the log.
    MARK = "SELECT seq, at, kind, about FROM fact WHERE seq = $1";
    NEWEST = "SELECT seq, at, kind, about FROM fact ORDER BY seq DESC LIMIT 1";
    /// Drops facts that every reader has long applied: the oldest in a row, so that a fact which stands has all later ones
    /// after it; and never the newest, so that numbers are not given again.
    SWEEP = "DELETE FROM fact WHERE seq <= $2 AND seq < coalesce((SELECT min(seq) FROM fact WHERE at >= $1),
                                                                 (SELECT max(seq) FROM fact))";
}

/// A place in the log: a fact with its number, its instant and what it is about, so that another history is told from this.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Its number.
    pub seq: i64,
    /// When it became true.
    pub at: Instant,
    /// Its kind.
    pub kind: String,
    /// What it is about.
    pub about: Uuid,
}

impl Mark {
    fn read((seq, at, kind, about): (i64, i64, String, Uuid)) -> Self {
        Self { seq, at: Instant::from_micros(at), kind, about }
    }
}

/// The newest fact as a mark; `None` when there is none.
///
/// # Errors
/// When the database fails.
pub async fn newest(tx: &mut Tx) -> Result<Option<Mark>, StoreError> {
    Ok(fetch_optional!(tx, NEWEST, (i64, i64, String, Uuid))?.map(Mark::read))
}

/// The fact of a number as a mark, while it stands in the log; then so do all facts after it.
///
/// # Errors
/// When the database fails.
pub async fn mark(tx: &mut Tx, seq: i64) -> Result<Option<Mark>, StoreError> {
    Ok(fetch_optional!(tx, MARK, (i64, i64, String, Uuid), seq)?.map(Mark::read))
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

/// Drops facts older than `before`, of those numbered up to `heard`.
///
/// # Errors
/// When the database fails.
pub async fn sweep(tx: &mut Tx, before: Instant, heard: i64) -> Result<u64, StoreError> {
    execute!(tx, SWEEP, before.micros(), heard)
}
