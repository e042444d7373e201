//! The roof: composes the rooms into one server, and offers it as commands.
//!
//! - [`config`]: one commented file, unknown keys refused.
//! - [`compose`]: all routes behind the same doors (who asks, who may, what is answered), as one router.
//! - [`events`]: the one event loop, and the table of who listens to which fact.
//! - [`listening`], [`rounds`]: facts heard at least once, and what goes at its own pace beside the loop.
//! - [`commands`]: `serve`, `demo`, `simulate`, `migrate`, `import`, `token`, `link`, `doctor`, `bench`, `eval`.
//! - [`eval`]: what the house judges, beside answers that are known.
//! - [`waking`]: how far the World is read, told to the operator.
//! - [`simulate`]: days of a town replayed, as they are and with something changed.
//! - [`pages`]: the pages that belong to no single room: the first one, the member's, the operator's, the reference.

pub mod bench;
pub mod commands;
pub mod compose;
pub mod config;
pub mod demo;
pub mod eval;
pub mod events;
pub mod listening;
pub mod pages;
pub mod rounds;
pub mod server;
pub mod simulate;
pub mod telemetry;
pub mod waking;

pub use compose::{House, own, statements};
