//! Places: where things are had, when they are open, and the map of the town they stand in.
//!
//! Knows: places and the town, how both are read from OpenStreetMap ([`osm`], a pure reader) and taken over
//! ([`import_osm`]: again without doubles, what is ours kept), opening hours in words ([`hours_words`]), GeoJSON.
//! Invariants: an OSM object is one place; a position lies within the engine's plane about the town; hours are in OSM's
//! syntax, and their ordinary week beside them; every change of a place is told as [`domain::Fact::Place`].
//! Refuses to know who is where and what is offered. A search word in an address is no wish; positions are in none.
//!
//! Public face: the actions re-exported here, [`import_osm`], [`hours_words`] and [`routes`].

pub mod actions;
mod api;
pub mod decide;
pub mod hours;
mod import;
mod import_pages;
pub mod map;
pub mod model;
pub mod osm;
mod pages;
mod rows;
mod sql;
mod town_pages;

pub use actions::{
    add, all, called, change, each, of_organisation, place, place_by_osm, remove, save, search, set_town,
    tally, town,
};
pub use decide::Search;
pub use hours::{hours_words, week};
pub use import::{ATTRIBUTION, import_osm};
pub use model::{ImportReport, NewPlace, Town};

/// Every statement of this slice.
pub const STATEMENTS: &[store::Statement] = sql::ALL;

/// The routes of this slice.
#[must_use]
pub fn routes() -> kit::Routes {
    api::routes()
        .merge(map::routes())
        .merge(pages::routes())
        .merge(town_pages::routes())
        .merge(import_pages::routes())
}
