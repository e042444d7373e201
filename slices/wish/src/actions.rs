//! What can be done with wishes.

use domain::ids::Id;
use domain::{Fact, Instant, MemberId, Money, PlaceId, Wish, WishId, WishState};
use kit::{App, Result};
use store::{StoreError, Tally, Tx, execute, fetch_all, fetch_each, fetch_one, fetch_optional};
use uuid::Uuid;

use crate::model::{NewWish, Refused, WishChange};
use crate::rows::{Named, Row, placed};
use crate::stamp::Field;
use crate::{changes, decide, picture, sql, stamp};

/// Finds a wish, whatever its state.
///
/// # Errors
/// When the database fails or the row makes no sense.
pub async fn wish(tx: &mut Tx, id: WishId) -> Result<Option<Wish>, StoreError> {
    let Some(row) = fetch_optional!(tx, sql::ONE, Row, id.uuid())? else { return Ok(None) };
    let named = fetch_all!(tx, sql::PLACES, (Uuid, Uuid), id.uuid())?;
    Ok(placed(vec![row.read()?], named).pop())
}

/// Whose wish or list a fact is about; nobody's when it is about neither, or that is gone.
///
/// # Errors
/// When the database fails.
pub async fn member_of(tx: &mut Tx, fact: Fact) -> Result<Option<MemberId>, StoreError> {
    let row = match fact {
        Fact::Wish(id) => fetch_optional!(tx, sql::WHOSE_WISH, (Uuid,), id.uuid())?,
        Fact::List(id) => fetch_optional!(tx, sql::WHOSE_LIST, (Uuid,), id.uuid())?,
        _ => None,
    };
    Ok(row.map(|(member,)| MemberId::from_uuid(member)))
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
    let wishes = rows.into_iter().map(Row::read).collect::<Result<Vec<_>, _>>()?;
    let Some(last) = wishes.last().map(|wish| wish.id.uuid()) else { return Ok(wishes) };
    let named = fetch_all!(tx, sql::PLACES_OF_MEMBER, (Uuid, Uuid), member.uuid(), before, last)?;
    Ok(placed(wishes, named))
}

/// Wishes read at a time when all are: some megabytes.
const PART: i64 = 16_384;

/// A range of wishes, from an id up to before another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part(Uuid, Uuid);

impl Part {
    /// The first id that may be in it, and the first beyond.
    #[must_use]
    pub fn bounds(self) -> (Uuid, Uuid) {
        (self.0, self.1)
    }
}

/// Cuts all wishes into parts that are read at a time.
///
/// # Errors
/// When the database fails.
pub async fn parts(tx: &mut Tx) -> Result<Vec<Part>, StoreError> {
    let (mut parts, mut from) = (Vec::new(), Uuid::nil());
    while let Some((next,)) = fetch_optional!(tx, sql::BORDER, (Uuid,), from, PART)? {
        parts.push(Part(from, next));
        from = next;
    }
    parts.push(Part(from, Uuid::max()));
    Ok(parts)
}

/// Reads the wishes of a part that were not dropped, without when they were added, in no order.
///
/// # Errors
/// When the database fails or a row makes no sense.
pub async fn part(tx: &mut Tx, Part(from, to): Part) -> Result<Vec<Wish>, StoreError> {
    // Few wishes name places; those that do are known before the wishes come.
    let mut named = Named::of(fetch_all!(tx, sql::PLACES_OF_LIVING, (Uuid, Uuid), from, to)?);
    let mut wishes = Vec::new();
    let read = |row: Row| {
        wishes.push(named.on(row.read()?));
        Ok(())
    };
    fetch_each!(tx, sql::LIVING, Row, read, from, to)?;
    Ok(wishes)
}

/// The open wishes that end after an instant and at another the latest, the soonest first.
///
/// # Errors
/// When the database fails or a row makes no sense.
pub async fn ending(tx: &mut Tx, after: Instant, to: Instant) -> Result<Vec<Wish>, StoreError> {
    let mut wishes = Vec::new();
    for (id,) in fetch_all!(tx, sql::ENDING, (Uuid,), after.micros(), to.micros())? {
        wishes.extend(wish(tx, WishId::from_uuid(id)).await?);
    }
    Ok(wishes)
}

/// Gives every wish that was not dropped, as [`part`] reads them.
///
/// # Errors
/// When the database fails or a row makes no sense.
pub async fn each(tx: &mut Tx, mut give: impl FnMut(Wish) + Send) -> Result<(), StoreError> {
    for range in parts(tx).await? {
        part(tx, range).await?.into_iter().for_each(&mut give);
    }
    Ok(())
}

