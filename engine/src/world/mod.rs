//! What the engine remembers, as indexes.
//!
//! Inside, everything has a handle of four bytes instead of its id, subjects are sets of [`keys`], and what is asked for
//! often lies together: see the README for what lies where.

mod bearers;
mod blocks;
mod categories;
mod demand;
mod expect;
mod grants;
mod ground;
mod history;
mod ids;
mod keys;
mod laying;
mod map;
mod mapped;
mod members;
mod memory;
mod now;
mod offers;
mod paged;
mod places;
mod postings;
mod present;
mod same;
mod table;
mod texts;
mod timers;
mod wakes;
mod wishes;

use std::fmt;

use domain::{CivilZone, Instant, MemberId, OfferId, OpportunityId, OrganisationId, Plane, limits};

pub(crate) use blocks::Run;
pub(crate) use ground::closed;
pub(crate) use history::History;
pub(crate) use ids::Handle;
pub(crate) use keys::{Key, Keys, sign};
pub(crate) use members::{Entry, Rare};
pub(crate) use now::Now;
pub(crate) use offers::Item;
pub(crate) use places::Site;
pub(crate) use postings::{Cells, Posting, Sight, second};
pub(crate) use present::{Circle, Who};
pub(crate) use wishes::{More, Term};

pub use mapped::Demand;
pub use memory::Memory;

use demand::Groups;
use laying::Laying;
use members::Members;
use offers::Offers;
use places::Places;
use present::Present;
use timers::Timers;
use wishes::Mores;

/// What is fixed for an instance.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// The plane of its positions.
    pub plane: Plane,
    /// The zone whose clocks its days and hours follow.
    pub zone: CivilZone,
    /// Seconds for which a last moment counts as now.
    pub presence_s: i64,
}

impl Settings {
    /// The settings of a town, with the house's presence ([`limits::PRESENCE_S`]).
    #[must_use]
    pub fn new(plane: Plane, zone: CivilZone) -> Self {
        Self { plane, zone, presence_s: limits::PRESENCE_S }
    }
}

/// A suggestion that was made: what "never twice" and the budget count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    /// To whom.
    pub member: MemberId,
    /// Which offer.
    pub offer: OfferId,
    /// Of whom.
    pub organisation: OrganisationId,
    /// When.
    pub at: Instant,
}

/// News of a wish that was told: the budget counts it as it counts a suggestion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spoken {
    /// To whom.
    pub member: MemberId,
    /// Which.
    pub opportunity: OpportunityId,
    /// When.
    pub at: Instant,
    /// The offer it told of, if it told of one, and until when that is not suggested besides.
    pub hush: Option<(OfferId, Instant)>,
}

/// How much the engine remembers, for metrics.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// Known members.
    pub members: usize,
    /// Wishes in any state.
    pub wishes: usize,
    /// Offers in any state.
    pub offers: usize,
    /// Places.
    pub places: usize,
    /// Members with a last moment.
    pub present: usize,
}

/// Everything the engine knows: the ground (places, offers, wishes, members and what they allow and were told), rebuilt
/// from the store at any time, and the last moments, which live here alone.
#[derive(Clone)]
pub struct World {
    pub(crate) settings: Settings,
    pub(crate) keys: Keys,
    pub(crate) mores: Mores,
    pub(crate) places: Places,
    pub(crate) offers: Offers,
    pub(crate) members: Members,
    pub(crate) present: Present,
    groups: Groups,
    timers: Timers,
    /// The change under way, made a few lists at a time.
    laying: Option<Box<Laying>>,
    /// The latest instant the World was brought to.
    clock: Instant,
}

impl World {
    /// An empty world.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        Self {
            settings,
            keys: Keys::new(),
            mores: Mores::new(),
            places: Places::new(),
            offers: Offers::new(),
            members: Members::new(),
            present: Present::new(),
            groups: Groups::new(),
            timers: Timers::new(),
            laying: None,
            clock: Instant::from_micros(i64::MIN),
        }
    }

    /// What is fixed for this instance.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Whether a known member's switch is on: asked before anything of a moment is read.
    #[must_use]
    pub fn listens(&self, member: MemberId, now: Instant) -> bool {
        let entry = self.members.find(member).map(|handle| self.members.entry(handle));
        entry.is_some_and(|entry| entry.is_known() && entry.mode_on(now))
    }

    /// How much is remembered.
    #[must_use]
    pub fn counts(&self) -> Counts {
        Counts {
            members: self.members.known(),
            wishes: self.members.wishes(),
            offers: self.offers.len(),
            places: self.places.len(),
            present: self.present.len(),
        }
    }

    /// Gives back the room that growing left unused: worth its time once, when a whole town was put. Changes no answer.
    pub fn pack(&mut self) {
        self.finish();
        self.members.pack();
        self.keys.pack();
        self.timers.pack();
        self.groups.pack();
    }

    pub(crate) fn now(&self, at: Instant) -> Now<'_> {
        Now::new(&self.settings.zone, at)
    }

    /// Whether something seen at an instant still counts as now.
    pub(crate) fn is_now(&self, seen: Instant, now: Instant) -> bool {
        now.secs_since(seen) <= self.settings.presence_s
    }
}

/// Shows numbers only: neither positions nor wishes reach a log by accident.
impl fmt::Debug for World {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("World").field(&self.counts()).finish()
    }
}
