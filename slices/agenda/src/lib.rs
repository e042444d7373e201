//! Agenda: what takes place at a time, read from calendars (iCalendar) and programmes (XMLTV) that the placemaster names.
//!
//! Invariants: an event belongs to one feed and is known there by its uid and its beginning; reading a feed again keeps the ids of what
//! stayed, changes what changed and drops what went; what is past is dropped; a feed that fails keeps its events, says why, and is asked
//! less and less often. A reading that changed anything is told as [`Fact::Feed`](domain::Fact::Feed) in its own transaction.
//!
//! Refuses to know who wishes for it ([`Event::meets`] judges two texts and keeps nothing), and how a feed is fetched or parsed.
//!
//! Public face: [`events`], [`event`], [`Event`], [`Timetable`] (which wish meets which event); [`found_by`] (how it is found); [`add_feed`], [`remove_feed`], [`feeds`]; [`due`], [`claim`] and [`note`] for whoever reads;
//! [`sweep`], [`routes`].

mod actions;
mod decide;
mod found;
mod model;
mod pages;
mod rows;
mod sql;
mod timetable;

pub use actions::{add_feed, claim, due, event, events, feeds, note, remove_feed, sweep};
pub use decide::{Again, next_reading};
pub use found::{found_by, found_rules};
pub use model::{
    EVENTS_PER_FEED, Event, FEEDS_MAX, Feed, FeedKind, HORIZON_S, Known, NewEvent, NewFeed, is_for_events,
};
pub use timetable::Timetable;

/// Every statement of this slice.
pub const STATEMENTS: &[store::Statement] = sql::ALL;

/// The routes of this slice.
#[must_use]
pub fn routes() -> kit::Routes {
    pages::routes()
}
