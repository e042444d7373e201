//! Remembered answers: a creating request that comes twice with one key takes effect once.
//!
//! The key is claimed and the answer kept in the very transaction that creates, so no crash can part them.

use domain::Instant;
use uuid::Uuid;

use crate::db::Tx;
use crate::error::StoreError;
use crate::{execute, fetch_one, fetch_optional, statements};

statements! {
    /// Claims a key; on PostgreSQL a second claimant waits here until the first has committed.
    CLAIM = "INSERT INTO idempotency (scope, key, request, status, body, at) VALUES ($1, $2, $3, 0, '', $4)
             ON CONFLICT (scope, key) DO NOTHING";
    /// Reads what was answered.
    ANSWERED = "SELECT request, status, body FROM idempotency WHERE scope = $1 AND key = $2";
    /// Keeps the answer.
    ANSWER = "UPDATE idempotency SET status = $3, body = $4 WHERE scope = $1 AND key = $2";
    /// Forgets old answers.
    SWEEP = "DELETE FROM idempotency WHERE at < $1";
}

/// What is known of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remembered {
    /// It is new, and now claimed by this transaction.
    New,
    /// The same request was answered so.
    Answered {
        /// The HTTP status.
        status: u16,
        /// The body, as JSON.
        body: String,
    },
    /// Another request used it.
    OtherRequest,
}

/// Claims `key` within `scope` for the request whose hash is given, or tells what is known of it.
///
/// # Errors
/// When the database fails.
pub async fn remember(tx: &mut Tx, scope: Uuid, key: &str, request: &[u8]) -> Result<Remembered, StoreError> {
    let now = tx.now().micros();
    if execute!(tx, CLAIM, scope, key, request, now)? == 1 {
        return Ok(Remembered::New);
    }
    let (asked, status, body) = fetch_one!(tx, ANSWERED, (Vec<u8>, i64, String), scope, key)?;
    if asked != request {
        return Ok(Remembered::OtherRequest);
    }
    Ok(Remembered::Answered { status: u16::try_from(status).unwrap_or(200), body })
}

/// What was answered under a key, as JSON; `None` when nothing was, or it is forgotten.
///
/// # Errors
/// When the database fails.
pub async fn answered(tx: &mut Tx, scope: Uuid, key: &str) -> Result<Option<String>, StoreError> {
    let row = fetch_optional!(tx, ANSWERED, (Vec<u8>, i64, String), scope, key)?;
    Ok(row.map(|(_, _, body)| body))
}

/// Keeps the answer to a claimed key.
///
/// # Errors
/// When the database fails.
pub async fn settle(tx: &mut Tx, scope: Uuid, key: &str, status: u16, body: &str) -> Result<(), StoreError> {
    execute!(tx, ANSWER, scope, key, i64::from(status), body)?;
    Ok(())
}

/// Forgets answers given before an instant.
///
/// # Errors
/// When the database fails.
pub async fn sweep(tx: &mut Tx, before: Instant) -> Result<u64, StoreError> {
    execute!(tx, SWEEP, before.micros())
}
