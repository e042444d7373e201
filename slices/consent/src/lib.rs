//! Consent: the switch, the quiet hours and the budget of a member, and the grants by which they open or close.
//!
//! Invariants: a member without a row has the switch off; turning the switch off takes effect whatever else the request
//! says; a grant names an organisation that exists and a future end; a withdrawn grant stays as a receipt and is never
//! standing again; the same grant given twice stands once. Every change is told as a fact.
//! Refuses to know what a grant does at an instant (the engine judges), where members are and what they wish.
//!
//! Public face: the actions and types re-exported here, [`pause()`] and [`resume`] (silence for a while, at one touch), [`sentence`] (a grant in plain words) and [`routes`].

pub mod actions;
mod api;
mod decide;
pub mod model;
mod names;
mod pages;
mod pause;
mod read;
mod rows;
mod sentence;
mod sql;

pub use actions::{
    attention, change_attention, each_attention, each_members_grants, give, grants, receipts, set_attention,
    tally_attention, tally_grants, turn_off, withdraw,
};
pub use model::{AttentionChange, ModeChange, NewGrant, Receipt};
pub use pause::{PAUSE_S, pause, paused, resume};
pub use sentence::sentence;

/// Every statement of this slice.
pub const STATEMENTS: &[store::Statement] = sql::ALL;

/// What this slice keeps of a member, for them to take along.
pub const OWN: &[kit::Own] = &[
    kit::Own::of_member("attention", sql::OWN_ATTENTION),
    kit::Own::of_member("consents", sql::OWN_CONSENTS),
];

/// The routes of this slice.
#[must_use]
pub fn routes() -> kit::Routes {
    api::routes().merge(pages::routes())
}
