//! Living data: one thread changes the World, so many times a second, while another asks; afterwards the World must answer as
//! one made anew of the writer's book, and stand on the same ground.
//!
//! Of ten changes seven are positions, one a wish that comes or goes, one an offer's price or stock, one a consent. They are
//! made outside the lock and put under it one after the other, as a server puts them. The city stays as it is on the whole: one in ten
//! switches is off, few wishes are away, prices stay about where they began.

use std::collections::{BTreeMap, VecDeque};
use std::hint::black_box;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant as Stopwatch};

use domain::{Attention, Grant, Instant, MemberId, Moment, Money, Offer, Wish, WishId};
use engine::{Found, World};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use suggest::Turns;

use super::city::{OfferRow, PersonRow, SIDE_DM, SeenRow, WishRow};
use super::ground::{Maker, attention, id, put_person};
use super::load::{Loaded, Rows};
use super::passes::{Measured, Pace, Work, measure};
use super::w1::{BEST, Ping, answers, shuffled};
use super::w4;
use crate::server::Failure;

/// The same changes again.
const SEED: u64 = 2_026;
/// One wish in so many is away.
const AWAY: usize = 100;
/// Lists changed at a time, as a server does.
const FEW: usize = 4;
/// Changes of which it is measured how long they hold the World.
const HELD: usize = 200_000;
/// How long the writer rests when it is ahead of its pace.
const REST: Duration = Duration::from_micros(50);

/// What asking costs beside a writer, beside one that writes elsewhere, and without one.
pub(super) struct Living {
    pub(super) still: Measured,
    /// The same changes go into a World of their own: what a busy neighbour costs by itself, without any lock between.
    pub(super) elsewhere: Measured,
    pub(super) living: Measured,
    /// What of it is waiting for the World, in the same calls and on the same days.
    pub(super) waiting: Measured,
    /// Changes made a second.
    pub(super) changes: f64,
    /// How long each sort of change held the World.
    pub(super) held: Held,
    /// Whether every ping is answered as by a World made anew of what the book says.
    pub(super) same_answers: bool,
    /// Whether the ground equals that of such a World, indexes included.
    pub(super) same_ground: bool,
}

/// Nanoseconds for which changes of each sort, or each part of one, keep everybody else out.
pub(super) type Held = BTreeMap<&'static str, Measured>;

/// Asks with and without a writer, then compares the ground.
pub(super) fn run(
    rows: &Rows,
    positions: &[SeenRow],
    loaded: Loaded,
    pings: &[Ping],
    a_second: u32,
    pace: Pace,
) -> Result<Living, Failure> {
    let world = Turns::new(loaded.world);
    let mut lanes = [Asking { world: &world, moments: shuffled(pings), found: Vec::new() }];
    let mut book = Book::open(rows, positions, loaded.maker);
    let still = measure(pace, &mut lanes)?;
    let apart = Turns::new(world.ask().clone());
    let mut other = Book::open(rows, positions, Maker::new()?);
    let (elsewhere, _) = beside(&mut other, &apart, a_second, || measure(pace, &mut lanes))?;
    drop((apart, other));
    let (living, changes) = beside(&mut book, &world, a_second, || measure(pace, &mut lanes))?;
    let (waiting, _) = beside(&mut book, &world, a_second, || Ok(lanes[0].waiting(pace)))?;
    let held = book.held(&mut world.change())?;
    let (world, anew) = (world.ask(), book.rebuilt(rows)?);
    let same_answers = answers(&world, pings, 1)? == answers(&anew, pings, 1)?;
    eprintln!("same answers: {same_answers}; comparing the ground");
    let same_ground = world.same_ground(&anew);
    Ok(Living { still, elsewhere, living, waiting, changes, held, same_answers, same_ground })
}

/// Measures while a book is written into a World; gives the changes a second besides.
fn beside(
    book: &mut Book,
    world: &Turns<World>,
    a_second: u32,
    measured: impl FnOnce() -> Result<Measured, Failure>,
) -> Result<(Measured, f64), Failure> {
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let writer = scope.spawn(|| book.write(world, a_second, &stop));
        let measured = measured();
        stop.store(true, Ordering::Relaxed);
        let changes = writer.join().map_err(|_| "the writer fell")??;
        Ok((measured?, changes))
    })
}

/// Calls of `w1` on a World that may change between them.
struct Asking<'w> {
    world: &'w Turns<World>,
    moments: Vec<Moment>,
    found: Vec<Found>,
}

impl Asking<'_> {
    /// How long each call waits for the World, before anything is asked of it.
    fn waiting(&mut self, pace: Pace) -> Measured {
        let (begun, mut measured) = (Stopwatch::now(), Measured::default());
        for moment in self.moments.iter().cycle() {
            let called = Stopwatch::now();
            let world = self.world.ask();
            let waited = called.elapsed();
            let _off_or_found = black_box(world.choose_at(moment, moment.at, &BEST, &mut self.found));
            black_box(&self.found);
            measured.times.push(u32::try_from(waited.as_nanos()).unwrap_or(u32::MAX));
            if begun.elapsed() >= pace.length {
                break;
            }
        }
        measured.times.sort_unstable();
        measured
    }
}

