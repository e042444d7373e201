//! What the walkers find in town: places to go to, what is had there, and where to walk. Does not change during a run.

use std::sync::Arc;

use domain::{Category, Offer, OrganisationId, Place, PlaceId, Position, Subject};
use rand::SeedableRng;
use rand::seq::IndexedRandom;
use rand_chacha::ChaCha8Rng;
use sim::people::Seen;
use sim::{Stop, Streets, Walker};

use crate::server::Failure;

/// What Camille may hope for, the first six that the town has; how she calls them is up to the offer that is there.
const HOPES: [&str; 9] = [
    "food/pastry",
    "books",
    "food/chocolate",
    "garden/flowers",
    "food/cheese",
    "leisure/games",
    "home/decoration",
    "food/tea-coffee",
    "clothes/accessories",
];
/// How many wishes Camille has.
const WISHES: usize = 6;

/// A shop whose counter one may step behind.
#[derive(Debug, Clone)]
pub(super) struct Counter {
    pub(super) organisation: OrganisationId,
    pub(super) name: String,
}

/// Something Camille hopes for, and an offer that meets it.
#[derive(Debug, Clone)]
pub(super) struct Hope {
    pub(super) title: String,
    pub(super) subject: Subject,
    pub(super) met_by: Offer,
}

/// The town as the show needs it.
#[derive(Debug)]
pub(super) struct Stage {
    pub(super) seed: u64,
    pub(super) places: Vec<Place>,
    pub(super) seen: Vec<Seen>,
    pub(super) bakery: Counter,
    pub(super) bookshop: Counter,
    pub(super) hopes: Vec<Hope>,
    streets: Arc<Streets>,
    stops: Arc<[Stop]>,
}

impl Stage {
    /// Sets the stage; `stops` are those of `places`, in their order.
    pub(super) fn set(
        seed: u64,
        centre: Position,
        streets: Arc<Streets>,
        stops: Arc<[Stop]>,
        places: Vec<Place>,
        offers: Vec<Offer>,
    ) -> Result<Self, Failure> {
        let counter = |category: &str| counter(&places, centre, category);
        let (bakery, bookshop) = (counter("food/bread")?, counter("books")?);
        let seen = offers.iter().filter_map(seen).collect();
        let hopes = hopes(seed, &offers);
        Ok(Self { seed, places, seen, bakery, bookshop, hopes, streets, stops })
    }

    /// Where a place stands among the stops.
    pub(super) fn stop_of(&self, place: PlaceId) -> Option<usize> {
        self.places.iter().position(|one| one.id == place)
    }

    /// Somebody at a corner, about to go.
    pub(super) fn walker(&self, number: u64) -> Walker {
        Walker::new(self.streets.clone(), self.stops.clone(), self.seed, number)
    }
}

/// The shop of a trade that is nearest to the middle of the town.
fn counter(places: &[Place], centre: Position, category: &str) -> Result<Counter, Failure> {
    let of_trade = places.iter().filter(|place| place.category.path() == category);
    let far = |place: &&Place| place.position.metres_to(centre);
    let found = of_trade.min_by(|a, b| far(a).total_cmp(&far(b)));
    let found = found.and_then(|place| place.organisation.map(|id| (id, place.name.clone())));
    let (organisation, name) = found.ok_or_else(|| format!("the town has no shop of {category}"))?;
    Ok(Counter { organisation, name })
}

fn seen(offer: &Offer) -> Option<Seen> {
    let category = offer.subject.category.clone()?;
    Some(Seen { title: offer.title.clone(), kind: offer.subject.kind, category, price: offer.price })
}

/// One offer of each category hoped for, wished for by the first words of its title.
fn hopes(seed: u64, offers: &[Offer]) -> Vec<Hope> {
    let mut chance = ChaCha8Rng::seed_from_u64(seed);
    let mut hopes = Vec::new();
    for path in HOPES {
        let of = |offer: &&Offer| offer.subject.category.as_ref().map(Category::path) == Some(path);
        let among: Vec<&Offer> = offers.iter().filter(of).collect();
        let Some(&met_by) = among.choose(&mut chance) else { continue };
        let title = met_by.title.split([',', '(', '-']).next().unwrap_or_default().trim().to_owned();
        let told = Subject::told(met_by.subject.kind, &title);
        let subject = Subject { category: met_by.subject.category.clone(), ..told };
        hopes.push(Hope { title, subject, met_by: met_by.clone() });
    }
    hopes.truncate(WISHES);
    hopes
}
