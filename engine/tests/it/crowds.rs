//! Many of a sort: shelves so long that their lists spread over the plane, and streets so full that their blocks divide;
//! and both again when most are gone.

use domain::*;
use engine::{ByGain, Contact, Found, Warm};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::clocks::Clocks;
use crate::ground::Site;
use crate::ground::on_plane;
use crate::life::Life;
use crate::strategies::{
    Edit, MEMBERS, about, beside, grants, moved, newcomer, outlined, point, story_of, wish,
};
use crate::town::{id, spot};

/// Ids from here on belong to the market and to the crowd.
const FIRST: u8 = 50;

/// Points of some kilometres about a door, some on the rims of cells.
fn wide() -> impl Strategy<Value = PlanePoint> {
    let along =
        || prop_oneof![2 => -30_000..30_000, 1 => select(vec![-10_000, -2_500, -1, 0, 2_499, 2_500, 10_000])];
    (along(), along()).prop_map(|(x, y)| PlanePoint { x, y })
}

/// A dozen stalls, and more than a hundred offers of one category in them.
pub fn market() -> impl Strategy<Value = Vec<Edit>> {
    let offer = (
        0..12_u8,
        0..700_i64,
        select(vec![60, 250, 449, 450, 451, 1_000, 5_000]),
        select(vec!["EUR", "EUR", "USD"]),
    );
    (vec(wide(), 12), vec(offer, 100..150)).prop_map(|(doors, offers)| {
        let stall = |(door, n): (PlanePoint, u8)| {
            let place = crate::town::place(FIRST + n, door.x, door.y);
            // Every third stall is a hall, whose offers are heard from its walls on.
            let walls = [(-900, -300), (1_500, -300), (1_500, 300), (-900, 300)];
            let wall = |(x, y): &(i32, i32)| PlanePoint { x: door.x + x, y: door.y + y };
            let ring = if n % 3 == 0 { walls.iter().map(wall).collect() } else { Vec::new() };
            Edit::Place(outlined(Site { place, door, ring }))
        };
        let sell = |((stall, minor, reach_m, code), n): ((u8, i64, u32, &str), u8)| {
            let price = Money { minor, currency: code.parse().unwrap() };
            let blank = crate::town::offer(FIRST + n, "chocolat du marché");
            let begun = crate::clocks::start().plus_secs(-60);
            let place = id(FIRST + stall);
            Edit::Offer(Offer { organisation: id(n % 5), place, price, reach_m, from: begun, ..blank })
        };
        doors.into_iter().zip(0..).map(stall).chain(offers.into_iter().zip(0..).map(sell)).collect()
    })
}

/// More than a block holds, near each other, who hope for chocolate and let themselves be seen and counted.
fn crowd() -> impl Strategy<Value = Vec<Edit>> {
    let walker = (
        -100..4_900,
        -100..5_100,
        select(vec!["food", "food/chocolate", "books"]),
        select(vec![60, 400, 5_000]),
    );
    vec(walker, 66..100).prop_map(|walkers| {
        let come = |((x, y, category, distance_m), n): ((i32, i32, &str, u32), u8)| {
            let wish = crate::town::wish(FIRST + n, "");
            let subject = Subject { category: category.parse().ok(), ..wish.subject };
            let visibility = Visibility::Counted;
            let wish =
                Wish { member: id(FIRST + n), subject, distance_m, visibility, top_price: None, ..wish };
            let grant =
                |k, purpose| Grant { purpose, organisation: None, ..crate::town::grant(k, Effect::Allow) };
            let grants = vec![grant(101, Purpose::Recognise), grant(102, Purpose::Count)];
            let said = [Edit::Wish(wish), Edit::Grants(id(FIRST + n), grants)];
            let here = Edit::Moment(id(FIRST + n), PlanePoint { x, y }, 0);
            newcomer(FIRST + n).into_iter().chain(said).chain([here])
        };
        walkers.into_iter().zip(0..).flat_map(come).collect()
    })
}

fn told(found: &[Found]) -> Vec<(OfferId, WishId)> {
    found.iter().map(|found| (found.offer, found.wish)).collect()
}

/// Whoever stands anywhere about the market finds what the oracle finds, in its order.
fn shop(life: &mut Life, spots: &[PlanePoint]) {
    let mut found = Vec::new();
    for (at, member) in spots.iter().zip((0..MEMBERS).map(id).cycle()) {
        life.live_quietly(&Edit::Moment(member, *at, 0));
        life.world.consider(member, life.now, &ByGain { best: 5 }, &mut found);
        assert_eq!(told(&found), life.ranked_by_gain(member));
        found.iter().for_each(|found| life.check(found));
        life.world.choose_with(member, life.now, &ByGain { best: 5 }, &mut found);
        assert_eq!(told(&found), life.best_by_gain(member, 5));
    }
    let (member, ranked) = (id(0), life.ranked(id(0)));
    life.world.choose_with(member, life.now, &Warm, &mut found);
    assert_eq!(told(&found), life.greedy(member, engine::Policy::caps(&Warm), ranked));
}

