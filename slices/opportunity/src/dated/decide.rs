//! When what takes place is told, and how often: pure.

use domain::{CivilZone, Instant, Outcome, Wish};

use crate::decide::near_end;
use crate::model::{ENDS, ON, Opportunity, Reason, State, Time};

/// Seconds before the civil day of something from which on it is told: from five in the afternoon of the day before, when an evening is planned.
const EVENING_S: i64 = 7 * 3_600;
/// Seconds before its beginning until which it is told: a kilometre on foot.
const REACH_S: i64 = 900;
/// What lasts so many seconds is come to while it runs: an exhibition, a market, a day.
const LONG_S: i64 = 6 * 3_600;
/// Seconds before its end until which that is told.
const LAST_HOUR_S: i64 = 3_600;
/// Minutes of the day between which nobody is told of it who could be told in the morning, whatever their quiet hours.
const NIGHT: (u16, u16) = (22 * 60, 8 * 60);
/// Seconds before the end of a wish from which on that is told: three days.
const ENDS_S: i64 = 3 * 86_400;

/// Whether it is to be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum When {
    /// Later.
    Early,
    /// Now.
    Now,
    /// It can no longer be reached.
    Late,
}

/// Whether people sleep.
pub(crate) fn is_night(zone: &CivilZone, now: Instant) -> bool {
    let minute = zone.civil(now).minute;
    minute >= NIGHT.0 || minute < NIGHT.1
}

/// The last instant at which it is worth being told.
pub(crate) fn last_call(time: &Time) -> Instant {
    if time.ends.secs_since(time.at) >= LONG_S {
        time.ends.plus_secs(-LAST_HOUR_S)
    } else {
        time.at.plus_secs(-REACH_S)
    }
}

/// Whether a time of something is to be told now: from the evening before on, not at night unless the morning is too late.
pub(crate) fn when(zone: &CivilZone, time: &Time, now: Instant) -> When {
    let last = last_call(time);
    if now >= last {
        return When::Late;
    }
    let evening = zone.start_of_day(time.at).plus_secs(-EVENING_S);
    let waits = is_night(zone, now) && zone.next(now, NIGHT.1) < last;
    if now < evening || waits { When::Early } else { When::Now }
}

/// Whether news that may be told is told at this instant.
pub(crate) fn is_time(zone: &CivilZone, news: &Opportunity, now: Instant) -> bool {
    match news.cause.as_str() {
        ON => news.times().any(|time| when(zone, time, now) == When::Now),
        ENDS => !is_night(zone, now),
        _ => true,
    }
}

/// Whether a wish ends so soon that it is told.
pub(crate) fn ends_soon(wish: &Wish, now: Instant) -> bool {
    wish.until.is_some_and(|until| now < until && until.secs_since(now) <= ENDS_S)
}

/// The reasons for news of what takes place: its times, the way to the first of them if that was told before, and the wish's end.
pub(crate) fn reasons(times: Vec<Time>, before: &[Reason], wish: &Wish, now: Instant) -> Vec<Reason> {
    let first = times.first().map(|time| time.venue.clone());
    let there =
        |reason: &&Reason| matches!(reason, Reason::Way { venue, .. } if Some(venue) == first.as_ref());
    let way = before.iter().find(there).cloned();
    times.into_iter().map(Reason::On).chain(way).chain(near_end(wish, now)).collect()
}

/// The level at which news of a thing is made, given what came of it before, oldest first: told once, and once more after each time its
/// member put it aside (what they put aside for good is closed). `None` when there is nothing to tell.
pub(crate) fn level(before: &[(State, Outcome)]) -> Option<usize> {
    let told = before.iter().filter(|(state, _)| *state == State::Told).count();
    let waits = before.iter().any(|(state, _)| *state == State::Waiting);
    let open = before.iter().any(|(state, outcome)| *state == State::Told && *outcome != Outcome::Dismissed);
    (!waits && !open).then_some(told)
}

#[cfg(test)]
#[path = "decide_tests.rs"]
mod tests;
