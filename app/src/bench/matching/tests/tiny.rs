//! A tiny city on round numbers, so that distances, prices, hours and dates often fall exactly on an edge.

use std::fmt::Write;
use std::path::Path;

use domain::Gtin;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::bench::matching::city::{OfferRow, PersonRow, SeenRow, Spot, WishRow};
use crate::bench::matching::w4;

/// The midnight before the day of the map.
const MIDNIGHT: i64 = 1_401_721_200 - 15 * 3_600;

pub(super) struct Tiny {
    pub(super) places: Vec<(u32, Spot)>,
    pub(super) offers: Vec<OfferRow>,
    pub(super) news: Vec<OfferRow>,
    pub(super) people: Vec<PersonRow>,
    pub(super) wishes: Vec<WishRow>,
    pub(super) positions: Vec<SeenRow>,
    pub(super) pings: Vec<SeenRow>,
    pub(super) moves: Vec<SeenRow>,
}

/// One of twelve products; its category follows from it.
fn product(number: u32) -> (u32, Gtin) {
    let base = i64::from(300_000 + number) * 10;
    let gtin = (0..10).find_map(|check| Gtin::from_number(base + check)).unwrap();
    (1 + number % 4, gtin)
}

/// A point on a raster about a corner, some steps wide.
fn spot(chance: &mut ChaCha8Rng, corner: Spot, step: i32, steps: i32) -> Spot {
    let mut along = |from| from + step * chance.random_range(0..steps);
    (along(corner.0), along(corner.1))
}

/// Where the town lies: across the square's middle, so that cells on both sides of the plane's zero are met.
const TOWN: Spot = (98_000, 98_500);

impl Tiny {
    pub(super) fn seeded(seed: u64) -> Self {
        let chance = &mut ChaCha8Rng::seed_from_u64(seed);
        let places: Vec<(u32, Spot)> = (1..=12).map(|id| (id, spot(chance, TOWN, 500, 12))).collect();
        let offers: Vec<_> = (1..=80).map(|id| offer(chance, id)).collect();
        let news = (10_000_001..=10_000_020).map(|id| {
            let row = offer(chance, id);
            let at = MIDNIGHT + chance.random_range(28..80) * 900;
            OfferRow { at, from: at, until: at + 14_400, ..row }
        });
        let news = news.collect();
        let people: Vec<_> = (1..=30).map(|id| person(chance, id)).collect();
        let wishes = (1..=150).map(|id| wish(chance, id, &people)).collect();
        let positions = (1..=30).map(|who| {
            let at = w4::NOW.secs() - [0, 300, 898, 899, 900, 901][chance.random_range(0..6)];
            SeenRow { id: who, at, who, spot: spot(chance, TOWN, 250, 16) }
        });
        let positions = positions.collect();
        let mut times: Vec<i64> = (0..300).map(|_| MIDNIGHT + 900 * chance.random_range(28..88)).collect();
        times.sort_unstable();
        let pings = times.into_iter().zip(1..).map(|(at, id)| SeenRow {
            id,
            at,
            who: chance.random_range(1..=30),
            spot: spot(chance, TOWN, 500, 12),
        });
        let pings = pings.collect();
        let moves = (0..200).map(|n| {
            let at = w4::NOW.secs() + 10 * i64::from(n / 10);
            SeenRow { id: n + 1, at, who: 1 + (n * 7 + n / 10) % 10, spot: spot(chance, TOWN, 250, 6) }
        });
        Self { places, offers, news, people, wishes, positions, moves: moves.collect(), pings }
    }

