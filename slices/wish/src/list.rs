//! Named lists: beside the main one, which every member has without a row.

use domain::ids::Id;
use domain::{Fact, Instant, ListId, ListVisibility, MemberId, Wish, WishId, limits};
use kit::{App, Result, wire};
use sqlx::FromRow;
use store::{BadRow, StoreError, Tx, execute, fetch_all, fetch_optional};
use uuid::Uuid;

use crate::edit::Saw;
use crate::model::{Detail, List, Refused};
use crate::order::Moved;
use crate::rows::placed;
use crate::{detail, list_name, order, rows, sql, stamp};

#[derive(FromRow)]
struct Row {
    id: Uuid,
    member: Uuid,
    name: String,
    order_key: String,
    visibility: String,
    archived_at: Option<i64>,
    added_at: i64,
}

impl Row {
    fn read(self) -> Result<List, StoreError> {
        let id = ListId::from_uuid(self.id);
        Ok(List {
            id,
            member: MemberId::from_uuid(self.member),
            name: self.name,
            order: self.order_key,
            visibility: self.visibility.parse().map_err(|_| BadRow::at("list", "visibility", id)())?,
            archived_at: self.archived_at.map(Instant::from_micros),
            added_at: Instant::from_micros(self.added_at),
        })
    }
}

/// Finds a list, whosever it is.
///
/// # Errors
/// When the database fails or the row makes no sense.
pub async fn list(tx: &mut Tx, id: ListId) -> Result<Option<List>, StoreError> {
    fetch_optional!(tx, sql::LIST, Row, id.uuid())?.map(Row::read).transpose()
}

/// The named lists of a member in their order, those put away included.
///
/// # Errors
/// When the database fails or a row makes no sense.
pub async fn lists_of(tx: &mut Tx, member: MemberId) -> Result<Vec<List>, StoreError> {
    let rows = fetch_all!(tx, sql::LISTS, Row, member.uuid())?;
    let mut lists = rows.into_iter().map(Row::read).collect::<Result<Vec<_>, _>>()?;
    lists.sort_by(|one, other| (&one.order, one.id).cmp(&(&other.order, other.id)));
    Ok(lists)
}

/// What others may see of a list, in its order: without what was dropped, put away or marked secret. What came true is among it.
/// Whether somebody may see the list at all is not asked here.
///
/// # Errors
/// When the database fails or a row makes no sense.
pub async fn of_list(tx: &mut Tx, id: ListId) -> Result<Vec<(Wish, Detail)>, StoreError> {
    let rows = fetch_all!(tx, sql::OF_LIST, rows::Row, id.uuid())?;
    let wishes = rows.into_iter().map(rows::Row::read).collect::<Result<Vec<_>, _>>()?;
    let named = fetch_all!(tx, sql::PLACES_OF_LIST, (Uuid, Uuid), id.uuid())?;
    let beside = fetch_all!(tx, sql::DETAILS_OF_LIST, detail::Row, id.uuid())?;
    let mut beside: std::collections::HashMap<WishId, Detail> =
        beside.into_iter().map(detail::Row::read).collect::<Result<_, _>>()?;
    let both = placed(wishes, named).into_iter().map(|wish| {
        let detail = beside.remove(&wish.id).unwrap_or_default();
        (wish, detail)
    });
    Ok(detail::sorted(both.collect()))
}

/// A list of a member.
///
/// # Errors
/// `not-found` when it is not theirs.
pub(crate) async fn own(tx: &mut Tx, member: MemberId, id: ListId) -> Result<List> {
    let found = list(tx, id).await?.filter(|list| list.member == member);
    found.ok_or_else(|| Refused::NotThere.into())
}

/// Makes a list, after those there are.
///
/// # Errors
/// `invalid` for a name that is none, `too-many` beyond the limit.
pub async fn create(tx: &mut Tx, app: &App, member: MemberId, name: &str) -> Result<List> {
    stamp::turn(tx, member).await?;
    let name = wire::title(name, "name", limits::NAME_CHARS)?;
    let lists = lists_of(tx, member).await?;
    if i64::try_from(lists.len()).unwrap_or(i64::MAX) >= limits::LISTS_PER_MEMBER {
        return Err(Refused::ManyLists.into());
    }
    let list = List {
        id: app.id(),
        member,
        name,
        order: order::between(lists.last().map(|last| last.order.as_str()), None),
        visibility: ListVisibility::Private,
        archived_at: None,
        added_at: tx.now(),
    };
    execute!(
        tx,
        sql::ADD_LIST,
        list.id.uuid(),
        member.uuid(),
        &list.name,
        &list.order,
        list.visibility.name(),
        list.archived_at.map(Instant::micros),
        list.added_at.micros(),
    )?;
    tx.tell(Fact::List(list.id));
    Ok(list)
}

