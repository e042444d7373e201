//! Histories of listings, and what each step is to a wish.

use domain::ids::Id;
use domain::{ListingId, MemberId, OpportunityId, ProductId, Subject, Visibility, WishId};
use kit::testing::NOON;
use product::Known;

use super::*;
use crate::model::State;

const DAY: i64 = 86_400;

fn wish(top: Option<i64>) -> Wish {
    Wish {
        id: WishId::make(NOON, [1; 10]),
        member: MemberId::make(NOON, [2; 10]),
        title: "perceuse".into(),
        subject: Subject::told(domain::Kind::Product, "perceuse"),
        top_price: top.map(Money::eur),
        until: None,
        distance_m: 1_000,
        places: Vec::new(),
        visibility: Visibility::Private,
        state: WishState::Open,
        added_at: NOON,
    }
}

/// Steps of a price in euro cents, or nothing in stock, by their day.
fn steps(steps: &[(i64, Option<i64>)]) -> Vec<Point> {
    let point = |(day, minor): &(i64, Option<i64>)| Point {
        at: NOON.plus_secs(day * DAY),
        price: Some(Money::eur(minor.unwrap_or(8_000))),
        availability: if minor.is_some() { Availability::In } else { Availability::Out },
    };
    steps.iter().map(point).collect()
}

fn listing(history: &[Point]) -> Listing {
    let last = history.last().unwrap();
    Listing {
        id: ListingId::make(NOON, [3; 10]),
        product: ProductId::make(NOON, [4; 10]),
        member: None,
        url: "https://norda.example/x".into(),
        retailer: "Norda".into(),
        title: "Perceuse".into(),
        picture: None,
        price: last.price,
        list_price: None,
        availability: last.availability,
        read_at: last.at,
        failure: None,
        failures: 0,
        known: Known::default(),
        every_s: DAY,
        next_at: None,
        variant: None,
        turn: 0,
        became: None,
    }
}

fn told(wish: &Wish, days: &[(i64, Option<i64>)], before: &[Before]) -> Option<Made> {
    let history = steps(days);
    made(wish, &listing(&history), &history, before, history.last().unwrap().at)
}

fn before(cause: &str, minor: i64, day: i64) -> Before {
    Before { cause: cause.into(), price: Some(Money::eur(minor)), made_at: NOON.plus_secs(day * DAY) }
}

#[test]
fn a_fall_is_news_with_its_reasons() {
    let made = told(&wish(None), &[(0, Some(8_000)), (34, Some(6_000))], &[]).unwrap();
    assert_eq!(made.cause, Cause::Cheaper { from: Money::eur(8_000), to: Money::eur(6_000) });
    assert_eq!(
        made.reasons,
        [Reason::Fell { from: Money::eur(8_000), by: Money::eur(2_000) }, Reason::Dearer { days: 34 },]
    );
    assert_eq!(told(&wish(None), &[(0, Some(8_000)), (1, Some(7_900))], &[]), None, "too little");
    assert_eq!(told(&wish(None), &[(0, Some(8_000))], &[]), None, "a first reading");
}

#[test]
fn a_top_price_decides() {
    let fall = [(0, Some(8_000)), (3, Some(6_000))];
    assert_eq!(told(&wish(Some(5_999)), &fall, &[]), None, "still too dear");
    let made = told(&wish(Some(6_000)), &fall, &[]).unwrap();
    assert!(made.reasons.contains(&Reason::UnderTop { top: Money::eur(6_000) }));
    let small = told(&wish(Some(7_900)), &[(0, Some(8_000)), (1, Some(7_900))], &[]).unwrap();
    assert_eq!(small.cause, Cause::Cheaper { from: Money::eur(8_000), to: Money::eur(7_900) });
    let dollars = Wish {
        top_price: Some(Money { currency: "USD".parse().unwrap(), ..Money::eur(9_000) }),
        ..wish(None)
    };
    assert_eq!(told(&dollars, &fall, &[]), None, "amounts of two currencies are not compared");
}

