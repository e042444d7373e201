//! Which seller is the best, and when its price counts as of today.

use domain::Currency;
use domain::ids::Id;
use kit::testing::NOON;

use super::*;
use crate::sample;

const DAY: i64 = 86_400;

fn listing(number: u8, cents: Option<i64>, availability: Availability) -> Listing {
    sample::listing(number, &format!("Shop {number}"), cents, availability)
}

fn wish(top: Option<Money>) -> Wish {
    Wish { top_price: top, ..sample::wish(1, "Une perceuse") }
}

fn picked(sellers: &[Listing], now: Instant) -> Option<String> {
    let sellers = sellers.iter().map(|one| Believed::new(one, None)).collect();
    pick(sellers, now).map(|one| one.listing.retailer)
}

#[test]
fn what_was_read_today_and_can_be_had_comes_before_what_is_cheaper() {
    let old = Listing { read_at: NOON.plus_secs(-2 * DAY), ..listing(1, Some(100), Availability::In) };
    let failing = Listing { failure: Some("fetch-gone".into()), ..listing(2, Some(200), Availability::In) };
    let out = listing(3, Some(300), Availability::Out);
    let dear = listing(4, Some(900), Availability::In);
    let cheap = listing(5, Some(800), Availability::Unknown);
    let all = [old.clone(), failing.clone(), out.clone(), dear, cheap];
    assert_eq!(picked(&all, NOON).as_deref(), Some("Shop 5"), "the cheapest of today");
    assert_eq!(picked(&[failing, out, old], NOON).as_deref(), Some("Shop 1"), "old, but to be had");
    assert_eq!(picked(&[listing(6, None, Availability::In)], NOON), None, "without a price there is none");
}

#[test]
fn what_is_old_is_neither_fresh_nor_praised() {
    let one = Believed::new(&listing(1, Some(800), Availability::In), None);
    let (top, then) = (Some(Money::eur(900)), Some(Money::eur(1000)));
    let best = |now: Instant| one.clone().best(&wish(top), None, then, now).unwrap();
    let today = best(NOON.plus_secs(DAY));
    assert_eq!((today.fresh, today.within, today.fell), (true, true, Some(Money::eur(200))));
    let later = best(NOON.plus_secs(DAY + 1));
    assert_eq!((later.fresh, later.within, later.fell, later.read_at), (false, false, None, NOON));
    let out = Believed::new(&listing(1, Some(800), Availability::Out), None);
    let out = out.best(&wish(top), None, then, NOON).unwrap();
    assert_eq!((out.fresh, out.within, out.fell), (true, false, None), "it cannot be had for that");
    let dollars = Some(Money { minor: 900, currency: "USD".parse::<Currency>().unwrap() });
    assert!(!one.best(&wish(dollars), None, then, NOON).unwrap().within, "that is another money");
}

#[test]
fn the_least_of_several_is_said_to_be_that() {
    let one = Believed::new(&listing(1, Some(800), Availability::In), None);
    let from = |low, high| {
        let range = Some((Money::eur(low), Money::eur(high)));
        one.clone().best(&wish(None), range, None, NOON).unwrap().from
    };
    assert!(from(800, 900));
    assert!(!from(800, 800), "all cost the same");
    assert!(!from(700, 900), "it is not the price of the least");
}

#[test]
fn a_members_own_word_stands_before_what_was_read() {
    let read = listing(1, Some(100), Availability::Out);
    let word = OwnWord {
        listing: read.id,
        price: Some(Money::eur(8_990)),
        list_price: None,
        availability: Some(Availability::In),
        said_at: NOON.plus_secs(-DAY - 1),
    };
    let best = Believed::new(&read, Some(&word));
    let best = best.best(&wish(Some(Money::eur(9_000))), None, Some(Money::eur(9_999)), NOON).unwrap();
    assert_eq!((best.price, best.availability), (Money::eur(8_990), Availability::In));
    assert_eq!((best.own_word, best.fresh, best.fell), (true, false, None), "said long ago, and never read");
    let other = OwnWord { listing: ListingId::make(NOON, [9; 10]), ..word };
    assert_eq!(Believed::new(&read, Some(&other)).listing, read, "of another page it says nothing");
}
