//! The World from the store: whole at the start, and fact by fact afterwards.

use domain::ids::Id;
use domain::{
    Attention, Fact, Grant, Instant, MemberId, OfferId, OfferState, OrganisationId, Plane, Position,
    WishState,
};
use engine::{Settings, Told, World};
use kit::App;
use store::{StoreError, Tx, fetch_each};
use uuid::Uuid;

use crate::sql;

/// Where the plane is centred before a town was imported.
const NOWHERE: (f64, f64) = (46.5, 2.5);

/// Reads the centre of the town's plane.
pub(crate) async fn centre(tx: &mut Tx) -> Result<Position, StoreError> {
    let town = place::town(tx).await?.map(|town| town.centre);
    let default = || Position::new(NOWHERE.0, NOWHERE.1);
    town.or_else(default).ok_or_else(|| StoreError::Address("the town's centre".to_owned()))
}

/// Of what a World is made, in the order it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Places.
    Places,
    /// Offers that are not closed.
    Offers,
    /// Members.
    Members,
    /// What members said of their attention.
    Attention,
    /// Members with consents.
    Grants,
    /// Wishes that were not dropped.
    Wishes,
    /// Suggestions that were made.
    Told,
}

impl Stage {
    /// Its name, for operators.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Places => "places",
            Self::Offers => "offers",
            Self::Members => "members",
            Self::Attention => "switches",
            Self::Grants => "consents",
            Self::Wishes => "wishes",
            Self::Told => "suggestions",
        }
    }
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
    let tx = &mut tx;
    let seq = store::last_fact(tx).await?;
    let plane = Plane::about(centre(tx).await?);
    let mut world = World::new(Settings::new(plane, app.settings.zone.clone()));
    // What began before now has begun: only what is still to come is waited for.
    world.advance(app.now());
    let mut read = Read { world, stage: Stage::Places, rows: 0, tell };
    place::each(tx, |place| read.row(|world| world.put_place(place))).await?;
    read.on(Stage::Offers);
    offer::each(tx, |offer| read.row(|world| world.put_offer(offer))).await?;
    read.on(Stage::Members);
    people::each_member(tx, |member| {
        read.row(|world| {
            world.put_member(member);
            world.put_attention(Attention::new(member));
        });
    })
    .await?;
    read.on(Stage::Attention);
    consent::each_attention(tx, |attention| read.row(|world| world.put_attention(attention))).await?;
    read.on(Stage::Grants);
    let each = |member, grants| read.row(|world| world.put_grants(member, grants));
    consent::each_members_grants(tx, each).await?;
    read.on(Stage::Wishes);
    wish::each(tx, |wish| read.row(|world| world.put_wish(wish))).await?;
    read.on(Stage::Told);
    fetch_each!(tx, sql::TOLD, (Uuid, Uuid, Uuid, i64), |(member, offer, organisation, at)| {
        let told = Told {
            member: MemberId::from_uuid(member),
            offer: OfferId::from_uuid(offer),
            organisation: OrganisationId::from_uuid(organisation),
            at: Instant::from_micros(at),
        };
        read.row(|world| world.put_told(told));
        Ok(())
    })?;
    read.end();
    read.world.pack();
    Ok((read.world, seq))
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

/// A World that is being read.
struct Read<'a> {
    world: World,
    stage: Stage,
    rows: u64,
    tell: Tell<'a>,
}

impl Read<'_> {
    fn row(&mut self, put: impl FnOnce(&mut World)) {
        put(&mut self.world);
        self.rows += 1;
        if self.rows.is_multiple_of(STEP) {
            (self.tell)(Progress { stage: self.stage, rows: self.rows, done: false });
        }
    }

    /// Ends a stage and goes on to the next, whose first row may be long in coming.
    fn on(&mut self, next: Stage) {
        self.end();
        (self.stage, self.rows) = (next, 0);
        (self.tell)(Progress { stage: next, rows: 0, done: false });
    }

    fn end(&mut self) {
        (self.tell)(Progress { stage: self.stage, rows: self.rows, done: true });
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
            Change::Wish(id, wish::wish(tx, id).await?.filter(|wish| wish.state != WishState::Dropped))
        }
        Fact::Offer(id) => {
            Change::Offer(id, offer::offer(tx, id).await?.filter(|offer| offer.state != OfferState::Closed))
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
        Fact::Organisation(_) | Fact::Encounter(_) => Change::Nothing,
    })
}

/// Applies a change; tells which signal it gives to those who stand somewhere now.
pub(crate) fn apply(world: &mut World, change: Change) -> Option<Signal> {
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
        Change::Wish(id, Some(wish)) => {
            world.put_wish(wish);
            return Some(Signal::Wish(id));
        }
        Change::Wish(id, None) => world.remove_wish(id),
        Change::Offer(id, Some(offer)) => {
            world.put_offer(offer);
            return Some(Signal::Offer(id));
        }
        Change::Offer(id, None) => world.remove_offer(id),
        Change::Told(told) => world.put_told(told),
        Change::Nothing => {}
    }
    None
}

/// What a change may mean for those present.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Signal {
    Wish(domain::WishId),
    Offer(OfferId),
}
