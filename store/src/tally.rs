//! How much a table holds, asked cheaply: what changed without a fact is often told by it.

use uuid::Uuid;

use crate::{Statement, StoreError, Tx, fetch_one};

/// How many rows a table holds, of those that count, and the newest of them by its id.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many.
    pub rows: i64,
    /// The greatest id; ids begin with their time.
    pub newest: Option<Uuid>,
}

/// Reads a tally by a statement that selects the number and the greatest id.
///
/// # Errors
/// When the database fails.
pub async fn tally(tx: &mut Tx, statement: Statement) -> Result<Tally, StoreError> {
    let (rows, newest) = fetch_one!(tx, statement, (i64, Option<Uuid>))?;
    Ok(Tally { rows, newest })
}
