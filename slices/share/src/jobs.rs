//! What was written on a list that is gone is gone too.

use domain::ListId;
use domain::ids::Id;
use kit::App;
use store::{StoreError, execute};

use crate::sql;

/// Hears that a list changed: when it is no more, what was written there is forgotten. What was promised stays its giver's.
///
/// # Errors
/// When the database fails.
pub async fn heard(app: &App, id: ListId) -> Result<(), StoreError> {
    let mut tx = app.read().await?;
    if wish::list(&mut tx, id).await?.is_some() {
        return Ok(());
    }
    drop(tx);
    let mut tx = app.write().await?;
    execute!(&mut tx, sql::FORGET, id.uuid())?;
    execute!(&mut tx, sql::FORGET_CHANGES, id.uuid())?;
    tx.commit().await
}
