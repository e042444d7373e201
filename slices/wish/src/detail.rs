//! What stands beside a wish on its member's list: how it came there, a note, its list and its place on it.

use std::collections::{HashMap, HashSet};

use domain::ids::Id;
use domain::{Gtin, Instant, ListId, ListingId, MemberId, Visibility, Wish, WishId, limits};
use kit::Result;
use sqlx::FromRow;
use store::{BadRow, StoreError, Tx, execute, fetch_all, fetch_one, fetch_optional};
use uuid::Uuid;

use crate::hears::Hears;
use crate::model::{Detail, Refused};
use crate::stamp::{self, Field};
use crate::{actions, changes, list, order, sql};

#[derive(FromRow)]
pub(crate) struct Row {
    wish: Uuid,
    came_from: String,
    listing: Option<Uuid>,
    note: String,
    list: Option<Uuid>,
    order_key: Option<String>,
    quantity: i64,
    priority: String,
    secret: i64,
    archived_at: Option<i64>,
    hears: Option<String>,
}

impl Row {
    pub(crate) fn read(self) -> Result<(WishId, Detail), StoreError> {
        let wish = WishId::from_uuid(self.wish);
        let bad = |column| BadRow::at("wish_detail", column, wish);
        let detail = Detail {
            came_from: self.came_from.parse().map_err(|_| bad("came_from")())?,
            listing: self.listing.map(ListingId::from_uuid),
            note: self.note,
            list: self.list.map(ListId::from_uuid),
            order: self.order_key,
            quantity: self.quantity,
            priority: self.priority.parse().map_err(|_| bad("priority")())?,
            secret: self.secret != 0,
            archived_at: self.archived_at.map(Instant::from_micros),
            hears: Hears::read(self.hears.as_deref()).ok_or_else(|| bad("hears")())?,
        };
        Ok((wish, detail))
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

/// A member's wishes with what stands beside them, in the order of their lists, without those dropped.
///
/// # Errors
/// When the database fails or a row makes no sense.
pub async fn whole(tx: &mut Tx, member: MemberId) -> Result<Vec<(Wish, Detail)>, StoreError> {
    let wishes = actions::of_member(tx, member).await?;
    let mut beside = details(tx, member, &wishes).await?;
    let both = wishes.into_iter().map(|wish| {
        let detail = beside.remove(&wish.id).unwrap_or_default();
        (wish, detail)
    });
    Ok(sorted(both.collect()))
}

/// In the order of a list; wishes that came to the same spot stand by their ids.
pub(crate) fn sorted(mut wishes: Vec<(Wish, Detail)>) -> Vec<(Wish, Detail)> {
    wishes.sort_by_cached_key(|(wish, detail)| (detail.order_of(wish.id), wish.id));
    wishes
}

/// Open wishes of which a listing is a seller, whosever they are, after one and in order, at most so many.
///
/// # Errors
/// When the database fails.
pub async fn hoping(
    tx: &mut Tx,
    listing: ListingId,
    after: Option<WishId>,
    most: i64,
) -> Result<Vec<WishId>, StoreError> {
    let after = after.map_or(Uuid::nil(), Id::uuid);
    let rows = fetch_all!(tx, sql::HOPING, (Uuid,), listing.uuid(), after, most)?;
    Ok(rows.into_iter().map(|(id,)| WishId::from_uuid(id)).collect())
}

/// Open wishes for a barcode that came from no page, whosever they are, after one and in order, at most so many.
///
/// # Errors
/// When the database fails.
pub async fn hoping_code(
    tx: &mut Tx,
    gtin: Gtin,
    after: Option<WishId>,
    most: i64,
) -> Result<Vec<WishId>, StoreError> {
    let after = after.map_or(Uuid::nil(), Id::uuid);
    let rows = fetch_all!(tx, sql::HOPING_CODE, (Uuid,), gtin.number(), after, most)?;
    Ok(rows.into_iter().map(|(id,)| WishId::from_uuid(id)).collect())
}

/// Members looked at, at most, to find a crowd among them: whoever makes more guests than that hides a crowd, and makes none.
const LOOKED_AT: i64 = 200;

/// Whether a member may know of a listing: they wished from it, or so many did that it tells of nobody (design, never 2). Guests
/// make no crowd: one person becomes as many of them as they like.
///
/// # Errors
/// When the database fails.
pub async fn may_know(tx: &mut Tx, member: MemberId, listing: ListingId) -> Result<bool, StoreError> {
    let (own,) = fetch_one!(tx, sql::DID_WISH_FROM, (i64,), listing.uuid(), member.uuid())?;
    if own > 0 {
        return Ok(true);
    }
    let rows = fetch_all!(tx, sql::WISHED_FROM, (Uuid,), listing.uuid(), LOOKED_AT)?;
    let mut known = 0;
    for (id,) in rows {
        known += i64::from(people::member(tx, MemberId::from_uuid(id)).await?.is_some_and(|one| !one.guest));
        if known >= limits::CROWD {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Those of some listings that a member may know of, as [`may_know`] has it.
pub(crate) async fn may_know_of(
    tx: &mut Tx,
    member: MemberId,
    of: &[ListingId],
) -> Result<HashSet<ListingId>, StoreError> {
    let own = fetch_all!(tx, sql::KNOWN_OF_MEMBER, (Uuid,), member.uuid())?;
    let mut known: HashSet<ListingId> = own.into_iter().map(|(id,)| ListingId::from_uuid(id)).collect();
    let others = of.iter().filter(|id| !known.contains(*id));
    let others: Vec<_> = others.map(|id| format!("\"{}\"", id.uuid().simple())).collect();
    if others.is_empty() {
        return Ok(known);
    }
    let asked = format!("[{}]", others.join(","));
    let rows = fetch_all!(tx, sql::WISHED_FROM_SEVERAL, (Uuid, Uuid), asked, LOOKED_AT)?;
    let who: HashSet<MemberId> = rows.iter().map(|(_, who)| MemberId::from_uuid(*who)).collect();
    let settled = people::settled(tx, who).await?;
    let mut crowds: HashMap<ListingId, i64> = HashMap::new();
    for (listing, who) in rows {
        let counts = settled.contains(&MemberId::from_uuid(who));
        *crowds.entry(ListingId::from_uuid(listing)).or_default() += i64::from(counts);
    }
    known.extend(crowds.into_iter().filter(|(_, crowd)| *crowd >= limits::CROWD).map(|(id, _)| id));
    Ok(known)
}

/// Whether anybody wishes from a listing; what was dropped counts no more.
///
/// # Errors
/// When the database fails.
pub async fn wishes_from(tx: &mut Tx, listing: ListingId) -> Result<bool, StoreError> {
    let (count,) = fetch_one!(tx, sql::WISHES_FROM, (i64,), listing.uuid())?;
    Ok(count > 0)
}

/// Writes beside a wish of a member.
///
/// # Errors
/// `not-found` when the wish is not theirs, `invalid` for a listing or a list they may not see, a note that is too long, or a
/// quantity or an order that is none.
pub async fn set_detail(tx: &mut Tx, member: MemberId, wish: WishId, detail: &Detail) -> Result<()> {
    stamp::turn(tx, member).await?;
    let wish = actions::theirs(tx, member, wish).await?;
    let before = self::detail(tx, wish.id).await?;
    let detail = Detail { note: tidied(&detail.note), ..detail.clone() };
    if detail == before {
        return Ok(());
    }
    check(tx, member, &detail, &before).await?;
    write(tx, &wish, &detail, &before).await?;
    stamp::ours(tx, wish.id, &fields(&before, &detail)).await?;
    Ok(())
}

/// A note as it is kept: trimmed, its lines ended by one character, and without control characters, which no one sees and not every
/// database keeps.
pub(crate) fn tidied(note: &str) -> String {
    let lines = note.replace("\r\n", "\n").replace('\r', "\n");
    let seen = lines.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t'));
    seen.collect::<String>().trim().to_owned()
}

/// Refuses what cannot stand beside a wish.
pub(crate) async fn check(tx: &mut Tx, member: MemberId, detail: &Detail, before: &Detail) -> Result<()> {
    if let Some(listing) = detail.listing
        && detail.listing != before.listing
        && product::listing(tx, listing, member).await?.is_none()
    {
        return Err(Refused::NoListing.into());
    }
    if detail.note.chars().count() > limits::NOTE_CHARS {
        return Err(Refused::LongNote.into());
    }
    if !(1..=limits::QUANTITY_MAX).contains(&detail.quantity) {
        return Err(Refused::Quantity.into());
    }
    if detail.order.as_deref().is_some_and(|key| !order::is_key(key)) {
        return Err(Refused::Order.into());
    }
    if let Some(id) = detail.list
        && detail.list != before.list
        && list::list(tx, id).await?.is_none_or(|list| list.member != member)
    {
        return Err(Refused::NoList.into());
    }
    Ok(())
}

/// Writes what was checked, and lets the wish be counted as its list is.
pub(crate) async fn write(
    tx: &mut Tx,
    wish: &Wish,
    detail: &Detail,
    before: &Detail,
) -> Result<(), StoreError> {
    let lists = [before.list, detail.list.filter(|list| Some(*list) != before.list)];
    for list in lists.into_iter().flatten() {
        changes::on(tx, list).await?;
        tx.tell(domain::Fact::List(list));
    }
    execute!(
        tx,
        sql::SET_DETAIL,
        wish.id.uuid(),
        detail.came_from.name(),
        detail.listing.map(Id::uuid),
        &detail.note,
        detail.list.map(Id::uuid),
        detail.order.as_deref(),
        detail.quantity,
        detail.priority.name(),
        i64::from(detail.secret),
        detail.archived_at.map(Instant::micros),
    )?;
    if (detail.list, detail.secret) != (before.list, before.secret) {
        let list = match detail.list {
            Some(id) if !detail.secret => list::list(tx, id).await?,
            _ => None,
        };
        let visibility = list.map_or(Visibility::Private, |list| list.visibility.of_wishes());
        execute!(tx, sql::SHOW, wish.id.uuid(), visibility.name())?;
    }
    tx.tell(domain::Fact::Wish(wish.id));
    Ok(())
}

/// The fields in which two differ.
fn fields(before: &Detail, after: &Detail) -> Vec<Field> {
    let differ = [
        (Field::Note, before.note != after.note),
        (Field::Quantity, before.quantity != after.quantity),
        (Field::Priority, before.priority != after.priority),
        (Field::Order, before.order != after.order),
        (Field::List, before.list != after.list),
        (Field::Secret, before.secret != after.secret),
        (Field::Archived, before.archived_at.is_some() != after.archived_at.is_some()),
    ];
    differ.into_iter().filter(|(_, differ)| *differ).map(|(field, _)| field).collect()
}
