//! Web push (RFC 8030): a message to a browser whose page is closed, readable by that browser alone.
//!
//! [`Subscription`] is what a browser gives; [`seal`](encrypt::seal) encrypts for it (RFC 8291), [`Signer`] says who sends
//! (VAPID, RFC 8292), and [`send`] carries it through the guarded way out. Chance and time are arguments. Keeps nothing:
//! subscriptions, and what becomes of those that are gone, are somebody else's.

pub mod encrypt;
mod send;
mod subscription;
mod vapid;

pub use send::{Message, Sent, Urgency, send};
pub use subscription::{NotASubscription, Subscription};
pub use vapid::{NotAKey, Signer};
