//! People: members and guests, organisations and who acts for them, and whatever lets somebody in.
//!
//! Invariants: a secret is shown once and kept as its hash; a single-use link opens once; a phone's credential opens the
//! phone's route and nothing else; erasing a member takes everything of theirs along (foreign keys cascade).
//! Refuses to know what members wish for or where they are.
//!
//! Public face: [`identify`] (who asks, for every request), the actions re-exported here, and [`routes`].

pub mod actions;
mod api;
mod devices;
mod identify;
pub mod model;
mod pages;
mod rows;
mod sql;

pub use actions::{
    add_associate, create_member, create_organisation, each_member, erase, issue, issue_link, known,
    known_or_guest, member, members, organisation, organisation_by_osm, organisations, revoke, settled,
    stands, start_guest, sweep, tally_members, works_for,
};
pub use devices::{add_browser, add_device, add_key, devices, keys};
pub use identify::{identify, session_cookie};
pub use model::{Credential, CredentialKind, Member, NewMember, Organisation};

/// Every statement of this slice.
pub const STATEMENTS: &[store::Statement] = sql::ALL;

/// What this slice keeps of a member, for them to take along.
pub const OWN: &[kit::Own] = &[
    kit::Own::of_member("me", sql::OWN_SELF),
    kit::Own::of_member("works_for", sql::OWN_WORKS_FOR),
    kit::Own::of_member("ways_in", sql::OWN_WAYS_IN),
];

/// The routes of this slice.
#[must_use]
pub fn routes() -> kit::Routes {
    api::routes().merge(pages::routes())
}
