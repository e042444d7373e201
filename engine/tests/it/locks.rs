//! One test a lock: closed, and open again just beside it.

use domain::*;
use engine::{Narrowing, Obstacle, Verdict};

use crate::town::*;

fn window(from: &str, to: &str) -> Option<DailyWindow> {
    DailyWindow::parse(from, to)
}

#[test]
fn the_town_as_it_stands_meets_the_wish() {
    check(|_| (), &[]);
}

#[test]
fn nobody_unknown() {
    check(|town| town.members.clear(), &["unknown-member"]);
    check(|town| town.offers.clear(), &["unknown-offer"]);
}

#[test]
fn the_switch() {
    check(|town| town.attention.mode = Mode::Off, &["mode-off", "no-moment"]);
    let until = |secs| Mode::On { until: Some(noon().plus_secs(secs)) };
    check(|town| town.attention.mode = until(0), &["mode-off", "no-moment"]);
    check(|town| town.attention.mode = until(1), &[]);
}

#[test]
fn quiet_hours_follow_the_clocks_of_the_zone() {
    check(|town| town.attention.quiet = window("13:00", "14:00"), &["quiet-hours"]);
    check(|town| town.attention.quiet = window("12:00", "13:00"), &[]);
    check(|town| town.attention.quiet = window("22:00", "13:01"), &["quiet-hours"]);
}

#[test]
fn the_budget_of_a_civil_day() {
    check(|town| town.attention.per_day = 0, &["budget-spent"]);
    let told = |town: &mut Town, ago: i64| {
        town.attention.per_day = 1;
        town.told = vec![engine::Told {
            member: id(1),
            offer: id(9),
            organisation: id(9),
            at: noon().plus_secs(-ago),
        }];
    };
    check(|town| told(town, 60), &["budget-spent"]);
    check(|town| told(town, 13 * 3_600), &["budget-spent"]);
    check(|town| told(town, 13 * 3_600 + 1), &[]);
}

#[test]
fn never_twice() {
    check(|town| town.tell(1, 1), &["already-told"]);
    check(
        |town| {
            town.tell(1, 1);
            town.told[0].at = noon().plus_secs(-400 * 86_400);
        },
        &["already-told"],
    );
    check(|town| town.tell(2, 1), &[]);
}

#[test]
fn a_denial_wins_within_its_limits() {
    let deny = |change: fn(&mut Grant)| {
        move |town: &mut Town| {
            town.grants = vec![grant(1, Effect::Allow), grant(2, Effect::Deny)];
            change(&mut town.grants[1]);
        }
    };
    check(deny(|_| ()), &["denied"]);
    check(deny(|grant| grant.organisation = None), &["denied"]);
    check(deny(|grant| grant.organisation = Some(id(2))), &[]);
    check(deny(|grant| grant.category = "food".parse().ok()), &["denied"]);
    check(deny(|grant| grant.category = "food/wine".parse().ok()), &[]);
    check(deny(|grant| grant.purpose = Purpose::Recognise), &[]);
    check(deny(|grant| grant.until = Some(noon())), &[]);
    check(deny(|grant| grant.until = Some(noon().plus_secs(1))), &["denied"]);
    check(deny(|grant| grant.times.days = 1 << 5), &["denied"]);
    check(deny(|grant| grant.times.days = 1 << 6), &[]);
    check(deny(|grant| grant.times.window = window("14:00", "15:00")), &[]);
    check(deny(|grant| grant.zone = Some(Zone::Neighbourhood)), &["denied"]);
    check(deny(|grant| grant.zone = Some(Zone::Window)), &[]);
}

