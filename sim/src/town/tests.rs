//! Days of a small town: the same again for a seed, and as the laws of the street would have them.

use domain::{Kind, Mode, Money, OfferId, OfferState, OrganisationId, PlaceId, Subject, Zone};

use super::*;
use crate::streets::tests::{at, grid};

/// Six shops about a grid of streets, in the last week of November 2026; day 0 is a Monday.
fn town(seed: u64, people: u64) -> Town {
    let zone = CivilZone::named("Europe/Paris").unwrap();
    let start = zone.parse_local("2026-11-23T00:00").unwrap();
    let shops = ["food/bread", "books", "food/chocolate", "home/tools", "services/hair", "food/meal"];
    let (mut places, mut offers) = (Vec::new(), Vec::new());
    for (number, path) in (0..).zip(shops) {
        let category: domain::Category = path.parse().unwrap();
        let place: PlaceId = numbered(start, number, 0);
        let organisation: OrganisationId = numbered(start, number, 0);
        let (x, y) = (i32::try_from(number).unwrap() % 3 * 2, i32::try_from(number).unwrap() / 3 * 3);
        places.push(Place {
            id: place,
            organisation: Some(organisation),
            name: path.into(),
            hours: hours_of_trade(&category),
            category: category.clone(),
            position: at(x, y),
            radius_m: 10,
            outline: None,
            address: String::new(),
            hours_text: String::new(),
            osm: None,
        });
        for part in 0..3_u8 {
            let id: OfferId = numbered(start, number, part + 10);
            let title = format!("{path} {part}");
            let subject =
                Subject { category: Some(category.clone()), ..Subject::told(Kind::Product, &title) };
            let price = Money::eur(300 + 100 * i64::from(part));
            offers.push(Offer {
                id,
                organisation,
                place,
                title,
                subject,
                price,
                reference_price: None,
                stock: Some(4),
                from: start,
                until: None,
                reach_m: 300,
                zone: Zone::Neighbourhood,
                state: OfferState::Open,
            });
        }
    }
    Town::new(Ground { seed, zone, start, streets: Arc::new(grid()), places, offers, people })
}

fn day(town: &Town, number: u32) -> Vec<Event> {
    let mut events = town.shops(number);
    events.extend(town.people(number, 0..u64::MAX));
    events
}

#[test]
fn a_seed_gives_the_same_days_again_and_in_any_parts() {
    let (first, again, other) = (town(4, 30), town(4, 30), town(5, 30));
    assert_eq!(first.standing(), again.standing(), "seed 4");
    assert_eq!(day(&first, 2), day(&again, 2), "seed 4");
    assert_ne!(day(&first, 2), day(&other, 2));
    let mut parts = first.people(2, 0..13);
    parts.extend(first.people(2, 13..30));
    assert_eq!(parts, first.people(2, 0..30), "seed 4");
}

#[test]
fn phones_tell_where_they_are_only_while_the_switch_is_on_and_people_come_home() {
    let town = town(8, 60);
    let (mut moments, mut never) = (0, 0);
    for number in 0..60 {
        let mut mode = Mode::Off;
        let before = moments;
        for event in (0..7).flat_map(|day| town.people(day, number..number + 1)) {
            match event.what {
                What::Attention(attention) => mode = attention.mode,
                What::Moment(moment) => {
                    assert!(mode.on_at(event.at) && moment.at == event.at, "seed 8, {number}");
                    assert_eq!(written(moment.position), moment.position, "seed 8");
                    moments += 1;
                }
                _ => {}
            }
        }
        assert_eq!(mode, Mode::Off, "seed 8, {number}");
        never += u32::from(before == moments);
    }
    assert!(moments > 5_000 && (6..20).contains(&never), "seed 8: {moments} moments, {never} never went out");
}

#[test]
fn shops_count_in_the_morning_and_put_things_forward_that_begin_later() {
    let town = town(1, 0);
    let (mut later, mut counted) = (0, 0);
    for number in 0..14 {
        let mut before = town.midnight(number);
        for event in town.shops(number) {
            assert!(event.at >= before, "seed 1: in order");
            before = event.at;
            match event.what {
                What::Offer(offer) => {
                    assert!(offer.from > event.at && offer.until > Some(offer.from), "seed 1");
                    assert!(offer.reference_price.is_some_and(|usual| usual.minor > offer.price.minor));
                    later += 1;
                }
                What::Stock { count, .. } => counted += u32::from(count == Some(4)),
                _ => {}
            }
        }
    }
    assert!((5..30).contains(&later) && counted == 13 * 18, "seed 1: {later} put forward, {counted} counted");
}

#[test]
fn every_trade_opens_at_some_time_of_the_week() {
    for category in domain::Category::all() {
        assert!(hours_of_trade(&category).is_some_and(|hours| !hours.spans().is_empty()), "{category:?}");
    }
}
