//! Loading a city into a World, with what that took.

use std::time::Instant as Stopwatch;

use engine::World;
use indicatif::{ProgressBar, ProgressStyle};

use super::city::{City, OfferRow, PersonRow, SeenRow, Spot, WishRow};
use super::ground::{Maker, put_person};
use crate::server::Failure;

/// Rows between two steps of the progress line.
const STEP: usize = 1_024;

/// The rows of the ground.
pub(super) struct Rows {
    pub(super) places: Vec<(u32, Spot)>,
    pub(super) offers: Vec<OfferRow>,
    pub(super) people: Vec<PersonRow>,
    pub(super) wishes: Vec<WishRow>,
}

impl Rows {
    /// Reads them.
    pub(super) fn read(city: &City) -> Result<Self, Failure> {
        let (places, people) = (city.places()?, city.people()?);
        let (offers, wishes) = (city.offers(&places)?, city.wishes(&people)?);
        Ok(Self { places, offers, people, wishes })
    }
}

/// What a World is for.
#[derive(Default)]
pub(super) struct Wanted<'r> {
    /// Seconds for which a moment counts as now.
    pub(super) presence_s: i64,
    /// Whether the offers of `offers.csv` are there.
    pub(super) offers: bool,
    /// Offers beside them, known without their end: who is told of news does not ask how long it stays true.
    pub(super) news: &'r [OfferRow],
    /// Where everybody is.
    pub(super) positions: &'r [SeenRow],
    /// Whether everybody lets themselves be counted.
    pub(super) counted: bool,
}

/// A World and what it took to make it.
pub(super) struct Loaded {
    pub(super) world: World,
    pub(super) maker: Maker,
    /// Seconds, reading not counted.
    pub(super) seconds: f64,
    /// Bytes of places and offers, by the engine's own count.
    pub(super) offer_bytes: usize,
    /// Bytes of people, their consents, wishes and positions, by the engine's own count.
    pub(super) wish_bytes: usize,
    pub(super) offers: usize,
    pub(super) wishes: usize,
}

/// Makes a World by the engine's public face.
pub(super) fn load(rows: &Rows, wanted: &Wanted<'_>) -> Result<Loaded, Failure> {
    let mut maker = Maker::new()?;
    let mut world = maker.world(wanted.presence_s);
    let offers: &[OfferRow] = if wanted.offers { &rows.offers } else { &[] };
    let all = rows.places.len() + offers.len() + rows.people.len() + rows.wishes.len();
    let line = Line(ProgressBar::new(all as u64));
    let style = ProgressStyle::with_template("loading {wide_bar} {percent} %");
    line.0.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    let begun = Stopwatch::now();
    for place in line.each(&rows.places) {
        world.put_place(maker.place(*place)?);
    }
    for offer in line.each(offers) {
        world.put_offer(maker.offer(offer));
    }
    for offer in wanted.news {
        world.put_offer(domain::Offer { until: None, ..maker.offer(offer) });
    }
    for person in line.each(&rows.people) {
        put_person(&mut world, &mut maker, person, wanted.counted);
    }
    for wish in line.each(&rows.wishes) {
        world.put_wish(maker.wish(wish));
    }
    for row in wanted.positions {
        let moment = maker.moment(row)?;
        // Refused where the switch is off: nobody is there then.
        let _kept = world.note(&moment, moment.at);
    }
    world.pack();
    let seconds = begun.elapsed().as_secs_f64();
    line.0.finish_and_clear();
    Ok(Loaded {
        seconds,
        offer_bytes: world.memory().of_offers(),
        wish_bytes: world.memory().of_wishes(),
        offers: offers.len() + wanted.news.len(),
        wishes: rows.wishes.len(),
        world,
        maker,
    })
}

/// The progress line.
struct Line(ProgressBar);

impl Line {
    fn each<'r, T>(&self, rows: &'r [T]) -> impl Iterator<Item = &'r T> {
        rows.chunks(STEP).inspect(|part| self.0.inc(part.len() as u64)).flatten()
    }
}
