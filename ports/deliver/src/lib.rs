//! Ways out: how what was decided reaches people. A channel only carries; it decides nothing.
//!
//! - [`live`]: server-sent events of a member's open page and of an organisation's counter.
//! - `shared`: those of an open shared list.
//! - [`push`]: messages to a browser whose page is closed, sealed for it alone.
//! - [`mail`]: a mail that gathers news of wishes, and the first one, which asks whether it may be sent.
//! - `channels`: the page on which a member says by which of them.
//!
//! [`Post`] is what they need: keys, the mail server, the way out. [`carry`] hears facts, [`send_messages`] and [`send_mail`] send what is due.

mod carry;
mod channels;
pub mod live;
pub mod mail;
mod post;
pub mod push;
mod shared;

pub use carry::{carry, send_mail, send_messages};
pub use post::Post;

/// The routes of all ways out.
#[must_use]
pub fn routes() -> kit::Routes {
    live::routes().merge(shared::routes()).merge(channels::routes()).merge(mail::routes())
}
