//! Signals: moments kept or refused, offers and wishes that change while somebody stands there, caps and forgetting.

use domain::*;
use engine::{ByGain, MomentRefusal, World};

use crate::town::*;

fn offers(proposals: &[engine::Proposal]) -> Vec<OfferId> {
    proposals.iter().map(|proposal| proposal.offer).collect()
}

/// A world where the member stands 100 m from a shop that has nothing yet.
fn standing(change: impl FnOnce(&mut Town)) -> World {
    let mut town = Town::new();
    change(&mut town);
    let mut world = town.world();
    let _proposals = world.moment(&moment_at(1_000, 0, noon()), noon()).unwrap();
    world
}

#[test]
fn a_refused_moment_leaves_no_trace() {
    let town = Town::new();
    let mut world = town.world();
    let stranger = Moment { member: id(9), ..moment_at(0, 0, noon()) };
    assert_eq!(world.moment(&stranger, noon()), Err(MomentRefusal::UnknownMember));
    world.put_attention(Attention { mode: Mode::Off, ..attention() });
    assert_eq!(world.moment(&moment_at(0, 0, noon()), noon()), Err(MomentRefusal::ModeOff));
    world.put_attention(attention());
    let away = Moment { position: Position::new(0.0, 0.0).unwrap(), ..moment_at(0, 0, noon()) };
    assert_eq!(world.moment(&away, noon()), Err(MomentRefusal::OffThePlane));
    assert_eq!(world.counts().present, 0);
}

#[test]
fn the_switch_turned_off_forgets_at_once() {
    let mut world = standing(|town| town.offers.clear());
    assert_eq!(world.counts().present, 1);
    world.put_attention(Attention { mode: Mode::Off, ..attention() });
    assert_eq!(world.counts().present, 0);
    world.put_attention(attention());
    world.put_offer(offer(1, "chocolat"));
    assert_eq!(world.offer_changed(id(1), noon()), vec![], "nobody is remembered there");
}

#[test]
fn leaving_the_plane_is_leaving() {
    let mut world = standing(|town| town.offers.clear());
    let away = Moment { position: Position::new(0.0, 0.0).unwrap(), ..moment_at(0, 0, noon().plus_secs(9)) };
    assert_eq!(world.moment(&away, noon().plus_secs(9)), Err(MomentRefusal::OffThePlane));
    assert_eq!(world.counts().present, 0);
}

#[test]
fn an_older_moment_moves_nobody() {
    let mut world = standing(|town| town.stands = None);
    world.put_offer(Offer { place: id(2), ..offer(2, "chocolat") });
    world.put_place(place(2, 20_000, 0));
    let before = moment_at(20_000, 0, noon().plus_secs(-1));
    assert_eq!(world.moment(&before, noon()), Ok(vec![]));
    assert_eq!(world.offer_changed(id(2), noon()), vec![]);
    let after = moment_at(20_000, 0, noon().plus_secs(5));
    assert_eq!(offers(&world.moment(&after, noon().plus_secs(5)).unwrap()), [id(2)]);
}

#[test]
fn a_phone_ahead_of_our_clock_does_not_shut_itself_out() {
    let mut world = Town::new().world();
    world.note(&moment_at(9_000, 0, noon().plus_secs(60)), noon()).unwrap();
    let next = noon().plus_secs(1);
    assert_eq!(offers(&world.moment(&moment_at(0, 0, next), next).unwrap()), [id(1)]);
}

#[test]
fn an_offer_finds_whoever_stands_there_and_each_once() {
    let mut world = standing(|town| town.offers.clear());
    world.put_offer(offer(1, "chocolat"));
    let later = noon().plus_secs(limits::PRESENCE_S);
    assert_eq!(world.clone().offer_changed(id(1), later.plus_secs(1)), vec![], "no longer now");
    assert_eq!(offers(&world.offer_changed(id(1), later)), [id(1)]);
    assert_eq!(world.offer_changed(id(1), later), vec![]);
    world.remove_told(id(1), id(1));
    assert_eq!(offers(&world.offer_changed(id(1), later)), [id(1)], "saving had failed");
}

#[test]
fn a_wish_finds_its_best_offer_and_leaves_the_rest() {
    let mut world = standing(|town| {
        town.wishes.clear();
        town.offers.push(Offer { reference_price: Some(Money::eur(600)), ..offer(2, "chocolat blanc") });
    });
    world.put_wish(wish(1, "chocolat"));
    assert_eq!(offers(&world.wish_changed(id(1), noon())), [id(2)]);
    assert_eq!(world.wish_changed(id(9), noon()), vec![]);
}

