//! Who sits where; promises never exceed what is wished; a surprise ends when its giver was told it would.

use domain::ids::Id;
use domain::{ListId, ListVisibility, MemberId, Money, ReservationId, WishId};
use kit::testing::NOON;
use proptest::prelude::*;

use crate::decide::{Standing, Ties, enters, promise, reveal_at, revealed, seat};
use crate::model::{Ask, Refused, Reservation, Room, Seat};

fn member(n: u8) -> MemberId {
    MemberId::make(NOON, [n; 10])
}

fn made(giver: u8, units: i64, amount: Option<i64>) -> Reservation {
    Reservation {
        id: ReservationId::make(NOON, [giver; 10]),
        wish: WishId::make(NOON, [1; 10]),
        list: ListId::make(NOON, [1; 10]),
        owner: member(0),
        giver: member(giver),
        name: String::new(),
        title: String::new(),
        owner_name: String::new(),
        units,
        amount: amount.map(Money::eur),
        secretly: false,
        reveal_at: None,
        given_at: None,
        made_at: NOON,
    }
}

#[test]
fn each_visibility_has_its_seats() {
    use ListVisibility::{Circle, Counted, People, Private, Public};
    let nobody = Ties::default();
    let invited = Ties { invited: true, ..nobody };
    let circle = Ties { circle: true, ..nobody };
    for (visibility, ties, expected) in [
        (Private, invited, None),
        (Counted, circle, None),
        (People, nobody, None),
        (People, circle, None),
        (People, invited, Some(Seat::Insider)),
        (Circle, invited, None),
        (Circle, circle, Some(Seat::Insider)),
        (Public, invited, Some(Seat::Passer)),
    ] {
        let of = |viewer, archived| seat(member(0), visibility, archived, viewer, ties);
        assert_eq!(of(Some(member(1)), false), expected, "{visibility} {ties:?}");
        assert_eq!(of(Some(member(1)), true), None, "{visibility}: what was put away is away");
        assert_eq!(of(Some(member(0)), true), Some(Seat::Owner));
        let stranger = (visibility == Public).then_some(Seat::Stranger);
        assert_eq!(of(None, false), stranger, "{visibility}");
    }
}

#[test]
fn the_rooms_have_their_doors() {
    assert!(enters(Seat::Owner, Room::Owner, false) && !enters(Seat::Owner, Room::Givers, true));
    assert!(enters(Seat::Insider, Room::Givers, false) && enters(Seat::Insider, Room::Owner, false));
    assert!(enters(Seat::Passer, Room::Givers, true) && !enters(Seat::Passer, Room::Givers, false));
    assert!(!enters(Seat::Stranger, Room::Owner, true) && !enters(Seat::Stranger, Room::Givers, true));
}

#[test]
fn promises_are_refused_for_their_reasons() {
    let none = Standing::default();
    let whole = |units| Ask::Whole { units };
    let together = |amount: Option<i64>, goal: Option<i64>| Ask::Together {
        amount: amount.map(Money::eur),
        goal: goal.map(Money::eur),
    };
    let two = [made(1, 2, None)];
    let taken = Standing::of(&two, (Money::eur(0), false), Some(member(2)));
    let pot = [made(1, 0, Some(2_000))];
    let pot = |viewer| Standing::of(&pot, (Money::eur(5_000), true), Some(member(viewer)));
    for (standing, quantity, ask, expected) in [
        (none, 1, whole(0), Some(Refused::Units)),
        (none, 1, whole(2), Some(Refused::Units)),
        (none, 3, whole(3), None),
        (taken, 2, whole(1), Some(Refused::JustTaken)),
        (taken, 1, whole(1), Some(Refused::JustTaken)),
        (taken, 2, together(None, None), Some(Refused::JustTaken)),
        (taken, 3, together(None, None), None),
        (none, 1, together(Some(0), None), Some(Refused::Amount)),
        (none, 1, together(Some(600), Some(500)), Some(Refused::TooMuch)),
        (pot(2), 1, whole(1), Some(Refused::JustTaken)),
        (pot(2), 1, together(Some(3_000), None), None),
        (pot(2), 1, together(Some(3_001), None), Some(Refused::TooMuch)),
        (pot(1), 1, together(Some(1), None), Some(Refused::Already)),
    ] {
        assert_eq!(promise(&standing, quantity, ask).err(), expected, "{standing:?} {ask:?}");
    }
    let dollars =
        Ask::Together { amount: "USD".parse().ok().map(|currency| Money { minor: 1, currency }), goal: None };
    assert_eq!(promise(&pot(2), 1, dollars), Err(Refused::Currency));
}

