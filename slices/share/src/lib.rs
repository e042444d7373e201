//! Share: lists that others may see, and what these do there: reserve, together or in part, and write beside a wish.
//!
//! Invariants: who wished never learns from here what was reserved, nor that anything was, until a giver says that it was given or
//! the date has come that the giver was told: for the owner the promises are not read at all, no fact tells of them, and no row of
//! theirs points to a wish or a list; nobody who is not signed in learns of them either, for that may be the owner. Whoever
//! promises takes a turn at the wish's row, so that never more is promised than is wished. A list that is not for somebody to see
//! does not exist for them. What somebody promised stays theirs to see and to undo whatever becomes of the list.
//! Refuses to know positions and offers.
//!
//! Public face: [`routes`], [`heard`] for the event loop, and [`Look`] for open pages; [`questions()`] for those
//! of the owner; [`set`] and [`reserve`] for the
//! demonstration.

mod access;
mod api;
mod asked;
mod changes;
mod comment;
mod decide;
mod gift;
mod jobs;
mod look;
mod model;
mod pages;
mod rows;
mod sharing;
mod sql;
mod view;

#[cfg(test)]
mod decide_tests;

pub use asked::questions;
pub use gift::reserve;
pub use jobs::heard;
pub use look::{Look, whose};
pub use model::{Ask, Reservation};
pub use sharing::{Choice, set};

/// Every statement of this slice.
pub const STATEMENTS: &[store::Statement] = sql::ALL;

/// What this slice keeps of a member, for them to take along.
pub const OWN: &[kit::Own] = &[
    kit::Own::of_list("shares", sql::OWN_SHARES),
    kit::Own::of_list("shared_with_circles", sql::OWN_CIRCLES),
    kit::Own::of_member("lists_opened", sql::OWN_OPENED),
    kit::Own::of_member("promises", sql::OWN_PROMISES),
    kit::Own::of_member("comments", sql::OWN_COMMENTS),
];

/// The routes of this slice.
#[must_use]
pub fn routes() -> kit::Routes {
    api::routes().merge(pages::routes())
}
