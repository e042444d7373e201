//! Promises: made in turn, undone at any time, told to their owner when the surprise has ended.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use domain::ids::Id;
use domain::{Instant, ListId, MemberId, Money, ReservationId, WishId};
use kit::{App, Result};
use store::{StoreError, Tx, execute, fetch_all, fetch_optional};
use uuid::Uuid;

use crate::access::{self, Seen};
use crate::decide::{self, Standing};
use crate::model::{Ask, Refused, Reservation, Room, Seat};
use crate::rows::{GoalRow, ReservationRow};
use crate::{changes, sql};

/// What a pot is to hold, or at least in which currency it counts.
type Goal = (Money, bool);

fn read(rows: Vec<ReservationRow>) -> Result<Vec<Reservation>, StoreError> {
    rows.into_iter().map(ReservationRow::read).collect()
}

/// Whoever may learn what others promised: everybody before the list but its owner, and but whom nobody knows, for that may be its
/// owner without their session.
pub(crate) fn may_know(seat: Seat) -> bool {
    matches!(seat, Seat::Insider | Seat::Passer)
}

async fn on_wish(tx: &mut Tx, wish: WishId) -> Result<(Vec<Reservation>, Goal), StoreError> {
    let all = read(fetch_all!(tx, sql::ON_WISH, ReservationRow, wish.uuid())?)?;
    let goal = fetch_optional!(tx, sql::GOAL, GoalRow, wish.uuid())?;
    let goal = goal.map_or(Ok((Money::eur(0), false)), |row| row.read(wish))?;
    Ok((all, goal))
}

/// What was promised to somebody, by wish.
pub(crate) async fn to_owner(
    tx: &mut Tx,
    owner: MemberId,
) -> Result<HashMap<WishId, (Vec<Reservation>, Goal)>, StoreError> {
    let mut by_wish: HashMap<WishId, (Vec<Reservation>, Goal)> = HashMap::new();
    for one in read(fetch_all!(tx, sql::TO_OWNER, ReservationRow, owner.uuid())?)? {
        by_wish.entry(one.wish).or_insert((Vec::new(), (Money::eur(0), false))).0.push(one);
    }
    let goals = fetch_all!(tx, sql::GOALS_TO, (Uuid, Option<i64>, Option<String>), owner.uuid())?;
    for (wish, minor, currency) in goals {
        let wish = WishId::from_uuid(wish);
        if let Some(known) = by_wish.get_mut(&wish) {
            known.1 = GoalRow::new(minor, currency).read(wish)?;
        }
    }
    Ok(by_wish)
}

/// What was promised on one wish of a list.
pub(crate) async fn beside(tx: &mut Tx, wish: WishId) -> Result<(Vec<Reservation>, Goal), StoreError> {
    on_wish(tx, wish).await
}

/// Promises to give what somebody wishes, or a part of it. No fact is told: whoever listens might be its owner.
///
/// # Errors
/// `not-found`, `own-list`, `just-taken`, `already-promised`, `invalid` naming `units` or `amount`.
pub async fn reserve(
    tx: &mut Tx,
    app: &App,
    me: MemberId,
    (list, wish): (ListId, WishId),
    ask: Ask,
    secretly: bool,
) -> Result<Reservation> {
    let seen = giver(tx, me, list).await?;
    // Before anything is read that the promise is decided from: who comes second waits here, and then reads what the first wrote.
    execute!(tx, sql::TURN, wish.uuid(), seen.list.member.uuid())?;
    let (wish, detail) = access::wish(tx, list, wish).await?;
    let (all, goal) = on_wish(tx, wish.id).await?;
    let standing = Standing::of(&all, goal, Some(me));
    let promise = decide::promise(&standing, detail.quantity, ask)?;
    if let Some((money, known)) = promise.opens {
        let minor = known.then_some(money.minor);
        execute!(tx, sql::SET_GOAL, wish.id.uuid(), minor, money.currency.code().to_owned())?;
    }
    let made = Reservation {
        id: app.id(),
        wish: wish.id,
        list,
        owner: seen.list.member,
        giver: me,
        name: seen.name,
        title: wish.title,
        owner_name: seen.owner_name,
        units: promise.units,
        amount: promise.amount,
        secretly,
        reveal_at: seen.settings.reveal(tx.now()),
        given_at: None,
        made_at: tx.now(),
    };
    write(tx, &made).await?;
    changes::on(tx, list, Room::Givers).await?;
    Ok(made)
}

/// Counts that a promise is another now, on the list where it was made and on the one where its wish stands by now. Gives these.
async fn changed(tx: &mut Tx, wish: WishId, list: ListId) -> Result<Vec<ListId>, StoreError> {
    let now_on = wish::detail(tx, wish).await?.list;
    let mut lists: Vec<ListId> = [Some(list), now_on].into_iter().flatten().collect();
    // In one order, so that two who do so never wait for each other.
    lists.sort_unstable();
    lists.dedup();
    let mut there = Vec::new();
    for list in lists {
        // Of a list that is gone nobody has a page open.
        if wish::list(tx, list).await?.is_some() {
            changes::on(tx, list, Room::Givers).await?;
            there.push(list);
        }
    }
    Ok(there)
}

async fn write(tx: &mut Tx, made: &Reservation) -> Result<()> {
    let written = execute!(
        tx,
        sql::RESERVE,
        made.id.uuid(),
        made.wish.uuid(),
        made.list.uuid(),
        made.owner.uuid(),
        made.giver.uuid(),
        &made.name,
        &made.title,
        &made.owner_name,
        made.units,
        made.amount.map(|amount| amount.minor),
        made.amount.map(|amount| amount.currency.code().to_owned()),
        made.secretly,
        made.reveal_at.map(Instant::micros),
        made.made_at.micros(),
    );
    match written {
        Err(error) if error.is_duplicate() => Err(Refused::Already.into()),
        other => other.map(|_| ()).map_err(Into::into),
    }
}

