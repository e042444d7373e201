//! Turns: what must be looked at and changed by one at a time, on however many nodes.

use uuid::Uuid;

use crate::db::Tx;
use crate::error::StoreError;
use crate::{execute, statements};

statements! {
    /// SQLite has one writer, so it is always one's turn there.
    OF = "SELECT $1" | "SELECT pg_advisory_xact_lock($1)";
}

/// Waits until no other transaction has the turn of this member, list or other thing, and keeps it until this one ends. What is read
/// afterwards is what the one before committed. Two different things may share a turn, which costs a wait and nothing else.
///
/// # Errors
/// When the database fails.
pub async fn turn(tx: &mut Tx, of: Uuid) -> Result<(), StoreError> {
    let bits = of.as_u128();
    let key = i64::from_ne_bytes(((bits ^ (bits >> 64)) as u64).to_ne_bytes());
    execute!(tx, OF, key).map(drop)
}
