//! Encounters: a suggestion taken holds a unit and awaits its member; the code they show makes it stand.
//!
//! `expected` → `confirmed` (the wish is fulfilled), `cancelled` or `expired` (the unit is given back), once and never back.
//! Invariants: units in stock, held and handed over always sum to the same; a code names one expected encounter of its
//! organisation; whoever comes second to settle one changes nothing; an organisation reads neither who comes nor their code.
//! Refuses to know why something was suggested.
//!
//! Public face: the actions re-exported here ([`take`], [`confirm`], [`cancel`], [`expire`], [`heard`]), [`awaited_part`] for
//! the member's first page, and [`routes`].

pub mod actions;
mod api;
pub mod decide;
pub mod gone;
mod lists;
pub mod model;
mod pages;
mod rows;
mod shop;
mod sql;
mod tries;

pub use actions::{
    answer, cancel, confirm, confirm_code, encounter, expected_of, expire, heard, of_member, take,
};
pub use lists::{Awaited, awaited_part};
pub use model::{Code, Encounter, EncounterState};
pub use tries::{WINDOW_S, WRONG_MAX};

/// Every statement of this slice.
pub const STATEMENTS: &[store::Statement] = sql::ALL;

/// What this slice keeps of a member, for them to take along.
pub const OWN: &[kit::Own] = &[kit::Own::of_member("encounters", sql::OWN)];

/// The routes of this slice.
#[must_use]
pub fn routes() -> kit::Routes {
    api::routes().merge(pages::routes()).merge(shop::routes())
}
