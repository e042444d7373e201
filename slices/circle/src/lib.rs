//! Circles: members together, invited by a link, seen by one another under the name each chose.
//!
//! Refuses to know what its members wish.

/// Every statement of this slice.
pub const STATEMENTS: &[store::Statement] = &[];

/// The routes of this slice.
#[must_use]
pub fn routes() -> kit::Routes {
    kit::Routes::new()
}