/// Takes some away, told by where they come among those left.
fn taken(mut all: Vec<u8>, gone: Vec<Index>) -> impl Iterator<Item = u8> {
    gone.into_iter().map(move |index| all.swap_remove(index.index(all.len())))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(30))]

    /// A market comes, is shopped in, and goes but for some stalls; nothing is lost or found twice.
    #[test]
    fn a_market_comes_and_goes(
        edits in story_of(prop_oneof![wish(), grants()]),
        (market, spots, about) in (market(), vec(wide(), 3), about()),
        gone in vec(any::<Index>(), 70..95),
    ) {
        let mut life = Life::new(Clocks::Utc);
        let market = market.into_iter().map(|edit| moved(edit, about));
        edits.into_iter().chain(market).for_each(|edit| life.live_quietly(&edit));
        let spots: Vec<PlanePoint> = spots.into_iter().map(|at| beside(about, at)).collect();
        shop(&mut life, &spots);
        for n in taken((0..100).collect(), gone) {
            life.live_quietly(&Edit::RemoveOffer(id(FIRST + n)));
        }
        shop(&mut life, &spots);
        prop_assert!(life.world.same_ground(&life.oracle.rebuild()));
    }

    /// A crowd in one block is reached, seen, counted and met as if each were looked at; and so are the few who stay.
    #[test]
    fn a_crowd_comes_and_goes(
        (edits, crowd) in (story_of(prop_oneof![wish(), grants()]), crowd()),
        (at, within_m, about) in (point(), select(vec![10, 50, 200]), about()),
        gone in vec(any::<Index>(), 45..64),
    ) {
        let mut life = Life::new(Clocks::Utc);
        let crowd = crowd.into_iter().map(|edit| moved(edit, about));
        edits.into_iter().chain(crowd).for_each(|edit| life.live_quietly(&edit));
        let at = Some(beside(about, at)).filter(|at| on_plane(*at)).unwrap_or(PlanePoint { x: 0, y: 0 });
        meet(&mut life, at, within_m);
        for (n, turn) in taken((0..66).collect(), gone).zip(0..) {
            let member = id(FIRST + n);
            let away = PlanePoint { x: 40_000, y: turn * 37 };
            life.live_quietly(&if turn % 2 == 0 { Edit::Forget(member) } else { Edit::Moment(member, away, 0) });
        }
        meet(&mut life, at, within_m);
        prop_assert!(life.world.same_ground(&life.oracle.rebuild()));
    }
}

/// Everything asked of a crowd.
fn meet(life: &mut Life, at: PlanePoint, within_m: u32) {
    let (now, mut found, mut map) = (life.now, Vec::new(), Vec::new());
    let offers: Vec<OfferId> = life.oracle.offers.keys().copied().collect();
    for offer in offers {
        life.world.reached_by(offer, now, &Warm, &mut found);
        let reached: Vec<_> = found.iter().map(|found| (found.member, found.wish)).collect();
        assert_eq!(reached, life.reached(offer, &Warm));
    }
    for organisation in (0..3).map(id) {
        let seen = life.world.present(organisation, now);
        let seen: std::collections::BTreeMap<_, _> =
            seen.into_iter().map(|seen| (seen.member, (seen.metres, seen.place))).collect();
        assert_eq!(seen, life.oracle.present(organisation, now));
    }
    life.world.advance(now);
    for k in [1, 2, 10, 40] {
        life.world.demand(k, &mut map);
        let map: Vec<_> = map.iter().map(|g| (g.cell, g.category.clone(), g.people, g.wishes)).collect();
        assert_eq!(map, life.oracle.demand(k as usize, now));
    }
    let (member, mut close) = (id(1), Vec::<Contact>::new());
    life.live_quietly(&Edit::Forget(member));
    let position = spot(at.x, at.y);
    let moment = Moment { member, position, accuracy_m: 5, at: now, source: Source::Simulated };
    life.world.clone().contacts(&moment, within_m, now, &mut close).unwrap();
    let there = life.oracle.members.iter().filter_map(|m| Some((*m, life.oracle.stands(*m, now)?.d2(at))));
    let there = there.filter(|(other, d2)| *other != member && *d2 <= i64::from(within_m).pow(2) * 100);
    assert_eq!(close.iter().map(|c| (c.member, c.d2)).collect::<Vec<_>>(), there.collect::<Vec<_>>());
}
