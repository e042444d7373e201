//! What happens in a town, as a simulation hears it: the ground, the wills, and where people are.

use domain::{Attention, Grant, Instant, MemberId, Moment, Offer, OfferId, Place, Wish};

/// Something that happens at an instant, whatever anybody is told.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// When.
    pub at: Instant,
    /// What.
    pub what: What,
}

/// What happens. Each replaces what was said before about the same thing.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// A place comes or changes.
    Place(Box<Place>),
    /// An offer comes or changes; its stock is that of the shelf.
    Offer(Box<Offer>),
    /// A shop counts an offer anew.
    Stock {
        /// Which offer.
        offer: OfferId,
        /// How many there are.
        count: Option<u32>,
    },
    /// A member comes.
    Member(MemberId),
    /// A member's switch, quiet hours or budget change.
    Attention(Attention),
    /// All grants of a member, from now on.
    Grants {
        /// Whose.
        member: MemberId,
        /// Which.
        grants: Vec<Grant>,
    },
    /// A wish comes or changes.
    Wish(Box<Wish>),
    /// A phone tells where its member is.
    Moment(Moment),
}
