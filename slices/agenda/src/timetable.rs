//! Many events and many wishes: which meets which, without asking every pair.

use std::collections::{BTreeSet, HashMap};

use domain::Wish;

use crate::found;
use crate::model::{Event, all_met, asked, bare, is_for_events};

/// Events by the keys they answer to.
#[derive(Debug, Default)]
pub struct Timetable {
    /// Each with its keys, sorted.
    events: Vec<(Event, Vec<String>)>,
    by_key: HashMap<String, Vec<usize>>,
}

impl Timetable {
    /// Reads the keys of events once.
    #[must_use]
    pub fn of(events: Vec<Event>) -> Self {
        let events: Vec<_> = events
            .into_iter()
            .map(|event| {
                let keys = event.answered();
                (event, keys)
            })
            .collect();
        let mut by_key: HashMap<String, Vec<usize>> = HashMap::new();
        for (number, (_, keys)) in events.iter().enumerate() {
            keys.iter().for_each(|key| by_key.entry(key.clone()).or_default().push(number));
        }
        Self { events, by_key }
    }

    /// Whether nothing takes place.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.events.is_empty()
    }

    /// The keys by which every wish is found that one of these events may meet ([`found_by`](crate::found_by)).
    #[must_use]
    pub fn finds(&self, of: impl Fn(&Event) -> bool) -> BTreeSet<i64> {
        let some = self.events.iter().filter(|(event, _)| of(event));
        some.flat_map(|(_, keys)| keys).map(|key| found::hashed(key)).collect()
    }

    /// The events that meet a wish, as [`Event::meets`] says, in the order they were given.
    #[must_use]
    pub fn met_by(&self, wish: &Wish) -> Vec<&Event> {
        if !is_for_events(wish) {
            return Vec::new();
        }
        let asked = asked(wish);
        let with = |key: &String| {
            let bare = bare(key).and_then(|bare| self.by_key.get(bare));
            [self.by_key.get(key), bare].into_iter().flatten().flatten().copied()
        };
        // The rarest key alone is looked through.
        let Some(rarest) = asked.iter().min_by_key(|key| with(key).count()) else { return Vec::new() };
        let mut found: Vec<usize> = with(rarest).collect();
        found.sort_unstable();
        found.dedup();
        let one = |number: usize| self.events.get(number);
        let met = |(event, keys): &&(Event, Vec<String>)| event.is_in_time(wish) && all_met(&asked, keys);
        found.into_iter().filter_map(one).filter(met).map(|(event, _)| event).collect()
    }
}

#[cfg(test)]
mod tests {
    use domain::ids::Id;
    use domain::{EventId, FeedId, Instant, Kind, MemberId, Subject, Visibility, WishId, WishState};
    use proptest::prelude::*;

    use super::*;
    use crate::model::NewEvent;

    const NOON: Instant = Instant::from_secs(1_800_000_000);
    const WORDS: [&str; 8] = ["concert", "jazz", "voir", "film", "Dune", "vélo", "casque de", "see"];

    fn said() -> impl Strategy<Value = String> {
        prop::collection::vec(0..WORDS.len(), 0..4)
            .prop_map(|words| words.into_iter().map(|word| WORDS[word]).collect::<Vec<_>>().join(" "))
    }

    fn event(number: u8, title: String, category: String, hour: i64) -> Event {
        let starts = NOON.plus_secs(hour * 3_600);
        let told = NewEvent {
            uid: number.to_string(),
            starts,
            ends: starts.plus_secs(60),
            title,
            all_day: false,
            venue: String::new(),
            category,
            url: None,
        };
        Event { id: EventId::make(NOON, [number; 10]), feed: FeedId::make(NOON, [0; 10]), told }
    }

    proptest! {
        /// Looked up or asked one by one, the same events meet a wish.
        #[test]
        fn looking_up_is_asking_every_pair(
            events in prop::collection::vec((said(), said(), 0..4_i64), 0..12),
            title in said(),
            outing: bool,
            until in prop::option::of(0..4_i64),
        ) {
            let events: Vec<Event> = events
                .into_iter()
                .enumerate()
                .map(|(number, (title, category, hour))| event(number as u8, title, category, hour))
                .collect();
            let kind = if outing { Kind::Outing } else { Kind::Product };
            let wish = Wish {
                id: WishId::make(NOON, [1; 10]),
                member: MemberId::make(NOON, [2; 10]),
                subject: Subject::told(kind, &title),
                title,
                top_price: None,
                until: until.map(|hour| NOON.plus_secs(hour * 3_600)),
                distance_m: 1_000,
                places: Vec::new(),
                visibility: Visibility::Private,
                state: WishState::Open,
                added_at: NOON,
            };
            let asked: Vec<&Event> = events.iter().filter(|event| event.meets(&wish)).collect();
            let table = Timetable::of(events.clone());
            prop_assert_eq!(table.met_by(&wish), asked.clone());
            for event in asked {
                let found = found::found_by(&wish).is_some_and(|key| table.finds(|one| one == event).contains(&key));
                prop_assert!(found, "what meets a wish finds it");
            }
        }
    }
}
