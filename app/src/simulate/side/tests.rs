//! A street with one shop: what is told when, held for whom, and counted of whom.

use domain::ids::Id;
use domain::{DailyWindow, Kind, Position, Source, Subject, Visibility, WeeklyHours, WishState};
use sim::check::breaches;

use super::*;
use crate::simulate::change::Screen;
use crate::simulate::samples;
use crate::simulate::tally::SOLD_OUT;

const SEED: u64 = 11;

/// A bakery in the middle of the plane, with éclairs.
struct Street {
    side: Side,
    offer: Offer,
    /// Midnight before.
    midnight: Instant,
}

impl Street {
    fn new(screens: Vec<Hung>, change: impl FnOnce(&mut Place, &mut Offer)) -> Self {
        let centre = Position::new(47.65, -2.084).unwrap();
        let (plane, zone) = (Plane::about(centre), CivilZone::utc());
        let mut offer = samples::offer(300, None);
        let midnight = zone.start_of_day(offer.from);
        offer.from = midnight;
        let mut place = samples::place("Ici", offer.place);
        place.organisation = Some(offer.organisation);
        change(&mut place, &mut offer);
        let mut side = Side::new(plane, zone, midnight, SEED, Rule::default(), screens);
        let what = [What::Place(Box::new(place)), What::Offer(Box::new(offer.clone()))];
        side.live(&what.map(|what| Event { at: midnight, what }), midnight);
        let end = midnight.plus_secs(86_400);
        side.begin(midnight, end);
        Self { side, offer, midnight }
    }

    fn at(&self, hour: i64, minute: i64) -> Instant {
        self.midnight.plus_secs(hour * 3_600 + minute * 60)
    }

    /// Somebody who hopes for éclairs, with the switch on, lets themselves be counted and stands before the shop.
    fn comes(&mut self, number: u8, at: Instant) -> MemberId {
        self.comes_quietly(number, at, None)
    }

    fn comes_quietly(&mut self, number: u8, at: Instant, quiet: Option<DailyWindow>) -> MemberId {
        let member = MemberId::make(self.midnight, [number; 10]);
        let mode = domain::Mode::On { until: None };
        let wish = Wish {
            id: WishId::make(self.midnight, [number; 10]),
            member,
            title: "éclair".into(),
            subject: Subject::told(Kind::Product, "éclair"),
            top_price: None,
            until: None,
            distance_m: 500,
            places: Vec::new(),
            visibility: Visibility::Private,
            state: WishState::Open,
            added_at: at,
        };
        let count = Grant {
            id: domain::GrantId::make(at, [number; 10]),
            member,
            effect: Effect::Allow,
            purpose: Purpose::Count,
            organisation: None,
            category: None,
            zone: None,
            times: domain::Times::ALWAYS,
            per_day: None,
            until: None,
            given_at: at,
        };
        let position = Position::new(47.650_1, -2.084).unwrap();
        let news = [
            What::Member(member),
            What::Attention(Attention { mode, quiet, ..Attention::new(member) }),
            What::Grants { member, grants: vec![count] },
            What::Wish(Box::new(wish)),
            What::Moment(Moment { member, position, accuracy_m: 5, at, source: Source::Simulated }),
        ];
        self.side.live(&news.map(|what| Event { at, what }), at);
        member
    }
}

#[test]
fn somebody_who_stands_there_is_told_when_it_begins_and_when_it_opens() {
    let mut street = Street::new(Vec::new(), |_, offer| offer.from = offer.from.plus_secs(36_000));
    street.comes(1, street.at(9, 50));
    assert_eq!(street.side.tally.told, 0);
    street.side.live(&[], street.at(10, 30));
    assert_eq!((street.side.tally.told, street.side.tally.lines[0].at), (1, street.at(10, 0)));

    // 2023-11-14 is a Tuesday.
    let hours = WeeklyHours::new(vec![(1_440 + 600, 1_440 + 720)]);
    let mut street = Street::new(Vec::new(), |place, _| place.hours = hours);
    street.comes(1, street.at(9, 50));
    assert_eq!(street.side.tally.told, 0);
    street.side.live(&[], street.at(10, 30));
    assert_eq!((street.side.tally.told, street.side.tally.lines[0].at), (1, street.at(10, 0)));
}

