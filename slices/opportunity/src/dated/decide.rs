//! When what takes place is told, and how often: pure.

use domain::{CivilZone, Instant, Outcome, Wish, text};

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
/// Seconds after it was put aside from which on a thing that still takes place is told once more: a week.
const AGAIN_S: i64 = 7 * 86_400;
/// Seconds after its beginning at which something is taken to be past whose end nobody told.
const UNTOLD_END_S: i64 = 7_200;
/// Seconds before the end of a wish from which on that is told: three days.
pub(super) const ENDS_S: i64 = 3 * 86_400;

impl Time {
    /// Whether it was announced until when; a calendar that tells no end is read as lasting a second.
    pub(crate) fn has_end(&self) -> bool {
        self.ends.secs_since(self.at) > 1
    }

    /// From when on it is past.
    pub(crate) fn past_at(&self) -> Instant {
        if self.has_end() { self.ends } else { self.at.plus_secs(UNTOLD_END_S) }
    }

    /// Whether it is come to while it runs.
    fn lasts(&self) -> bool {
        self.ends.secs_since(self.at) >= LONG_S
    }

    /// Whether it still lies ahead, or runs and can be come to.
    pub(crate) fn is_ahead(&self, now: Instant) -> bool {
        now < self.at || (self.lasts() && now < self.ends)
    }

    /// Its venue as what is closed is compared.
    pub(crate) fn site(&self) -> String {
        format!("venue:{}", text::fold(&self.venue))
    }
}

/// What came of news of a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Before {
    pub(crate) state: State,
    pub(crate) outcome: Outcome,
    /// When its member answered it.
    pub(crate) outcome_at: Option<Instant>,
}

/// At which level news of a thing is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Level {
    /// How often it was told before.
    pub(crate) number: usize,
    /// Only times from then on are told.
    pub(crate) from: Option<Instant>,
}

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
    if time.lasts() { time.ends.plus_secs(-LAST_HOUR_S) } else { time.at.plus_secs(-REACH_S) }
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
/// member put it aside (what they put aside for good is closed), a week later, and of times that begin after that week. `None` when there
/// is nothing to tell.
pub(crate) fn level(before: &[Before], now: Instant) -> Option<Level> {
    let told: Vec<&Before> = before.iter().filter(|one| one.state == State::Told).collect();
    let waits = before.iter().any(|one| one.state == State::Waiting);
    let open = told.iter().any(|one| one.outcome != Outcome::Dismissed);
    let from = told.iter().filter_map(|one| one.outcome_at).max().map(|at| at.plus_secs(AGAIN_S));
    let rested = from.is_none_or(|from| from <= now);
    (!waits && !open && rested).then_some(Level { number: told.len(), from })
}

#[cfg(test)]
#[path = "decide_tests.rs"]
mod tests;