#[test]
fn what_a_pot_is_to_hold_may_be_said_by_the_second_but_not_otherwise() {
    let said = [made(1, 0, Some(2_000))];
    let open = Standing::of(&said, (Money::eur(0), false), Some(member(2)));
    let ask = |amount: i64, goal: i64| Ask::Together {
        amount: Some(Money::eur(amount)),
        goal: Some(Money::eur(goal)),
    };
    assert_eq!(promise(&open, 1, ask(500, 5_000)).unwrap().opens, Some((Money::eur(5_000), true)));
    assert_eq!(promise(&open, 1, ask(500, 1_999)), Err(Refused::Goal), "less than is there");
    assert_eq!(promise(&open, 1, ask(500, 2_400)), Err(Refused::TooMuch));
    let known = Standing::of(&said, (Money::eur(5_000), true), Some(member(2)));
    assert_eq!(promise(&known, 1, ask(500, 5_000)).unwrap().opens, None);
    assert_eq!(promise(&known, 1, ask(500, 6_000)), Err(Refused::Goal));
    // Where nobody named an amount, the first who does says in which money.
    let silent = [made(1, 0, None)];
    let silent = Standing::of(&silent, (Money::eur(0), false), Some(member(2)));
    let dollars = Money { minor: 500, currency: "USD".parse().unwrap() };
    let opens = promise(&silent, 1, Ask::Together { amount: Some(dollars), goal: None }).unwrap().opens;
    assert_eq!(opens, Some((dollars, false)));
}

#[test]
fn a_surprise_is_put_off_but_never_brought_nearer() {
    let (sooner, later) = (NOON.plus_secs(10), NOON.plus_secs(20));
    for (told, list, expected) in [
        (None, Some(Some(sooner)), None),
        (Some(later), Some(Some(sooner)), Some(later)),
        (Some(sooner), Some(Some(later)), Some(later)),
        (Some(sooner), Some(None), None),
        (Some(sooner), None, Some(sooner)),
    ] {
        assert_eq!(reveal_at(told, list), expected);
    }
    let one = Reservation { reveal_at: Some(sooner), ..made(1, 1, None) };
    assert!(!revealed(&one, None, NOON) && revealed(&one, None, sooner));
    assert!(revealed(&Reservation { given_at: Some(NOON), ..made(1, 1, None) }, Some(None), NOON));
}

proptest! {
    /// Whatever givers promise and undo, and the owner changes, nobody's promise makes more than is wished then.
    #[test]
    fn never_more_than_is_wished(steps in prop::collection::vec((0..4_u8, 1..6_u8, 1..5_i64, 1..40_i64), 1..60)) {
        let (mut quantity, mut all, mut goal) = (3_i64, Vec::<Reservation>::new(), (Money::eur(0), false));
        for (what, giver, units, euros) in steps {
            let standing = Standing::of(&all, goal, Some(member(giver)));
            let ask = match what {
                0 => { quantity = units; continue; }
                1 => { all.retain(|one| one.giver != member(giver)); continue; }
                2 => Ask::Whole { units },
                _ => Ask::Together { amount: Some(Money::eur(euros)), goal: Some(Money::eur(60)) },
            };
            let Ok(kept) = promise(&standing, quantity, ask) else { continue };
            goal = kept.opens.unwrap_or(goal);
            all.push(made(giver, kept.units, kept.amount.map(|amount| amount.minor)));
            let after = Standing::of(&all, goal, None);
            let promised = after.units + i64::from(after.pot.is_some());
            // One who joins a pot takes no further one.
            prop_assert!(promised <= quantity || (kept.units == 0 && standing.pot.is_some()), "{promised} of {quantity}");
            if let Some(pot) = after.pot {
                prop_assert!(pot.said.minor <= 60, "{pot:?}");
            }
            let mut givers: Vec<_> = all.iter().map(|one| one.giver).collect();
            givers.sort_unstable();
            givers.dedup();
            prop_assert_eq!(givers.len(), all.len(), "one promise each");
        }
    }
}
