//! What the shops of the demonstration have: believable goods by trade, drawn from a seed. Pure.

use std::collections::BTreeMap;
use std::io::Read;

use domain::{Category, Gtin, Instant, Kind, Money, Place, Subject, Zone};
use flate2::read::GzDecoder;
use offer::NewOffer;
use rand::RngExt;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;

use crate::server::Failure;

/// Food by name and number; see `app/demo/catalogue/SOURCE.md`.
static PRODUCTS: &[u8] = include_bytes!("../../demo/catalogue/products.tsv.gz");
/// Goods and services of all other trades.
static GOODS: &str = include_str!("../../demo/catalogue/goods.tsv");

/// Something a shop may have.
#[derive(Debug, Clone)]
pub(super) struct Thing {
    pub(super) title: String,
    pub(super) category: Category,
    gtin: Option<Gtin>,
    cents: i64,
}

/// Everything there may be, by category.
#[derive(Debug, Default)]
pub(super) struct Catalogue(BTreeMap<String, Vec<Thing>>);

/// Until when offers that end do so.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ends {
    /// Within the hour.
    pub(super) soon: Instant,
    /// This evening, or tomorrow's when it is late.
    pub(super) evening: Instant,
}

impl Catalogue {
    /// Reads both lists.
    pub(super) fn read() -> Result<Self, Failure> {
        let mut catalogue = Self::default();
        let mut products = String::new();
        GzDecoder::new(PRODUCTS).read_to_string(&mut products)?;
        for line in products.lines().skip(1) {
            let [gtin, title, category, cents] = cells(line)?;
            catalogue.add(title, category, gtin.parse().ok(), cents)?;
        }
        for line in GOODS.lines().skip(1) {
            let [category, title, cents] = cells(line)?;
            catalogue.add(title, category, None, cents)?;
        }
        Ok(catalogue)
    }

    fn add(&mut self, title: &str, category: &str, gtin: Option<Gtin>, cents: &str) -> Result<(), Failure> {
        let known: Category = category.parse().map_err(|_| format!("{category} is no category"))?;
        let thing = Thing { title: title.to_owned(), category: known, gtin, cents: cents.parse()? };
        self.0.entry(category.to_owned()).or_default().push(thing);
        Ok(())
    }

    fn of(&self, category: &str) -> impl Iterator<Item = &Thing> {
        self.0.get(category).into_iter().flatten()
    }

    /// What a shop of this trade has on its shelves.
    fn shelves(&self, category: &Category, chance: &mut ChaCha8Rng) -> Vec<Thing> {
        let (sources, most) = trade(category);
        let mut things: Vec<&Thing> = Vec::new();
        for source in sources {
            let mut some: Vec<&Thing> = self.of(source).collect();
            some.shuffle(chance);
            // A counter of many things shows some of each, not all of one.
            some.truncate(most / 2 + 1);
            things.extend(some);
        }
        things.shuffle(chance);
        things.truncate(chance.random_range(most * 2 / 3..=most).max(1));
        things.into_iter().cloned().collect()
    }
}

fn cells<const N: usize>(line: &str) -> Result<[&str; N], Failure> {
    let cells: Vec<&str> = line.split('\t').collect();
    cells.try_into().map_err(|_| Failure::from(format!("a line of the catalogue has not {N} cells: {line}")))
}

/// Which categories a trade draws from, and how many offers it has at the most.
fn trade(category: &Category) -> (Vec<&str>, usize) {
    match category.path() {
        "food/grocery" | "food" => {
            let food = domain::category::KNOWN
                .iter()
                .filter(|path| path.starts_with("food/") && **path != "food/meal");
            (food.copied().collect(), 56)
        }
        "food/bread" | "food/pastry" => (vec!["food/bread", "food/pastry"], 14),
        "food/sweets" | "food/chocolate" => (vec!["food/sweets", "food/chocolate"], 14),
        "food/tea-coffee" => (vec!["food/tea-coffee", "food/pastry"], 8),
        "food/meat" => (vec!["food/meat", "food/cheese"], 14),
        "food/meal" | "food/drinks" => (vec![category.path()], 4),
        path if path.starts_with("food/") => (vec![path], 14),
        path if path.starts_with("services/") => (vec![path], 4),
        path => (vec![path], 8),
    }
}