#[test]
fn a_scoped_allowance_narrows_what_the_mode_opened() {
    let allow = |change: fn(&mut Grant)| {
        move |town: &mut Town| {
            town.grants = vec![grant(1, Effect::Allow)];
            change(&mut town.grants[0]);
        }
    };
    let closed = &["not-allowed-now"];
    check(allow(|_| ()), &[]);
    check(allow(|grant| grant.times.window = window("14:00", "15:00")), closed);
    check(allow(|grant| grant.zone = Some(Zone::Window)), closed);
    check(allow(|grant| grant.zone = Some(Zone::Neighbourhood)), &[]);
    check(allow(|grant| grant.per_day = Some(0)), closed);
    check(allow(|grant| (grant.organisation, grant.per_day) = (Some(id(2)), Some(0))), &[]);
    check(allow(|grant| (grant.organisation, grant.per_day) = (None, Some(0))), &[]);
    check(allow(|grant| (grant.until, grant.per_day) = (Some(noon()), Some(0))), &[]);
    // Two cover it: one that holds is enough, and it is the one told.
    let both = |town: &mut Town| {
        town.grants = vec![grant(1, Effect::Allow), grant(2, Effect::Allow)];
        town.grants[0].per_day = Some(0);
        (town.grants[1].organisation, town.grants[1].category) = (None, "food".parse().ok());
    };
    check(both, &[]);
    let mut town = Town::new();
    both(&mut town);
    let proposals = town.world().moment(&moment_at(1_000, 0, noon()), noon()).unwrap();
    assert!(proposals[0].reasons.contains(&Reason::Allowed { by: Permission::Grant(id(2)) }));
}

#[test]
fn a_number_a_day_counts_what_is_in_its_scope() {
    let told = |scope: fn(&mut Grant), by: u8, known: bool| {
        move |town: &mut Town| {
            town.grants = vec![Grant { per_day: Some(1), ..grant(1, Effect::Allow) }];
            scope(&mut town.grants[0]);
            town.tell(7, by);
            if known {
                let subject =
                    Subject { category: "books".parse().ok(), ..Subject::told(Kind::Product, "roman") };
                town.offers.push(Offer { subject, organisation: id(by), ..offer(7, "roman") });
            }
        }
    };
    let food: fn(&mut Grant) = |grant| (grant.organisation, grant.category) = (None, "food".parse().ok());
    check(told(|_| (), 1, true), &["not-allowed-now"]);
    check(told(|_| (), 2, true), &[]);
    check(told(food, 2, true), &[]);
    check(told(food, 2, false), &["not-allowed-now"]);
}

#[test]
fn a_moment_and_a_place() {
    check(|town| town.stands = None, &["no-moment"]);
    check(|town| town.places.clear(), &["unknown-place"]);
    check(|town| town.places[0].position = Position::new(0.0, 0.0).unwrap(), &["unknown-place"]);
}

#[test]
fn reach_is_exact_to_the_decimetre() {
    check(|town| town.stands = Some((3_000, 4_000)), &[]);
    check(|town| town.stands = Some((3_000, 4_001)), &["too-far"]);
    let mut town = Town::new();
    (town.offers[0].reach_m, town.wishes[0].distance_m) = (99, 98);
    let mut world = town.world();
    world.note(&moment_at(1_000, 0, noon()), noon()).unwrap();
    let far = Obstacle::TooFar { metres: 100, reach_m: 99 };
    let wish_far = Obstacle::WishTooFar { wish: id(1), metres: 100, distance_m: 98 };
    assert_eq!(world.why(id(1), id(1), noon()), Verdict::WouldNot { obstacles: vec![far, wish_far] });
}

#[test]
fn zones_go_inwards() {
    let zone = |zone, x| move |town: &mut Town| (town.offers[0].zone, town.stands) = (zone, Some((x, 0)));
    check(zone(Zone::Window, 360), &["zone-not-reached"]);
    check(zone(Zone::Window, 350), &[]);
    check(zone(Zone::Inside, 350), &["zone-not-reached"]);
    check(zone(Zone::Inside, 200), &[]);
}

#[test]
fn the_offer_speaks_only_while_it_is_open_and_lasts() {
    check(|town| town.offers[0].state = OfferState::Paused, &["offer-not-open"]);
    check(|town| town.offers[0].state = OfferState::Closed, &["offer-not-open"]);
    check(|town| town.offers[0].from = noon().plus_secs(1), &["not-yet"]);
    check(|town| town.offers[0].from = noon(), &[]);
    check(|town| town.offers[0].until = Some(noon()), &["over"]);
    check(|town| town.offers[0].until = Some(noon().plus_secs(1)), &[]);
    check(|town| town.offers[0].stock = Some(0), &["no-stock"]);
    check(|town| town.offers[0].stock = Some(1), &[]);
}

#[test]
fn nobody_is_sent_to_a_shut_door() {
    let open = |from, to| move |town: &mut Town| town.places[0].hours = WeeklyHours::new(vec![(from, to)]);
    let saturday_one = 5 * 1_440 + 780;
    check(open(saturday_one, saturday_one + 1), &[]);
    check(open(saturday_one + 1, saturday_one + 60), &["place-closed"]);
}

