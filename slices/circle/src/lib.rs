//! Circles: members together, invited by a link, seen by one another under the name each chose.
//!
//! Invariants: whoever does not belong learns neither that a circle exists nor who is in it; a link to join has an end, is kept as
//! its hash and dies when a new one is made; no two in a circle have names that read alike; who came first and is still there is
//! its founder, and a circle that nobody belongs to any more is gone. Every change is told as
//! [`Fact::Circle`](domain::Fact::Circle).
//! Refuses to know what its members wish, and what is shared with it.
//!
//! Public face: [`circle`], [`of_member`], [`members`], [`name_in`] read; [`create`], [`invite`], [`join`], [`leave`], [`remove`],
//! [`dissolve`] write; [`sweep`] drops what nobody belongs to; [`routes`].

mod actions;
mod api;
mod model;
mod pages;
mod sql;

pub use actions::{
    circle, create, dissolve, invite, invited, join, leave, members, name_in, of_member, remove, sweep,
    withdraw,
};
pub use model::{Belonging, Circle, Refused};

/// Every statement of this slice.
pub const STATEMENTS: &[store::Statement] = sql::ALL;

/// What this slice keeps of a member, for them to take along.
pub const OWN: &[kit::Own] = &[kit::Own::of_member("circles", sql::OWN)];

/// The routes of this slice.
#[must_use]
pub fn routes() -> kit::Routes {
    api::routes().merge(pages::routes())
}
