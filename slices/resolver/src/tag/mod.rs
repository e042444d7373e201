//! Tags: what marks a place, a shelf of it, or an offer physically, and leads whoever holds a phone to it to what is there now.
//!
//! Made and revoked by those who act for an organisation; opened by anybody. To open one creates nothing and counts nobody.

mod actions;
mod api;
mod code;
mod page;
mod qr;
mod shop;

use domain::{Category, OfferId, OrganisationId, PlaceId, TagId};

pub use actions::{mark_place, tag_path};
pub use code::tag_code;
pub use qr::square;

/// What a tag marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Marks {
    /// A place and all that is to be had there.
    Place(PlaceId),
    /// What of a category is to be had at a place.
    Shelf(PlaceId, Category),
    /// One offer.
    Offer(OfferId),
}

/// A tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tag {
    pub(crate) id: TagId,
    pub(crate) code: String,
    pub(crate) organisation: OrganisationId,
    pub(crate) marks: Marks,
    /// How those who made it call it: where it hangs.
    pub(crate) label: String,
    /// Whether it leads nowhere any more.
    pub(crate) revoked: bool,
}

pub(crate) fn routes() -> kit::Routes {
    page::routes().merge(shop::routes()).merge(api::routes())
}
