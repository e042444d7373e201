//! What the engine remembers, as indexes.

mod grants;
mod grid;
mod ground;
mod history;
mod map;
mod members;
mod places;
mod present;

mod offers;

use std::fmt;

use domain::{Civil, CivilZone, Instant, MemberId, OfferId, OrganisationId, Plane};

pub(crate) use members::Entry;
pub(crate) use places::Site;
pub(crate) use present::Last;

use members::Members;
use offers::Offers;
use places::Places;
use present::Present;

/// What is fixed for an instance: its plane, and the zone whose clocks its days and hours follow.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// The plane of its positions.
    pub plane: Plane,
    /// The zone of its civil time.
    pub zone: CivilZone,
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
    pub(crate) places: Places,
    pub(crate) offers: Offers,
    pub(crate) members: Members,
    pub(crate) present: Present,
}

impl World {
    /// An empty world.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        Self {
            settings,
            places: Places::default(),
            offers: Offers::new(),
            members: Members::default(),
            present: Present::new(),
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
        self.members.get(member).is_some_and(|entry| entry.known && entry.attention.mode.on_at(now))
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

    /// Whether two worlds stand on the same ground, indexes included: equal in everything but last moments.
    #[must_use]
    pub fn same_ground(&self, other: &Self) -> bool {
        self.settings == other.settings
            && self.places == other.places
            && self.offers == other.offers
            && self.members == other.members
    }

    /// The instant as the gate needs it: what the clocks show, and when the civil day began.
    pub(crate) fn now(&self, at: Instant) -> Now {
        Now { at, civil: self.settings.zone.civil(at), day: self.settings.zone.start_of_day(at) }
    }
}

/// Shows numbers only: neither positions nor wishes reach a log by accident.
impl fmt::Debug for World {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("World").field(&self.counts()).finish()
    }
}

/// An instant with its civil time, worked out once a signal.
#[derive(Clone, Copy)]
pub(crate) struct Now {
    pub(crate) at: Instant,
    pub(crate) civil: Civil,
    pub(crate) day: Instant,
}