#[test]
fn a_street_does_not_shout() {
    let many = |town: &mut Town| {
        for n in 1..=6 {
            town.offers.push(Offer { organisation: id(n), ..offer(n, &format!("sorte{n}")) });
            town.wishes.push(wish(n, &format!("sorte{n}")));
        }
        town.offers.remove(0);
        town.wishes.remove(0);
    };
    let mut town = Town::new();
    many(&mut town);
    let mut world = town.world();
    let mut say = || offers(&world.moment(&moment_at(1_000, 0, noon()), noon()).unwrap());
    assert_eq!(say(), [id(1), id(2), id(3)], "three at a time, the oldest of equals first");
    assert_eq!(say(), [id(4), id(5)], "five a day");
    assert_eq!(say(), []);

    let mut one_shop = Town::new();
    many(&mut one_shop);
    one_shop.offers.iter_mut().for_each(|offer| offer.organisation = id(1));
    let mut world = one_shop.world();
    assert_eq!(world.moment(&moment_at(1_000, 0, noon()), noon()).unwrap().len(), 1, "one of each shop");

    let mut one_wish = Town::new();
    many(&mut one_wish);
    one_wish.wishes = vec![Wish {
        subject: Subject { category: "food".parse().ok(), ..Subject::told(Kind::Product, "") },
        ..wish(1, "")
    }];
    let mut world = one_wish.world();
    assert_eq!(world.moment(&moment_at(1_000, 0, noon()), noon()).unwrap().len(), 1, "one for each wish");
}

#[test]
fn a_number_a_day_holds_within_one_signal() {
    let mut town = Town::new();
    town.offers.push(Offer { organisation: id(2), ..offer(2, "truffe") });
    town.wishes.push(wish(2, "truffe"));
    let food = Grant {
        organisation: None,
        category: "food".parse().ok(),
        per_day: Some(1),
        ..grant(1, Effect::Allow)
    };
    town.grants = vec![food];
    let mut world = town.world();
    assert_eq!(offers(&world.moment(&moment_at(1_000, 0, noon()), noon()).unwrap()), [id(1)]);
}

#[test]
fn another_policy_ranks_what_the_same_gate_lets_through() {
    let mut town = Town::new();
    for (n, cents) in [(2, 200), (3, 390), (4, 200)] {
        town.offers.push(Offer { price: Money::eur(cents), ..offer(n, "chocolat") });
    }
    town.offers.push(Offer { price: Money::eur(401), ..offer(5, "chocolat") });
    let mut world = town.world();
    world.note(&moment_at(1_000, 0, noon()), noon()).unwrap();
    let mut found = Vec::new();
    world.choose_with(id(1), noon(), &ByGain { best: 3 }, &mut found);
    let ranked: Vec<_> = found.iter().map(|found| (found.offer, found.score)).collect();
    assert_eq!(ranked, [(id(2), 200), (id(4), 200), (id(1), 100)]);
}

#[test]
fn sweeping_forgets_the_old_and_those_whose_mode_ran_out() {
    let mut world = standing(|town| town.attention.mode = Mode::On { until: Some(noon().plus_secs(60)) });
    world.advance(noon().plus_secs(59));
    assert_eq!(world.counts().present, 1);
    world.advance(noon().plus_secs(60));
    assert_eq!(world.counts().present, 0);
    let mut world = standing(|_| ());
    world.advance(noon().plus_secs(limits::PRESENCE_S));
    assert_eq!(world.counts().present, 1);
    world.advance(noon().plus_secs(limits::PRESENCE_S + 1));
    assert_eq!(world.counts().present, 0);
}

#[test]
fn an_erased_member_leaves_nothing() {
    let mut world = standing(|town| town.grants = vec![grant(1, Effect::Deny)]);
    world.remove_member(id(1));
    let mut town = Town::new();
    (town.members, town.wishes) = (vec![], vec![]);
    town.attention = Attention::new(id(1));
    assert!(world.same_ground(&town.world()));
    assert_eq!(world.counts().present, 0);
    assert_eq!(
        format!("{world:?}"),
        "World(Counts { members: 0, wishes: 0, offers: 1, places: 1, present: 0 })"
    );
}

#[test]
fn a_place_that_moves_takes_its_offers_along() {
    let mut world = standing(|town| town.places[0] = place(1, 30_000, 0));
    assert_eq!(world.offer_changed(id(1), noon()), vec![]);
    world.put_place(place(1, 1_500, 0));
    assert_eq!(offers(&world.moment(&moment_at(1_000, 0, noon()), noon()).unwrap()), [id(1)]);
}

#[test]
fn nothing_panics_at_the_ends_of_time_and_number() {
    let ends = [i64::MIN, -1, 0, i64::MAX];
    for at in ends.map(Instant::from_micros) {
        for minor in ends {
            let mut town = Town::new();
            town.places[0].radius_m = u32::MAX;
            town.places[0].hours = WeeklyHours::new(vec![(0, 10_080)]);
            town.offers[0] = Offer {
                price: Money::eur(minor),
                reference_price: Some(Money::eur(i64::MAX)),
                reach_m: u32::MAX,
                from: Instant::from_micros(i64::MIN),
                stock: Some(u32::MAX),
                ..town.offers[0].clone()
            };
            (town.wishes[0].distance_m, town.wishes[0].top_price) = (u32::MAX, Some(Money::eur(i64::MAX)));
            let mut world = town.world();
            let _any = world.moment(&moment_at(500_000, -500_000, at), at);
            let _any = world.moment(&moment_at(0, 0, at), at);
            let _any =
                (world.why(id(1), id(1), at), world.present(id(1), at), world.offer_changed(id(1), at));
            world.advance(at);
        }
    }
}
