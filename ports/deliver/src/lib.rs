//! Ways out: how what was decided reaches people. A channel only carries; it decides nothing.
//!
//! - [`live`]: server-sent events of a member's open page and of an organisation's counter.

pub mod live;

/// The routes of all ways out.
#[must_use]
pub fn routes() -> kit::Routes {
    live::routes()
}
