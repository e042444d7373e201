//! Who vouches for a product: organisations by their name, members by a name they choose or counted only.
//!
//! Invariants: one word per party and product; those who do not give a name are told of as a crowd alone, in whole fives, so that no
//! one more or less tells of anybody (design, never 2); "had from here" is said only of who had such an encounter confirmed, and only
//! when they say so; guests vouch for nothing, for one person could be five guests. To wish for a thing says nothing here.

mod actions;
mod page;

use domain::{Gtin, Instant, MemberId, OrganisationId, VoucherId};

pub(crate) use page::{Vouching, routes};

/// That somebody vouches for a product, by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Voucher {
    pub(crate) id: VoucherId,
    pub(crate) gtin: Gtin,
    /// Who, if it is no organisation.
    pub(crate) member: Option<MemberId>,
    /// Which organisation, if it is one.
    pub(crate) organisation: Option<OrganisationId>,
    /// The name they go by; empty for a member who is counted only.
    pub(crate) name: String,
    /// One sentence; may be empty.
    pub(crate) words: String,
    /// Whether they say, truly, that they had it from a shop here.
    pub(crate) bought: bool,
    pub(crate) said_at: Instant,
}

/// As whom somebody vouches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Party {
    /// An organisation they act for.
    Organisation(OrganisationId),
    /// Themselves, under a name.
    Named(MemberId, String),
    /// Themselves, counted only.
    Counted(MemberId),
}
