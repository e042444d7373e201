//! What an organisation has.

use crate::ids::{OfferId, OrganisationId, PlaceId};
use crate::money::Money;
use crate::place::Zone;
use crate::subject::Subject;
use crate::time::Instant;

/// Whether an offer speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OfferState {
    /// Speaks.
    Open,
    /// Silent for now.
    Paused,
    /// Over for good.
    Closed,
}

impl OfferState {
    /// Every state with its name on wires and in the store.
    pub const NAMES: &'static [(Self, &'static str)] =
        &[(Self::Open, "open"), (Self::Paused, "paused"), (Self::Closed, "closed")];
}

crate::named!(OfferState);

/// An offer: organisation, subject, price, stock, place, validity and reach.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    /// Its id.
    pub id: OfferId,
    /// Who offers.
    pub organisation: OrganisationId,
    /// Where it is to be had.
    pub place: PlaceId,
    /// How the shop calls it.
    pub title: String,
    /// What it is.
    pub subject: Subject,
    /// What it costs.
    pub price: Money,
    /// What it usually costs; same currency as the price.
    pub reference_price: Option<Money>,
    /// How many are left to take; `None` is enough for all.
    pub stock: Option<u32>,
    /// From when.
    pub from: Instant,
    /// Until when (exclusive); `None` is until closed.
    pub until: Option<Instant>,
    /// How far from its place it speaks, in metres.
    pub reach_m: u32,
    /// From which zone inwards it speaks.
    pub zone: Zone,
    /// Whether it speaks.
    pub state: OfferState,
}
