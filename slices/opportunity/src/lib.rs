//! Opportunity: news of what a member wishes, told once: cheaper, back in stock.
//!
//! Invariants: the same news (wish, what it is about, cause, level) is made once; a fall is told again only when it is clearly lower
//! than what was told; nothing is told but through [`Street::speak`](suggest::Street::speak), so that quiet hours, the budget of
//! the day and denials hold for news as for suggestions; what waited is held against the listing's latest reading before it is
//! told, and what is no longer so is forgotten; every sentence says when the price was read.
//! It hears [`Fact::Listing`](domain::Fact::Listing). Refuses to decide alone who is told, and to carry anything: `deliver` does.
//!
//! Public face: [`heard`] and [`tell_waiting`] for the event loop; [`of_member`], [`opportunity`], [`Said`] for whoever carries;
//! [`Card`] and [`cards`] for pages; [`routes`].

mod actions;
mod api;
mod card;
mod decide;
mod jobs;
mod model;
mod pages;
mod rows;
mod say;
mod sql;

pub use actions::{newest, of_member, opportunity, sweep, unanswered, unseen};
pub use card::{Card, cards};
pub use jobs::{heard, still, tell_waiting};
pub use model::{Opportunity, State};
pub use say::Said;

/// Every statement of this slice.
pub const STATEMENTS: &[store::Statement] = sql::ALL;

/// The routes of this slice.
#[must_use]
pub fn routes() -> kit::Routes {
    api::routes().merge(pages::routes())
}
