//! W2, a new offer: everybody it reaches.

use std::fmt::Write;
use std::hint::black_box;

use domain::{Instant, OfferId};
use engine::{Found, World};

use super::city::OfferRow;
use super::ground::{id, number};
use super::passes::{Work, spread, together};
use super::w1::BEST;
use crate::server::Failure;

/// A new offer and when it is announced.
type News = (OfferId, Instant);

fn news(offers: &[OfferRow]) -> Vec<News> {
    offers.iter().map(|row| (id(row.id), Instant::from_secs(row.at))).collect()
}

/// One line of the answer.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Row {
    offer: u32,
    person: u32,
    gain: i64,
    d2: i64,
}

/// The answers' file.
pub(super) fn csv(rows: &[Row]) -> String {
    let mut out = "offer_id,person_id,gain_c,d2_dm2\n".to_owned();
    for Row { offer, person, gain, d2 } in rows {
        let _ = writeln!(out, "{offer},{person},{gain},{d2}");
    }
    out
}

/// Asks of each new offer at its time.
pub(super) fn answers(world: &World, offers: &[OfferRow], threads: usize) -> Result<Vec<Row>, Failure> {
    let news = news(offers);
    let mut parts: Vec<&[News]> = news.chunks(news.len().div_ceil(threads).max(1)).collect();
    let rows = together(&mut parts, |part| {
        let (mut rows, mut found) = (Vec::new(), Vec::new());
        for &(offer, at) in *part {
            world.reached_by(offer, at, &BEST, &mut found);
            rows.extend(found.iter().map(|found| Row {
                offer: number(offer),
                person: number(found.member),
                gain: found.facts.gain(),
                d2: found.facts.d2,
            }));
        }
        rows
    })?;
    let mut rows = rows.concat();
    rows.sort_unstable();
    Ok(rows)
}

/// Calls of `w2`.
pub(super) struct Reaching<'w> {
    world: &'w World,
    news: Vec<News>,
    found: Vec<Found>,
}

/// The calls of `w2` on so many threads, in the fixed shuffle.
pub(super) fn reaching<'w>(world: &'w World, offers: &[OfferRow], threads: usize) -> Vec<Reaching<'w>> {
    let news = spread(&news(offers));
    let parts = news.chunks(news.len().div_ceil(threads).max(1));
    parts.map(|part| Reaching { world, news: part.to_vec(), found: Vec::new() }).collect()
}

impl Work for Reaching<'_> {
    fn calls(&self) -> usize {
        self.news.len()
    }

    fn call(&mut self, number: usize) {
        let (offer, at) = self.news[number];
        self.world.reached_by(offer, at, &BEST, &mut self.found);
        black_box(&self.found);
    }
}
