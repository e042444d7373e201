//! What counts as now, as tables and as laws.

use domain::ids::Id;
use domain::limits::{ACCURACY_MAX_M, MOMENT_AHEAD_S, MOMENT_STALE_S, PRESENCE_S};
use domain::{Instant, MemberId, Source};
use kit::testing::NOON;
use moment::{Signal, Unfit, moment};
use proptest::prelude::*;

fn member() -> MemberId {
    MemberId::make(NOON, [1; 10])
}

/// A good signal whose times are told in seconds from noon.
fn told(at: i64, sent: Option<i64>) -> Signal {
    let from_noon = |secs: i64| NOON.plus_secs(secs);
    let (at, sent_at) = (from_noon(at), sent.map(from_noon));
    Signal { lat: 47.651, lon: -2.084, accuracy_m: 10.0, at, sent_at, source: Source::OwnTracks }
}

#[test]
fn times_are_judged_by_what_clocks_can_do() {
    // (told fix, told sending, when it counts as, or why not), in seconds from now.
    let table: &[(i64, Option<i64>, Result<i64, Unfit>)] = &[
        // A clock like ours, or one that says nothing of itself.
        (0, None, Ok(0)),
        (-119, None, Ok(-119)),
        (-MOMENT_STALE_S, None, Ok(-120)),
        (-121, None, Err(Unfit::Stale)),
        (30, None, Ok(0)),
        (MOMENT_AHEAD_S, None, Ok(0)),
        (61, None, Err(Unfit::Future)),
        (-5, Some(-1), Ok(-5)),
        // Waited for a network: old, however fresh it was when written.
        (-600, Some(-598), Err(Unfit::Stale)),
        (-100, Some(-60), Ok(-100)),
        // An old fix, written just now: the phone lay still and told its last known place.
        (-300, Some(0), Err(Unfit::Stale)),
        // A fast clock: five minutes ahead, the fix two seconds old.
        (298, Some(300), Ok(-2)),
        // The same clock, the fix old by the phone's own reckoning.
        (100, Some(300), Err(Unfit::Stale)),
        // Without the time of sending the same fix is simply of the future.
        (298, None, Err(Unfit::Future)),
        // Forgiven up to a point.
        (PRESENCE_S, Some(PRESENCE_S), Ok(0)),
        (PRESENCE_S + 1, Some(PRESENCE_S + 1), Err(Unfit::Future)),
        // A fix later than its own message: satellites' time against the phone's.
        (40, Some(0), Ok(0)),
        (90, Some(0), Err(Unfit::Future)),
        // A slow clock cannot be told from a message that waited.
        (-600, Some(-600), Err(Unfit::Stale)),
    ];
    for (at, sent, expected) in table {
        let got = moment(member(), &told(*at, *sent), NOON).map(|moment| moment.at.secs_since(NOON));
        assert_eq!(got, *expected, "fix {at}, sent {sent:?}");
    }
}

#[test]
fn nowhere_and_vague_are_refused() {
    let at = |lat, lon, accuracy_m| Signal { lat, lon, accuracy_m, ..told(0, None) };
    let limit = f64::from(ACCURACY_MAX_M);
    for (signal, expected) in [
        (at(47.6, -2.0, 0.0), Ok(1)),
        (at(47.6, -2.0, 4.2), Ok(5)),
        (at(47.6, -2.0, limit), Ok(ACCURACY_MAX_M)),
        (at(-90.0, 180.0, 10.0), Ok(10)),
        (at(47.6, -2.0, limit + 0.1), Err(Unfit::Inaccurate)),
        (at(47.6, -2.0, f64::INFINITY), Err(Unfit::Nonsense)),
        (at(47.6, -2.0, f64::NAN), Err(Unfit::Nonsense)),
        (at(47.6, -2.0, -1.0), Err(Unfit::Nonsense)),
        (at(0.0, 0.0, 10.0), Err(Unfit::Nonsense)),
        (at(90.1, 0.0, 10.0), Err(Unfit::Nonsense)),
        (at(0.0, -180.1, 10.0), Err(Unfit::Nonsense)),
        (at(f64::NAN, 0.0, 10.0), Err(Unfit::Nonsense)),
    ] {
        assert_eq!(moment(member(), &signal, NOON).map(|moment| moment.accuracy_m), expected);
    }
}

#[test]
fn every_unfit_is_a_refusal_people_can_read() {
    for (unfit, _) in Unfit::NAMES {
        let refusal = kit::Refusal::from(*unfit);
        assert_eq!(refusal.status().as_u16(), 422, "{unfit}");
    }
}

/// Any number a wire can carry, the absurd ones often.
fn any_number() -> impl Strategy<Value = f64> {
    prop_oneof![
        any::<f64>(),
        -200.0..200.0_f64,
        Just(f64::NAN),
        Just(f64::INFINITY),
        Just(f64::NEG_INFINITY),
        Just(0.0),
    ]
}

/// Any instant, those near noon often.
fn any_instant() -> impl Strategy<Value = Instant> {
    prop_oneof![
        any::<i64>().prop_map(Instant::from_micros),
        (-2000..2000_i64).prop_map(|s| NOON.plus_secs(s))
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    #[test]
    fn nothing_absurd_ever_passes(
        lat in any_number(), lon in any_number(), accuracy_m in any_number(),
        at in any_instant(), sent_at in proptest::option::of(any_instant()), now in any_instant(),
    ) {
        let signal = Signal { lat, lon, accuracy_m, at, sent_at, source: Source::Page };
        if let Ok(moment) = moment(member(), &signal, now) {
            let (lat, lon) = (moment.position.lat(), moment.position.lon());
            prop_assert!((-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon));
            prop_assert!((1..=ACCURACY_MAX_M).contains(&moment.accuracy_m));
            prop_assert!(moment.at <= now && moment.at >= now.plus_secs(-MOMENT_STALE_S));
        }
    }

    #[test]
    fn a_clock_ahead_changes_nothing_when_it_says_so(age in 0..=MOMENT_STALE_S, ahead in 0..=PRESENCE_S) {
        let right = moment(member(), &told(-age, Some(0)), NOON);
        let fast = moment(member(), &told(ahead - age, Some(ahead)), NOON);
        prop_assert_eq!(right, fast);
    }

    #[test]
    fn what_waited_is_never_younger_than_it_waited(wait in MOMENT_STALE_S + 1..100_000_i64, age in 0..1000_i64) {
        let late = moment(member(), &told(-wait - age, Some(-wait)), NOON);
        prop_assert_eq!(late, Err(Unfit::Stale));
    }
}