#[test]
fn a_wish_must_want_it_on_its_terms() {
    check(|town| town.wishes.clear(), &["no-wish"]);
    check(|town| town.wishes[0].subject = Subject::told(Kind::Product, "perceuse"), &["no-wish"]);
    check(|town| town.wishes[0].top_price = Some(Money::eur(299)), &["too-dear"]);
    check(|town| town.wishes[0].top_price = Some(Money::eur(300)), &[]);
    check(|town| town.wishes[0].top_price = None, &[]);
    let dollars = Money { minor: 900, currency: "USD".parse().unwrap() };
    check(|town| town.wishes[0].top_price = Some(dollars), &["wrong-currency"]);
    check(|town| town.wishes[0].until = Some(noon()), &["wish-over"]);
    check(|town| town.wishes[0].until = Some(noon().plus_secs(1)), &[]);
    check(|town| town.wishes[0].distance_m = 99, &["wish-too-far"]);
    check(|town| town.wishes[0].distance_m = 100, &[]);
}

#[test]
fn a_wish_set_aside_is_named_only_when_it_alone_is_in_the_way() {
    let aside = [
        (WishState::Paused, "wish-paused"),
        (WishState::Fulfilled, "wish-fulfilled"),
        (WishState::Dropped, "wish-dropped"),
    ];
    for (state, code) in aside {
        check(|town| town.wishes[0].state = state, &[code]);
        check(|town| (town.wishes[0].state, town.wishes[0].distance_m) = (state, 1), &["no-wish"]);
        check(
            |town| {
                town.wishes[0].state = state;
                town.wishes.push(wish(2, "chocolat noir"));
            },
            &[],
        );
    }
}

#[test]
fn of_several_wishes_the_largest_gain_then_the_oldest_is_met() {
    let mut town = Town::new();
    town.wishes = vec![wish(3, "chocolat"), wish(2, "noir"), wish(1, "chocolat noir")];
    town.wishes[0].top_price = Some(Money::eur(500));
    town.wishes[1].top_price = Some(Money::eur(500));
    let proposals = town.world().moment(&moment_at(1_000, 0, noon()), noon()).unwrap();
    assert_eq!(proposals[0].wish, id(2));
}

#[test]
fn every_closed_lock_is_told_in_order() {
    check(
        |town| {
            town.attention.per_day = 0;
            town.attention.quiet = window("12:00", "15:00");
            town.tell(1, 1);
            town.grants = vec![grant(1, Effect::Deny), Grant { per_day: Some(0), ..grant(2, Effect::Allow) }];
            town.places[0].hours = WeeklyHours::new(vec![]);
            let offer = &mut town.offers[0];
            (offer.reach_m, offer.zone, offer.state, offer.stock) =
                (1, Zone::Inside, OfferState::Paused, Some(0));
            offer.until = Some(noon());
            (town.wishes[0].top_price, town.wishes[0].distance_m) = (Some(Money::eur(1)), 1);
        },
        &[
            "quiet-hours",
            "budget-spent",
            "already-told",
            "denied",
            "not-allowed-now",
            "too-far",
            "zone-not-reached",
            "offer-not-open",
            "over",
            "no-stock",
            "place-closed",
            "too-dear",
            "wish-too-far",
        ],
    );
}

#[test]
fn an_obstacle_says_what_is_needed_to_word_it() {
    let mut town = Town::new();
    town.attention.quiet = window("12:30", "14:15");
    town.grants = vec![Grant { zone: Some(Zone::Inside), ..grant(4, Effect::Allow) }];
    town.wishes[0].top_price = Some(Money::eur(250));
    let mut world = town.world();
    world.note(&moment_at(1_000, 0, noon()), noon()).unwrap();
    let obstacles = vec![
        Obstacle::QuietHours { until_minute: 14 * 60 + 15 },
        Obstacle::NotAllowedNow { grant: id(4), narrowing: Narrowing::Zone(Zone::Inside) },
        Obstacle::TooDear { wish: id(1), by: Money::eur(50) },
    ];
    assert_eq!(world.why(id(1), id(1), noon()), Verdict::WouldNot { obstacles });
}

#[test]
fn codes_differ() {
    let mut codes = Obstacle::CODES.to_vec();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), Obstacle::CODES.len());
    assert!(codes.iter().all(|code| code.bytes().all(|b| b == b'-' || b.is_ascii_lowercase())));
}
