//! Opportunity: news of what a member wishes, told once: cheaper, back in stock, on tonight.
//!
//! Refuses to decide alone who is told: the engine's locks (budget, quiet hours, denials) are asked.

/// Every statement of this slice.
pub const STATEMENTS: &[store::Statement] = &[];

/// The routes of this slice.
#[must_use]
pub fn routes() -> kit::Routes {
    kit::Routes::new()
}
