//! What a list is called, written on devices that may not have heard of each other: settled as the title of a wish is
//! ([`merge`](crate::merge)), the later stands and the other is offered back. Who sees a list is not among it: a consent is given where
//! it takes effect at once.

use domain::ids::Id;
use domain::{Fact, Instant, ListId, MemberId, limits};
use kit::{Result, wire};
use sqlx::FromRow;
use store::{StoreError, Tx, execute, fetch_all, fetch_optional};
use uuid::Uuid;

use crate::edit::Saw;
use crate::merge::{Edit, Kept, Overruled, Settled, Stamp, Value};
use crate::model::{List, Refused};
use crate::stamp::{self, Field, after};
use crate::{list, sql};

/// The name on wires.
pub(crate) const NAME: &str = "name";

/// A name that a device gives a list.
pub(crate) struct Named {
    /// By which edit.
    pub(crate) op: Uuid,
    /// When, by the server's clock.
    pub(crate) at: Instant,
    /// The stamp that was seen.
    pub(crate) base: Option<Uuid>,
    /// What it shall be called.
    pub(crate) name: String,
}

#[derive(FromRow)]
struct Row {
    list: Uuid,
    op: Uuid,
    name: String,
    at: i64,
}

/// A name that is offered back.
pub(crate) struct Offered {
    pub(crate) list: ListId,
    pub(crate) op: Uuid,
    pub(crate) at: Instant,
    pub(crate) name: String,
}

impl From<Row> for Offered {
    fn from(row: Row) -> Self {
        Self {
            list: ListId::from_uuid(row.list),
            op: row.op,
            at: Instant::from_micros(row.at),
            name: row.name,
        }
    }
}

/// The names that are offered back of a member's lists, the oldest first.
pub(crate) async fn offered(tx: &mut Tx, member: MemberId) -> Result<Vec<Offered>, StoreError> {
    Ok(fetch_all!(tx, sql::NAMES_OVERRULED, Row, member.uuid())?.into_iter().map(Offered::from).collect())
}

/// By which edit each of a member's lists was named last; one that was never called otherwise is left out.
pub(crate) async fn stamps(tx: &mut Tx, member: MemberId) -> Result<Vec<(ListId, Uuid)>, StoreError> {
    let rows = fetch_all!(tx, sql::NAME_STAMPS, (Uuid, Uuid), member.uuid())?;
    Ok(rows.into_iter().map(|(list, op)| (ListId::from_uuid(list), op)).collect())
}

/// Who named a list last.
pub(crate) async fn stamp(tx: &mut Tx, list: ListId) -> Result<Option<Stamp>, StoreError> {
    let row = fetch_optional!(tx, sql::NAME_STAMP, (i64, Uuid), list.uuid())?;
    Ok(row.map(|(at, op)| Stamp { at: Instant::from_micros(at), op, was: None }))
}

/// Settles a name that a device gave.
///
/// # Errors
/// `not-found` when the list is not theirs, `invalid` naming `name` for one that is none.
pub(crate) async fn settle(tx: &mut Tx, member: MemberId, id: ListId, named: Named) -> Result<Settled> {
    let before = list::own(tx, member, id).await?;
    let Named { op, at, base, name } = named;
    let value = Value::Text(wire::title(&name, NAME, limits::NAME_CHARS)?);
    let offered = of(tx, id).await?;
    let mut kept = Kept {
        // As the title of a wish is.
        field: Field::Title,
        value: Value::Text(before.name.clone()),
        stamp: stamp(tx, id).await?,
        overruled: offered.clone(),
    };
    let settled = kept.settle(Edit { op, at, base, value }, op);
    if let Value::Text(name) = kept.value
        && name != before.name
    {
        list::set(tx, &List { name, ..before }).await?;
    }
    if let Some(stamp) = kept.stamp {
        execute!(tx, sql::STAMP_NAME, id.uuid(), stamp.at.micros(), stamp.op)?;
    }
    for gone in offered.iter().filter(|lost| !kept.overruled.contains(lost)) {
        execute!(tx, sql::TAKE_NAME_BACK, id.uuid(), gone.op)?;
    }
    for Overruled { op, at, value } in kept.overruled.iter().filter(|lost| !offered.contains(lost)) {
        if let Value::Text(name) = value {
            execute!(tx, sql::OFFER_NAME_BACK, id.uuid(), *op, name, at.micros())?;
        }
    }
    tx.tell(Fact::List(id));
    Ok(settled)
}

async fn of(tx: &mut Tx, list: ListId) -> Result<Vec<Overruled>, StoreError> {
    let rows = fetch_all!(tx, sql::NAMES_OVERRULED_OF, Row, list.uuid())?;
    let lost = |one: Offered| Overruled { op: one.op, at: one.at, value: Value::Text(one.name) };
    Ok(rows.into_iter().map(Offered::from).map(lost).collect())
}

/// Settles a name that was given on a page of ours.
///
/// # Errors
/// As [`settle`].
pub(crate) async fn ours(tx: &mut Tx, member: MemberId, id: ListId, name: &str, saw: Saw) -> Result<Settled> {
    stamp::turn(tx, member).await?;
    list::own(tx, member, id).await?;
    let known = stamp(tx, id).await?;
    let at = known.as_ref().map_or(tx.now(), |known| after(known.at).max(tx.now()));
    let base = match saw {
        Saw::All => known.map(|known| known.op),
        Saw::Stamp(seen) => seen,
    };
    settle(tx, member, id, Named { op: stamp::op_at(id.uuid(), 0, at), at, base, name: name.to_owned() })
        .await
}

/// Lets go of a name that was offered back; gives it.
///
/// # Errors
/// `not-found` when the list is not theirs, or it is offered no more.
pub(crate) async fn let_go(tx: &mut Tx, member: MemberId, id: ListId, op: Uuid) -> Result<String> {
    list::own(tx, member, id).await?;
    let lost = of(tx, id).await?.into_iter().find(|lost| lost.op == op);
    let Some(Overruled { value: Value::Text(name), .. }) = lost else { return Err(Refused::NotThere.into()) };
    execute!(tx, sql::TAKE_NAME_BACK, id.uuid(), op)?;
    tx.tell(Fact::List(id));
    Ok(name)
}

/// Forgets what was offered back before an instant.
pub(crate) async fn sweep(tx: &mut Tx, before: Instant) -> Result<(), StoreError> {
    execute!(tx, sql::SWEEP_NAMES, before.micros()).map(drop)
}
