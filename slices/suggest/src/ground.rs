//! What a World is filled with, row by row, and in which order the store gives it.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use domain::ids::Id;
use domain::{
    Attention, Grant, Instant, MemberId, Offer, OfferId, OpportunityId, OrganisationId, Place, Wish,
};
use engine::{Spoken, Told, World};
use kit::App;
use store::{StoreError, Tx, fetch_each};
use tokio::sync::mpsc;
use tokio::time::timeout;
use uuid::Uuid;

use crate::{keyed, sql};

/// The most transactions that read beside the first: the pool of SQLite's readers has one more.
const READERS: usize = 3;
/// How long a connection for one is waited for.
const PATIENCE: Duration = Duration::from_millis(200);

/// Of what a World is made, in the order it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
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
    /// News of wishes that was told.
    Spoken,
}

impl Stage {
    /// The one after it.
    pub(crate) const fn next(self) -> Option<Self> {
        Some(match self {
            Self::Places => Self::Offers,
            Self::Offers => Self::Members,
            Self::Members => Self::Attention,
            Self::Attention => Self::Grants,
            Self::Grants => Self::Wishes,
            Self::Wishes => Self::Told,
            Self::Told => Self::Spoken,
            Self::Spoken => return None,
        })
    }

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
            Self::Spoken => "news",
        }
    }
}

/// One row of the ground.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Row {
    Place(Place),
    Offer(Offer),
    Member(MemberId),
    Attention(Attention),
    Grants(MemberId, Vec<Grant>),
    Wish(Wish),
    Told(Told),
    Spoken(Spoken),
}

impl Row {
    /// The stage it belongs to.
    pub(crate) const fn stage(&self) -> Stage {
        match self {
            Self::Place(_) => Stage::Places,
            Self::Offer(_) => Stage::Offers,
            Self::Member(_) => Stage::Members,
            Self::Attention(_) => Stage::Attention,
            Self::Grants(..) => Stage::Grants,
            Self::Wish(_) => Stage::Wishes,
            Self::Told(_) => Stage::Told,
            Self::Spoken(_) => Stage::Spoken,
        }
    }

    /// Puts it into a World.
    pub(crate) fn put(self, world: &mut World) {
        match self {
            Self::Place(place) => world.put_place(place),
            Self::Offer(offer) => world.put_offer(offer),
            Self::Member(member) => {
                world.put_member(member);
                world.put_attention(Attention::new(member));
            }
            Self::Attention(attention) => world.put_attention(attention),
            Self::Grants(member, grants) => world.put_grants(member, grants),
            Self::Wish(wish) => world.put_wish(wish),
            Self::Told(told) => world.put_told(told),
            Self::Spoken(spoken) => world.put_spoken(spoken),
        }
    }
}

/// What comes of reading the ground.
#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "nearly all are rows, and none is kept")]
pub(crate) enum Step {
    /// A row.
    Row(Row),
    /// That was all of a stage.
    Done(Stage),
}

/// Gives every row of the store, stage by stage. Transactions that see the same state read the many wishes [beside] it.
///
/// # Errors
/// When the database fails or a row makes no sense.
pub(crate) async fn each(
    tx: &mut Tx,
    beside: Vec<Tx>,
    mut give: impl FnMut(Step) + Send,
) -> Result<(), StoreError> {
    place::each(tx, |place| give(Step::Row(Row::Place(place)))).await?;
    give(Step::Done(Stage::Places));
    offer::each(tx, |offer| give(Step::Row(Row::Offer(keyed::offer(offer))))).await?;
    give(Step::Done(Stage::Offers));
    people::each_member(tx, |member| give(Step::Row(Row::Member(member)))).await?;
    give(Step::Done(Stage::Members));
    consent::each_attention(tx, |attention| give(Step::Row(Row::Attention(attention)))).await?;
    give(Step::Done(Stage::Attention));
    consent::each_members_grants(tx, |member, grants| give(Step::Row(Row::Grants(member, grants)))).await?;
    give(Step::Done(Stage::Grants));
    let mut reader = keyed::Reader::default();
    wishes(tx, beside, |wish| give(Step::Row(Row::Wish(reader.wish(wish))))).await?;
    give(Step::Done(Stage::Wishes));
    fetch_each!(tx, sql::TOLD, (Uuid, Uuid, Uuid, i64), |(member, offer, organisation, at)| {
        let told = Told {
            member: MemberId::from_uuid(member),
            offer: OfferId::from_uuid(offer),
            organisation: OrganisationId::from_uuid(organisation),
            at: Instant::from_micros(at),
        };
        give(Step::Row(Row::Told(told)));
        Ok(())
    })?;
    give(Step::Done(Stage::Told));
    fetch_each!(tx, sql::SPOKEN, SpokenRow, |row| {
        give(Step::Row(Row::Spoken(spoken(row))));
        Ok(())
    })?;
    give(Step::Done(Stage::Spoken));
    Ok(())
}

/// A row of `spoken`.
pub(crate) type SpokenRow = (Uuid, Uuid, i64, Option<Uuid>, Option<i64>);

pub(crate) fn spoken((opportunity, member, at, offer, until): SpokenRow) -> Spoken {
    Spoken {
        hush: offer.map(OfferId::from_uuid).zip(until.map(Instant::from_micros)),
        member: MemberId::from_uuid(member),
        opportunity: OpportunityId::from_uuid(opportunity),
        at: Instant::from_micros(at),
    }
}

/// Begins transactions that see what a first one sees, as many as there are cores and connections to be had at once. None on
/// one core, or where somebody commits at this very moment: the last fact tells which state a transaction sees.
///
/// # Errors
/// When no connection can be had.
pub(crate) async fn beside(app: &App, tx: &mut Tx) -> Result<Vec<Tx>, StoreError> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let (seq, mut others) = (store::last_fact(tx).await?, Vec::new());
    while cores > 1 && others.len() < cores.min(READERS) {
        // Waiting for one could be for ever: others may hold what we want, and want what we hold.
        let Ok(other) = timeout(PATIENCE, app.read()).await else { break };
        let mut other = other?;
        if store::last_fact(&mut other).await? != seq {
            return Ok(Vec::new());
        }
        others.push(other);
    }
    Ok(others)
}

/// Gives all wishes, read part by part, by several transactions where there are.
async fn wishes(tx: &mut Tx, beside: Vec<Tx>, mut give: impl FnMut(Wish) + Send) -> Result<(), StoreError> {
    if beside.is_empty() {
        return wish::each(tx, give).await;
    }
    let parts = wish::parts(tx).await?;
    let mut left = parts.len();
    let (parts, (to, mut from)) = (Arc::new(Mutex::new(parts.into_iter())), mpsc::channel(1));
    for mut tx in beside {
        let (parts, to) = (parts.clone(), to.clone());
        let next = move || parts.lock().unwrap_or_else(PoisonError::into_inner).next();
        tokio::spawn(async move {
            while let Some(part) = next() {
                // Whoever asked may be gone, after a failure.
                if to.send(wish::part(&mut tx, part).await).await.is_err() {
                    return;
                }
            }
        });
    }
    drop(to);
    while let Some(part) = from.recv().await {
        part?.into_iter().for_each(&mut give);
        left -= 1;
    }
    // A World that lacks wishes must not stand, whatever ended a reader.
    if left == 0 { Ok(()) } else { Err(StoreError::Database(store::sqlx::Error::WorkerCrashed)) }
}
