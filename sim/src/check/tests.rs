//! A day that keeps every law, and the same day with one thing wrong at a time.

use domain::ids::Id;
use domain::{DailyWindow, Mode};

use super::*;

fn id<I: Id>(number: u8) -> I {
    I::make(Instant::from_secs(1_700_000_000), [number; 10])
}

/// Paris time on 1 December 2026.
fn at(hour: i64, minute: i64) -> Instant {
    Instant::parse_rfc3339("2026-11-30T23:00:00Z").unwrap().plus_secs(hour * 3600 + minute * 60)
}

fn asked(at: Instant, mode: Mode, per_day: u16) -> Asked {
    let attention = Attention { member: id(1), mode, quiet: DailyWindow::new(1260, 480), per_day };
    Asked { at, attention }
}

fn made(offer: u8, at: Instant) -> Made {
    Made { member: id(1), offer: id(offer), organisation: id(9), at, reasons: 2 }
}

/// Mode on from 9 to 20 o'clock, two suggestions, one recognition with consent, the last of three pieces taken.
fn good_day() -> Log {
    let (member, organisation) = (id(1), id(9));
    let stock = |hour, change| Stock { offer: id(20), at: at(hour, 0), change };
    Log {
        seed: 77,
        zone: CivilZone::named("Europe/Paris").unwrap(),
        attention: vec![asked(at(9, 0), Mode::On { until: Some(at(20, 0)) }, 2)],
        moments: vec![Used { member, at: at(9, 0) }, Used { member, at: at(19, 59) }],
        suggestions: vec![made(20, at(10, 0)), made(21, at(11, 0))],
        recognitions: vec![Recognised { member, organisation, at: at(10, 30) }],
        grants: vec![Granted {
            member,
            organisation,
            purpose: Purpose::Recognise,
            at: at(9, 30),
            allowed: true,
        }],
        stock: vec![
            stock(8, Change::Set(3)),
            stock(10, Change::Taken(3)),
            stock(11, Change::Returned(1)),
            stock(12, Change::Taken(1)),
        ],
    }
}

/// What is told when one thing is changed.
fn told(change: impl FnOnce(&mut Log)) -> Vec<String> {
    let mut log = good_day();
    change(&mut log);
    breaches(&log).iter().map(Breach::to_string).collect()
}

#[track_caller]
fn only(told: &[String], law: &str) {
    let [breach] = told else { panic!("{told:?}") };
    assert!(breach.starts_with("seed 77: ") && breach.contains(law), "{breach}");
}

#[test]
fn a_good_day_breaks_no_law() {
    assert_eq!(told(|_| {}), Vec::<String>::new());
}

#[test]
fn each_law_is_seen_broken() {
    let (member, organisation) = (id(1), id(9));
    only(&told(|log| log.moments.push(Used { member, at: at(20, 0) })), "mode is off");
    only(&told(|log| log.moments.push(Used { member: id(2), at: at(12, 0) })), "mode is off");
    only(
        &told(|log| log.suggestions.push(made(23, at(12, 0)))),
        "suggestion 3 of 2026-12-01, the budget is 2",
    );
    only(&told(|log| log.suggestions[1].offer = id(20)), "never twice");
    only(&told(|log| log.suggestions[1].reasons = 0), "without a reason");
    only(
        &told(|log| log.stock.push(Stock { offer: id(20), at: at(13, 0), change: Change::Taken(1) })),
        "stood at -1",
    );
    let early = Recognised { member, organisation, at: at(9, 15) };
    only(&told(|log| log.recognitions.push(early)), "without consent");
    let no = Granted { member, organisation, purpose: Purpose::Suggest, at: at(10, 30), allowed: false };
    only(&told(|log| log.grants.push(no)), "by whom it was denied");
}

#[test]
fn quiet_hours_and_mode_are_those_of_the_time() {
    let late = told(|log| {
        log.attention[0].attention.mode = Mode::On { until: None };
        log.suggestions[1].at = at(21, 30);
    });
    only(&late, "never in quiet hours");
    let raised = told(|log| {
        log.attention.push(asked(at(11, 30), Mode::On { until: None }, 3));
        log.suggestions.push(made(23, at(12, 0)));
    });
    assert_eq!(raised, Vec::<String>::new(), "the budget was raised before the third");
}

#[test]
fn a_day_is_a_civil_day() {
    // 23:30 UTC on 30 November and on 1 December are both after midnight in Paris: of two days, one suggestion each.
    let told = told(|log| {
        log.attention[0] = asked(at(0, 0), Mode::On { until: None }, 1);
        log.attention[0].attention.quiet = None;
        log.suggestions = vec![made(20, at(0, 30)), made(21, at(24, 30))];
    });
    assert_eq!(told, Vec::<String>::new());
}

#[test]
fn stock_that_was_never_set_is_enough_for_all() {
    let free = Stock { offer: id(30), at: at(10, 0), change: Change::Taken(1_000) };
    assert_eq!(told(|log| log.stock.push(free)), Vec::<String>::new());
}
