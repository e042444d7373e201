//! What can be done with wishes.

use domain::ids::Id;
use domain::{Fact, Instant, MemberId, Money, Wish, WishId, WishState};
use kit::{App, Result};
use store::{StoreError, Tx, execute, fetch_all, fetch_one, fetch_optional};
use uuid::Uuid;

use crate::model::{NewWish, Refused, WishChange};
use crate::rows::Row;
use crate::{decide, sql};

/// Finds a wish, whatever its state.
///
/// # Errors
/// When the database fails or the row makes no sense.
pub async fn wish(tx: &mut Tx, id: WishId) -> Result<Option<Wish>, StoreError> {
    fetch_optional!(tx, sql::ONE, Row, id.uuid())?.map(Row::read).transpose()
}

/// The wishes of a member, newest first, without those dropped.
///
/// # Errors
/// When the database fails or a row makes no sense.
pub async fn of_member(tx: &mut Tx, member: MemberId) -> Result<Vec<Wish>, StoreError> {
    page_of(tx, member, None, i64::MAX).await
}

/// Wishes of a member older than `before`, newest first, at most `rows`, without those dropped.
///
/// # Errors
/// When the database fails or a row makes no sense.
pub(crate) async fn page_of(
    tx: &mut Tx,
    member: MemberId,
    before: Option<WishId>,
    rows: i64,
) -> Result<Vec<Wish>, StoreError> {
    let before = before.map_or(Uuid::max(), Id::uuid);
    let rows = fetch_all!(tx, sql::OF_MEMBER, Row, member.uuid(), before, rows)?;
    rows.into_iter().map(Row::read).collect()
}

/// Every wish that was not dropped, oldest first.
///
/// # Errors
/// When the database fails or a row makes no sense.
pub async fn all(tx: &mut Tx) -> Result<Vec<Wish>, StoreError> {
    fetch_all!(tx, sql::LIVING, Row)?.into_iter().map(Row::read).collect()
}

/// Adds a wish.
///
/// # Errors
/// `invalid` naming what makes no sense, `too-many` beyond the limit, `not-found` for nobody's wish.
pub async fn add(tx: &mut Tx, app: &App, member: MemberId, new: NewWish) -> Result<Wish> {
    let kept = kept(tx, member).await?;
    let wish = decide::add(app.id(), member, new, kept, tx.now())?;
    let added = execute!(
        tx,
        sql::ADD,
        wish.id.uuid(),
        member.uuid(),
        &wish.title,
        wish.subject.kind.name(),
        wish.subject.category.as_ref().map(|category| category.path()),
        wish.subject.gtin.map(|gtin| gtin.number()),
        wish.subject.brand.as_deref(),
        wish.subject.words.join(" "),
        wish.top_price.map(|top| top.minor),
        wish.top_price.as_ref().map(code),
        wish.until.map(Instant::micros),
        i64::from(wish.distance_m),
        wish.visibility.name(),
        wish.state.name(),
        wish.added_at.micros(),
    );
    match added {
        Err(error) if error.is_orphan() => return Err(Refused::NotThere.into()),
        other => other?,
    };
    tx.tell(Fact::Wish(wish.id));
    Ok(wish)
}

/// Changes a wish of a member.
///
/// # Errors
/// `not-found` when it is not theirs or was dropped, `wrong-state`, `invalid` naming what makes no sense, `too-many` when
/// wished again beyond the limit, `conflict` when it moved on at the same time.
pub async fn change(tx: &mut Tx, member: MemberId, id: WishId, change: WishChange) -> Result<Wish> {
    let before = theirs(tx, member, id).await?;
    let (from, kept) = (before.state, kept(tx, member).await?);
    let wish = decide::change(before.clone(), change, kept, tx.now())?;
    if wish == before {
        return Ok(wish);
    }
    let changed = execute!(
        tx,
        sql::CHANGE,
        id.uuid(),
        &wish.title,
        wish.subject.kind.name(),
        wish.subject.category.as_ref().map(|category| category.path()),
        wish.subject.gtin.map(|gtin| gtin.number()),
        wish.subject.brand.as_deref(),
        wish.subject.words.join(" "),
        wish.top_price.map(|top| top.minor),
        wish.top_price.as_ref().map(code),
        wish.until.map(Instant::micros),
        i64::from(wish.distance_m),
        wish.visibility.name(),
        wish.state.name(),
        from.name(),
    )?;
    if changed == 0 {
        return Err(Refused::Meanwhile.into());
    }
    tx.tell(Fact::Wish(id));
    Ok(wish)
}

/// Notes that an open or paused wish came true; any other wish stays as it is.
///
/// # Errors
/// When the database fails.
pub async fn fulfil(tx: &mut Tx, id: WishId) -> Result<(), StoreError> {
    if execute!(tx, sql::FULFIL, id.uuid())? > 0 {
        tx.tell(Fact::Wish(id));
    }
    Ok(())
}

/// The member's own wish, as far as it is still on their list.
pub(crate) async fn theirs(tx: &mut Tx, member: MemberId, id: WishId) -> Result<Wish> {
    let found = wish(tx, id).await?;
    let theirs = found.filter(|wish| wish.member == member && wish.state != WishState::Dropped);
    theirs.ok_or_else(|| Refused::NotThere.into())
}

async fn kept(tx: &mut Tx, member: MemberId) -> Result<i64, StoreError> {
    let (kept,) = fetch_one!(tx, sql::KEPT, (i64,), member.uuid())?;
    Ok(kept)
}

fn code(money: &Money) -> String {
    money.currency.code().to_owned()
}