impl Work for Asking<'_> {
    fn calls(&self) -> usize {
        self.moments.len()
    }

    fn call(&mut self, number: usize) {
        let moment = &self.moments[number];
        let _off_or_found = black_box(self.world.ask().choose_at(moment, moment.at, &BEST, &mut self.found));
        black_box(&self.found);
    }
}

/// One change, ready to be put.
enum Change {
    Position(Moment),
    Wish(Wish),
    Gone(WishId),
    Offer(Offer),
    Grants(MemberId, Vec<Grant>),
    Attention(Attention),
}

impl Change {
    fn sort(&self) -> &'static str {
        match self {
            Self::Position(_) => "position",
            Self::Wish(_) | Self::Gone(_) => "wish",
            Self::Offer(_) => "offer",
            Self::Grants(..) | Self::Attention(_) => "consent",
        }
    }

    /// As a server puts it.
    fn put(self, turns: &Turns<World>) {
        match self {
            Self::Position(moment) => {
                // Refused where the switch is off.
                let _kept = turns.note(&moment, moment.at);
            }
            Self::Wish(wish) => turns.put_wish(wish),
            Self::Gone(wish) => turns.remove_wish(wish),
            Self::Offer(offer) => turns.put_offer(&offer),
            Self::Grants(member, grants) => turns.put_grants(member, grants),
            Self::Attention(attention) => turns.put_attention(attention),
        }
    }

    /// Reads ahead what it will look at, as a server does before it takes the lock.
    fn expect(&self, world: &World) {
        match self {
            Self::Position(moment) => world.expect_moment(moment),
            Self::Wish(wish) => world.expect_wish(wish),
            Self::Gone(wish) => world.expect_removal(*wish),
            Self::Offer(offer) => world.expect_offer(offer),
            Self::Grants(member, grants) => world.expect_grants(*member, grants),
            Self::Attention(attention) => world.expect_member(attention.member),
        }
    }

    /// The same without a lock, telling how long each part would have held it.
    fn part(self, world: &mut World, mut took: impl FnMut(&'static str, Duration)) {
        let sort = self.sort();
        let mut timed = |sort, world: &mut World, part: &mut dyn FnMut(&mut World) -> bool| {
            let begun = Stopwatch::now();
            let more = part(world);
            took(sort, begun.elapsed());
            more
        };
        self.expect(world);
        let more = match self {
            Self::Position(moment) => timed(sort, world, &mut |world| {
                let _kept = world.note(&moment, moment.at);
                false
            }),
            Self::Wish(wish) => timed(sort, world, &mut |world| {
                world.put_wish(wish.clone());
                false
            }),
            Self::Gone(wish) => timed(sort, world, &mut |world| {
                world.remove_wish(wish);
                false
            }),
            Self::Offer(offer) => timed(sort, world, &mut |world| {
                world.begin_offer(&offer);
                true
            }),
            Self::Grants(member, grants) => timed(sort, world, &mut |world| {
                world.put_grants(member, grants.clone());
                false
            }),
            Self::Attention(attention) => timed(sort, world, &mut |world| {
                world.put_attention(attention);
                false
            }),
        };
        let mut left = more;
        while left {
            world.expect_some(FEW);
            left = timed("part of an offer", world, &mut |world| world.lay_some(FEW));
        }
    }
}

/// The writer's own account of how things stand.
struct Book {
    maker: Maker,
    chance: ChaCha8Rng,
    /// With the price now, and what is left of each where that is counted.
    offers: Vec<(OfferRow, i64, Option<u32>)>,
    /// With whether it is there.
    wishes: Vec<(WishRow, bool)>,
    /// Wishes that are not, the longest away first.
    away: VecDeque<usize>,
    /// With the category that they closed besides.
    people: Vec<(PersonRow, Option<u32>)>,
    positions: Vec<SeenRow>,
    now: Instant,
}

impl Book {
    fn open(rows: &Rows, positions: &[SeenRow], maker: Maker) -> Self {
        Self {
            maker,
            chance: ChaCha8Rng::seed_from_u64(SEED),
            offers: rows.offers.iter().map(|row| (row.clone(), row.price, None)).collect(),
            wishes: rows.wishes.iter().map(|row| (row.clone(), true)).collect(),
            away: VecDeque::new(),
            people: rows.people.iter().map(|row| (row.clone(), None)).collect(),
            positions: positions.to_vec(),
            now: w4::NOW,
        }
    }

