//! Suggestions: the engine's World kept warm from facts, and what it proposes saved, carried and answered.
//!
//! Invariants: a moment meets a World that has applied every fact this node committed before it; a suggestion is saved
//! once for a member and an offer, and only while the switch is on in the store itself; positions stay in the World; news of a
//! wish, wherever it comes from, is told through [`Street::speak`] alone, so that one budget counts both.
//! Refuses to decide who is told what: the engine does. The only room that knows the engine.
//!
//! A member may ask where a wish could be met now, with the way there: [`travel`]. Nobody is told of it.
//!
//! `snapshot` keeps what the World is filled with in a file for the next start, and throws it away when in doubt (decision 0009).
//!
//! Public face: [`Street`] (moments in, suggestions out, who is present, why), [`record`] for outcomes, [`answers`] for one touch, [`Card`] for pages,
//! and [`routes`].

pub mod actions;
pub mod answers;
mod api;
mod card;
pub mod decide;
mod ground;
mod keyed;
mod load;
mod nearby;
mod news;
mod pages;
mod rows;
mod say;
mod snapshot;
mod soon;
mod spoken;
mod sql;
mod street;
pub mod travel;
mod turns;

pub use actions::{Saved, may_say, newest, of_member, record, save, suggestion};
pub use answers::{Answered, answered_part};
pub use card::{Card, cards, short};
pub use engine::{Counts, Presence, Verdict, Wisher, World};
pub use ground::Stage;
pub use load::{Progress, Tell, world as load_world, world_telling as load_world_telling};
pub use news::News;
pub use soon::{SoonPart, soon_part};
pub use spoken::{Topic, hush, is_denied_for_good, is_had, may_say_news, meets, suggested};
pub use street::{Coming, Near, Open, SOON_S, Seen, Spoke, Street, Whose};
pub use turns::Turns;

/// Every statement of this slice.
pub const STATEMENTS: &[store::Statement] = sql::ALL;

/// What this slice keeps of a member, for them to take along.
pub const OWN: &[kit::Own] = &[
    kit::Own::of_member("suggestions", sql::OWN_SUGGESTIONS),
    kit::Own::of_member("travel", sql::OWN_TRAVEL),
];

/// The routes of this slice.
#[must_use]
pub fn routes() -> kit::Routes {
    api::routes()
        .merge(pages::routes())
        .merge(answers::routes())
        .merge(soon::routes())
        .merge(nearby::routes())
        .merge(travel::routes())
}