/// How many wishes [`each`] gives.
///
/// # Errors
/// When the database fails.
pub async fn tally(tx: &mut Tx) -> Result<Tally, StoreError> {
    store::tally(tx, sql::TALLY).await
}

/// Adds a wish.
///
/// # Errors
/// `invalid` naming what makes no sense, `too-many` beyond the limit, `not-found` for nobody's wish.
pub async fn add(tx: &mut Tx, app: &App, member: MemberId, new: NewWish) -> Result<Wish> {
    add_as(tx, app.id(), member, new).await
}

/// Adds a wish under an id that nothing has yet.
pub(crate) async fn add_as(tx: &mut Tx, id: WishId, member: MemberId, new: NewWish) -> Result<Wish> {
    let kept = kept(tx, member).await?;
    let wish = decide::add(id, member, new, kept, tx.now())?;
    all_exist(tx, &wish.places).await?;
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
    name_places(tx, &wish).await?;
    tx.tell(Fact::Wish(wish.id));
    Ok(wish)
}

/// Changes a wish of a member.
///
/// # Errors
/// `not-found` when it is not theirs or was dropped, `wrong-state`, `invalid` naming what makes no sense, `too-many` when
/// wished again beyond the limit, `conflict` when it moved on at the same time.
pub async fn change(tx: &mut Tx, member: MemberId, id: WishId, change: WishChange) -> Result<Wish> {
    stamp::turn(tx, member).await?;
    let before = theirs(tx, member, id).await?;
    let kept = kept(tx, member).await?;
    let wish = decide::change(before.clone(), change, kept, tx.now())?;
    if wish == before {
        return Ok(wish);
    }
    save(tx, &wish, &before).await?;
    stamp::ours_from(tx, id, &fields(&before, &wish), Some(before.state.name())).await?;
    Ok(wish)
}

/// The fields in which two differ, as far as devices edit them.
fn fields(before: &Wish, after: &Wish) -> Vec<Field> {
    let differ = [
        (Field::Title, before.title != after.title),
        (Field::State, before.state != after.state),
        (Field::TopPrice, before.top_price != after.top_price),
        (Field::Until, before.until != after.until),
    ];
    differ.into_iter().filter(|(_, differ)| *differ).map(|(field, _)| field).collect()
}

/// Writes a wish as it was decided from another.
pub(crate) async fn save(tx: &mut Tx, wish: &Wish, before: &Wish) -> Result<()> {
    // A place that is gone may stay named; only a new one must be there.
    let new: Vec<PlaceId> =
        wish.places.iter().copied().filter(|place| !before.places.contains(place)).collect();
    all_exist(tx, &new).await?;
    changes::of(tx, wish.id).await?;
    let changed = execute!(
        tx,
        sql::CHANGE,
        wish.id.uuid(),
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
        before.state.name(),
    )?;
    if changed == 0 {
        return Err(Refused::Meanwhile.into());
    }
    let drops = wish.state == WishState::Dropped;
    if drops != (before.state == WishState::Dropped) {
        let now = tx.now();
        picture::dropped(tx, wish.id, drops.then_some(now)).await?;
    }
    if wish.places != before.places {
        execute!(tx, sql::FORGET_PLACES, wish.id.uuid())?;
        name_places(tx, wish).await?;
    }
    tx.tell(Fact::Wish(wish.id));
    Ok(())
}

async fn all_exist(tx: &mut Tx, places: &[PlaceId]) -> Result<()> {
    for id in places {
        if place::place(tx, *id).await?.is_none() {
            return Err(Refused::NoPlace.into());
        }
    }
    Ok(())
}

async fn name_places(tx: &mut Tx, wish: &Wish) -> Result<()> {
    for place in &wish.places {
        execute!(tx, sql::NAME_PLACE, wish.id.uuid(), place.uuid())?;
    }
    Ok(())
}

/// Notes that an open or paused wish came true; any other wish stays as it is.
///
/// # Errors
/// When the database fails.
pub async fn fulfil(tx: &mut Tx, id: WishId) -> Result<(), StoreError> {
    let Some(before) = wish(tx, id).await? else { return Ok(()) };
    changes::of(tx, id).await?;
    if execute!(tx, sql::FULFIL, id.uuid())? > 0 {
        stamp::ours_from(tx, id, &[Field::State], Some(before.state.name())).await?;
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

pub(crate) async fn kept(tx: &mut Tx, member: MemberId) -> Result<i64, StoreError> {
    let (kept,) = fetch_one!(tx, sql::KEPT, (i64,), member.uuid())?;
    Ok(kept)
}

fn code(money: &Money) -> String {
    money.currency.code().to_owned()
}