/// The list as one sees it who may give; its owner may not, and is told so whatever others did.
async fn giver(tx: &mut Tx, me: MemberId, list: ListId) -> Result<Seen> {
    let seen = access::open(tx, Some(me), list).await?;
    if seen.seat == Seat::Owner { Err(Refused::Own.into()) } else { Ok(seen) }
}

/// Takes a promise back; gives the lists on which it was seen.
///
/// # Errors
/// `not-found` when it is not theirs, `wrong-state` when it was given.
pub(crate) async fn undo(tx: &mut Tx, me: MemberId, id: ReservationId) -> Result<Vec<ListId>> {
    if let Some((wish, list)) = fetch_optional!(tx, sql::UNDO, (Uuid, Uuid), id.uuid(), me.uuid())? {
        return Ok(changed(tx, WishId::from_uuid(wish), ListId::from_uuid(list)).await?);
    }
    let theirs = by_giver(tx, me).await?.iter().any(|one| one.id == id);
    Err(if theirs { Refused::Given } else { Refused::NotThere }.into())
}

/// Notes that a promise was kept: from now on its owner may learn of it. Said twice, it is said once. Gives the lists on which it is seen.
///
/// # Errors
/// `not-found` when it is not theirs.
pub(crate) async fn given(tx: &mut Tx, me: MemberId, id: ReservationId) -> Result<Vec<ListId>> {
    let now = tx.now().micros();
    execute!(tx, sql::GIVE, id.uuid(), me.uuid(), now)?;
    let all = by_giver(tx, me).await?;
    let one = all.iter().find(|one| one.id == id).ok_or(Refused::NotThere)?;
    Ok(changed(tx, one.wish, one.list).await?)
}

/// What a member promised, newest first.
pub(crate) async fn by_giver(tx: &mut Tx, me: MemberId) -> Result<Vec<Reservation>, StoreError> {
    read(fetch_all!(tx, sql::BY_GIVER, ReservationRow, me.uuid())?)
}

/// How a promise of somebody stands now.
#[derive(Debug, Clone)]
pub(crate) struct Kept {
    pub(crate) one: Reservation,
    pub(crate) still: Still,
    /// From when on its owner may learn of it.
    pub(crate) reveal_at: Option<Instant>,
}

/// What became of the wish that a promise is about, as its giver may know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Still {
    /// It is wished for, on this list; this is how it is called now, and until when.
    Wished(ListId, String, Option<Instant>),
    /// It is no longer on the list.
    NoLonger,
    /// The list is no longer for them to see, so nothing of it is known.
    Unshared,
}

/// The wishes of lists as somebody sees them, each list looked at once; `None` for a list that is not theirs to see.
#[derive(Default)]
struct Looked(HashMap<ListId, Option<Vec<(domain::Wish, wish::Detail)>>>);

impl Looked {
    async fn at(
        &mut self,
        tx: &mut Tx,
        me: MemberId,
        list: ListId,
    ) -> Result<Option<&[(domain::Wish, wish::Detail)]>> {
        if let Entry::Vacant(unseen) = self.0.entry(list) {
            let wishes = match access::open(tx, Some(me), list).await {
                Ok(seen) => Some(access::wishes(tx, seen.list.id).await?),
                Err(refusal) if refusal.status().is_server_error() => return Err(refusal),
                Err(_) => None,
            };
            unseen.insert(wishes);
        }
        Ok(self.0.get(&list).and_then(Option::as_deref))
    }
}

/// What a member promised, with how each stands now. A wish may have gone to another list since.
pub(crate) async fn kept(tx: &mut Tx, me: MemberId) -> Result<Vec<Kept>> {
    let (mut looked, mut kept) = (Looked::default(), Vec::new());
    for one in by_giver(tx, me).await? {
        let now_on = wish::detail(tx, one.wish).await?.list;
        let mut still = Still::Unshared;
        for list in [Some(one.list), now_on].into_iter().flatten() {
            let Some(wishes) = looked.at(tx, me, list).await? else { continue };
            match wishes.iter().find(|(wish, _)| wish.id == one.wish) {
                Some((wish, _)) => still = Still::Wished(list, wish.title.clone(), wish.until),
                None if still == Still::Unshared => still = Still::NoLonger,
                None => {}
            }
        }
        let date = access::settings(tx, one.list).await?.map(|settings| settings.reveal_at);
        kept.push(Kept { reveal_at: decide::reveal_at(one.reveal_at, date), one, still });
    }
    Ok(kept)
}

/// What others gave a member, as far as the surprise has ended, newest first.
pub(crate) async fn received(tx: &mut Tx, me: MemberId) -> Result<Vec<Reservation>, StoreError> {
    let now = tx.now();
    let mut dates: HashMap<ListId, Option<Option<Instant>>> = HashMap::new();
    let mut received = Vec::new();
    for one in read(fetch_all!(tx, sql::TO_OWNER, ReservationRow, me.uuid())?)? {
        if let Entry::Vacant(unknown) = dates.entry(one.list) {
            let date = access::settings(tx, one.list).await?.map(|settings| settings.reveal_at);
            unknown.insert(date);
        }
        if decide::revealed(&one, dates.get(&one.list).copied().flatten(), now) {
            received.push(one);
        }
    }
    Ok(received)
}
