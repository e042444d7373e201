//! Share: lists that others may see, and what these do there: reserve, together or in part, and write beside a wish.
//!
//! Invariant: who wished never learns from here what was reserved, nor that anything was.

/// Every statement of this slice.
pub const STATEMENTS: &[store::Statement] = &[];

/// The routes of this slice.
#[must_use]
pub fn routes() -> kit::Routes {
    kit::Routes::new()
}
