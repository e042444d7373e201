//! One proposal to one member, with the reasons that produced it.

use crate::ids::{GrantId, MemberId, OfferId, OrganisationId, PlaceId, SuggestionId, WishId};
use crate::money::Money;
use crate::time::Instant;

/// What closes soon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ClosingOf {
    /// The offer ends.
    Offer,
    /// The place shuts.
    Place,
}

impl ClosingOf {
    /// Both with their names in the store.
    pub const NAMES: &'static [(Self, &'static str)] = &[(Self::Offer, "offer"), (Self::Place, "place")];
}

crate::named!(ClosingOf);

/// Why the organisation may speak to the member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Permission {
    /// The member turned shopper mode on and closed nothing that covers it.
    Mode,
    /// The member allowed it by this consent.
    Grant(GrantId),
}

/// One reason to suggest; the engine chose by these and shows these.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// The member wished for it.
    Wished {
        /// The wish it meets.
        wish: WishId,
    },
    /// It is near.
    Near {
        /// Metres between the moment and the place.
        metres: u32,
    },
    /// It costs less than usual.
    Cheaper {
        /// How much less than its reference price.
        by: Money,
    },
    /// It costs less than the member would pay.
    UnderTop {
        /// How much less than the wish's top price.
        by: Money,
    },
    /// Few are left.
    LastOnes {
        /// How many.
        left: u32,
    },
    /// It ends, or the place shuts, soon.
    ClosingSoon {
        /// Which of the two.
        of: ClosingOf,
        /// When.
        at: Instant,
    },
    /// The organisation may speak to the member.
    Allowed {
        /// By what.
        by: Permission,
    },
}

/// By which way a suggestion reached its member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Channel {
    /// The member's open page.
    Live,
}

impl Channel {
    /// Every channel with its name on wires and in the store.
    pub const NAMES: &'static [(Self, &'static str)] = &[(Self::Live, "live")];
}

crate::named!(Channel);

/// What the member did with a suggestion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Made, not yet seen.
    Made,
    /// Seen.
    Shown,
    /// Kept for later.
    Saved,
    /// Not wanted.
    Dismissed,
    /// Taken: an encounter is expected.
    Taken,
}

impl Outcome {
    /// Every outcome with its name on wires and in the store.
    pub const NAMES: &'static [(Self, &'static str)] = &[
        (Self::Made, "made"),
        (Self::Shown, "shown"),
        (Self::Saved, "saved"),
        (Self::Dismissed, "dismissed"),
        (Self::Taken, "taken"),
    ];
}

crate::named!(Outcome);

/// One proposal to one member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// Its id.
    pub id: SuggestionId,
    /// The member's first suggestion is 1, the next 2: what a stream resumes from.
    pub number: i64,
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
    /// What ranked it; see the engine's `choose`.
    pub score: i64,
    /// By which way.
    pub channel: Channel,
    /// When it was made.
    pub made_at: Instant,
    /// What became of it.
    pub outcome: Outcome,
}