#[test]
fn what_was_told_is_told_again_only_when_clearly_lower() {
    let fall = [(0, Some(8_000)), (3, Some(6_000)), (6, Some(5_750))];
    assert_eq!(told(&wish(None), &fall, &[before("cheaper", 6_000, 3)]), None, "four hundredths");
    let more = [(0, Some(8_000)), (3, Some(6_000)), (6, Some(5_700))];
    assert!(told(&wish(None), &more, &[before("cheaper", 6_000, 3)]).is_some(), "five");
    assert!(told(&wish(None), &more, &[before("back", 5_000, 3)]).is_some(), "another cause");
}

#[test]
fn a_return_is_news_once_a_week() {
    let back = [(0, Some(8_000)), (2, None), (14, Some(8_000))];
    let made = told(&wish(None), &back, &[]).unwrap();
    assert_eq!(made.cause, Cause::Back { at: NOON.plus_secs(14 * DAY) });
    assert_eq!(made.reasons, [Reason::Back { days: 12 }]);
    // A reading in between that did not say whether it could be had.
    let mut unsaid = steps(&[(0, Some(8_000)), (2, None), (9, Some(8_000)), (14, Some(8_000))]);
    unsaid[2].availability = Availability::Unknown;
    let same = super::made(&wish(None), &listing(&unsaid), &unsaid, &[], unsaid[3].at).unwrap();
    assert_eq!((same.cause, same.reasons), (made.cause, made.reasons));
    assert_eq!(told(&wish(None), &back, &[before("back", 8_000, 8)]), None);
    assert!(told(&wish(None), &back, &[before("back", 8_000, 7)]).is_some());
    assert_eq!(told(&wish(Some(7_000)), &back, &[]), None, "back, and too dear");
}

#[test]
fn only_what_is_hoped_for_now_is_news() {
    let fall = [(0, Some(8_000)), (3, Some(6_000))];
    for state in [WishState::Paused, WishState::Fulfilled, WishState::Dropped] {
        assert_eq!(told(&Wish { state, ..wish(None) }, &fall, &[]), None, "{state}");
    }
    let until = |day: i64| Wish { until: Some(NOON.plus_secs(day * DAY)), ..wish(None) };
    assert_eq!(told(&until(3), &fall, &[]), None, "too late");
    let at = NOON.plus_secs(34 * DAY);
    assert!(told(&until(34), &fall, &[]).unwrap().reasons.contains(&Reason::Until { at }));
    assert_eq!(told(&until(40), &fall, &[]).unwrap().reasons.len(), 2, "an end that is far is no reason");
    let history = steps(&fall);
    let unread = Listing { failure: Some("x".into()), ..listing(&history) };
    assert_eq!(made(&wish(None), &unread, &history, &[], NOON), None, "the page could not be read since");
}

fn waits() -> Opportunity {
    Opportunity {
        id: OpportunityId::make(NOON, [5; 10]),
        number: None,
        member: wish(None).member,
        wish: wish(None).id,
        about: ListingId::make(NOON, [3; 10]).uuid(),
        cause: "cheaper".into(),
        title: "Perceuse".into(),
        retailer: "Norda".into(),
        site: "norda.example".into(),
        url: "https://norda.example/x".into(),
        price: Some(Money::eur(6_000)),
        reasons: vec![Reason::Dearer { days: 3 }],
        read_at: NOON,
        made_at: NOON,
        told_at: None,
        state: State::Waiting,
        outcome: Outcome::Made,
    }
}