    pub(super) fn write(&self, folder: &Path) {
        let put = |name: &str, header: &str, lines: Vec<String>| {
            std::fs::write(folder.join(name), format!("{header}\n{}\n", lines.join("\n"))).unwrap();
        };
        let lines = self.places.iter().map(|(id, (x, y))| format!("{id},{x},{y},3.0,50.6,0")).collect();
        put("places.csv", "place_id,x_dm,y_dm,lon,lat,department", lines);
        let columns =
            "offer_id,place_id,x_dm,y_dm,lon,lat,category,brand,gtin,price_c,valid_from,valid_to,radius_m";
        put("offers.csv", columns, self.offers.iter().map(|row| self.offer_line(row)).collect());
        let news = self.news.iter().map(|row| format!("{},{}", self.offer_line(row), row.at)).collect();
        put("new_offers.csv", &format!("{columns},t"), news);
        let people = self.people.iter().map(|row| {
            let joined = |ids: &[u32]| ids.iter().map(u32::to_string).collect::<Vec<_>>().join("|");
            let PersonRow { id, on, from_hour, to_hour, distance_m, brands, categories } = row;
            let (on, brands, categories) = (u8::from(*on), joined(brands), joined(categories));
            format!("{id},{on},{from_hour},{to_hour},{distance_m},{brands},{categories}")
        });
        let columns = "person_id,shopper_mode,hour_from,hour_to,max_dist_m,deny_brands,deny_categories";
        put("people.csv", columns, people.collect());
        let wishes = self.wishes.iter().map(|row| {
            let (kind, gtin) = row.gtin.map_or(("c", 0), |gtin| ("p", gtin.number()));
            let (WishRow { id, person, category, top, .. }, brand) = (row, row.brand.unwrap_or(0));
            format!("{id},{person},{kind},{category},{gtin},{top},{brand}")
        });
        put("wishes.csv", "wish_id,person_id,kind,category,gtin,max_price_c,brand", wishes.collect());
        let seen = |rows: &[SeenRow], id: bool| {
            let mut lines = Vec::new();
            for SeenRow { id: number, at, who, spot: (x, y) } in rows {
                let mut line = String::new();
                match id {
                    true => write!(line, "{number},{at},{who},{x},{y},3.0,50.6").unwrap(),
                    false => write!(line, "{who},{at},{x},{y},3.0,50.6").unwrap(),
                }
                lines.push(line);
            }
            lines
        };
        put("positions.csv", "person_id,t,x_dm,y_dm,lon,lat", seen(&self.positions, false));
        put("pings.csv", "ping_id,t,person_id,x_dm,y_dm,lon,lat", seen(&self.pings, true));
        put("moves.csv", "seq,t,carrier_id,x_dm,y_dm,lon,lat", seen(&self.moves, true));
    }

    fn offer_line(&self, row: &OfferRow) -> String {
        let OfferRow { id, place, category, brand, gtin, price, from, until, reach_m, .. } = row;
        let (x, y) = self.stands(*place);
        let gtin = gtin.number();
        format!("{id},{place},{x},{y},3.0,50.6,{category},{brand},{gtin},{price},{from},{until},{reach_m}")
    }

    /// Where a place is.
    pub(super) fn stands(&self, place: u32) -> Spot {
        self.places.iter().find(|(id, _)| *id == place).unwrap().1
    }
}

fn offer(chance: &mut ChaCha8Rng, id: u32) -> OfferRow {
    let (category, gtin) = product(chance.random_range(0..12));
    let from = MIDNIGHT + 900 * chance.random_range(0..60);
    OfferRow {
        id,
        place: chance.random_range(1..=12),
        category,
        brand: chance.random_range(1..=4),
        gtin,
        price: 100 * chance.random_range(1..=6),
        from,
        until: from + 900 * chance.random_range(1..60),
        reach_m: 50 * chance.random_range(1..=8),
        at: from,
    }
}

fn person(chance: &mut ChaCha8Rng, id: u32) -> PersonRow {
    let whole_day = chance.random_bool(0.2);
    let mut some = |most: u32| (1..=4).filter(|_| chance.random_ratio(1, most)).collect();
    let (brands, categories) = (some(8), some(10));
    PersonRow {
        id,
        on: chance.random_bool(0.9),
        from_hour: if whole_day { 0 } else { chance.random_range(7..=15) },
        to_hour: if whole_day { 24 } else { chance.random_range(16..=24) },
        distance_m: [100, 250, 500, 5_000][chance.random_range(0..4)],
        brands,
        categories,
    }
}

fn wish(chance: &mut ChaCha8Rng, id: u32, people: &[PersonRow]) -> WishRow {
    let person = &people[chance.random_range(0..people.len())];
    let (category, gtin) = product(chance.random_range(0..12));
    let exact = chance.random_bool(0.3);
    WishRow {
        id,
        person: person.id,
        category,
        gtin: exact.then_some(gtin),
        top: 100 * chance.random_range(2..=7),
        brand: (!exact && chance.random_bool(0.4)).then(|| chance.random_range(1..=4)),
        distance_m: person.distance_m,
    }
}
