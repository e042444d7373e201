//! Changes made a few lists at a time: whoever asks in between is answered as before or as after, and everybody alike.

use domain::*;
use engine::{ByGain, Found, Signal, Verdict, Warm, World};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::clocks::Clocks;
use crate::crowds::market;
use crate::life::Life;
use crate::strategies::{Edit, MEMBERS, OFFERS, clocks, edit, story, story_of};
use crate::town::id;

/// What everybody would be told, and whom offers reach.
fn answers(world: &World, now: Instant) -> Vec<Vec<Found>> {
    let (mut found, mut all) = (Vec::new(), Vec::new());
    for member in (0..MEMBERS).map(id) {
        world.consider(member, now, &Warm, &mut found);
        all.push(found.clone());
        world.choose_with(member, now, &ByGain { best: 2 }, &mut found);
        all.push(found.clone());
    }
    for offer in (0..OFFERS).map(id) {
        world.reached_by(offer, now, &Warm, &mut found);
        all.push(found.clone());
    }
    all
}

/// Lives through an edit, of an offer or a wish so many lists at a time, while everybody is asked in between. Tells how many
/// parts it had.
fn live_by_parts(life: &mut Life, edit: &Edit, most: usize) -> Result<usize, TestCaseError> {
    let (now, mut world) = (life.now, life.world.clone());
    let before = answers(&world, now);
    life.live_quietly(edit);
    match edit {
        Edit::Offer(offer) => world.begin_offer(offer),
        Edit::RemoveOffer(offer) => world.begin_removal(*offer),
        Edit::Wish(wish) => world.begin_wish(wish),
        _ => return Ok(0),
    }
    let after = if matches!(edit, Edit::Wish(_)) { before.clone() } else { answers(&life.world, now) };
    let (mut turned, mut parts) = (false, 1);
    loop {
        let between = answers(&world, now);
        turned |= between != before;
        prop_assert!(&between == if turned { &after } else { &before }, "torn in part {}", parts);
        world.expect_some(most);
        if !world.lay_some(most) {
            break;
        }
        parts += 1;
    }
    prop_assert!(answers(&world, now) == after);
    if let Edit::Wish(wish) = edit {
        prop_assert!(!world.is_sought_first(wish));
        world.put_wish(wish.clone());
    }
    prop_assert!(world.same_ground(&life.world));
    life.world = world;
    Ok(parts)
}

