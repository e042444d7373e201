//! The demonstration: Redon with its real streets and shops, and invented people, prices and stock.
//!
//! Knows how to fill an empty store ([`prepare`]), how to walk its people through the very doors of real ones ([`Show`]),
//! and whom one may step into ([`Personas`]). Suggestions come from the engine alone; the show only walks, takes, and lets
//! shops publish. Refuses a database with a real town in it. Positions shown are those of the walk, never of a page.

mod cast;
mod direct;
mod pages;
mod prepare;
mod show;
mod stage;
mod stock;
mod town;
mod walkers;

pub use cast::Personas;
pub use pages::routes;
pub use prepare::{Doing, Plan, Tell, prepare};
pub use show::Show;
pub use walkers::{Beat, Met};

/// A persona, ready to be shown.
#[derive(Debug)]
pub struct PersonaRow {
    /// Who.
    pub name: String,
    /// What they are.
    pub note: String,
    /// What they hope for.
    pub story: String,
    /// Where the button posts.
    pub action: String,
    /// What the button says.
    pub label: String,
    /// Its drawing.
    pub icon: &'static str,
}
