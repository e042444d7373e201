//! A seeded street: invented people who walk a real town, and checkers of what must never happen.
//!
//! Knows streets as a graph ([`Streets`]), walking with pauses and GPS noise ([`Walker`], [`Walk`]), invented members and
//! their wishes ([`people`]), whole days of a town ([`town`]) and what people make of a suggestion ([`answer`()](mod@answer)),
//! OwnTracks messages ([`owntracks`]) and the laws of the house ([`check`]). Refuses to know the
//! store, the engine and the network. Everything is a pure function of a seed: the same seed gives the same bytes, so
//! that any failure is told by its seed.

pub mod answer;
mod chance;
pub mod check;
mod event;
mod leg;
mod noise;
pub mod owntracks;
pub mod people;
mod streets;
pub mod town;
mod walk;
mod walker;

pub use event::{Event, What};
pub use streets::{NOT_ON_FOOT, Streets};
pub use walk::{Fix, Walk};
pub use walker::{Sample, Stop, Walker};
