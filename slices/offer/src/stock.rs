//! Stock moves by single guarded statements, so that two hands never take the same unit.

use domain::ids::Id;
use domain::{Fact, Offer, OfferId, OrganisationId, limits};
use kit::{Refusal, Result};
use store::{StoreError, Tx, execute};

use crate::actions::offer;
use crate::{decide, sql};

/// Takes one unit of an offer for somebody; an offer without stock has enough for all.
///
/// # Errors
/// `not-found`, `offer-over` when it is closed, paused, not begun or ended, `stock-gone` when none is left.
pub async fn hold(tx: &mut Tx, id: OfferId) -> Result<Offer> {
    let now = tx.now();
    let held = execute!(tx, sql::HOLD, id.uuid(), now.micros())?;
    let Some(found) = offer(tx, id).await? else { return Err(Refusal::new("not-found")) };
    if held == 0 {
        return Err(decide::why_not_held(&found, now));
    }
    tx.tell(Fact::Offer(id));
    Ok(found)
}

/// Gives one unit back, whatever became of the offer meanwhile.
///
/// # Errors
/// When the database fails.
pub async fn release(tx: &mut Tx, id: OfferId) -> Result<(), StoreError> {
    if execute!(tx, sql::RELEASE, id.uuid(), i64::from(limits::STOCK_MAX))? > 0 {
        tx.tell(Fact::Offer(id));
    }
    Ok(())
}

/// Adds units to an offer's stock, or takes some away: relative, so that two open pages do not undo each other.
///
/// # Errors
/// `not-found` when it is not theirs, `stock-gone` below none, `invalid` above the limit, `wrong-state` when it has no
/// stock to count, `offer-over` when it is closed.
pub async fn add_stock(tx: &mut Tx, organisation: OrganisationId, id: OfferId, by: i64) -> Result<Offer> {
    let by = by.clamp(-i64::from(limits::STOCK_MAX), i64::from(limits::STOCK_MAX));
    let max = i64::from(limits::STOCK_MAX);
    let counted = execute!(tx, sql::ADD_STOCK, id.uuid(), organisation.uuid(), by, max)?;
    let found = offer(tx, id).await?.filter(|offer| offer.organisation == organisation);
    let Some(found) = found else { return Err(Refusal::new("not-found")) };
    if counted == 0 {
        return Err(decide::why_not_counted(&found, by));
    }
    tx.tell(Fact::Offer(id));
    Ok(found)
}
