//! The gate: consent first, then place and offer, then the wish. A closed lock ends the work.
//!
//! One file a lock; each is a function from the question to the obstacle it finds, if any. Choosing asks until the first
//! closed lock, explaining asks them all, so that "why not" can never differ from what was done.

mod obstacle;

mod allow;
mod budget;
mod dates;
mod deny;
mod hours;
mod known;
mod mode;
mod open;
mod present;
mod quiet;
mod reach;
mod recognise;
mod stock;
mod twice;
mod wish;
mod zone;

use domain::{MemberId, Offer, OfferId, Permission, PlanePoint, Wish, Zone};

pub use obstacle::{Narrowing, Obstacle};
pub(crate) use recognise::recognised;

use crate::choose::Found;
use crate::world::{Entry, Last, Now, Site, World};

/// A question about a member at an instant.
pub(crate) struct Asked<'w> {
    pub(crate) world: &'w World,
    pub(crate) member: MemberId,
    pub(crate) entry: &'w Entry,
    /// Their last moment, if it still counts as now.
    pub(crate) last: Option<Last>,
    pub(crate) now: Now,
}

impl<'w> Asked<'w> {
    /// The question, or the obstacle that nobody is known by this id.
    pub(crate) fn about(world: &'w World, member: MemberId, now: Now) -> Result<Self, Obstacle> {
        let entry = known::member(world, member)?;
        let last = world.present.get(member).filter(|last| last.is_now(now.at));
        Ok(Self { world, member, entry, last, now })
    }

    /// The first closed lock that concerns the member alone.
    pub(crate) fn closed(&self, said: Said<'_>) -> Option<Obstacle> {
        OF_MEMBER.iter().find_map(|lock| lock(self, said))
    }
}

/// What this very signal already says to the member: it counts before it is remembered.
pub(crate) type Said<'a> = &'a [Found];

/// A question about a member and an offer.
pub(crate) struct Pair<'w> {
    pub(crate) asked: &'w Asked<'w>,
    pub(crate) offer: &'w Offer,
    pub(crate) site: Option<&'w Site>,
    /// From the member to the place, where both are known.
    pub(crate) apart: Option<Apart>,
}

/// How far a member is from a place.
#[derive(Clone, Copy)]
pub(crate) struct Apart {
    /// Squared decimetres.
    pub(crate) d2: i64,
    pub(crate) zone: Zone,
}

impl Apart {
    pub(crate) fn between(spot: PlanePoint, site: &Site) -> Option<Self> {
        let at = site.at?;
        Some(Self { d2: spot.d2(at), zone: Zone::at(spot.metres_to(at), site.place.radius_m) })
    }

    /// Whole metres, rounded up, so that "too far" never shows a distance that is not.
    fn metres_up(self) -> u32 {
        let dm = self.d2.isqrt();
        let dm = if dm.saturating_mul(dm) < self.d2 { dm + 1 } else { dm };
        u32::try_from((dm + 9) / 10).unwrap_or(u32::MAX)
    }
}

impl<'w> Pair<'w> {
    pub(crate) fn new(asked: &'w Asked<'w>, offer: &'w Offer) -> Self {
        let site = asked.world.places.get(offer.place).filter(|site| site.at.is_some());
        let apart = asked.last.zip(site).and_then(|(last, site)| Apart::between(last.spot, site));
        Self { asked, offer, site, apart }
    }

    /// The wish this offer meets best and why its organisation may speak; `None` when any lock is closed.
    pub(crate) fn opens(&self) -> Option<(&'w Wish, Permission)> {
        if OF_PAIR.iter().any(|lock| lock(self, &[]).is_some()) {
            return None;
        }
        wish::best(self).zip(allow::permission(self, &[]).ok())
    }

    /// Whether a suggestion of this signal closes the consent for this one.
    pub(crate) fn closed_by(&self, said: Said<'_>) -> bool {
        self.asked.closed(said).or_else(|| allow::closed(self, said)).is_some()
    }

    /// Every closed lock in the order of the gate.
    pub(crate) fn obstacles(&self) -> Vec<Obstacle> {
        let of_member = OF_MEMBER.iter().filter_map(|lock| lock(self.asked, &[]));
        let of_pair = OF_PAIR.iter().filter_map(|lock| lock(self, &[]));
        of_member.chain(of_pair).chain(wish::obstacles(self)).collect()
    }
}

/// The offer asked about, or the obstacle that there is none.
pub(crate) fn offer(world: &World, offer: OfferId) -> Result<&Offer, Obstacle> {
    known::offer(world, offer)
}

/// The switch alone: whether a moment may be used at all.
pub(crate) fn mode_off(asked: &Asked<'_>) -> bool {
    mode::closed(asked, &[]).is_some()
}

/// The member's own locks.
const OF_MEMBER: [fn(&Asked<'_>, Said<'_>) -> Option<Obstacle>; 3] =
    [mode::closed, quiet::closed, budget::closed];

/// The locks of a member and an offer: consent, then place, then the offer itself.
const OF_PAIR: [fn(&Pair<'_>, Said<'_>) -> Option<Obstacle>; 11] = [
    twice::closed,
    deny::closed,
    allow::closed,
    present::no_moment,
    present::no_place,
    reach::closed,
    zone::closed,
    open::closed,
    dates::closed,
    stock::closed,
    hours::closed,
];
