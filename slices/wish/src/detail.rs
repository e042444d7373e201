//! What stands beside a wish on its member's list: how it came there, the page it was wished from, a note.

use std::collections::HashMap;

use domain::ids::Id;
use domain::{ListingId, MemberId, Wish, WishId, limits};
use kit::Result;
use sqlx::FromRow;
use store::{BadRow, StoreError, Tx, execute, fetch_all, fetch_one, fetch_optional};
use uuid::Uuid;

use crate::model::{Detail, Refused};
use crate::{actions, sql};

#[derive(FromRow)]
struct Row {
    wish: Uuid,
    came_from: String,
    listing: Option<Uuid>,
    note: String,
}

impl Row {
    fn read(self) -> Result<(WishId, Detail), StoreError> {
        let wish = WishId::from_uuid(self.wish);
        let came_from = self.came_from.parse().map_err(|_| BadRow::at("wish_detail", "came_from", wish)())?;
        Ok((wish, Detail { came_from, listing: self.listing.map(ListingId::from_uuid), note: self.note }))
    }
}

/// What stands beside a wish; of most wishes nothing does.
///
/// # Errors
/// When the database fails or the row makes no sense.
pub async fn detail(tx: &mut Tx, wish: WishId) -> Result<Detail, StoreError> {
    let row = fetch_optional!(tx, sql::DETAIL_OF, Row, wish.uuid())?;
    row.map_or_else(|| Ok(Detail::default()), |row| row.read().map(|(_, detail)| detail))
}

/// What stands beside each of a member's wishes, given newest first as one page of their list; those beside which nothing does are
/// left out.
///
/// # Errors
/// When the database fails or a row makes no sense.
pub(crate) async fn details(
    tx: &mut Tx,
    member: MemberId,
    wishes: &[Wish],
) -> Result<HashMap<WishId, Detail>, StoreError> {
    let (Some(newest), Some(oldest)) = (wishes.first(), wishes.last()) else { return Ok(HashMap::new()) };
    let rows =
        fetch_all!(tx, sql::DETAILS_OF_MEMBER, Row, member.uuid(), newest.id.uuid(), oldest.id.uuid())?;
    rows.into_iter().map(Row::read).collect()
}

/// Whether a member may know of a listing: they wished from it, or so many did that it tells of nobody (design, never 2).
pub(crate) async fn may_know(tx: &mut Tx, member: MemberId, listing: ListingId) -> Result<bool, StoreError> {
    let (all, own) = fetch_one!(tx, sql::WISHED_FROM, (i64, i64), listing.uuid(), member.uuid())?;
    Ok(own > 0 || all >= limits::CROWD)
}

/// Writes beside a wish of a member.
///
/// # Errors
/// `not-found` when the wish is not theirs, `invalid` for a listing they may not see or a note that is too long.
pub async fn set_detail(tx: &mut Tx, member: MemberId, wish: WishId, detail: &Detail) -> Result<()> {
    let wish = actions::theirs(tx, member, wish).await?;
    if let Some(listing) = detail.listing
        && product::listing(tx, listing, member).await?.is_none()
    {
        return Err(Refused::NoListing.into());
    }
    if detail.note.chars().count() > limits::NOTE_CHARS {
        return Err(Refused::LongNote.into());
    }
    execute!(
        tx,
        sql::SET_DETAIL,
        wish.id.uuid(),
        detail.came_from.name(),
        detail.listing.map(Id::uuid),
        detail.note.trim(),
    )?;
    tx.tell(domain::Fact::Wish(wish.id));
    Ok(())
}
