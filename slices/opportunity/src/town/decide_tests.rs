//! What stands, what blinks, and what was told.

use domain::ids::Id;
use domain::{Kind, MemberId, OfferId, OfferState, OrganisationId, PlaceId, Subject, Visibility, WishId};
use domain::{WishState, Zone};
use proptest::prelude::*;

use super::*;

const HOUR: i64 = 3_600;

fn at(secs: i64) -> Instant {
    Instant::from_secs(1_795_258_800 + secs)
}

fn step(secs: i64, cents: i64, had: bool) -> Point {
    let availability = if had { Availability::In } else { Availability::Out };
    Point { at: at(secs), price: Some(Money::eur(cents)), availability }
}

fn wish(top: Option<i64>, added: i64) -> Wish {
    Wish {
        id: WishId::make(at(added), [1; 10]),
        member: MemberId::make(at(0), [2; 10]),
        title: "perceuse".into(),
        subject: Subject::told(Kind::Product, "perceuse"),
        top_price: top.map(Money::eur),
        until: None,
        distance_m: 1_000,
        places: Vec::new(),
        visibility: Visibility::Private,
        state: WishState::Open,
        added_at: at(added),
    }
}

fn offer(from: i64, until: Option<i64>) -> Offer {
    Offer {
        id: OfferId::make(at(0), [3; 10]),
        organisation: OrganisationId::make(at(0), [4; 10]),
        place: PlaceId::make(at(0), [5; 10]),
        title: "Perceuse".into(),
        subject: Subject::told(Kind::Product, "perceuse"),
        price: Money::eur(5_000),
        reference_price: None,
        stock: Some(1),
        from: at(from),
        until: until.map(at),
        reach_m: 500,
        zone: Zone::Neighbourhood,
        state: OfferState::Open,
    }
}

#[test]
fn a_slip_of_the_hand_is_forgotten() {
    let stood = step(0, 5_000, true);
    let slip = step(10 * HOUR, 50, true);
    let later = |secs: i64, cents: i64| step(10 * HOUR + secs, cents, true);
    assert_eq!(noted(&[], &stood), Noted::Step);
    assert_eq!(noted(&[stood], &slip), Noted::Step);
    assert_eq!(noted(&[stood, slip], &later(60, 50)), Noted::Same);
    assert_eq!(noted(&[stood, slip], &later(60, 5_000)), Noted::Undone(slip.at));
    assert_eq!(noted(&[stood, slip], &later(60, 4_500)), Noted::Instead(slip.at));
    assert_eq!(noted(&[stood, slip], &later(SETTLES_S, 4_500)), Noted::Step);
    assert_eq!(noted(&[slip], &later(60, 5_000)), Noted::Instead(slip.at));
}

#[test]
fn what_comes_falls_and_returns_is_news_and_what_blinks_is_not() {
    let kind =
        |wish: &Wish, history: &[Point]| happened(wish, history, None, &[], None).map_or("", Cause::name);
    let any = wish(None, -HOUR);
    let sixty = wish(Some(6_000), -HOUR);
    let day = 24 * HOUR;
    for (what, wish, history, expected) in [
        ("it came", &any, vec![step(0, 5_000, true)], "here"),
        ("it began", &any, vec![step(0, 5_000, false), step(day, 5_000, true)], "here"),
        ("it was there before the wish", &wish(None, 1), vec![step(0, 5_000, true)], ""),
        ("it is gone", &any, vec![step(0, 5_000, false)], ""),
        ("it fell", &any, vec![step(0, 5_000, true), step(day, 4_000, true)], "cheaper"),
        ("it fell by a cent", &any, vec![step(0, 5_000, true), step(day, 4_999, true)], ""),
        ("it passed what is paid", &sixty, vec![step(0, 6_001, true), step(day, 6_000, true)], "cheaper"),
        (
            "it passed a price that had not stood",
            &sixty,
            vec![step(0, 5_900, true), step(day, 6_001, true), step(day + HOUR, 5_900, true)],
            "",
        ),
        ("it rose", &any, vec![step(0, 4_000, true), step(day, 5_000, true)], ""),
        (
            "it is back",
            &any,
            vec![step(0, 5_000, true), step(day, 5_000, false), step(2 * day, 5_000, true)],
            "back",
        ),
        (
            "it was out for an hour",
            &any,
            vec![step(0, 5_000, true), step(day, 5_000, false), step(day + HOUR, 5_000, true)],
            "",
        ),
    ] {
        assert_eq!(kind(wish, &history), expected, "{what}");
    }
}

