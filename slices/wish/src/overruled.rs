//! What an edit said and another replaced without having seen it: kept to be offered back.

use domain::ids::Id;
use domain::{Instant, MemberId, WishId, limits};
use kit::Result;
use sqlx::FromRow;
use store::{BadRow, StoreError, Tx, execute, fetch_all};
use uuid::Uuid;

use crate::merge::Overruled;
use crate::model::Refused;
use crate::stamp::Field;
use crate::{actions, list_name, picture, sql, value};

#[derive(FromRow)]
struct Row {
    wish: Uuid,
    op: Uuid,
    field: String,
    value: String,
    at: i64,
}

impl Row {
    fn read(self) -> Result<Offered, StoreError> {
        let wish = WishId::from_uuid(self.wish);
        let bad = |column| BadRow::at("wish_overruled", column, wish);
        let field: Field = self.field.parse().map_err(|_| bad("field")())?;
        let said = serde_json::from_str(&self.value).map_err(|_| bad("value")())?;
        let value = value::read(field, &said).map_err(|_| bad("value")())?;
        Ok(Offered { wish, field, lost: Overruled { op: self.op, at: Instant::from_micros(self.at), value } })
    }
}

/// What is offered back, and of which field.
pub(crate) struct Offered {
    pub(crate) wish: WishId,
    pub(crate) field: Field,
    pub(crate) lost: Overruled,
}

/// What is offered back of all a member's wishes, the oldest first.
pub(crate) async fn of_member(tx: &mut Tx, member: MemberId) -> Result<Vec<Offered>, StoreError> {
    let rows = fetch_all!(tx, sql::OVERRULED, Row, member.uuid())?;
    rows.into_iter().map(Row::read).collect()
}

/// What is offered back of one field of a wish.
pub(crate) async fn of(tx: &mut Tx, wish: WishId, field: Field) -> Result<Vec<Overruled>, StoreError> {
    let rows = fetch_all!(tx, sql::OVERRULED_OF, Row, wish.uuid(), field.name())?;
    rows.into_iter().map(|row| row.read().map(|offered| offered.lost)).collect()
}

/// Writes what is offered back of a field, where that changed.
pub(crate) async fn set(
    tx: &mut Tx,
    wish: WishId,
    field: Field,
    before: &[Overruled],
    after: &[Overruled],
) -> Result<(), StoreError> {
    for gone in before.iter().filter(|lost| !after.contains(lost)) {
        execute!(tx, sql::TAKE_BACK, wish.uuid(), gone.op)?;
    }
    for new in after.iter().filter(|lost| !before.contains(lost)) {
        let said = value::write(&new.value).to_string();
        execute!(tx, sql::OFFER_BACK, wish.uuid(), new.op, field.name(), said, new.at.micros())?;
    }
    Ok(())
}

/// Finds what is offered back of a wish of a member.
///
/// # Errors
/// `not-found` when it is not theirs, or offered no more.
pub(crate) async fn find(tx: &mut Tx, member: MemberId, wish: WishId, op: Uuid) -> Result<Offered> {
    let wish = actions::theirs(tx, member, wish).await?;
    let mut all = of_member(tx, member).await?;
    all.retain(|offered| offered.wish == wish.id && offered.lost.op == op);
    all.pop().ok_or_else(|| Refused::NotThere.into())
}

/// Lets go of what was offered back.
///
/// # Errors
/// `not-found` when it is not theirs, or offered no more.
pub(crate) async fn let_go(tx: &mut Tx, member: MemberId, wish: WishId, op: Uuid) -> Result<()> {
    let offered = find(tx, member, wish, op).await?;
    execute!(tx, sql::TAKE_BACK, offered.wish.uuid(), op)?;
    tx.tell(domain::Fact::Wish(offered.wish));
    Ok(())
}

/// Whether this edit of a member was settled before.
pub(crate) async fn known(tx: &mut Tx, member: MemberId, op: Uuid) -> Result<bool, StoreError> {
    Ok(!fetch_all!(tx, sql::SETTLED_OP, (i64,), member.uuid(), op)?.is_empty())
}

/// Remembers that an edit is settled.
pub(crate) async fn settled(tx: &mut Tx, member: MemberId, op: Uuid) -> Result<(), StoreError> {
    let now = tx.now().micros();
    execute!(tx, sql::SETTLE, member.uuid(), op, now).map(drop)
}

/// Forgets settled edits, what was offered back for long, and pictures of what was dropped.
///
/// # Errors
/// When the database fails.
pub async fn sweep(tx: &mut Tx) -> Result<(), StoreError> {
    let before = tx.now().plus_secs(-limits::EDIT_DAYS * 86_400);
    execute!(tx, sql::SWEEP_OPS, before.micros())?;
    execute!(tx, sql::SWEEP_OVERRULED, before.micros())?;
    list_name::sweep(tx, before).await?;
    picture::sweep(tx).await
}
