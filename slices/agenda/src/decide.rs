//! When a feed is read next, and what becomes of its events: pure.

use std::collections::BTreeMap;

use domain::{EventId, Instant};

use crate::model::{Event, Known, NewEvent};

/// Seconds until a feed that answered is read again: six hours, for programmes change by the day.
const EVERY_S: i64 = 6 * 3_600;
/// Seconds until one that failed once is tried again; twice as long after each further failure.
const AGAIN_S: i64 = 1_800;
/// The longest that a site is left alone because it asks for it, in seconds: a month. A date a lifetime ahead is a slip.
const PATIENCE_S: i64 = 30 * 86_400;
/// The longest pause after failures.
const AGAIN_MAX_S: i64 = 2 * 86_400;

/// What a reading gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Again {
    /// Nothing new.
    Same,
    /// Everything it has.
    Seen {
        /// What takes place.
        events: Vec<NewEvent>,
        /// Entries that made no sense.
        skipped: u32,
        /// What to ask with the next time.
        known: Known,
    },
    /// It could not be read.
    Failed {
        /// The key of the reason.
        why: String,
        /// Until when its site wants to be left alone.
        until: Option<Instant>,
    },
}

/// When a feed is to be read next, after so many failures in a row.
#[must_use]
pub fn next_reading(now: Instant, failures: u32, until: Option<Instant>) -> Instant {
    let pause = match failures {
        0 => EVERY_S,
        failures => AGAIN_S.saturating_mul(1 << (failures - 1).min(12)).min(AGAIN_MAX_S),
    };
    let next = now.plus_secs(pause);
    until.map_or(next, |until| next.max(until).min(now.plus_secs(PATIENCE_S)))
}

/// What a reading changes.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Changes {
    /// Those that are new.
    pub(crate) add: Vec<NewEvent>,
    /// Those that are told otherwise.
    pub(crate) change: Vec<(EventId, NewEvent)>,
    /// Those that are gone.
    pub(crate) remove: Vec<EventId>,
}

impl Changes {
    pub(crate) fn is_empty(&self) -> bool {
        self.add.is_empty() && self.change.is_empty() && self.remove.is_empty()
    }
}

/// Lays what was read beside what is known. Of two entries with one uid and beginning the last counts.
pub(crate) fn changes(known: &[Event], read: Vec<NewEvent>) -> Changes {
    let mut left: BTreeMap<(String, Instant), &Event> =
        known.iter().map(|event| ((event.told.uid.clone(), event.told.starts), event)).collect();
    let read: BTreeMap<(String, Instant), NewEvent> =
        read.into_iter().map(|event| ((event.uid.clone(), event.starts), event)).collect();
    let mut changes = Changes::default();
    for (key, event) in read {
        match left.remove(&key) {
            None => changes.add.push(event),
            Some(before) if before.told != event => changes.change.push((before.id, event)),
            Some(_) => {}
        }
    }
    changes.remove = left.into_values().map(|event| event.id).collect();
    changes
}

#[cfg(test)]
mod tests {
    use domain::FeedId;
    use domain::ids::Id;
    use proptest::prelude::*;

    use super::*;

    const NOON: Instant = Instant::from_secs(1_800_000_000);

    fn told(uid: u8, hour: i64, title: u8) -> NewEvent {
        let starts = NOON.plus_secs(hour * 3_600);
        NewEvent {
            uid: uid.to_string(),
            starts,
            ends: starts.plus_secs(60),
            title: title.to_string(),
            all_day: false,
            venue: String::new(),
            category: String::new(),
            url: None,
        }
    }

    #[test]
    fn a_feed_that_fails_is_asked_less_and_less() {
        let pause = |failures| next_reading(NOON, failures, None).secs_since(NOON);
        assert_eq!((pause(0), pause(1), pause(2), pause(3)), (21_600, 1_800, 3_600, 7_200));
        assert_eq!((pause(30), pause(u32::MAX)), (AGAIN_MAX_S, AGAIN_MAX_S));
        let asked = NOON.plus_secs(500_000);
        assert_eq!(next_reading(NOON, 1, Some(asked)), asked);
        let never = NOON.plus_secs(100 * 365 * 86_400);
        assert_eq!(next_reading(NOON, 1, Some(never)), NOON.plus_secs(PATIENCE_S));
    }

    proptest! {
        /// After a reading exactly what was read is known, and what stayed kept its id.
        #[test]
        fn a_reading_is_what_is_known_after_it(
            before in prop::collection::vec((0..6_u8, 0..3_i64, 0..3_u8), 0..8),
            after in prop::collection::vec((0..6_u8, 0..3_i64, 0..3_u8), 0..8),
        ) {
            let mut known: Vec<Event> = Vec::new();
            for (number, (uid, hour, title)) in before.into_iter().enumerate() {
                let told = told(uid, hour, title);
                if !known.iter().any(|one| (&one.told.uid, one.told.starts) == (&told.uid, told.starts)) {
                    let id = EventId::make(NOON, [number as u8; 10]);
                    known.push(Event { id, feed: FeedId::make(NOON, [0; 10]), told });
                }
            }
            let read: Vec<NewEvent> = after.into_iter().map(|(uid, hour, title)| told(uid, hour, title)).collect();
            let found = changes(&known, read.clone());
            let mut now: Vec<NewEvent> = known
                .iter()
                .filter(|event| !found.remove.contains(&event.id))
                .map(|event| {
                    let changed = found.change.iter().find(|(id, _)| *id == event.id);
                    changed.map_or_else(|| event.told.clone(), |(_, told)| told.clone())
                })
                .chain(found.add.iter().cloned())
                .collect();
            now.sort();
            let last: BTreeMap<_, _> = read.into_iter().map(|one| ((one.uid.clone(), one.starts), one)).collect();
            let mut expected: Vec<NewEvent> = last.into_values().collect();
            expected.sort();
            prop_assert_eq!(now, expected);
        }
    }
}
