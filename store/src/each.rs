//! Reading many rows without gathering them.

use std::pin::pin;

use futures::{Stream, TryStreamExt};

use crate::StoreError;

/// Gives each row of a statement to a closure, whose error ends the reading; for the macro `fetch_each`.
///
/// # Errors
/// When the database fails, or the closure refuses a row.
pub async fn each<R>(
    statement: &'static str,
    rows: impl Stream<Item = Result<R, sqlx::Error>>,
    mut give: impl FnMut(R) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let mut rows = pin!(rows);
    while let Some(row) =
        rows.try_next().await.map_err(|source| StoreError::Statement { statement, source })?
    {
        give(row)?;
    }
    Ok(())
}
