//! The World from the store: whole at the start, and fact by fact afterwards.

use domain::{Attention, Fact, Grant, MemberId, OfferId, OfferState, Plane, Position, WishState};
use engine::{Settings, Signal, Spoken, Told, World};
use kit::App;
use store::{StoreError, Tx};

use crate::ground::{self, Row, Stage, Step};
use crate::keyed;
use crate::turns::Turns;

/// Where the plane is centred before a town was imported.
const NOWHERE: (f64, f64) = (46.5, 2.5);

/// Reads the centre of the town's plane.
pub(crate) async fn centre(tx: &mut Tx) -> Result<Position, StoreError> {
    let town = place::town(tx).await?.map(|town| town.centre);
    let default = || Position::new(NOWHERE.0, NOWHERE.1);
    town.or_else(default).ok_or_else(|| StoreError::Address("the town's centre".to_owned()))
}

/// How many rows of a stage are read between two calls of whoever is told how far it is.
const STEP: u64 = 8_192;

/// Rebuilds the World from one snapshot of the store; gives the number of the last fact it contains.
///
/// # Errors
/// When the database fails or a row makes no sense.
pub async fn world(app: &App) -> Result<(World, i64), StoreError> {
    world_telling(app, &mut |_| ()).await
}

/// The same, telling how many rows of each stage are read: now and then, and at its end.
///
/// # Errors
/// When the database fails or a row makes no sense.
pub async fn world_telling(app: &App, tell: Tell<'_>) -> Result<(World, i64), StoreError> {
    let mut tx = app.read().await?;
    let seq = store::last_fact(&mut tx).await?;
    let world = fill(app, &mut tx, tell, |_| ()).await?;
    Ok((world, seq))
}

/// Fills a World with every row of the store, and shows each to a watcher before it is put.
pub(crate) async fn fill(
    app: &App,
    tx: &mut Tx,
    tell: Tell<'_>,
    mut watch: impl FnMut(&Row) + Send,
) -> Result<World, StoreError> {
    let mut read = Filling::begin(app, tx, tell).await?;
    let beside = ground::beside(app, tx).await?;
    ground::each(tx, beside, |step| {
        if let Step::Row(row) = &step {
            watch(row);
        }
        read.step(step);
    })
    .await?;
    Ok(read.end())
}

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// What is read.
    pub stage: Stage,
    /// Rows read of it.
    pub rows: u64,
    /// Whether that is all of it.
    pub done: bool,
}

/// Whoever is told how far it is.
pub type Tell<'a> = &'a mut (dyn FnMut(Progress) + Send);

/// A World that is being filled.
pub(crate) struct Filling<'a> {
    world: World,
    rows: u64,
    tell: Tell<'a>,
}

impl<'a> Filling<'a> {
    /// Begins with nothing but the town's plane and the time.
    pub(crate) async fn begin(app: &App, tx: &mut Tx, tell: Tell<'a>) -> Result<Self, StoreError> {
        let plane = Plane::about(centre(tx).await?);
        let mut world = World::new(Settings::new(plane, app.settings.zone.clone()));
        // What began before now has begun: only what is still to come is waited for.
        world.advance(app.now());
        Ok(Self { world, rows: 0, tell })
    }

    pub(crate) fn step(&mut self, step: Step) {
        match step {
            Step::Row(row) => {
                let stage = row.stage();
                row.put(&mut self.world);
                self.rows += 1;
                if self.rows.is_multiple_of(STEP) {
                    (self.tell)(Progress { stage, rows: self.rows, done: false });
                }
            }
            Step::Done(stage) => {
                (self.tell)(Progress { stage, rows: self.rows, done: true });
                self.rows = 0;
                // The first row of the next may be long in coming.
                if let Some(next) = stage.next() {
                    (self.tell)(Progress { stage: next, rows: 0, done: false });
                }
            }
        }
    }

    pub(crate) fn end(mut self) -> World {
        self.world.pack();
        self.world
    }
}