    /// Changes the World at a pace until told to stop; gives the changes a second.
    fn write(&mut self, turns: &Turns<World>, a_second: u32, stop: &AtomicBool) -> Result<f64, Failure> {
        let (begun, mut made) = (Stopwatch::now(), 0_u64);
        while !stop.load(Ordering::Relaxed) {
            if made as f64 >= begun.elapsed().as_secs_f64() * f64::from(a_second) {
                std::thread::sleep(REST);
                continue;
            }
            let Some(change) = self.change()? else { break };
            change.put(turns);
            made += 1;
        }
        Ok(made as f64 / begun.elapsed().as_secs_f64())
    }

    /// How long changes of each sort hold the World at a time.
    fn held(&mut self, world: &mut World) -> Result<Held, Failure> {
        let mut held = Held::new();
        for _ in 0..HELD {
            let Some(change) = self.change()? else { break };
            change.part(world, |sort, took| {
                let measured = held.entry(sort).or_default();
                measured.times.push(u32::try_from(took.as_nanos()).unwrap_or(u32::MAX));
            });
        }
        held.values_mut().for_each(|measured| measured.times.sort_unstable());
        Ok(held)
    }

    /// The next change; `None` where the city has nothing of its sort.
    fn change(&mut self) -> Result<Option<Change>, Failure> {
        self.now = Instant::from_micros(self.now.micros() + 1);
        match self.chance.random_range(0..10) {
            0 => Ok(self.wish()),
            1 => Ok(self.offer()),
            2 => Ok(self.consent()),
            _ => self.position(),
        }
    }

    fn position(&mut self) -> Result<Option<Change>, Failure> {
        let Some(number) = draw(&mut self.chance, self.positions.len()) else { return Ok(None) };
        let mut step = |from: i32| (from + self.chance.random_range(-150..=150)).clamp(0, SIDE_DM - 1);
        let row = &mut self.positions[number];
        row.spot = (step(row.spot.0), step(row.spot.1));
        Ok(Some(Change::Position(Moment { at: self.now, ..self.maker.moment(row)? })))
    }

    fn wish(&mut self) -> Option<Change> {
        if self.away.len() * AWAY > self.wishes.len() {
            let number = self.away.pop_front()?;
            let (row, there) = &mut self.wishes[number];
            *there = true;
            return Some(Change::Wish(self.maker.wish(row)));
        }
        let number = draw(&mut self.chance, self.wishes.len())?;
        let (row, there) = &mut self.wishes[number];
        if std::mem::replace(there, false) {
            self.away.push_back(number);
        }
        Some(Change::Gone(id(row.id)))
    }

    fn offer(&mut self) -> Option<Change> {
        let number = draw(&mut self.chance, self.offers.len())?;
        let (row, price, left) = &mut self.offers[number];
        if self.chance.random() {
            *price = (row.price * self.chance.random_range(90..=110) / 100).max(1);
        } else {
            *left = Some(self.chance.random_range(0..20));
        }
        Some(Change::Offer(sold(&mut self.maker, row, *price, *left)))
    }

    fn consent(&mut self) -> Option<Change> {
        let number = draw(&mut self.chance, self.people.len())?;
        let (person, more) = &mut self.people[number];
        match self.chance.random_range(0..4) {
            0 => {
                person.on = self.chance.random_ratio(9, 10);
                Some(Change::Attention(attention(person)))
            }
            1 => {
                person.from_hour = self.chance.random_range(7..12);
                person.to_hour = self.chance.random_range(17..=24);
                Some(Change::Attention(attention(person)))
            }
            _ => {
                let had = more.is_some();
                *more = (!had).then(|| self.chance.random_range(1..=5_000));
                if had {
                    person.categories.pop();
                }
                person.categories.extend(*more);
                Some(Change::Grants(id(person.id), self.maker.grants(person, false)))
            }
        }
    }

    /// A World made anew of what the book says.
    fn rebuilt(&mut self, rows: &Rows) -> Result<World, Failure> {
        let mut world = self.maker.world(domain::limits::PRESENCE_S);
        for place in &rows.places {
            world.put_place(self.maker.place(*place)?);
        }
        for (offer, price, left) in &self.offers {
            world.put_offer(sold(&mut self.maker, offer, *price, *left));
        }
        for (person, _) in &self.people {
            put_person(&mut world, &mut self.maker, person, false);
        }
        for (wish, _) in self.wishes.iter().filter(|(_, there)| *there) {
            world.put_wish(self.maker.wish(wish));
        }
        Ok(world)
    }
}

/// An offer at its price now, with what is left of it.
fn sold(maker: &mut Maker, row: &OfferRow, price: i64, stock: Option<u32>) -> Offer {
    Offer { price: Money::eur(price), stock, ..maker.offer(row) }
}

fn draw(chance: &mut ChaCha8Rng, many: usize) -> Option<usize> {
    (many > 0).then(|| chance.random_range(0..many))
}
