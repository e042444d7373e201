//! A town as a seed gives it, day by day: what shops have and when they open, who lives there and what they hope for, and
//! their ways through the streets. What anybody is told changes none of it, so that two runs can be compared.

mod outing;
mod resident;
mod shops;

use std::sync::Arc;

use domain::ids::Id;
use domain::{CivilZone, Instant, Offer, Place, Position};

use crate::event::{Event, What};
use crate::people::Seen;
use crate::streets::Streets;

pub use shops::hours_of_trade;

use resident::Resident;

/// What a town is made of.
#[derive(Debug, Clone)]
pub struct Ground {
    /// The seed of its people and days.
    pub seed: u64,
    /// The zone of its clocks.
    pub zone: CivilZone,
    /// An instant of the first day.
    pub start: Instant,
    /// Where one walks.
    pub streets: Arc<Streets>,
    /// Where things are had.
    pub places: Vec<Place>,
    /// What is had there from the first day on.
    pub offers: Vec<Offer>,
    /// How many people live there.
    pub people: u64,
}

/// A town with its people.
#[derive(Debug)]
pub struct Town {
    ground: Ground,
    residents: Vec<Resident>,
    seen: Vec<Seen>,
}

impl Town {
    /// Lets people live in a town.
    #[must_use]
    pub fn new(ground: Ground) -> Self {
        let seen: Vec<Seen> = ground.offers.iter().filter_map(seen).collect();
        let residents = (0..ground.people).map(|number| Resident::new(&ground, &seen, number)).collect();
        Self { ground, residents, seen }
    }

    /// What the town is made of.
    #[must_use]
    pub fn ground(&self) -> &Ground {
        &self.ground
    }

    /// The instant at which a civil day begins; day 0 is the first.
    #[must_use]
    pub fn midnight(&self, day: u32) -> Instant {
        self.at(day, 0)
    }

    /// What there is when the first day begins.
    #[must_use]
    pub fn standing(&self) -> Vec<Event> {
        let at = self.midnight(0);
        let places = self.ground.places.iter().map(|place| What::Place(Box::new(place.clone())));
        let offers = self.ground.offers.iter().map(|offer| What::Offer(Box::new(offer.clone())));
        let people = self.residents.iter().flat_map(|resident| resident.standing(self));
        places.chain(offers).chain(people).map(|what| Event { at, what }).collect()
    }

    /// What shops do on a day, in order of time.
    #[must_use]
    pub fn shops(&self, day: u32) -> Vec<Event> {
        shops::day(self, day)
    }

    /// What some of the people do on a day, one after the other, each in order of time; `numbers` beyond the last are nobody.
    #[must_use]
    pub fn people(&self, day: u32, numbers: std::ops::Range<u64>) -> Vec<Event> {
        let within = |resident: &&Resident| numbers.contains(&resident.number);
        self.residents.iter().filter(within).flat_map(|resident| resident.day(self, day)).collect()
    }

    /// The instant at which the clocks show so many seconds after midnight of a day.
    fn at(&self, day: u32, seconds: u32) -> Instant {
        let (zone, first) = (&self.ground.zone, self.ground.start);
        // Noon of a day lies in it, whatever the clocks were moved by in the night before.
        let noon = zone.start_of_day(first).plus_secs(43_200 + 86_400 * i64::from(day));
        let local = format!("{}T{:02}:{:02}", zone.date(noon), seconds / 3_600, seconds / 60 % 60);
        let minute = zone.parse_local(&local).unwrap_or_else(|| zone.start_of_day(noon));
        minute.plus_secs(i64::from(seconds % 60))
    }
}

fn seen(offer: &Offer) -> Option<Seen> {
    let category = offer.subject.category.clone()?;
    Some(Seen { title: offer.title.clone(), kind: offer.subject.kind, category, price: offer.price })
}

/// The id of something by its number, so that a seed gives the same ids again.
pub fn numbered<I: Id>(at: Instant, number: u64, part: u8) -> I {
    let mut chance = [0; 10];
    chance[1] = part;
    chance[3..].copy_from_slice(&number.to_be_bytes()[1..]);
    I::make(at, chance)
}

/// A position to the ten-millionth of a degree, as OSM and logs write it: read again, it is the same to the last bit.
#[must_use]
pub fn written(at: Position) -> Position {
    let part = |degrees: f64| (degrees * 1e7).round() / 1e7;
    Position::new(part(at.lat()), part(at.lon())).unwrap_or(at)
}

#[cfg(test)]
mod tests;
