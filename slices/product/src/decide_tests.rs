//! Readings of a listing, one after the other.

use domain::ids::Id;
use domain::{ListingId, ProductId};
use kit::testing::NOON;
use proptest::prelude::*;

use super::*;
use crate::model::Known;
use crate::told::Besides;

fn listing() -> Listing {
    Listing {
        id: ListingId::make(NOON, [1; 10]),
        product: ProductId::make(NOON, [2; 10]),
        member: None,
        url: "https://shop.example/tea".into(),
        retailer: "shop.example".into(),
        title: "Tea".into(),
        picture: None,
        price: Some(Money::eur(1_000)),
        list_price: None,
        availability: Availability::In,
        read_at: NOON,
        failure: None,
        failures: 0,
        known: Known::default(),
        every_s: FIRST_S,
        next_at: Some(NOON),
        variant: None,
        turn: 0,
        became: None,
    }
}

fn seen(cents: Option<i64>, availability: Availability) -> Again {
    Again::Seen(Box::new(Seen {
        url: "https://shop.example/tea".into(),
        retailer: "shop.example".into(),
        title: "Tea".into(),
        brand: None,
        gtin: None,
        model: None,
        category: None,
        picture: None,
        price: cents.map(Money::eur),
        list_price: None,
        availability,
        known: Known::default(),
        besides: Besides::default(),
    }))
}

/// What a listing tells when it is read once in so many hours.
fn told(hours: i64, readings: &[(i64, Availability)]) -> Vec<Option<News>> {
    let (mut now, mut at, mut past, mut all) = (NOON, listing(), Vec::new(), Vec::new());
    for (cents, availability) in readings {
        let step = again(at, &past, seen(Some(*cents), *availability), now);
        past.extend(step.point);
        at = step.listing;
        all.push(step.news);
        now = now.plus_secs(hours * 3_600);
    }
    all
}

use Availability::{In, Out, Unknown};

#[test]
fn a_page_looked_at_before_its_time_is_not_read_more_seldom() {
    let early = again(listing(), &[], Again::Same, NOON.plus_secs(60)).listing;
    assert_eq!((early.every_s, early.read_at), (FIRST_S, NOON.plus_secs(60)));
    assert_eq!(early.next_at, Some(NOON.plus_secs(60 + FIRST_S)));
    let late = again(listing(), &[], Again::Same, NOON.plus_secs(FIRST_S)).listing;
    assert_eq!(late.every_s, FIRST_S * 3 / 2);
}

#[test]
fn a_fall_is_told_once_and_a_flapping_price_never_again() {
    let fall = News::Cheaper { was: Money::eur(1_000), now: Money::eur(800) };
    let flaps = [(1_000, In), (800, In), (1_000, In), (800, In), (1_000, In), (800, In)];
    assert_eq!(told(12, &flaps), [None, Some(fall), None, None, None, None]);
    assert_eq!(told(12, &[(1_000, In), (980, In)]), [None, None], "two hundredths are no news");
    assert_eq!(told(12, &[(1_000, In), (800, Out)]), [None, None], "what cannot be had is not cheap");
    assert_eq!(told(1, &[(1_000, In), (800, In)]), [None, None], "a price must have stood to fall");
}

#[test]
fn what_is_back_after_a_while_is_told_and_what_blinks_is_not() {
    assert_eq!(told(12, &[(1_000, In), (1_000, Out), (1_000, In)]), [None, None, Some(News::Back)]);
    assert_eq!(told(1, &[(1_000, Out), (1_000, In), (1_000, Out), (1_000, In)]), [None; 4]);
    assert_eq!(told(12, &[(1_000, Unknown), (1_000, In)]), [None, None], "unknown is not out");
    let untold = [(1_000, Out), (1_000, Unknown), (1_000, In)];
    assert_eq!(told(12, &untold), [None, None, Some(News::Back)], "nor is it in");
    assert_eq!(told(12, &[(1_000, In), (1_000, Unknown), (1_000, In)]), [None; 3]);
    let blinks = [(1_000, Out), (1_000, Unknown), (1_000, In)];
    assert_eq!(told(1, &blinks), [None; 3], "it was not out for long");
}

#[test]
fn a_failure_keeps_the_price_with_its_date_and_says_why() {
    let failed = Again::Failed { why: "fetch-too-slow", until: None, may_pass: true };
    let step = again(listing(), &[], failed.clone(), NOON.plus_secs(9));
    assert_eq!((step.listing.read_at, step.listing.price), (NOON, Some(Money::eur(1_000))));
    assert_eq!(step.listing.failure.as_deref(), Some("fetch-too-slow"));
    let waits: Vec<i64> = std::iter::successors(Some(step.listing), |last| {
        Some(again(last.clone(), &[], failed.clone(), NOON).listing)
    })
    .take(4)
    .map(|one| one.next_at.map_or(0, |next| (next.micros() - NOON.micros()) / 3_600_000_000))
    .collect();
    assert_eq!(waits, [1, 2, 4, 8], "each failure doubles the wait, in hours");
    let late = NOON.plus_secs(9 * 86_400);
    let patient = Again::Failed { why: "fetch-wait", until: Some(late), may_pass: true };
    assert_eq!(
        again(listing(), &[], patient, NOON).listing.next_at,
        Some(late),
        "a site is left alone as it asks"
    );
    let never = Some(NOON.plus_secs(100 * 365 * 86_400));
    let slip = Again::Failed { why: "fetch-blocked", until: never, may_pass: true };
    assert_eq!(again(listing(), &[], slip, NOON).listing.next_at, Some(NOON.plus_secs(PATIENCE_S)));
}

