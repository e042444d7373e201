//! Edits of single fields, from devices that may not have heard of each other, and from the server's own pages.
//!
//! Gathers what the field says, settles the edit ([`merge`](crate::merge)), and writes the wish, its stamp and what is offered back.

use std::collections::HashMap;

use domain::{Instant, ListId, MemberId, Wish, WishId, WishState, limits};
use kit::{App, Result};
use store::{StoreError, Tx};
use uuid::Uuid;

use crate::adding::{Added, add};
use crate::fields::{said, written};
use crate::list_name::Named;
use crate::merge::{Edit, Kept, Overruled, Settled, Stamp, Value};
use crate::model::{Detail, Refused};
use crate::stamp::{self, Field, after};
use crate::{actions, detail, list_name, overruled};

/// An edit that a device asks for.
pub(crate) struct Asked {
    /// Which.
    pub(crate) op: Uuid,
    /// When, by the server's clock.
    pub(crate) at: Instant,
    /// What.
    pub(crate) what: What,
}

/// What a device asks for.
pub(crate) enum What {
    /// A wish that was not there.
    Add(WishId, Box<Added>),
    /// Another name of a list.
    Name {
        /// Of which.
        list: ListId,
        /// What it shall be called.
        name: String,
        /// The stamp that was seen.
        base: Option<Uuid>,
    },
    /// Another value of a wish's field.
    Set {
        /// Of which wish.
        wish: WishId,
        /// Of which field.
        field: Field,
        /// What it shall say.
        value: Value,
        /// The stamp that was seen.
        base: Option<Uuid>,
        /// All stamps of the wish that were seen, if the device told them.
        seen: Option<HashMap<Field, Uuid>>,
    },
}

/// What became of an edit that was not refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum As {
    /// It stands.
    Applied,
    /// Another stands, and it is offered back.
    Overruled,
    /// It was settled before.
    Known,
}

impl From<Settled> for As {
    fn from(settled: Settled) -> Self {
        match settled {
            Settled::Applied => Self::Applied,
            Settled::Overruled => Self::Overruled,
        }
    }
}

/// Settles an edit. One that is refused leaves nothing behind but, of a link, a page that nobody wishes from.
///
/// # Errors
/// `not-found`, `too-many`, `wrong-state`, or `invalid` naming the field.
pub(crate) async fn settle(tx: &mut Tx, app: &App, member: MemberId, asked: Asked) -> Result<As> {
    stamp::turn(tx, member).await?;
    let Asked { op, at, what } = asked;
    if overruled::known(tx, member, op).await? {
        return Ok(As::Known);
    }
    let settled = match what {
        What::Add(wish, thing) => {
            add(tx, app, member, wish, *thing).await?;
            As::Applied
        }
        What::Name { list, name, base } => {
            list_name::settle(tx, member, list, Named { op, at, base, name }).await?.into()
        }
        What::Set { wish, field, value, base, seen } => {
            let before = Before::of(tx, member, wish).await?;
            set(tx, before, field, Edit { op, at, base, value }, seen.as_ref()).await?
        }
    };
    overruled::settled(tx, member, op).await?;
    Ok(settled)
}

/// What whoever edits on a page of ours had seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Saw {
    /// Whatever stands.
    All,
    /// The field with this stamp.
    Stamp(Option<Uuid>),
}

/// Settles an edit made here.
///
/// # Errors
/// As [`settle`].
pub(crate) async fn ours(
    tx: &mut Tx,
    member: MemberId,
    wish: WishId,
    field: Field,
    value: Value,
    saw: Saw,
) -> Result<()> {
    stamp::turn(tx, member).await?;
    let before = Before::of(tx, member, wish).await?;
    if before.wish.state == WishState::Dropped {
        return Err(Refused::NotThere.into());
    }
    let stamp = before.stamps.get(&field);
    let at = stamp.map_or(tx.now(), |stamp| after(stamp.at).max(tx.now()));
    let base = match saw {
        Saw::All => stamp.map(|stamp| stamp.op),
        Saw::Stamp(seen) => seen,
    };
    let edit = Edit { op: stamp::op_of(wish, field, at), at, base, value };
    set(tx, before, field, edit, None).await.map(drop)
}

/// A wish as an edit finds it.
pub(crate) struct Before {
    pub(crate) wish: Wish,
    pub(crate) beside: Detail,
    pub(crate) stamps: HashMap<Field, Stamp>,
    /// Wishes of its member that are open or paused.
    pub(crate) kept: i64,
}

