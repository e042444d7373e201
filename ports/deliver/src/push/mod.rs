//! Web push (RFC 8030): a message to a browser whose page is closed, readable by that browser alone.
//!
//! [`Subscription`] is what a browser gives; [`seal`](encrypt::seal) encrypts for it (RFC 8291), [`Signer`] says who sends
//! (VAPID, RFC 8292), and [`send`] carries it through the guarded way out. Chance and time are arguments. What waits to be sent is
//! [`channel`]'s; `queue` says it when it is sent, and keeps to back-off, quiet hours and the end of its worth.

pub mod encrypt;
mod lanes;
mod queue;
mod say;
mod send;
mod subscription;
mod vapid;

pub(crate) use queue::send_due;
pub use send::{Message, Sent, Urgency, send};
pub use subscription::{NotASubscription, Subscription};
pub use vapid::{NotAKey, Signer};
