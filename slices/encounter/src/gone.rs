//! Members who were erased: the units held for them go back, and what is known of their encounters goes.

use domain::ids::Id;
use domain::{MemberId, OfferId};
use kit::App;
use store::{StoreError, execute, fetch_all};
use uuid::Uuid;

use crate::sql;

/// Forgets the encounters of a member who is no longer there; those of one who is are left alone.
///
/// # Errors
/// When the database fails.
pub async fn forget_gone(app: &App, member: MemberId) -> Result<(), StoreError> {
    let mut tx = app.write().await?;
    if people::member(&mut tx, member).await?.is_some() {
        return Ok(());
    }
    for (offer,) in fetch_all!(&mut tx, sql::HELD_FOR, (Uuid,), member.uuid())? {
        offer::release(&mut tx, OfferId::from_uuid(offer)).await?;
    }
    execute!(&mut tx, sql::FORGET, member.uuid())?;
    tx.commit().await
}

/// Forgets the encounters of all who are no longer there: whoever was erased while nobody listened.
///
/// # Errors
/// When the database fails.
pub async fn sweep(app: &App) -> Result<(), StoreError> {
    let mut tx = app.read().await?;
    let members = fetch_all!(&mut tx, sql::MEMBERS, (Uuid,))?;
    let mut gone = Vec::new();
    for (member,) in members {
        let member = MemberId::from_uuid(member);
        if people::member(&mut tx, member).await?.is_none() {
            gone.push(member);
        }
    }
    drop(tx);
    for member in gone {
        forget_gone(app, member).await?;
    }
    Ok(())
}
