//! How often what others may see of a list changed: one number, so that whoever has it open need not read all of it to know that
//! nothing did.
//!
//! It is counted before the rows of wishes are written: whoever changes several takes the list's row first, so that two never wait for
//! each other.

use domain::ids::Id;
use domain::{ListId, WishId};
use store::{StoreError, Tx, execute, fetch_optional};

use crate::sql;

/// How often a list or something on it changed, counting from anywhere; 0 for one that is not there.
///
/// # Errors
/// When the database fails.
pub async fn changes(tx: &mut Tx, list: ListId) -> Result<i64, StoreError> {
    Ok(fetch_optional!(tx, sql::CHANGES, (i64,), list.uuid())?.map_or(0, |(changes,)| changes))
}

/// Counts a change of what stands on a list.
pub(crate) async fn on(tx: &mut Tx, list: ListId) -> Result<(), StoreError> {
    execute!(tx, sql::CHANGED, list.uuid()).map(drop)
}

/// Counts a change of a wish, where it stands on a named list.
pub(crate) async fn of(tx: &mut Tx, wish: WishId) -> Result<(), StoreError> {
    execute!(tx, sql::CHANGED_ON, wish.uuid()).map(drop)
}
