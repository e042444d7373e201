//! Who wrote a field last: what an edit must have seen to follow it.

use std::collections::HashMap;

use domain::ids::Id;
use domain::{Instant, MemberId, WishId, limits};
use sqlx::FromRow;
use store::{BadRow, StoreError, Tx, execute, fetch_all};
use uuid::Uuid;

use crate::merge::Stamp;
use crate::sql;

/// What of a wish can be edited on its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// How it is called.
    Title,
    /// What is written beside it.
    Note,
    /// How many are wished.
    Quantity,
    /// How much it matters.
    Priority,
    /// Where on its list it stands.
    Order,
    /// On which list.
    List,
    /// Open, paused, fulfilled, dropped.
    State,
    /// Whether it is put away.
    Archived,
    /// The most one would pay.
    TopPrice,
    /// Until when.
    Until,
    /// Whether it is hidden from others.
    Secret,
}

impl Field {
    /// Every field with its name on wires and in the store.
    pub const NAMES: &'static [(Self, &'static str)] = &[
        (Self::Title, "title"),
        (Self::Note, "note"),
        (Self::Quantity, "quantity"),
        (Self::Priority, "priority"),
        (Self::Order, "order"),
        (Self::List, "list"),
        (Self::State, "state"),
        (Self::Archived, "archived"),
        (Self::TopPrice, "top_price"),
        (Self::Until, "until"),
        (Self::Secret, "secret"),
    ];
}

domain::named!(Field);

#[derive(FromRow)]
struct Row {
    wish: Uuid,
    field: String,
    at: i64,
    op: Uuid,
    was: Option<String>,
}

impl Row {
    fn read(self) -> Result<(WishId, Field, Stamp), StoreError> {
        let wish = WishId::from_uuid(self.wish);
        let field = self.field.parse().map_err(|_| BadRow::at("wish_stamp", "field", wish)())?;
        Ok((wish, field, Stamp { at: Instant::from_micros(self.at), op: self.op, was: self.was }))
    }
}

/// The stamps of one wish's fields; a field that nobody wrote since the wish was added has none.
pub(crate) async fn of(tx: &mut Tx, wish: WishId) -> Result<HashMap<Field, Stamp>, StoreError> {
    let rows = fetch_all!(tx, sql::STAMPS, Row, wish.uuid())?;
    rows.into_iter().map(|row| row.read().map(|(_, field, stamp)| (field, stamp))).collect()
}

/// The stamps of one wish's fields as a form says them: `note:uuid …`.
pub(crate) async fn shown(tx: &mut Tx, wish: WishId) -> Result<String, StoreError> {
    let mut stamps: Vec<_> = of(tx, wish).await?.into_iter().collect();
    stamps.sort_by_key(|(field, _)| *field);
    let stamps: Vec<_> = stamps.iter().map(|(field, stamp)| format!("{field}:{}", stamp.op)).collect();
    Ok(stamps.join(" "))
}

/// The stamps of all a member's wishes that were not dropped.
pub(crate) async fn of_member(
    tx: &mut Tx,
    member: MemberId,
) -> Result<HashMap<WishId, Vec<(Field, Stamp)>>, StoreError> {
    let rows = fetch_all!(tx, sql::STAMPS_OF_MEMBER, Row, member.uuid())?;
    let mut all: HashMap<WishId, Vec<(Field, Stamp)>> = HashMap::new();
    for row in rows {
        let (wish, field, stamp) = row.read()?;
        all.entry(wish).or_default().push((field, stamp));
    }
    Ok(all)
}

/// Writes a field's stamp.
pub(crate) async fn set(tx: &mut Tx, wish: WishId, field: Field, stamp: &Stamp) -> Result<(), StoreError> {
    let was = stamp.was.as_deref();
    execute!(tx, sql::STAMP, wish.uuid(), field.name(), stamp.at.micros(), stamp.op, was).map(drop)
}

/// Notes that fields were written here, on the server's own pages, after all that is known of them.
pub(crate) async fn ours(tx: &mut Tx, wish: WishId, fields: &[Field]) -> Result<(), StoreError> {
    ours_from(tx, wish, fields, None).await
}

/// Like [`ours`], telling what a state was before.
pub(crate) async fn ours_from(
    tx: &mut Tx,
    wish: WishId,
    fields: &[Field],
    was: Option<&str>,
) -> Result<(), StoreError> {
    if fields.is_empty() {
        return Ok(());
    }
    let known = of(tx, wish).await?;
    let latest = fields.iter().filter_map(|field| known.get(field)).map(|stamp| stamp.at).max();
    let at = latest.map_or(tx.now(), |latest| after(latest).max(tx.now()));
    for field in fields {
        let was = was.filter(|_| *field == Field::State).map(str::to_owned);
        set(tx, wish, *field, &Stamp { at, op: op_of(wish, *field, at), was }).await?;
    }
    Ok(())
}

/// The least instant after another.
pub(crate) fn after(at: Instant) -> Instant {
    Instant::from_micros(at.micros().saturating_add(1))
}

/// The id of what was written here of a field at an instant: instants of one field never come twice, so neither does it, and
/// fields written at the same instant each have their own.
pub(crate) fn op_of(wish: WishId, field: Field, at: Instant) -> Uuid {
    let index = Field::NAMES.iter().position(|(known, _)| *known == field);
    op_at(wish.uuid(), index.and_then(|index| u8::try_from(index).ok()).unwrap_or(u8::MAX), at)
}

/// The id of what was written here at an instant of a wish or a list; `which` tells its fields apart.
pub(crate) fn op_at(of: Uuid, which: u8, at: Instant) -> Uuid {
    let mut chance = [0; 10];
    chance.copy_from_slice(&of.as_bytes()[6..]);
    let micros = u16::try_from(at.micros().rem_euclid(1000)).unwrap_or(0).to_be_bytes();
    (chance[8], chance[9]) = (chance[8] ^ micros[0], chance[9] ^ micros[1]);
    chance[7] ^= which;
    WishId::make(at, chance).uuid()
}

/// The id of what changed along with the field of an edit: each is offered back on its own, under an id of its own.
pub(crate) fn along_op(op: Uuid) -> Uuid {
    let mut bytes = op.into_bytes();
    bytes[12] ^= u8::MAX;
    Uuid::from_bytes(bytes)
}

/// An instant told by a device, by the server's clock: `sent_at` is what the device's own clock showed when it sent. Never ahead of
/// now, and not so far back that it would be forgotten at once.
pub(crate) fn corrected(at: Instant, sent_at: Instant, now: Instant) -> Instant {
    let ago = sent_at.micros().saturating_sub(at.micros()).max(0);
    let oldest = now.plus_secs(-limits::EDIT_DAYS * 86_400 / 2);
    Instant::from_micros(now.micros().saturating_sub(ago)).max(oldest)
}

/// Waits until nobody else changes this member's list.
pub(crate) async fn turn(tx: &mut Tx, member: MemberId) -> Result<(), StoreError> {
    store::turn(tx, member.uuid()).await
}
