//! What a moment costs in a town of ten thousand wishes: the whole path from signal to proposals with their reasons.

#![expect(clippy::unwrap_used, reason = "a bench may stop where it stands")]

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use domain::ids::Id;
use domain::*;
use engine::{ByGain, Found, Settings, Warm, World};

const MEMBERS: u32 = 2_000;
const WISHES: u32 = 10_000;
const PLACES: u32 = 400;
const OFFERS: u32 = 20_000;
const HALF_DM: u64 = 20_000;

/// A fixed sequence (SplitMix64, Steele et al. 2014) from one seed, the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % end
    }

    fn position(&mut self, plane: &Plane) -> Position {
        let mut along = || i32::try_from(self.below(2 * HALF_DM)).unwrap() - i32::try_from(HALF_DM).unwrap();
        let point = PlanePoint { x: along(), y: along() };
        plane.unproject(point).unwrap()
    }
}

fn noon() -> Instant {
    Instant::parse_rfc3339("2026-11-21T12:00:00Z").unwrap()
}

/// Ids as the house makes them: of one time, told apart by chance.
fn id<T: Id>(n: u32) -> T {
    let mut chance = [0; 10];
    chance[6..].copy_from_slice(&n.to_be_bytes());
    T::make(noon(), chance)
}

fn subject(chance: &mut Chance) -> Subject {
    let categories: Vec<Category> = Category::all().collect();
    let category = categories[usize::try_from(chance.below(categories.len() as u64)).unwrap()].clone();
    Subject {
        category: Some(category),
        ..Subject::told(Kind::Product, &format!("sorte{}", chance.below(20)))
    }
}

fn member(n: u32) -> MemberId {
    id(n % MEMBERS)
}

fn offer(n: u32, chance: &mut Chance) -> Offer {
    Offer {
        id: id(n),
        organisation: id(n % PLACES),
        place: id(n % PLACES),
        title: String::new(),
        subject: subject(chance),
        price: Money::eur(100 + i64::try_from(chance.below(900)).unwrap()),
        reference_price: Some(Money::eur(1_200)),
        stock: Some(9),
        from: noon().plus_secs(-3_600),
        until: None,
        reach_m: 50 + u32::try_from(chance.below(950)).unwrap(),
        zone: Zone::Neighbourhood,
        state: OfferState::Open,
    }
}

fn wish(n: u32, chance: &mut Chance) -> Wish {
    Wish {
        id: id(n),
        member: member(n),
        title: String::new(),
        subject: subject(chance),
        top_price: Some(Money::eur(800)),
        until: None,
        distance_m: 1_000,
        places: Vec::new(),
        visibility: Visibility::Counted,
        state: WishState::Open,
        added_at: noon(),
    }
}

/// A town four kilometres wide.
fn town(chance: &mut Chance, plane: Plane) -> World {
    let mut world = World::new(Settings::new(plane, CivilZone::named("Europe/Paris").unwrap()));
    for n in 0..PLACES {
        world.put_place(Place {
            id: id(n),
            organisation: Some(id(n)),
            name: String::new(),
            category: "food".parse().unwrap(),
            position: chance.position(&plane),
            radius_m: 15,
            outline: None,
            address: String::new(),
            hours: WeeklyHours::new((0..7).map(|day| (day * 1_440 + 540, day * 1_440 + 1_140)).collect()),
            hours_text: String::new(),
            osm: None,
        });
    }
    for n in 0..OFFERS {
        world.put_offer(offer(n, chance));
    }
    for n in 0..MEMBERS {
        world.put_member(member(n));
        let mode = Mode::On { until: None };
        world.put_attention(Attention { mode, per_day: u16::MAX, ..Attention::new(member(n)) });
    }
    for n in 0..WISHES {
        world.put_wish(wish(n, chance));
    }
    world
}