/// Writes a list that was there.
pub(crate) async fn set(tx: &mut Tx, list: &List) -> Result<(), StoreError> {
    execute!(
        tx,
        sql::SET_LIST,
        list.id.uuid(),
        &list.name,
        &list.order,
        list.visibility.name(),
        list.archived_at.map(Instant::micros),
    )?;
    tx.tell(Fact::List(list.id));
    Ok(())
}

/// Calls a list otherwise.
///
/// # Errors
/// `not-found` when it is not theirs, `invalid` for a name that is none.
pub async fn rename(tx: &mut Tx, member: MemberId, id: ListId, name: &str) -> Result<List> {
    list_name::ours(tx, member, id, name, Saw::All).await?;
    own(tx, member, id).await
}

/// Lets others see a list, or no longer; its wishes that are not secret count in the figures of the town as it says.
///
/// # Errors
/// `not-found` when it is not theirs.
pub async fn set_visibility(
    tx: &mut Tx,
    member: MemberId,
    id: ListId,
    visibility: ListVisibility,
) -> Result<List> {
    stamp::turn(tx, member).await?;
    let list = List { visibility, ..own(tx, member, id).await? };
    set(tx, &list).await?;
    let counted = visibility.of_wishes().name();
    for (wish,) in fetch_all!(tx, sql::SHOW_ON_LIST, (Uuid,), id.uuid(), counted)? {
        tx.tell(Fact::Wish(WishId::from_uuid(wish)));
    }
    Ok(list)
}

/// Puts a list away with all that is on it, or takes it out again.
///
/// # Errors
/// `not-found` when it is not theirs.
pub async fn archive(tx: &mut Tx, member: MemberId, id: ListId, away: bool) -> Result<List> {
    stamp::turn(tx, member).await?;
    let list = own(tx, member, id).await?;
    let archived_at = away.then(|| list.archived_at.unwrap_or(tx.now()));
    let list = List { archived_at, ..list };
    set(tx, &list).await?;
    Ok(list)
}

/// Moves a list by one among those that are not put away; at the end it stays.
///
/// # Errors
/// `not-found` when it is not theirs.
pub async fn shift(tx: &mut Tx, member: MemberId, id: ListId, up: bool) -> Result<List> {
    stamp::turn(tx, member).await?;
    let list = own(tx, member, id).await?;
    let mut others = lists_of(tx, member).await?;
    others.retain(|other| other.archived_at.is_none() || other.id == id);
    let keys: Vec<String> = others.iter().map(|list| list.order.clone()).collect();
    let Some(at) = others.iter().position(|other| other.id == id) else { return Ok(list) };
    let keys = match order::moved(&keys, at, order::step(keys.len(), at, up)) {
        Some(Moved::One(key)) => vec![(at, key)],
        Some(Moved::All(keys)) => keys,
        None => Vec::new(),
    };
    for (place, key) in keys {
        others[place].order = key;
        set(tx, &others[place]).await?;
    }
    Ok(others.swap_remove(at))
}

/// Removes a list for good; its wishes go back to the main list, seen by nobody.
///
/// # Errors
/// `not-found` when it is not theirs.
pub async fn remove(tx: &mut Tx, member: MemberId, id: ListId) -> Result<()> {
    set_visibility(tx, member, id, ListVisibility::Private).await?;
    for (wish,) in fetch_all!(tx, sql::ON_LIST, (Uuid,), id.uuid())? {
        let wish = WishId::from_uuid(wish);
        stamp::ours(tx, wish, &[stamp::Field::List]).await?;
        tx.tell(Fact::Wish(wish));
    }
    execute!(tx, sql::LEAVE_LIST, id.uuid())?;
    execute!(tx, sql::REMOVE_LIST, id.uuid())?;
    Ok(())
}