/// What sort of thing a category is about.
fn kind(category: &Category) -> Kind {
    match category.path() {
        "leisure/culture" => Kind::Outing,
        path if path.starts_with("services") => Kind::Service,
        _ => Kind::Product,
    }
}

/// The offers of one place, with invented prices, stock, reach and ends.
pub(super) fn offers(
    catalogue: &Catalogue,
    place: &Place,
    ends: Ends,
    chance: &mut ChaCha8Rng,
) -> Vec<NewOffer> {
    let Some(organisation) = place.organisation else { return Vec::new() };
    let things = catalogue.shelves(&place.category, chance);
    let offer = |thing: Thing| {
        let subject = subject(&thing);
        let service = subject.kind == Kind::Service;
        let (price, reference_price) = price(thing.cents, chance);
        let stock = match (chance.random_bool(0.15), service) {
            (true, _) => chance.random_range(1..=3),
            (_, true) => chance.random_range(2..=6),
            _ => chance.random_range(4..=30),
        };
        let until = match chance.random_range(0..100) {
            0..5 => Some(ends.soon),
            5..18 => Some(ends.evening),
            _ => None,
        };
        let zone = if chance.random_bool(0.3) { Zone::Window } else { Zone::Neighbourhood };
        NewOffer {
            subject,
            reference_price,
            stock: Some(stock),
            until,
            zone,
            reach_m: chance.random_range(2..=8) * 50,
            ..NewOffer::new(organisation, place.id, &thing.title, price)
        }
    };
    things.into_iter().map(offer).collect()
}

fn subject(thing: &Thing) -> Subject {
    let told = Subject::told(kind(&thing.category), &thing.title);
    Subject { category: Some(thing.category.clone()), gtin: thing.gtin, ..told }
}

/// The price of today and, for three offers in ten, the usual one.
fn price(cents: i64, chance: &mut ChaCha8Rng) -> (Money, Option<Money>) {
    let reduced = cents >= 100 && chance.random_bool(0.3);
    if !reduced {
        return (Money::eur(cents), None);
    }
    let percent = 100 - chance.random_range(2..=8) * 5;
    (Money::eur((cents * percent / 100) / 5 * 5), Some(Money::eur(cents)))
}

#[cfg(test)]
mod tests {
    use domain::ids::Id;
    use domain::{OrganisationId, PlaceId, Position};
    use rand::SeedableRng;

    use super::*;

    #[test]
    fn every_trade_has_something_of_its_own_and_the_seed_gives_it_again() {
        let catalogue = Catalogue::read().unwrap();
        let now = kit::testing::NOON;
        let ends = Ends { soon: now.plus_secs(3000), evening: now.plus_secs(20_000) };
        for category in Category::all() {
            let place = Place {
                id: PlaceId::make(now, [1; 10]),
                organisation: Some(OrganisationId::make(now, [2; 10])),
                name: "Ici".into(),
                category: category.clone(),
                position: Position::new(47.65, -2.08).unwrap(),
                radius_m: 10,
                outline: None,
                address: String::new(),
                hours: None,
                hours_text: String::new(),
                osm: None,
            };
            let drawn = |seed| offers(&catalogue, &place, ends, &mut ChaCha8Rng::seed_from_u64(seed));
            let some = drawn(7);
            assert!((1..=60).contains(&some.len()), "seed 7, {category:?}: {}", some.len());
            assert_eq!(some, drawn(7), "seed 7");
            for offer in some {
                let branch = category.path().split('/').next().unwrap();
                let of = offer.subject.category.unwrap();
                assert!(of.path().starts_with(branch), "seed 7: {category:?} sells {of:?}");
                assert!(offer.reference_price.is_none_or(|usual| usual.minor > offer.price.minor), "seed 7");
                assert!((100..=400).contains(&offer.reach_m) && offer.stock.unwrap() >= 1, "seed 7");
            }
        }
    }
}