/// An offer of the market that is sold otherwise from now on.
fn resold() -> impl Strategy<Value = (Index, i64, Option<u32>, Option<u32>, bool)> {
    let stock = prop_oneof![3 => Just(None), 1 => Just(Some(0)), 1 => Just(Some(3))];
    let reach = prop_oneof![3 => Just(None), 1 => select(vec![60, 450, 451, 5_000]).prop_map(Some)];
    (any::<Index>(), 0..700_i64, stock, reach, any::<bool>())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn no_answer_is_torn_between_two_parts(clocks in clocks(), edits in story(), most in 1..4_usize) {
        let mut life = Life::new(clocks);
        for edit in &edits {
            live_by_parts(&mut life, edit, most)?;
            if !matches!(edit, Edit::Offer(_) | Edit::RemoveOffer(_) | Edit::Wish(_)) {
                life.live_quietly(edit);
            }
        }
        prop_assert!(life.world.same_ground(&life.oracle.rebuild()));
    }

    /// Whatever comes in between finds everything as it would be.
    #[test]
    fn what_was_begun_is_done_first(clocks in clocks(), edits in story(), most in 1..3_usize) {
        let mut life = Life::new(clocks);
        for edit in &edits {
            let begun = life.world.clone();
            life.live_quietly(edit);
            let mut world = begun;
            match edit {
                Edit::Offer(offer) => world.begin_offer(offer),
                Edit::RemoveOffer(offer) => world.begin_removal(*offer),
                _ => continue,
            }
            world.lay_some(most);
            life.world = world;
        }
        // Putting once more what is there does what is left.
        let place = life.oracle.places.values().next().map(|site| site.place.clone());
        if let Some(place) = place {
            life.world.put_place(place);
            prop_assert!(life.world.same_ground(&life.oracle.rebuild()));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// Where lists are spread over the plane, each change has many parts.
    #[test]
    fn no_answer_is_torn_in_a_market(
        stalls in market(),
        edits in story_of(edit()),
        sales in vec(resold(), 1..5),
        most in 2..9_usize,
    ) {
        let (mut life, mut parts) = (Life::new(Clocks::Utc), 0);
        stalls.iter().chain(&edits).for_each(|edit| life.live_quietly(edit));
        let sold: Vec<Offer> = stalls.iter().filter_map(|edit| match edit {
            Edit::Offer(offer) => Some(offer.clone()),
            _ => None,
        }).collect();
        for (which, minor, stock, reach, gone) in sales {
            let offer = which.get(&sold).clone();
            let price = Money { minor, ..offer.price };
            let reach_m = reach.unwrap_or(offer.reach_m);
            let edit = match gone && stock.is_none() && reach.is_none() {
                true => Edit::RemoveOffer(offer.id),
                false => Edit::Offer(Offer { price, stock, reach_m, ..offer }),
            };
            parts += live_by_parts(&mut life, &edit, most)?;
        }
        prop_assert!(parts > 0 && life.world.same_ground(&life.oracle.rebuild()));
    }
}

/// Many offers that begin later in the very second: those who handle a few timers at a time come to an end, and say each when it has begun.
#[test]
fn a_second_is_handled_once_however_many_begin_in_it() {
    let mut world = crate::town::Town::new().world();
    let noon = crate::town::noon();
    let begins = Instant::from_micros(noon.plus_secs(60).micros() + 500_000);
    for n in 100..120 {
        world.put_offer(Offer { from: begins, ..crate::town::offer(n, "chocolat") });
    }
    let wakes = |world: &mut World, now: Instant| {
        let (mut signals, mut passes) = (Vec::new(), 1);
        while world.wake_some(now, 8, &mut signals) {
            passes += 1;
            assert!(passes < 100, "it never ends");
        }
        signals.iter().filter(|signal| matches!(signal, Signal::Offer(_))).count()
    };
    assert_eq!(wakes(&mut world, noon.plus_secs(60)), 0);
    assert_eq!(world.next_wake(), Some(noon.plus_secs(60)));
    assert_eq!(wakes(&mut world, begins), 20);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    /// Whatever falls due may be handled one by one: the same is counted, the same is waited for, and what was found is said exactly
    /// where the gate still opens.
    #[test]
    fn a_town_wakes_timer_by_timer(clocks in clocks(), edits in story(), later in 0..90_000_i64, deny in any::<bool>()) {
        let mut life = Life::new(clocks);
        edits.iter().for_each(|edit| life.live_quietly(edit));
        let (now, mut world) = (life.now.plus_secs(later), life.world.clone());
        life.world.advance(now);
        let (mut more, mut found, mut signals) = (true, Vec::new(), Vec::new());
        while more {
            more = world.wake_some(now, 1, &mut signals);
        }
        prop_assert_eq!(world.next_wake(), life.world.next_wake());
        let demand = |world: &World| {
            let mut all = Vec::new();
            world.demand(1, &mut all);
            all
        };
        prop_assert_eq!(demand(&world), demand(&life.world));
        for signal in signals {
            world.meant_by(signal, now, &Warm, &mut found);
            for some in &found {
                if deny {
                    let closed = Grant { organisation: None, ..crate::town::grant(9, Effect::Deny) };
                    world.put_grants(some.member, vec![closed]);
                }
                let opens = matches!(world.why(some.member, some.offer, now), Verdict::Would { .. });
                let said = world.say(std::slice::from_ref(some), now, &Warm);
                prop_assert_eq!(said.len(), usize::from(opens));
                prop_assert!(!(deny && opens));
                // Never twice.
                prop_assert!(world.say(std::slice::from_ref(some), now, &Warm).is_empty());
            }
        }
    }
}
