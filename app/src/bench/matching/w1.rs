//! W1, presence: the best five offers for each ping, asked where the ping says (`w1`), or stored first and asked where the
//! member then is (`w1u`).

use std::collections::{HashMap, VecDeque};
use std::fmt::Write;
use std::hint::black_box;

use domain::{MemberId, Moment};
use engine::{ByGain, Found, MomentRefusal, World};
use suggest::Turns;

use super::city::SeenRow;
use super::ground::{Maker, number};
use super::passes::{Work, spread, together};
use crate::server::Failure;

/// The benchmark's ranking.
pub(super) const BEST: ByGain = ByGain { best: 5 };

/// A ping as the product hears it.
#[derive(Clone, Copy)]
pub(super) struct Ping {
    id: u32,
    moment: Moment,
}

/// The pings' moments.
pub(super) fn pings(maker: &Maker, rows: &[SeenRow]) -> Result<Vec<Ping>, Failure> {
    rows.iter().map(|row| Ok(Ping { id: row.id, moment: maker.moment(row)? })).collect()
}

/// One line of the answer.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Row {
    ping: u32,
    rank: u32,
    offer: u32,
    gain: i64,
    d2: i64,
}

/// The answers' file.
pub(super) fn csv(rows: &[Row]) -> String {
    let mut out = "ping_id,rank,offer_id,gain_c,d2_dm2\n".to_owned();
    for Row { ping, rank, offer, gain, d2 } in rows {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{ping},{rank},{offer},{gain},{d2}");
    }
    out
}

/// A switch that is off answers nothing; any other refusal is a fault of the city or of the engine.
fn heard<T: Default>(answer: Result<T, MomentRefusal>) -> Result<T, MomentRefusal> {
    match answer {
        Err(MomentRefusal::ModeOff) => Ok(T::default()),
        other => other,
    }
}

/// Asks the pings in file order, each thread a part of them.
pub(super) fn answers(world: &World, pings: &[Ping], threads: usize) -> Result<Vec<Row>, Failure> {
    let mut parts: Vec<&[Ping]> = pings.chunks(pings.len().div_ceil(threads).max(1)).collect();
    let ask = |ping: &Ping, found: &mut Vec<Found>| {
        heard(world.choose_at(&ping.moment, ping.moment.at, &BEST, found))
    };
    collected(together(&mut parts, |part| rows(part, ask))?)
}

/// Stores and asks the pings in file order; a member's stay on one thread.
pub(super) fn answers_stored(
    world: &Turns<World>,
    pings: &[Ping],
    threads: usize,
) -> Result<Vec<Row>, Failure> {
    let mut parts: Vec<Vec<Ping>> = by_member(pings, threads);
    let ask = |ping: &Ping, found: &mut Vec<Found>| {
        let Moment { member, at, .. } = ping.moment;
        found.clear();
        let mut world = world.change();
        if heard(world.note(&ping.moment, at))? {
            world.choose_with(member, at, &BEST, found);
        }
        Ok(())
    };
    let mut all = collected(together(&mut parts, |part| rows(part, ask))?)?;
    all.sort_unstable();
    Ok(all)
}

fn rows(
    part: &[Ping],
    ask: impl Fn(&Ping, &mut Vec<Found>) -> Result<(), MomentRefusal>,
) -> Result<Vec<Row>, MomentRefusal> {
    let (mut rows, mut found) = (Vec::new(), Vec::new());
    for ping in part {
        ask(ping, &mut found)?;
        rows.extend(found.iter().zip(1..).map(|(found, rank)| Row {
            ping: ping.id,
            rank,
            offer: number(found.offer),
            gain: found.facts.gain(),
            d2: found.facts.d2,
        }));
    }
    Ok(rows)
}

fn collected(parts: Vec<Result<Vec<Row>, MomentRefusal>>) -> Result<Vec<Row>, Failure> {
    let mut all = Vec::new();
    for part in parts {
        all.extend(part.map_err(|why| format!("a ping was refused: {}", why.code()))?);
    }
    Ok(all)
}

fn by_member(pings: &[Ping], threads: usize) -> Vec<Vec<Ping>> {
    let mut parts = vec![Vec::new(); threads];
    for ping in pings {
        parts[number(ping.moment.member) as usize % threads].push(*ping);
    }
    parts
}

/// Calls of `w1`.
pub(super) struct Asking<'w> {
    world: &'w World,
    moments: Vec<Moment>,
    found: Vec<Found>,
}

/// The pings' moments in the fixed shuffle.
pub(super) fn shuffled(pings: &[Ping]) -> Vec<Moment> {
    spread(pings).iter().map(|ping| ping.moment).collect()
}

/// The calls of `w1` on so many threads, in the fixed shuffle.
pub(super) fn asking<'w>(world: &'w World, pings: &[Ping], threads: usize) -> Vec<Asking<'w>> {
    let moments = shuffled(pings);
    let parts = moments.chunks(moments.len().div_ceil(threads).max(1));
    parts.map(|part| Asking { world, moments: part.to_vec(), found: Vec::new() }).collect()
}

impl Work for Asking<'_> {
    fn calls(&self) -> usize {
        self.moments.len()
    }

    fn call(&mut self, number: usize) {
        let moment = &self.moments[number];
        let _off_or_found = black_box(self.world.choose_at(moment, moment.at, &BEST, &mut self.found));
        black_box(&self.found);
    }
}

/// Calls of `w1u`.
pub(super) struct Storing<'w> {
    world: &'w Turns<World>,
    moments: Vec<Moment>,
    members: Vec<MemberId>,
    found: Vec<Found>,
}

/// The calls of `w1u` on so many threads: each place of the fixed shuffle is kept by its member, whose own pings come in
/// time order, because the engine keeps no moment that is older than the last.
pub(super) fn storing<'w>(world: &'w Turns<World>, pings: &[Ping], threads: usize) -> Vec<Storing<'w>> {
    let lanes = by_member(pings, threads).into_iter().map(|part| {
        let mut own: HashMap<MemberId, VecDeque<Moment>> = HashMap::new();
        for ping in &part {
            own.entry(ping.moment.member).or_default().push_back(ping.moment);
        }
        let next = |ping: &Ping| own.get_mut(&ping.moment.member)?.pop_front();
        let moments: Vec<Moment> = spread(&part).iter().filter_map(next).collect();
        Storing { world, moments, members: own.into_keys().collect(), found: Vec::new() }
    });
    lanes.collect()
}

impl Work for Storing<'_> {
    fn calls(&self) -> usize {
        self.moments.len()
    }

    fn call(&mut self, number: usize) {
        let moment = &self.moments[number];
        // Both under one lock, as the house does it: to hand it over twice would cost more than to choose.
        let mut world = self.world.change();
        if let Ok(kept) = world.note(moment, moment.at) {
            debug_assert!(kept, "a member's pings come in time order");
            world.choose_with(moment.member, moment.at, &BEST, &mut self.found);
        }
        black_box(&self.found);
    }

    fn again(&mut self) {
        let mut world = self.world.change();
        self.members.iter().for_each(|member| world.forget(*member));
    }
}