impl Before {
    async fn of(tx: &mut Tx, member: MemberId, id: WishId) -> Result<Self> {
        let wish = actions::wish(tx, id).await?.filter(|wish| wish.member == member);
        let wish = wish.ok_or(Refused::NotThere)?;
        let (beside, stamps) = (detail::detail(tx, id).await?, stamp::of(tx, id).await?);
        Ok(Self { wish, beside, stamps, kept: actions::kept(tx, member).await? })
    }

    /// The wish where a dropped one stood before.
    fn revived(&self) -> Result<Wish, Refused> {
        let was = self.stamps.get(&Field::State).and_then(|stamp| stamp.was.as_deref()?.parse().ok());
        let state = was.filter(|was| *was != WishState::Dropped).unwrap_or(WishState::Open);
        if state != WishState::Fulfilled && self.kept >= limits::WISHES_PER_MEMBER {
            return Err(Refused::TooMany);
        }
        Ok(Wish { state, ..self.wish.clone() })
    }

    /// Whether somebody wrote of this wish what who dropped it had not seen.
    fn has_unseen(&self, dropped_at: Instant, seen: Option<&HashMap<Field, Uuid>>) -> bool {
        let others = self.stamps.iter().filter(|(field, _)| **field != Field::State);
        let mut unseen = others.filter(|(field, stamp)| match seen {
            Some(seen) => seen.get(field) != Some(&stamp.op),
            None => stamp.at > dropped_at,
        });
        unseen.next().is_some()
    }
}

async fn set(
    tx: &mut Tx,
    before: Before,
    field: Field,
    edit: Edit,
    seen: Option<&HashMap<Field, Uuid>>,
) -> Result<As> {
    let value = match edit.value {
        Value::Text(note) if field == Field::Note => Value::Text(detail::tidied(&note)),
        other => other,
    };
    let (id, edit) = (before.wish.id, Edit { value, ..edit });
    let dropped = before.wish.state == WishState::Dropped;
    let drops = edit.value == Value::State(WishState::Dropped);
    let stands = if dropped && !drops { before.revived()? } else { before.wish.clone() };
    let offered = overruled::of(tx, id, field).await?;
    let mut kept = Kept {
        field,
        // A state is compared as it is; everything else stands on a wish that is there.
        value: said(field, if field == Field::State { &before.wish } else { &stands }, &before.beside),
        stamp: before.stamps.get(&field).cloned(),
        overruled: offered.clone(),
    };
    if !matches!(field, Field::State | Field::Quantity) {
        // What could never stand is refused, not offered back.
        written(tx, field, &edit.value, edit.at, &stands, &before).await?;
    }
    let (at, op) = (edit.at, edit.op);
    let settled = if drops && !dropped && before.has_unseen(at, seen) {
        kept.overruled.push(Overruled { op, at, value: edit.value });
        Settled::Overruled
    } else {
        let joined = kept.stamp.as_ref().map_or(at, |stamp| after(stamp.at.max(at)));
        kept.settle(edit, stamp::op_of(id, field, joined))
    };
    let (wish, beside) = written(tx, field, &kept.value, at, &stands, &before).await?;
    let mut stamps = vec![(field, kept.stamp.clone())];
    if wish.state != before.wish.state && field != Field::State {
        stamps.push((Field::State, Some(along(&before, at, op))));
    }
    if dropped && field != Field::State {
        offer_drop(tx, &before).await?;
    }
    if wish != before.wish {
        actions::save(tx, &wish, &before.wish).await?;
    }
    if beside != before.beside {
        detail::write(tx, &wish, &beside, &before.beside).await?;
    }
    for (field, stamp) in stamps {
        if let Some(stamp) = stamp.filter(|stamp| before.stamps.get(&field) != Some(stamp)) {
            stamp::set(tx, id, field, &stamp).await?;
        }
    }
    overruled::set(tx, id, field, &offered, &kept.overruled).await?;
    tx.tell(domain::Fact::Wish(id));
    Ok(settled.into())
}

/// The stamp of a state that changed along with another field.
fn along(before: &Before, at: Instant, op: Uuid) -> Stamp {
    let at = before.stamps.get(&Field::State).map_or(at, |stamp| at.max(after(stamp.at)));
    Stamp { at, op: stamp::along_op(op), was: Some(before.wish.state.name().to_owned()) }
}

/// Offers to drop again what an edit revived.
async fn offer_drop(tx: &mut Tx, before: &Before) -> Result<(), StoreError> {
    let Some(stamp) = before.stamps.get(&Field::State) else { return Ok(()) };
    let lost = Overruled { op: stamp.op, at: stamp.at, value: Value::State(WishState::Dropped) };
    let offered = overruled::of(tx, before.wish.id, Field::State).await?;
    let with: Vec<_> = offered.iter().cloned().chain([lost]).collect();
    overruled::set(tx, before.wish.id, Field::State, &offered, &with).await
}
