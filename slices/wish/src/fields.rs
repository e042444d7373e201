//! What a field of a wish says, and the wish with a field said otherwise.

use domain::{Instant, Wish, WishState};
use kit::Result;
use store::Tx;

use crate::edit::Before;
use crate::merge::Value;
use crate::model::{Detail, WishChange};
use crate::stamp::{self, Field};
use crate::{decide, detail};

/// What a field of a wish says.
pub(crate) fn said(field: Field, wish: &Wish, beside: &Detail) -> Value {
    match field {
        Field::Title => Value::Text(wish.title.clone()),
        Field::Note => Value::Text(beside.note.clone()),
        Field::Order => Value::Text(beside.order_of(wish.id)),
        Field::Quantity => Value::Number(beside.quantity),
        Field::Priority => Value::Priority(beside.priority),
        Field::List => Value::List(beside.list),
        Field::State => Value::State(wish.state),
        Field::Archived => Value::Flag(beside.archived_at.is_some()),
        Field::Secret => Value::Flag(beside.secret),
        Field::TopPrice => Value::Price(wish.top_price),
        Field::Until => Value::Until(wish.until),
    }
}

/// The wish and what stands beside it with a field as given; `stands` is the wish before.
pub(crate) async fn written(
    tx: &mut Tx,
    field: Field,
    value: &Value,
    at: Instant,
    stands: &Wish,
    before: &Before,
) -> Result<(Wish, Detail)> {
    let mut change = WishChange::default();
    let mut beside = before.beside.clone();
    match (field, value.clone()) {
        (Field::Title, Value::Text(title)) => change.title = Some(title),
        (Field::Note, Value::Text(note)) => beside.note = detail::tidied(&note),
        (Field::Order, Value::Text(key)) if key != beside.order_of(stands.id) => beside.order = Some(key),
        (Field::Quantity, Value::Number(quantity)) => beside.quantity = quantity,
        (Field::Priority, Value::Priority(priority)) => beside.priority = priority,
        (Field::List, Value::List(list)) => beside.list = list,
        (Field::Secret, Value::Flag(secret)) => beside.secret = secret,
        (Field::TopPrice, Value::Price(price)) => change.top_price = Some(price),
        (Field::Until, Value::Until(until)) => change.until = Some(until),
        (Field::State, Value::State(state)) => change.state = Some(state),
        (Field::Archived, Value::Flag(away)) => {
            change.state = with_archive(before, stands.state, away);
            beside.archived_at = away.then(|| beside.archived_at.unwrap_or(at));
        }
        _ => {}
    }
    let wish = if change == WishChange::default()
        || change.state == Some(WishState::Dropped) && stands.state == WishState::Dropped
    {
        stands.clone()
    } else {
        decide::change(stands.clone(), change, before.kept, tx.now())?
    };
    detail::check(tx, before.wish.member, &beside, &before.beside).await?;
    Ok((wish, beside))
}

/// What is put away is not hoped for meanwhile; taken out, it is again, if it was to put it away that paused it.
fn with_archive(before: &Before, state: WishState, away: bool) -> Option<WishState> {
    let op = |field| before.stamps.get(&field).map(|stamp| stamp.op);
    let paused_so = op(Field::Archived).is_some_and(|put_away| {
        // Stamps written by an older version are the same.
        [Some(put_away), Some(stamp::along_op(put_away))].contains(&op(Field::State))
    });
    match (away, state) {
        (true, WishState::Open) => Some(WishState::Paused),
        (false, WishState::Paused) if paused_so => Some(WishState::Open),
        _ => None,
    }
}
