//! What the engine answers.

use domain::{Instant, MemberId, OfferId, OrganisationId, PlaceId, Reason, WishId, Zone};

use super::Found;
use crate::gate::Obstacle;
use crate::reasons::reasons;

/// One suggestion to make, not yet saved or carried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// To whom.
    pub member: MemberId,
    /// Which offer.
    pub offer: OfferId,
    /// Of whom.
    pub organisation: OrganisationId,
    /// Where.
    pub place: PlaceId,
    /// Which wish it meets.
    pub wish: WishId,
    /// Why, in the order shown; never empty.
    pub reasons: Vec<Reason>,
    /// What ranked it.
    pub score: i64,
}

impl From<&Found> for Proposal {
    fn from(found: &Found) -> Self {
        let Found { member, offer, organisation, place, wish, score, .. } = *found;
        Self { member, offer, organisation, place, wish, score, reasons: reasons(found) }
    }
}

/// Whether an offer would be suggested to a member now, and why or why not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It passes the whole gate; others may still come before it.
    Would {
        /// Why, in the order shown.
        reasons: Vec<Reason>,
        /// What would rank it.
        score: i64,
        /// Which wish it meets.
        wish: WishId,
    },
    /// At least one lock is closed.
    WouldNot {
        /// Every closed lock, in the order of the gate.
        obstacles: Vec<Obstacle>,
    },
}

/// Why a moment is not used, and not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MomentRefusal {
    /// Nobody known.
    UnknownMember,
    /// Shopper mode is off.
    ModeOff,
    /// Outside the plane of this instance.
    OffThePlane,
}

impl MomentRefusal {
    /// The name on wires and in language files.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::UnknownMember => "unknown-member",
            Self::ModeOff => "mode-off",
            Self::OffThePlane => "off-the-plane",
        }
    }
}

/// A member who lets an organisation see them, near one of its places now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Presence {
    /// Who.
    pub member: MemberId,
    /// The nearest of the organisation's places.
    pub place: PlaceId,
    /// How close.
    pub zone: Zone,
    /// Whole metres from its centre, rounded down.
    pub metres: u32,
    /// Since when that is known.
    pub at: Instant,
}