#[test]
fn how_often_a_price_moves_is_learnt() {
    // Hours between two readings, after each one of a page that is read whenever it is due.
    let learnt = |prices: &[i64]| {
        let (mut now, mut at, mut past, mut hours) = (NOON, listing(), Vec::new(), Vec::new());
        for cents in prices {
            let step = again(at, &past, seen(Some(*cents), In), now);
            past.extend(step.point);
            at = step.listing;
            hours.push(at.every_s / 3_600);
            now = at.next_at.unwrap_or(now);
        }
        hours
    };
    assert_eq!(learnt(&[900; 11]), [6, 9, 13, 20, 30, 45, 68, 102, 153, 168, 168], "it stands still");
    assert_eq!(learnt(&[900, 910, 920, 930, 930, 930]), [6, 3, 2, 2, 3, 4], "it moves, then stands still");
}

#[test]
fn what_is_gone_thrice_is_asked_for_seldom_and_then_left_alone() {
    let gone = Again::Failed { why: "fetch-gone", until: None, may_pass: false };
    let (mut at, mut hours) = (listing(), Vec::new());
    while let Some(next) = at.next_at {
        hours.push(next.secs_since(NOON) / 3_600);
        at = again(at, &[], gone.clone(), NOON).listing;
    }
    let (first, seldom) = hours.split_at(3);
    assert_eq!(first, [0, 1, 2]);
    assert_eq!(seldom, [168; 13], "once a week for a quarter of a year");
    let back = again(at, &[], seen(Some(900), In), NOON).listing;
    assert_eq!((back.failures, back.failure, back.next_at.is_some()), (0, None, true));
}

#[test]
fn what_can_never_be_read_is_tried_once() {
    for why in ["fetch-bad-address", "fetch-private-address"] {
        let never = again(listing(), &[], Again::Failed { why, until: None, may_pass: false }, NOON).listing;
        assert_eq!((never.next_at, never.failure.as_deref()), (None, Some(why)));
    }
}

proptest! {
    /// Whatever a page does: it is read neither too often nor never, and nothing is told that did not happen.
    #[test]
    fn readings_stay_within_their_bounds(
        readings in prop::collection::vec((0..5_i64, prop::sample::select(vec![In, Out, Unknown]), 1..100_i64), 1..60),
    ) {
        let (mut now, mut at, mut past) = (NOON, listing(), Vec::<Point>::new());
        for (price, availability, hours) in readings {
            let cents = 1_000 - price * 100;
            let step = again(at, &past, seen(Some(cents), availability), now);
            let wait = step.listing.next_at.unwrap().micros() - now.micros();
            prop_assert!((SHORTEST_S..=LONGEST_S).contains(&(wait / 1_000_000)));
            match step.news {
                Some(News::Cheaper { was, now: cost }) => {
                    let recent = past.iter().filter(|one| one.at.plus_secs(REMEMBERED_S) > now);
                    prop_assert!(recent.into_iter().all(|one| one.price.is_none_or(|price| price.minor >= was.minor)));
                    prop_assert_eq!(cost, Money::eur(cents));
                    prop_assert!(cost.minor < was.minor && availability != Out);
                }
                Some(News::Back) => {
                    let known = past.iter().rev().find(|one| one.availability != Unknown);
                    prop_assert_eq!(known.map(|one| one.availability), Some(Out));
                    prop_assert_eq!(availability, In);
                }
                None => {}
            }
            past.extend(step.point);
            prop_assert!(past.windows(2).all(|two| two[0].at < two[1].at
                && (two[0].price, two[0].availability) != (two[1].price, two[1].availability)));
            (at, now) = (step.listing, now.plus_secs(hours * 3_600));
        }
    }
}

#[test]
fn a_top_price_is_passed_from_a_price_that_stood() {
    let point = |hours: i64, minor, availability| Point {
        at: NOON.plus_secs(hours * 3_600),
        price: Some(Money::eur(minor)),
        availability,
    };
    let told = |points: &[(i64, i64)]| {
        let history: Vec<Point> = points.iter().map(|(at, minor)| point(*at, *minor, In)).collect();
        passed(&history, Money::eur(6_000)).map(|from| from.minor)
    };
    assert_eq!(told(&[(0, 6_100), (12, 6_000)]), Some(6_100), "however small the fall");
    assert_eq!(told(&[(0, 6_100), (12, 6_001)]), None);
    assert_eq!(told(&[(0, 5_900), (12, 5_800)]), None, "it was under it before");
    assert_eq!(told(&[(0, 5_900), (12, 6_500), (13, 5_900)]), None, "it blinked");
    assert_eq!(told(&[(0, 6_500), (5, 5_900)]), None, "it had not stood");
    assert_eq!(told(&[(0, 5_900)]), None);
    let out = [point(0, 6_500, In), point(12, 5_000, Out)];
    assert_eq!(passed(&out, Money::eur(6_000)), None, "it cannot be had");
    let dollars = Money { currency: "USD".parse().unwrap(), ..Money::eur(6_000) };
    assert_eq!(passed(&[point(0, 6_500, In), point(12, 5_000, In)], dollars), None);
}
