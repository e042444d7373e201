//! Channels: where a member wants to be told, and by what: the open page, messages to a browser, mail.
//!
//! Invariants: nothing leaves the open page unless its member chose so; an endpoint is one member's, whoever subscribed with it last, and
//! goes with the credential by which it came; a
//! message is queued once for a browser and what it is about; the queue names what a message is about, never what it says; nothing
//! but the first mail is sent to an address before its link was opened, and the link opens once.
//! Refuses to know what is told, and to send anything itself: `deliver` does.
//!
//! Public face: [`Telling`] with [`telling`] and [`set_telling`]; [`Subscription`] and the queue of messages; [`Address`]; [`key`], the
//! secrets of the house itself.

mod actions;
mod mail;
mod model;
mod push;
mod rows;
mod sql;

pub use actions::{key, set_telling, telling};
pub use mail::{address, ask, confirm, confirms, digested, digests, forget, speak};
pub use model::{About, Address, Digest, NewSubscription, Push, Subscription, Telling, Way};
pub use push::{
    accepted, claim, due, failed, gone, queue, renew, subscribe, subscription, subscriptions, sweep, test,
    unsubscribe, wait,
};

/// Every statement of this slice.
pub const STATEMENTS: &[store::Statement] = sql::ALL;

/// What this slice keeps of a member, for them to take along.
pub const OWN: &[kit::Own] = &[
    kit::Own::of_member("telling", sql::OWN_TELLING),
    kit::Own::of_member("browsers", sql::OWN_BROWSERS),
    kit::Own::of_member("mail_addresses", sql::OWN_MAIL),
];
