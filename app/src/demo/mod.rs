//! The demonstration: Redon with its real streets and shops, and invented people, prices and stock.
//!
//! Knows how to fill an empty store ([`prepare`]), how to walk its people through the very doors of real ones ([`Show`]),
//! what they share and look forward to, and whom one may step into ([`Personas`]). Suggestions come from the engine alone; the show only walks, takes, and lets
//! shops publish. Refuses a database with a real town in it. Positions shown are those of the walk, never of a page.

mod cast;
mod direct;
mod home;
mod pages;
mod prepare;
mod show;
mod stage;
mod stock;
pub(crate) mod town;
mod walkers;

use domain::{Instant, Place};
use offer::NewOffer;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use crate::server::Failure;

pub use cast::Personas;
pub use pages::routes;
pub use prepare::{Doing, Plan, Tell, prepare};
pub use show::Show;
pub use walkers::{Beat, Met};

/// What the shops of a town have, in the order of their places: the demonstration's shelves, with ends as told.
pub(crate) fn shelves(
    seed: u64,
    places: &[Place],
    soon: Instant,
    evening: Instant,
) -> Result<Vec<NewOffer>, Failure> {
    let (catalogue, ends) = (stock::Catalogue::read()?, stock::Ends { soon, evening });
    let of_place = |(number, place): (u64, &Place)| {
        let mut chance = ChaCha8Rng::seed_from_u64(seed);
        chance.set_stream(number);
        stock::offers(&catalogue, place, ends, &mut chance)
    };
    Ok((0..).zip(places).flat_map(of_place).collect())
}

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
