//! Channels: where a member wants to be told, and by what: the open page, messages to a browser, mail.
//!
//! Refuses to know what is told, and to send anything itself: `deliver` does.

/// Every statement of this slice.
pub const STATEMENTS: &[store::Statement] = &[];

/// The routes of this slice.
#[must_use]
pub fn routes() -> kit::Routes {
    kit::Routes::new()
}
