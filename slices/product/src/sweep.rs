//! What is kept for a while and no longer: listings that nobody wishes, pictures that no listing names; and how many pages a member
//! had read.

use domain::ids::Id;
use domain::{ListingId, MemberId, limits};
use kit::{Refusal, Result};
use store::{StoreError, Tx, execute, fetch_all, fetch_optional};
use uuid::Uuid;

use crate::sql;

/// Listings looked at in one sweep.
const SOME: i64 = 500;

/// Listings of which it was not known for long that anybody wishes from them, the longest first.
///
/// # Errors
/// When the database fails.
pub async fn forgotten(tx: &mut Tx) -> Result<Vec<ListingId>, StoreError> {
    let before = tx.now().plus_secs(-limits::LISTING_DAYS * 86_400).micros();
    let rows = fetch_all!(tx, sql::FORGOTTEN, (Uuid,), before, SOME)?;
    Ok(rows.into_iter().map(|(id,)| ListingId::from_uuid(id)).collect())
}

/// Notes that somebody wishes from a listing.
///
/// # Errors
/// When the database fails.
pub async fn wanted(tx: &mut Tx, id: ListingId) -> Result<(), StoreError> {
    let now = tx.now().micros();
    execute!(tx, sql::WANTED, id.uuid(), now).map(drop)
}

/// Drops a forgotten listing with all that hangs on it, and its product when that was its last; one that somebody had read meanwhile
/// stays.
///
/// # Errors
/// When the database fails.
pub async fn drop_listing(tx: &mut Tx, id: ListingId) -> Result<(), StoreError> {
    let before = tx.now().plus_secs(-limits::LISTING_DAYS * 86_400).micros();
    let Some((product,)) = fetch_optional!(tx, sql::DROP_LISTING, (Uuid,), id.uuid(), before)? else {
        return Ok(());
    };
    execute!(tx, sql::DROP_PRODUCT, product).map(drop)
}

/// Drops pictures that no listing names.
///
/// # Errors
/// When the database fails.
pub async fn sweep_pictures(tx: &mut Tx) -> Result<u64, StoreError> {
    execute!(tx, sql::SWEEP_PICTURES)
}

/// Counts a page that a member has read.
///
/// # Errors
/// `too-many-pages` beyond [`limits::PAGES_PER_HOUR`]; then nothing is counted.
pub async fn count_page(tx: &mut Tx, member: MemberId) -> Result<()> {
    let hour = tx.now().micros() / 3_600_000_000;
    let counted = execute!(tx, sql::COUNT_PAGE, member.uuid(), hour, limits::PAGES_PER_HOUR)?;
    if counted > 0 { Ok(()) } else { Err(Refusal::new("too-many-pages")) }
}