#[test]
fn what_is_heard_late_was_there_when_it_was_published() {
    let offer = OfferId::make(at(0), [3; 10]);
    assert_eq!(published(offer), Some(at(0)));
    let late = [step(24 * HOUR, 5_000, true)];
    let is = |added: i64| happened(&wish(None, added), &late, published(offer), &[], None);
    assert_eq!(is(-1), Some(Cause::Came { at: at(0) }));
    assert_eq!(is(1), None);
}

#[test]
fn what_was_said_is_not_said_again() {
    let any = wish(None, -HOUR);
    let day = 24 * HOUR;
    let came = [step(0, 5_000, true)];
    let back = [step(0, 5_000, true), step(9 * day, 5_000, false), step(10 * day, 5_000, true)];
    let fell = [step(0, 5_000, true), step(10 * day, 4_000, true)];
    let told = |secs: i64, cents: i64| Before { price: Some(Money::eur(cents)), made_at: at(secs) };
    let is = |history: &[Point], before: &[Before], said: Option<(i64, Outcome)>| {
        happened(&any, history, None, before, said.map(|(secs, outcome)| (at(secs), outcome))).is_some()
    };
    assert!(is(&came, &[], None) && is(&back, &[told(0, 5_000)], None) && is(&fell, &[told(0, 5_000)], None));
    assert!(!is(&came, &[told(0, 5_000)], None) && !is(&came, &[], Some((-99 * day, Outcome::Shown))));
    assert!(!is(&back, &[told(4 * day, 5_000)], None), "once a week");
    assert!(!is(&fell, &[told(0, 4_200)], None), "5 % under what was told");
    for history in [&back[..], &fell] {
        assert!(is(history, &[], Some((0, Outcome::Shown))), "suggested long ago");
        assert!(!is(history, &[], Some((10 * day - HOUR, Outcome::Shown))), "suggested today");
        assert!(!is(history, &[], Some((0, Outcome::Dismissed))), "put aside");
    }
}

#[test]
fn an_offer_is_looked_at_when_it_stood_when_it_begins_and_when_it_ends() {
    let look = |offer: &Offer, newest: i64, now: i64| {
        let next = next_look(offer, &step(newest, 5_000, true), at(now));
        next.map(|next| next.secs_since(at(0)))
    };
    assert_eq!(look(&offer(0, None), 0, 0), Some(SETTLES_S));
    assert_eq!(look(&offer(0, None), 0, SETTLES_S), None);
    assert_eq!(look(&offer(HOUR, None), 0, SETTLES_S), Some(HOUR));
    assert_eq!(look(&offer(0, Some(60)), 0, 0), Some(60));
    assert_eq!(look(&offer(0, Some(HOUR)), 0, SETTLES_S), Some(HOUR));
    let history = [step(0, 5_000, true)];
    assert!(!may_be_news(&history, at(SETTLES_S), at(SETTLES_S - 1)));
    assert!(may_be_news(&history, at(SETTLES_S), at(SETTLES_S)));
    assert!(may_be_news(&history, at(SETTLES_S), at(9 * HOUR)), "after a stop");
    assert!(!may_be_news(&history, at(HOUR), at(HOUR)), "looked at before");
    assert!(!may_be_news(&[step(0, 5_000, false)], at(SETTLES_S), at(SETTLES_S)));
}

#[test]
fn the_best_is_the_cheapest_with_its_way() {
    let one = |price: i64, total: i64, metres: u32| Choice {
        price: Money::eur(price),
        total: Money::eur(total),
        metres: Some(metres),
    };
    assert_eq!(best(&[one(900, 1_300, 4_000), one(1_000, 1_000, 200)]), Some(1));
    assert_eq!(best(&[one(900, 900, 400), one(900, 900, 200)]), Some(1));
    assert_eq!(best(&[]), None);
}

proptest! {
    /// However a hand wavers, a history never holds two steps alike next to each other, nor one that did not stand but the newest.
    #[test]
    fn a_history_holds_what_stood(changes in prop::collection::vec((1_i64..1_000, 1_i64..4, any::<bool>()), 1..40)) {
        let (mut history, mut now): (Vec<Point>, i64) = (Vec::new(), 0);
        for (wait, euros, had) in changes {
            now += wait;
            let point = step(now, euros * 100, had);
            match noted(&history, &point) {
                Noted::Same => {}
                Noted::Step => history.push(point),
                Noted::Instead(_) => *history.last_mut().unwrap() = point,
                Noted::Undone(_) => _ = history.pop(),
            }
            let last = history.last().unwrap();
            prop_assert_eq!((last.price, last.availability), (point.price, point.availability));
            for pair in history.windows(2) {
                let same = (pair[0].price, pair[0].availability) == (pair[1].price, pair[1].availability);
                prop_assert!(!same && pair[1].at.secs_since(pair[0].at) >= SETTLES_S);
            }
        }
    }
}
