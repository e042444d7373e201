//! What shops do: when they open, what they count in the morning, and what they put forward for a few hours.

use domain::hours::WeeklyHours;
use domain::{Category, Money, Offer, OfferState};
use rand::RngExt;

use super::{Town, numbered};
use crate::chance::{Purpose, stream};
use crate::event::{Event, What};

/// Keeps the chance of shops apart from that of people.
const SHOPS: u64 = 0x5b0f_5eed;
/// When shelves are counted, in seconds after midnight.
const COUNTED_S: u32 = 6 * 3_600 + 1_800;
/// When what is put forward is published: before it begins.
const PUBLISHED_S: u32 = 8 * 3_600;
/// One shop in so many puts something forward on a day.
const ONE_IN: u32 = 6;
/// When that begins, and for how many seconds it lasts.
const PUT_FORWARD: [(u32, i64); 3] = [(37_800, 7_200), (41_400, 9_000), (59_400, 7_200)];

/// The hours a trade keeps where OpenStreetMap tells none: an ordinary week of an ordinary town, in minutes of the day.
#[must_use]
pub fn hours_of_trade(category: &Category) -> Option<WeeklyHours> {
    let (days, spans): (&[u16], &[(u16, u16)]) = match category.path() {
        "food/bread" | "food/pastry" => (&[1, 2, 3, 4, 5, 6], &[(420, 780), (930, 1_170)]),
        "food/grocery" | "food" => (&[0, 1, 2, 3, 4, 5], &[(510, 1_200)]),
        "food/meal" => (&[1, 2, 3, 4, 5], &[(705, 855), (1_125, 1_320)]),
        "food/drinks" => (&[0, 1, 2, 3, 4, 5], &[(600, 1_380)]),
        "services/public" | "services/finance" | "services/housing" => {
            (&[0, 1, 2, 3, 4], &[(540, 720), (810, 1_050)])
        }
        "leisure/culture" | "leisure/sport" | "leisure" => (&[1, 2, 3, 4, 5, 6], &[(600, 1_290)]),
        "health/pharmacy" => (&[0, 1, 2, 3, 4, 5], &[(525, 750), (840, 1_170)]),
        _ => (&[1, 2, 3, 4, 5], &[(570, 750), (840, 1_140)]),
    };
    let week = days
        .iter()
        .flat_map(|day| spans.iter().map(move |(from, to)| (day * 1_440 + from, day * 1_440 + to)));
    WeeklyHours::new(week.collect())
}

/// Shelves counted in the morning, then a few things put forward for some hours: told at eight, begun later.
pub(super) fn day(town: &Town, day: u32) -> Vec<Event> {
    let counted = town.at(day, COUNTED_S);
    let counts = town.ground.offers.iter().filter(|offer| day > 0 && offer.stock.is_some());
    let counts = counts.map(|offer| What::Stock { offer: offer.id, count: offer.stock });
    let mut events: Vec<Event> = counts.map(|what| Event { at: counted, what }).collect();
    let at = town.at(day, PUBLISHED_S);
    for (number, offer) in (0..).zip(&town.ground.offers) {
        let before = town.ground.offers.get(usize::try_from(number).unwrap_or(0).wrapping_sub(1));
        if before.is_some_and(|before| before.place == offer.place) {
            continue; // the first offer of a place speaks for the shop
        }
        if let Some(put) = put_forward(town, day, number, offer) {
            events.push(Event { at, what: What::Offer(Box::new(put)) });
        }
    }
    events
}

/// One of a shop's own things for a fifth to two fifths less, for a few hours of the day.
fn put_forward(town: &Town, day: u32, number: u64, first: &Offer) -> Option<Offer> {
    let mut chance = stream(town.ground.seed ^ SHOPS, number << 16 | u64::from(day), Purpose::Day);
    if chance.random_range(0..ONE_IN) != 0 {
        return None;
    }
    let own: Vec<&Offer> = town.ground.offers.iter().filter(|offer| offer.place == first.place).collect();
    let like = own[chance.random_range(0..own.len())];
    let usual = like.reference_price.unwrap_or(like.price);
    let minor = usual.minor * (100 - chance.random_range(20..=40_i64)) / 100;
    let (from_s, lasts_s) = PUT_FORWARD[chance.random_range(0..PUT_FORWARD.len())];
    let from = town.at(day, from_s);
    Some(Offer {
        id: numbered(town.at(day, PUBLISHED_S), number, 1),
        price: Money { minor, ..usual },
        reference_price: (minor < usual.minor).then_some(usual),
        stock: Some(chance.random_range(3..=8)),
        from,
        until: Some(from.plus_secs(lasts_s)),
        state: OfferState::Open,
        ..like.clone()
    })
}
