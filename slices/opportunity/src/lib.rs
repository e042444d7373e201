//! Opportunity: news of what a member wishes, told once: cheaper, back in stock, on tonight, soon to end.
//!
//! Invariants: the same news (wish, what it is about, cause, level) is made once; a fall is told again only when it is clearly lower
//! than what was told; nothing is told but through [`Street::speak`](suggest::Street::speak), so that quiet hours, the budget of
//! the day and denials hold for news as for suggestions; what waited is held against the listing's latest reading before it is
//! told, and what is no longer so, or not among what its member hears of the wish ([`Hears`](wish::Hears)), is forgotten; every sentence says when the price was read. What takes place is told once for a wish,
//! however many its times, from the evening before on, and is said as it is announced now wherever it was said; whose wishes it meets is
//! looked up, not looked for through the town (decision 0025).
//! A wish that is called by its barcode alone is called as its product is, where its member may know how.
//! It hears [`Fact::Listing`](domain::Fact::Listing), [`Fact::Feed`](domain::Fact::Feed) and [`Fact::Wish`](domain::Fact::Wish). Refuses to decide alone who is told, and to carry anything: `deliver` does.
//!
//! Public face: [`heard`], [`feed_heard`], [`wish_heard`], [`look_ahead`] and [`tell_waiting`] for the event loop; [`of_member`], [`opportunity`], [`Said`] for whoever carries;
//! [`Card`] and [`cards`] for pages; [`routes`].

mod actions;
mod api;
mod called;
mod card;
mod closed;
mod dated;
mod decide;
mod jobs;
mod make;
mod model;
mod pages;
mod reason;
mod rows;
mod say;
mod since;
mod sql;
mod town;
mod undo;
mod wire;

pub use actions::{newest, of_member, opportunity, sweep, unanswered, unseen};
pub use card::{Card, cards};
pub use dated::{feed_heard, look_ahead, wish_heard};
pub use jobs::{heard, still, tell_waiting};
pub use model::{Opportunity, State};
pub use say::Said;
pub use town::{look_around, offer_heard};

/// Every statement of this slice.
pub const STATEMENTS: &[store::Statement] = sql::ALL;

/// What this slice keeps of a member, for them to take along.
pub const OWN: &[kit::Own] =
    &[kit::Own::of_member("news", sql::OWN_NEWS), kit::Own::of_member("no_news_of", sql::OWN_DENIALS)];

/// The routes of this slice.
#[must_use]
pub fn routes() -> kit::Routes {
    api::routes().merge(pages::routes())
}
