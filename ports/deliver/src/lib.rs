//! Ways out: how what was decided reaches people. A channel only carries; it decides nothing.
//!
//! - [`live`]: server-sent events of a member's open page and of an organisation's counter.
//! - [`push`]: messages to a browser whose page is closed; nothing sends any yet.

pub mod live;
pub mod push;

/// The routes of all ways out.
#[must_use]
pub fn routes() -> kit::Routes {
    live::routes()
}