#[test]
fn what_waited_is_held_against_what_is_so_now() {
    let now = listing(&steps(&[(0, Some(6_000))]));
    let told = |wish: &Wish, listing: &Listing, closed: &[Closing], day: i64| {
        fate(&waits(), Some(wish), Some(listing), closed, NOON.plus_secs(day * DAY))
    };
    let hoped = wish(Some(6_000));
    assert_eq!(told(&hoped, &now, &[], 7), Fate::Tell);
    assert_eq!(told(&hoped, &now, &[], 8), Fate::Forget, "news of last week is none");
    let known = Opportunity { told_at: Some(NOON.plus_secs(DAY)), ..waits() };
    let later = NOON.plus_secs(8 * DAY);
    assert_eq!(
        fate(&known, Some(&hoped), Some(&now), &[], later),
        Fate::Tell,
        "told, and in a mail of the week"
    );
    assert_eq!(told(&hoped, &now, &[Closing::Wish], 1), Fate::Wait, "not now");
    for closing in [Closing::Page, Closing::Site] {
        assert_eq!(told(&hoped, &now, &[closing], 1), Fate::Forget, "{closing}");
    }
    let listings = [
        Listing { price: Some(Money::eur(6_001)), ..now.clone() },
        Listing { price: Some(Money { currency: "USD".parse().unwrap(), ..Money::eur(10) }), ..now.clone() },
        Listing { price: None, ..now.clone() },
        Listing { availability: Availability::Out, ..now.clone() },
    ];
    for other in listings {
        assert_eq!(told(&hoped, &other, &[], 1), Fate::Forget);
    }
    let unread = Listing { failure: Some("x".into()), ..now.clone() };
    assert_eq!(told(&hoped, &unread, &[], 1), Fate::Wait, "nobody knows what it costs now");
    assert_eq!(told(&wish(Some(5_000)), &now, &[], 1), Fate::Forget, "the member would pay less now");
    assert_eq!(told(&Wish { state: WishState::Fulfilled, ..hoped.clone() }, &now, &[], 1), Fate::Forget);
    assert_eq!(fate(&waits(), None, Some(&now), &[], NOON), Fate::Forget);
    assert_eq!(fate(&waits(), Some(&hoped), None, &[], NOON), Fate::Forget);
}

#[test]
fn whoever_has_it_stays_with_that() {
    use Outcome::{Dismissed, Made, Taken};
    assert_eq!(outcome(Made, Answer::GotIt), Ok(Taken));
    assert_eq!(outcome(Taken, Answer::GotIt), Ok(Taken));
    assert_eq!(outcome(Taken, Answer::NotThis), Err(Refused::Answered));
    assert_eq!(outcome(Made, Answer::NotNow), Ok(Dismissed));
    assert_eq!(outcome(Dismissed, Answer::NotThisShop), Ok(Dismissed), "more of it may be said");
    assert_eq!(outcome(Dismissed, Answer::GotIt), Ok(Taken), "a change of heart");
}

#[test]
fn a_small_move_of_the_price_loses_no_news() {
    let fell = Reason::Fell { from: Money::eur(8_000), by: Money::eur(2_000) };
    let cheaper = Opportunity { reasons: vec![fell, Reason::Dearer { days: 3 }], ..waits() };
    let back = Opportunity { cause: "back".into(), reasons: vec![Reason::Back { days: 2 }], ..waits() };
    let at = |minor: i64| listing(&steps(&[(0, Some(minor))]));
    let fate = |waits: &Opportunity, minor: i64, top: Option<i64>| {
        super::fate(waits, Some(&wish(top)), Some(&at(minor)), &[], NOON)
    };
    for (minor, fated) in [(1, Fate::Tell), (5_999, Fate::Tell), (7_760, Fate::Tell), (7_761, Fate::Forget)] {
        assert_eq!(fate(&cheaper, minor, None), fated, "{minor}");
        assert_eq!(fate(&back, minor, None), Fate::Tell, "{minor}");
    }
    assert_eq!(fate(&cheaper, 6_001, Some(6_000)), Fate::Forget, "more than the member would pay");
    assert_eq!(fate(&back, 6_001, Some(6_000)), Fate::Forget);

    let told = |minor: i64| as_now(&cheaper, &wish(Some(7_900)), &at(minor), NOON);
    let (fell, under) = (
        |by: i64| Reason::Fell { from: Money::eur(8_000), by: Money::eur(by) },
        Reason::UnderTop { top: Money::eur(7_900) },
    );
    assert_eq!(told(5_900).price, Some(Money::eur(5_900)));
    assert_eq!(told(5_900).reasons, [fell(2_100), Reason::Dearer { days: 3 }, under.clone()]);
    assert_eq!(told(7_000).reasons, [fell(1_000), under], "whether it was dearer than that is not known");
    assert_eq!(as_now(&back, &wish(None), &at(9_000), NOON).reasons, [Reason::Back { days: 2 }]);
}
