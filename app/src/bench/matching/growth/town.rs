//! A seeded town that grows: more and more members, each with five wishes, before the same shops of the centre.

use std::hint::black_box;

use domain::{Attention, DailyWindow, Gtin, Instant, MemberId, Moment, Offer, OfferId, limits};
use engine::{ByGain, Found, World};
use indicatif::{ProgressBar, ProgressStyle};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::bench::matching::city::{OfferRow, PersonRow, SIDE_DM, SeenRow, Spot, WishRow};
use crate::bench::matching::ground::{Maker, attention, id};
use crate::bench::matching::passes::Work;
use crate::server::Failure;

/// Wishes of each member.
const WISHES: u32 = 5;
/// Categories, wished and offered alike often.
const CATEGORIES: u32 = 200;
/// Shops of the centre, each an organisation.
const SHOPS: u32 = 400;
/// The side of the centre in decimetres: 4 km.
const CENTRE_DM: i32 = 40_000;
/// How far every offer speaks, in metres.
const REACH_M: u32 = 500;
/// Moments of a pass.
const MOMENTS: usize = 100_000;
/// What everybody would pay; every offer costs less.
const TOP: i64 = 1_000;
/// Two in the afternoon.
const NOW: Instant = Instant::from_secs(1_401_667_200 + 14 * 3_600);

/// A town as far as it has grown.
pub(super) struct Town {
    pub(super) world: World,
    maker: Maker,
    chance: ChaCha8Rng,
    members: u32,
    offers: u32,
    products: Vec<Gtin>,
}

impl Town {
    /// A town of shops without offers, where nobody lives yet.
    pub(super) fn new(seed: u64) -> Result<Self, Failure> {
        let (mut maker, mut chance) = (Maker::new()?, ChaCha8Rng::seed_from_u64(seed));
        let mut world = maker.world(limits::PRESENCE_S);
        for number in 1..=SHOPS {
            world.put_place(maker.place((number, spot(&mut chance, 0)))?);
        }
        let products = (0..100_000).filter_map(|number| Gtin::from_number(300_000_000_000 + number));
        Ok(Self { world, maker, chance, members: 0, offers: 0, products: products.collect() })
    }

    /// Lets members come until the town has so many wishes.
    pub(super) fn grow(&mut self, wishes: u32) -> Result<(), Failure> {
        let come = (wishes / WISHES).saturating_sub(self.members);
        let line = ProgressBar::new(u64::from(come));
        let style = ProgressStyle::with_template("growing {wide_bar} {pos} of {len} members, {eta} left");
        line.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        for come in 0..come {
            self.member()?;
            if come % 1_024 == 0 {
                line.set_position(u64::from(come));
            }
        }
        line.finish_and_clear();
        Ok(())
    }

    /// A member with consents, who is there; one in two has quiet nights.
    fn member(&mut self) -> Result<(), Failure> {
        self.members += 1;
        let (number, chance) = (self.members, &mut self.chance);
        let mut two = |of: u32| vec![chance.random_range(1..=of), chance.random_range(1..=of)];
        let (brands, categories) = (two(SHOPS), two(CATEGORIES));
        let person = PersonRow {
            id: number,
            on: true,
            from_hour: 0,
            to_hour: 24,
            distance_m: 1_000,
            brands,
            categories,
        };
        let member: MemberId = id(number);
        self.world.put_member(member);
        let quiet = DailyWindow::new(22 * 60, 7 * 60).filter(|_| number.is_multiple_of(2));
        self.world.put_attention(Attention { quiet, ..attention(&person) });
        self.world.put_grants(member, self.maker.grants(&person, false));
        for wish in 0..WISHES {
            let row = WishRow {
                id: number * WISHES + wish,
                person: number,
                category: self.chance.random_range(1..=CATEGORIES),
                gtin: None,
                top: TOP,
                brand: None,
                distance_m: person.distance_m,
            };
            self.world.put_wish(self.maker.wish(&row));
        }
        let moment = self.moment(number)?;
        let _kept = self.world.note(&moment, NOW);
        Ok(())
    }

    /// Changes the offers so that a moment has about so many answers.
    pub(super) fn offer(&mut self, answers: u32) {
        for number in 1..=self.offers {
            self.world.remove_offer(id::<OfferId>(number));
        }
        // So many of the offers in reach are of a category that somebody wishes for.
        let side_m = f64::from(CENTRE_DM) / 10.0;
        let reach_m2 = std::f64::consts::PI * f64::from(REACH_M).powi(2);
        let met = f64::from(WISHES) / f64::from(CATEGORIES);
        self.offers = (f64::from(answers) / met * side_m * side_m / reach_m2).round() as u32;
        for number in 1..=self.offers {
            let offer = self.shop_offer(number);
            self.world.put_offer(offer);
        }
    }

    fn shop_offer(&mut self, number: u32) -> Offer {
        let shop = self.chance.random_range(1..=SHOPS);
        let row = OfferRow {
            id: number,
            place: shop,
            category: self.chance.random_range(1..=CATEGORIES),
            brand: shop,
            gtin: self.products[self.chance.random_range(0..self.products.len())],
            price: self.chance.random_range(TOP / 2..TOP),
            from: NOW.secs() - 3_600,
            until: NOW.secs() + 3_600 * self.chance.random_range(2..48),
            reach_m: REACH_M,
            at: NOW.secs(),
        };
        self.maker.offer(&row)
    }

    /// Somebody who stands somewhere in the centre, no nearer to its edge than offers reach.
    fn moment(&mut self, who: u32) -> Result<Moment, Failure> {
        let margin = i32::try_from(REACH_M * 10)?;
        self.maker.moment(&SeenRow { id: 0, at: NOW.secs(), who, spot: spot(&mut self.chance, margin) })
    }

    /// Moments of members drawn from the whole town.
    pub(super) fn asking(&mut self) -> Result<Asking<'_>, Failure> {
        let mut moments = Vec::with_capacity(MOMENTS);
        for _ in 0..MOMENTS {
            let who = self.chance.random_range(1..=self.members.max(1));
            moments.push(self.moment(who)?);
        }
        Ok(Asking { world: &self.world, moments, found: Vec::new() })
    }
}

/// A point of the centre, so far from its edge.
fn spot(chance: &mut ChaCha8Rng, margin: i32) -> Spot {
    let (from, to) = ((SIDE_DM - CENTRE_DM) / 2 + margin, (SIDE_DM + CENTRE_DM) / 2 - margin);
    (chance.random_range(from..to), chance.random_range(from..to))
}

/// Calls that ask for everything a moment has to answer.
pub(super) struct Asking<'w> {
    world: &'w World,
    moments: Vec<Moment>,
    found: Vec<Found>,
}

/// Ranked as in the benchmark, and all of it told.
const ALL: ByGain = ByGain { best: usize::MAX };

impl Asking<'_> {
    /// How many answers a moment has on average, of the first few thousand.
    pub(super) fn answers(&mut self) -> f64 {
        let (few, mut found) = (self.moments.len().min(5_000), 0);
        for number in 0..few {
            self.call(number);
            found += self.found.len();
        }
        found as f64 / few.max(1) as f64
    }
}

impl Work for Asking<'_> {
    fn calls(&self) -> usize {
        self.moments.len()
    }

    fn call(&mut self, number: usize) {
        let _found = black_box(self.world.choose_at(&self.moments[number], NOW, &ALL, &mut self.found));
        black_box(&self.found);
    }
}
