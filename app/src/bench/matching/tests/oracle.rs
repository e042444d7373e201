//! The rules of the benchmark's README, read aloud: no index, no engine.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::tiny::Tiny;
use crate::bench::matching::city::{OfferRow, PersonRow, SeenRow, Spot};
use crate::bench::matching::w4;

fn d2(a: Spot, b: Spot) -> i64 {
    let (x, y) = (i64::from(a.0 - b.0), i64::from(a.1 - b.1));
    x * x + y * y
}

fn within(d2: i64, metres: u32) -> bool {
    d2 <= (i64::from(metres) * 10).pow(2)
}

fn awake(person: &PersonRow, at: i64) -> bool {
    person.on && (i64::from(person.from_hour)..i64::from(person.to_hour)).contains(&(at / 3_600 % 24))
}

fn consents(person: &PersonRow, offer: &OfferRow, at: i64, d2: i64) -> bool {
    awake(person, at)
        && within(d2, person.distance_m)
        && !person.brands.contains(&offer.brand)
        && !person.categories.contains(&offer.category)
}

fn gain(city: &Tiny, person: &PersonRow, offer: &OfferRow) -> Option<i64> {
    let own = city.wishes.iter().filter(|wish| wish.person == person.id);
    let met = own.filter(|wish| {
        wish.category == offer.category
            && wish.gtin.is_none_or(|gtin| gtin == offer.gtin)
            && offer.price <= wish.top
            && wish.brand.is_none_or(|brand| brand == offer.brand)
    });
    met.map(|wish| wish.top - offer.price).max()
}

/// The gain and the squared distance of an offer for somebody seen at `seen`, if it may be told and is wanted at `at`.
fn told(city: &Tiny, seen: &SeenRow, offer: &OfferRow, at: i64) -> Option<(i64, i64)> {
    let person = city.people.iter().find(|person| person.id == seen.who)?;
    let d2 = d2(seen.spot, city.stands(offer.place));
    let may = within(d2, offer.reach_m) && consents(person, offer, at, d2);
    Some((gain(city, person, offer).filter(|_| may)?, d2))
}

pub(super) fn w1(city: &Tiny) -> String {
    let mut out = "ping_id,rank,offer_id,gain_c,d2_dm2\n".to_owned();
    for ping in &city.pings {
        let valid = city.offers.iter().filter(|offer| (offer.from..offer.until).contains(&ping.at));
        let told = valid.filter_map(|offer| told(city, ping, offer, ping.at).map(|told| (offer.id, told)));
        let mut best: Vec<_> = told.map(|(id, (gain, d2))| (-gain, d2, id)).collect();
        best.sort_unstable();
        for ((lost, d2, offer), rank) in best.iter().take(5).zip(1..) {
            writeln!(out, "{},{rank},{offer},{},{d2}", ping.id, -lost).unwrap();
        }
    }
    out
}

pub(super) fn w2(city: &Tiny) -> String {
    let mut out = "offer_id,person_id,gain_c,d2_dm2\n".to_owned();
    for offer in &city.news {
        for seen in &city.positions {
            if let Some((gain, d2)) = told(city, seen, offer, offer.at) {
                writeln!(out, "{},{},{gain},{d2}", offer.id, seen.who).unwrap();
            }
        }
    }
    out
}

pub(super) fn w3(city: &Tiny) -> String {
    let mut out = "seq,carrier_a,carrier_b\n".to_owned();
    let mut last: BTreeMap<u32, Spot> = BTreeMap::new();
    for report in &city.moves {
        let before = last.get(&report.who);
        for (other, there) in last.iter().filter(|(other, _)| **other != report.who) {
            let came = before.is_none_or(|before| !within(d2(*before, *there), 50));
            if within(d2(report.spot, *there), 50) && came {
                writeln!(out, "{},{},{other}", report.id, report.who).unwrap();
            }
        }
        last.insert(report.who, report.spot);
    }
    out
}

pub(super) fn w4(city: &Tiny, k: usize) -> String {
    let mut groups: BTreeMap<(i32, i32, u32), (BTreeSet<u32>, u32)> = BTreeMap::new();
    let now = w4::NOW.secs();
    for seen in city.positions.iter().filter(|seen| seen.at > now - 900) {
        let Some(person) = city.people.iter().find(|person| person.id == seen.who && awake(person, now))
        else {
            continue;
        };
        for wish in city.wishes.iter().filter(|wish| wish.person == person.id) {
            if !person.categories.contains(&wish.category) {
                let (x, y) = seen.spot;
                let group = groups.entry((x / 2_500, y / 2_500, wish.category)).or_default();
                group.0.insert(person.id);
                group.1 += 1;
            }
        }
    }
    let mut out = "cell_x,cell_y,category,people,wishes\n".to_owned();
    for ((x, y, category), (people, wishes)) in groups.iter().filter(|(_, (people, _))| people.len() >= k) {
        writeln!(out, "{x},{y},{category},{},{wishes}", people.len()).unwrap();
    }
    out
}
