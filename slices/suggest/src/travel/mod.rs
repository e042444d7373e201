//! The way there: how a member goes, what that costs them, and from where when they let no moment be used.

mod decide;
mod pages;
mod rows;

pub use decide::{CAR_CENTS_PER_KM, Trip, Way, trip};
pub use rows::{set_travel, travel};

pub(crate) use pages::routes;

use domain::{Money, PlaceId};
use kit::words::Words;

/// How a member goes to where something is to be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Travel {
    /// How.
    pub way: Way,
    /// What a kilometre of theirs costs by car, in cents.
    pub car_cents_per_km: u32,
    /// What they pay for one ride by public transport.
    pub fare: Money,
    /// From where, while no moment of theirs is used; the middle of the town when nothing is said.
    pub place: Option<PlaceId>,
}

impl Default for Travel {
    fn default() -> Self {
        Self { way: Way::Walk, car_cents_per_km: CAR_CENTS_PER_KM, fare: Money::eur(0), place: None }
    }
}

/// A price and the way there as people say it: `12,90 € + 25 min à pied (2 km)`.
#[must_use]
pub fn in_words(words: &Words<'_>, price: Money, travel: &Travel, metres: u32) -> String {
    let trip = trip(travel, metres);
    let args = [
        ("price", words.money(price)),
        ("minutes", trip.minutes.to_string()),
        ("cost", words.money(trip.there_and_back)),
        ("distance", words.distance(metres)),
    ];
    words.lang.with(&format!("suggest-way-{}", travel.way), &args)
}
