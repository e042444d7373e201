//! Evenings, nights, and the nights on which clocks change.

use domain::EventId;
use domain::ids::Id;
use proptest::prelude::*;

use super::*;

fn zone() -> CivilZone {
    CivilZone::named("Europe/Paris").unwrap()
}

fn at(local: &str) -> Instant {
    zone().parse_local(local).unwrap()
}

fn time(from: &str, to: &str) -> Time {
    let event = EventId::make(Instant::from_secs(1), [1; 10]);
    Time { event, at: at(from), ends: at(to), all_day: false, venue: "Le Manège".into() }
}

#[test]
fn an_evening_is_told_from_the_evening_before_until_a_walk_before() {
    let film = time("2026-11-24T20:30", "2026-11-24T22:30");
    for (now, expected) in [
        ("2026-11-23T16:59", When::Early),
        ("2026-11-23T17:00", When::Now),
        ("2026-11-23T21:59", When::Now),
        ("2026-11-23T22:00", When::Early),
        ("2026-11-24T03:00", When::Early),
        ("2026-11-24T08:00", When::Now),
        ("2026-11-24T20:14", When::Now),
        ("2026-11-24T20:15", When::Late),
    ] {
        assert_eq!(when(&zone(), &film, at(now)), expected, "{now}");
    }
}

#[test]
fn what_is_over_by_the_morning_is_told_at_night() {
    let midnight = time("2026-11-25T00:30", "2026-11-25T02:00");
    assert_eq!(when(&zone(), &midnight, at("2026-11-24T16:30")), When::Early);
    assert_eq!(when(&zone(), &midnight, at("2026-11-24T23:00")), When::Now);
    assert_eq!(when(&zone(), &midnight, at("2026-11-25T00:20")), When::Late);
    let market = time("2026-11-25T07:00", "2026-11-25T13:00");
    assert_eq!(when(&zone(), &market, at("2026-11-25T03:00")), When::Early, "it runs until one");
}

#[test]
fn what_lasts_is_told_while_it_runs() {
    let exhibition = time("2026-11-01T00:00", "2026-12-01T00:00");
    assert_eq!(when(&zone(), &exhibition, at("2026-11-20T12:00")), When::Now);
    assert_eq!(when(&zone(), &exhibition, at("2026-11-30T22:59")), When::Now, "the last hour");
    assert_eq!(when(&zone(), &exhibition, at("2026-11-30T23:00")), When::Late);
}

#[test]
fn the_evening_before_is_at_five_whatever_the_clocks_did() {
    for (day, before) in [
        ("2026-10-25", "2026-10-24T17:00"),
        ("2026-10-26", "2026-10-25T17:00"),
        ("2027-03-28", "2027-03-27T17:00"),
        ("2027-03-29", "2027-03-28T17:00"),
    ] {
        let told = time(&format!("{day}T14:00"), &format!("{day}T16:00"));
        let five = at(before);
        assert_eq!(when(&zone(), &told, five), When::Now, "{day}");
        assert_eq!(when(&zone(), &told, five.plus_secs(-1)), When::Early, "{day}");
    }
}

#[test]
fn it_is_told_again_only_after_it_was_put_aside() {
    use Outcome::{Dismissed, Made, Shown, Taken};
    use State::{Forgotten, Told, Waiting};
    let put_aside = at("2026-11-21T12:00");
    let now = put_aside.plus_secs(AGAIN_S);
    for (before, expected) in [
        (&[][..], Some(0)),
        (&[(Forgotten, Made)], Some(0)),
        (&[(Waiting, Made)], None),
        (&[(Told, Shown)], None),
        (&[(Told, Taken)], None),
        (&[(Told, Dismissed)], Some(1)),
        (&[(Told, Dismissed), (Told, Made)], None),
        (&[(Told, Dismissed), (Told, Dismissed)], Some(2)),
    ] {
        let came = |&(state, outcome): &(State, Outcome)| Before {
            state,
            outcome,
            outcome_at: (outcome == Dismissed).then_some(put_aside),
        };
        let before: Vec<Before> = before.iter().map(came).collect();
        assert_eq!(level(&before, now).map(|level| level.number), expected, "{before:?}");
        let aside = before.iter().any(|one| one.outcome == Dismissed);
        let early = level(&before, now.plus_secs(-1));
        assert_eq!(early.is_some(), expected.is_some() && !aside, "a week later: {before:?}");
        assert_eq!(
            level(&before, now).and_then(|level| level.from),
            aside.then_some(now).filter(|_| expected.is_some())
        );
    }
}

proptest! {
    /// Nothing is told at night that can be told in the morning, nothing too late, and everything is told some time.
    #[test]
    fn there_is_a_right_moment(start in 0_i64..400 * 1_440, minutes in 1_i64..3 * 1_440, ahead in 0_i64..3 * 1_440) {
        let at = at("2026-01-01T00:00").plus_secs(start * 60);
        let event = EventId::make(Instant::from_secs(1), [1; 10]);
        let time = Time { event, at, ends: at.plus_secs(minutes * 60), all_day: false, venue: String::new() };
        let (now, last) = (at.plus_secs(-ahead * 60), last_call(&time));
        match when(&zone(), &time, now) {
            When::Late => prop_assert!(now >= last),
            When::Now => {
                prop_assert!(now < last);
                prop_assert!(!is_night(&zone(), now) || zone().next(now, NIGHT.1) >= last);
            }
            When::Early => {
                let minutes = (1..).map(|minute| now.plus_secs(minute * 60)).take_while(|then| *then < last);
                let mut then = minutes.map(|then| when(&zone(), &time, then));
                prop_assert!(then.any(|when| when == When::Now), "never told");
            }
        }
    }
}