fn moment(c: &mut Criterion) {
    let plane = Plane::about(Position::new(47.65, -2.084).unwrap());
    let mut chance = Chance(20_261_121);
    let mut world = town(&mut chance, plane);
    let mut n = 0;
    let mut next = |chance: &mut Chance| {
        n += 1;
        let position = chance.position(&plane);
        Moment { member: member(n), position, accuracy_m: 10, at: noon(), source: Source::Simulated }
    };
    c.bench_function("note: a moment kept", |b| {
        b.iter_batched(|| next(&mut chance), |moment| world.note(&moment, noon()), BatchSize::SmallInput);
    });
    let mut close = Vec::new();
    c.bench_function("contacts: a moment kept, and whom it comes close to", |b| {
        let near = |moment| world.contacts(&moment, 50, noon(), &mut close).map(|_| close.len());
        b.iter_batched(|| next(&mut chance), near, BatchSize::SmallInput);
    });
    let mut found: Vec<Found> = Vec::new();
    c.bench_function("choose_at ByGain: the best five where somebody stands", |b| {
        let choose = |moment: Moment| world.choose_at(&moment, noon(), &ByGain { best: 5 }, &mut found);
        b.iter_batched(|| next(&mut chance), choose, BatchSize::SmallInput);
    });
    c.bench_function("choose_at Warm: what the product would say", |b| {
        let choose = |moment: Moment| world.choose_at(&moment, noon(), &Warm, &mut found);
        b.iter_batched(|| next(&mut chance), choose, BatchSize::SmallInput);
    });
    c.bench_function("reached_by: whom an offer reaches", |b| {
        let mut n = 0;
        b.iter(|| {
            n += 1;
            world.reached_by(id(n % OFFERS), noon(), &ByGain { best: 1 }, &mut found);
            found.len()
        });
    });
    let mut soon = Vec::new();
    c.bench_function("soon: what comes true within two hours", |b| {
        let mut n = 0;
        b.iter(|| {
            n += 1;
            world.soon(member(n), noon(), 7_200, &mut soon);
            soon.len()
        });
    });
    changes(c, &mut world, &mut chance);
    let mut said = 0;
    c.bench_function("moment: kept, chosen, explained and remembered", |b| {
        b.iter_batched(
            || next(&mut chance),
            |moment| said += world.moment(&moment, noon()).map_or(0, |proposals| proposals.len()),
            BatchSize::SmallInput,
        );
    });
    println!("{:?}, {said} proposals in all, {:?}", world.counts(), world.memory());
}

/// What a change of the ground costs, and the map that follows it.
fn changes(c: &mut Criterion, world: &mut World, chance: &mut Chance) {
    let mut n = 0;
    c.bench_function("put_wish: a wish changed", |b| {
        let mut next = || {
            n += 1;
            wish(n % WISHES, chance)
        };
        b.iter_batched(&mut next, |wish| world.put_wish(wish), BatchSize::SmallInput);
    });
    c.bench_function("put_offer: an offer changed", |b| {
        let mut next = || {
            n += 1;
            offer(n % OFFERS, chance)
        };
        b.iter_batched(&mut next, |offer| world.put_offer(offer), BatchSize::SmallInput);
    });
    c.bench_function("put_grants: a member closes two shops", |b| {
        let mut next = || {
            n += 1;
            (member(n), [closes(n, 1), closes(n, 2)].to_vec())
        };
        b.iter_batched(&mut next, |(member, grants)| world.put_grants(member, grants), BatchSize::SmallInput);
    });
    for n in 0..MEMBERS {
        world.put_grants(
            member(n),
            vec![Grant {
                purpose: Purpose::Count,
                effect: Effect::Allow,
                organisation: None,
                ..closes(n, 0)
            }],
        );
    }
    world.advance(noon());
    let mut map = Vec::new();
    c.bench_function("demand: the whole desire map, k = 3", |b| {
        b.iter(|| {
            world.demand(3, &mut map);
            map.len()
        });
    });
    c.bench_function("wake: a second passes", |b| {
        let mut now = noon();
        b.iter(|| {
            now = now.plus_secs(1);
            world.wake(now).len()
        });
    });
}

fn closes(n: u32, shop: u32) -> Grant {
    Grant {
        id: id(n * 4 + shop),
        member: member(n),
        effect: Effect::Deny,
        purpose: Purpose::Suggest,
        organisation: Some(id((n + shop) % PLACES)),
        category: None,
        zone: None,
        times: Times::ALWAYS,
        per_day: None,
        until: None,
        given_at: noon(),
    }
}

criterion_group!(benches, moment);
criterion_main!(benches);