/// One change of the ground, read from the store before the World is locked.
pub(crate) enum Change {
    Member(MemberId, Option<(Attention, Vec<Grant>)>),
    Attention(Attention),
    Grants(MemberId, Vec<Grant>),
    Place(domain::PlaceId, Option<domain::Place>),
    Wish(domain::WishId, Option<domain::Wish>),
    Offer(OfferId, Option<domain::Offer>),
    Told(Told),
    Spoken(Spoken),
    Nothing,
}

/// Reads what a fact is about, as it stands now.
pub(crate) async fn change(tx: &mut Tx, fact: Fact) -> Result<Change, StoreError> {
    Ok(match fact {
        Fact::Member(id) => match people::member(tx, id).await? {
            Some(_) => {
                let ground = (consent::attention(tx, id).await?, consent::grants(tx, id).await?);
                Change::Member(id, Some(ground))
            }
            None => Change::Member(id, None),
        },
        Fact::Attention(id) => Change::Attention(consent::attention(tx, id).await?),
        Fact::Grants(id) => Change::Grants(id, consent::grants(tx, id).await?),
        Fact::Place(id) => Change::Place(id, place::place(tx, id).await?),
        Fact::Wish(id) => {
            let wish = wish::wish(tx, id).await?.filter(|wish| wish.state != WishState::Dropped);
            Change::Wish(id, wish.map(keyed::wish))
        }
        Fact::Offer(id) => {
            let offer = offer::offer(tx, id).await?.filter(|offer| offer.state != OfferState::Closed);
            Change::Offer(id, offer.map(keyed::offer))
        }
        Fact::Suggestion(id) => match crate::actions::suggestion(tx, id).await? {
            Some(made) => Change::Told(Told {
                member: made.member,
                offer: made.offer,
                organisation: made.organisation,
                at: made.made_at,
            }),
            None => Change::Nothing,
        },
        Fact::Opportunity(id) => crate::spoken::spoken(tx, id).await?.map_or(Change::Nothing, Change::Spoken),
        Fact::Organisation(_)
        | Fact::Listing(_)
        | Fact::List(_)
        | Fact::Circle(_)
        | Fact::Feed(_)
        | Fact::Encounter(_) => Change::Nothing,
    })
}

/// Applies a change, holding the World shortly; tells which signal it gives to those who stand somewhere now.
pub(crate) fn apply(turns: &Turns<World>, change: Change) -> Option<Signal> {
    let signal = match change {
        Change::Wish(id, Some(_)) => Some(Signal::Wish(id)),
        Change::Offer(id, Some(_)) => Some(Signal::Offer(id)),
        _ => None,
    };
    match change {
        Change::Wish(_, Some(wish)) => turns.put_wish(wish),
        Change::Offer(_, Some(offer)) => turns.put_offer(&offer),
        Change::Offer(id, None) => turns.remove_offer(id),
        Change::Wish(id, None) => turns.remove_wish(id),
        Change::Attention(attention) => turns.put_attention(attention),
        Change::Grants(member, grants) => turns.put_grants(member, grants),
        other => put(&mut turns.change(), other),
    }
    signal
}

/// Applies a change to a World that nobody asks meanwhile.
pub(crate) fn put(world: &mut World, change: Change) {
    match change {
        Change::Member(id, Some((attention, grants))) => {
            world.put_member(id);
            world.put_attention(attention);
            world.put_grants(id, grants);
        }
        Change::Member(id, None) => world.remove_member(id),
        Change::Attention(attention) => world.put_attention(attention),
        Change::Grants(member, grants) => world.put_grants(member, grants),
        Change::Place(_, Some(place)) => world.put_place(place),
        Change::Place(id, None) => world.remove_place(id),
        Change::Wish(_, Some(wish)) => world.put_wish(wish),
        Change::Wish(id, None) => world.remove_wish(id),
        Change::Offer(_, Some(offer)) => world.put_offer(offer),
        Change::Offer(id, None) => world.remove_offer(id),
        Change::Told(told) => world.put_told(told),
        Change::Spoken(spoken) => world.put_spoken(spoken),
        Change::Nothing => {}
    }
}
