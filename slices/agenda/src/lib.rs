//! Agenda: what takes place at a time, read from calendars and programmes.
//!
//! Refuses to know who wishes for it.

/// Every statement of this slice.
pub const STATEMENTS: &[store::Statement] = &[];

/// The routes of this slice.
#[must_use]
pub fn routes() -> kit::Routes {
    kit::Routes::new()
}
