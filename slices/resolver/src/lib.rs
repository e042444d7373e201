//! Resolver: whatever marks a thing or a place is answered here with what the neighbourhood has.
//!
//! Knows GS1 Digital Links of products on this host (`/01/…`, [`domain::gs1`]), and answers people with a page and machines with a
//! linkset (RFC 9264; GS1-Conformant Resolver Standard); the tags of organisations (`/t/…`); who vouches for a product. Invariants:
//! only offers that speak now are told, as anybody may see them; nothing tells who wishes for it, nor that anybody does; opening a
//! code or a tag creates nothing and counts nobody; who vouches without a name is told of as a crowd alone.
//! Refuses to know positions: what is nearest is for the member's own page to say.
//!
//! Public face: [`routes`], [`elsewhere`] for links under other paths, [`tag_code`], [`tag_path`], [`mark_place`], and [`square`], which
//! draws any link.

mod conform;
mod linkset;
mod pages;
mod sql;
mod stock;
mod tag;
mod vouch;

pub use pages::elsewhere;
pub use tag::{mark_place, square, tag_code, tag_path};

/// Every statement of this slice.
pub const STATEMENTS: &[store::Statement] = sql::ALL;

/// What this slice keeps of a member, for them to take along.
pub const OWN: &[kit::Own] = &[kit::Own::of_member("vouched_for", sql::OWN_VOUCHERS)];

/// The routes of this slice.
#[must_use]
pub fn routes() -> kit::Routes {
    pages::routes().merge(tag::routes()).merge(vouch::routes())
}