#[test]
fn somebody_who_stands_there_is_told_when_their_quiet_hours_end() {
    let mut street = Street::new(Vec::new(), |_, _| ());
    let (at, until) = (street.at(9, 50), street.at(10, 0));
    let member = street.comes_quietly(1, at, DailyWindow::new(9 * 60, 10 * 60));
    street.side.live(&[], until);
    assert_eq!(street.side.tally.told, 0, "not before");
    street.side.live(&[], street.at(10, 30));
    let lines: Vec<_> = street.side.tally.lines.iter().map(|line| (line.member, line.at)).collect();
    assert_eq!(lines, [(member, until)]);
}

#[test]
fn what_begins_within_a_second_is_told_in_it_and_not_before() {
    let mut begins = Instant::from_secs(0);
    let mut street = Street::new(Vec::new(), |_, offer| {
        offer.from = Instant::from_micros(offer.from.plus_secs(36_000).micros() + 500_000);
        begins = offer.from;
    });
    street.comes(1, street.at(9, 50));
    street.side.live(&[], street.at(10, 30));
    let late: Vec<_> =
        street.side.tally.lines.iter().map(|line| line.at.micros() - begins.micros()).collect();
    assert_eq!(late, [100_000], "as soon as the event loop asks again");
}

#[test]
fn what_began_before_the_first_day_is_not_waited_for() {
    let mut street = Street::new(Vec::new(), |_, offer| offer.from = Instant::from_secs(0));
    assert_eq!(street.side.next_wake(), None);
    street.comes(1, street.at(9, 50));
    assert_eq!(street.side.tally.told, 1);
}

#[test]
fn what_is_taken_is_held_paid_or_given_back_and_never_more_than_there_is() {
    let mut street = Street::new(Vec::new(), |_, offer| offer.stock = Some(4));
    for number in 0..60 {
        let at = street.at(9, i64::from(number));
        street.comes(number, at);
    }
    let end = street.at(23, 0);
    street.side.live(&[], end);
    let (side, id) = (street.side, street.offer.id);
    let (met, left) = (side.tally.met, side.offers[&id].stock.unwrap());
    assert_eq!(met + u64::from(left), 4, "seed {SEED}: every unit is sold or on the shelf");
    assert_eq!(
        side.tally.earned().into_values().sum::<i64>(),
        i64::try_from(met).unwrap() * 300,
        "seed {SEED}"
    );
    assert!(met > 0 && side.tally.told > 4, "seed {SEED}: {:?}", side.tally.answers);
    assert!(!side.tally.answers.contains_key(SOLD_OUT), "one at a time, what is gone is told to nobody");
    assert_eq!(breaches(&side.log), [], "seed {SEED}");
    assert!(side.wishes.values().filter(|wish| wish.state == WishState::Fulfilled).count() as u64 == met);
}

#[test]
fn a_screen_counts_who_allows_it_and_calls_who_wishes_and_tells_nobody() {
    let said = Screen { place: "Ici".into(), which: Default::default(), metres: 20 };
    let mut street = Street::new(vec![Hung::new(said)], |_, offer| (offer.reach_m, offer.stock) = (1, None));
    for number in 0..30 {
        let at = street.at(9, i64::from(number));
        street.comes(number, at);
    }
    let (end, mut tally) = (street.at(23, 0), Tally::default());
    street.side.live(&[], end);
    std::mem::swap(&mut tally, &mut street.side.tally);
    street.side.tally = tally.clone();
    let ended = street.side.end();
    let screen = &ended.screens[0];
    assert_eq!((tally.told, screen.people, screen.hours), (0, 30, 1), "seed {SEED}");
    assert!((3..25).contains(&screen.came_in), "seed {SEED}: {}", screen.came_in);
    assert_eq!((tally.met, ended.breaches.len()), (screen.came_in, 0), "seed {SEED}");
}

#[test]
fn what_somebody_wants_from_an_instant_on_holds_at_that_instant() {
    let mut street = Street::new(Vec::new(), |_, _| ());
    let (at, off) = (street.at(9, 1), street.at(9, 5));
    let member = street.comes(1, at);
    let grant = Grant {
        purpose: Purpose::Recognise,
        organisation: Some(street.offer.organisation),
        ..street.side.grants[&member][0].clone()
    };
    let off_now = Attention { mode: domain::Mode::Off, ..Attention::new(member) };
    let news = [
        Event { at, what: What::Grants { member, grants: vec![grant] } },
        Event { at: off, what: What::Attention(off_now) },
    ];
    // Counters look every five minutes: at the very instant at which the switch goes off, too.
    street.side.live(&news[..1], street.at(9, 4));
    street.side.dues.at(street.at(9, 4), Due::Sweep);
    street.side.live(&news[1..], street.at(10, 0));
    assert_eq!((street.side.tally.seen, breaches(&street.side.log)), (1, Vec::new()));
}
