//! What takes place in the next fortnight, read once and asked for many wishes.

use std::collections::{BTreeSet, HashMap};

use agenda::{Event, Timetable};
use domain::{CivilZone, EventId, FeedId, Instant, MemberId, Outcome, Wish};
use kit::App;
use store::{StoreError, Tx};
use uuid::Uuid;

use super::decide::{self, Level};
use crate::closed::Closed;
use crate::model::{ON, Opportunity, Reason, State, Time};

/// Seconds ahead within which further times of a thing are told: a fortnight.
const FORTNIGHT_S: i64 = 14 * 86_400;
/// Seconds ahead within which anything may be told already: from five in the afternoon to the end of the next day, on the longest of days.
pub(super) const SOON_S: i64 = 33 * 3_600;
/// Events looked at.
pub(super) const EVENTS: i64 = 20_000;
/// Times that one piece of news tells of.
const TIMES: usize = 4;

/// What takes place, by wish and by thing.
pub(super) struct Ahead {
    soon: Timetable,
    of_thing: HashMap<Uuid, Vec<Event>>,
    things: HashMap<EventId, Uuid>,
    feeds: HashMap<FeedId, (String, Option<Instant>)>,
}

impl Ahead {
    pub(super) async fn read(app: &App) -> Result<Self, StoreError> {
        let now = app.now();
        let mut tx = app.read().await?;
        let all = agenda::events(&mut tx, now, now.plus_secs(FORTNIGHT_S), EVENTS).await?;
        let feeds = agenda::feeds(&mut tx).await?;
        drop(tx);
        let soon = all.iter().filter(|event| event.told.starts < now.plus_secs(SOON_S)).cloned().collect();
        let mut of_thing: HashMap<Uuid, Vec<Event>> = HashMap::new();
        let things = all.iter().map(|event| (event.id, event.thing())).collect();
        for event in all {
            of_thing.entry(event.thing()).or_default().push(event);
        }
        let feeds = feeds.into_iter().map(|feed| (feed.id, (feed.name, feed.read_at))).collect();
        Ok(Self { soon: Timetable::of(soon), of_thing, things, feeds })
    }

    /// What meets a wish and may soon be told.
    pub(super) fn met_by(&self, wish: &Wish) -> Vec<&Event> {
        if self.soon.is_empty() { Vec::new() } else { self.soon.met_by(wish) }
    }

    /// The keys by which every wish is found that something on soon may meet, of one feed or of all.
    pub(super) fn finds(&self, feed: Option<FeedId>) -> BTreeSet<i64> {
        self.soon.finds(|event| feed.is_none_or(|feed| event.feed == feed))
    }

    /// The things that meet a wish and are to be told now, the soonest first.
    pub(super) fn in_time(&self, zone: &CivilZone, wish: &Wish, now: Instant) -> Vec<Uuid> {
        let mut met = self.met_by(wish);
        met.retain(|event| decide::when(zone, &self.time(event), now) == decide::When::Now);
        met.sort_by_key(|event| (event.told.starts, event.id));
        let mut things: Vec<Uuid> = Vec::new();
        for thing in met.into_iter().map(Event::thing) {
            if !things.contains(&thing) {
                things.push(thing);
            }
        }
        things
    }

    fn feed(&self, event: &Event) -> (&str, Option<Instant>) {
        self.feeds.get(&event.feed).map_or(("", None), |(name, read)| (name.as_str(), *read))
    }

    fn time(&self, event: &Event) -> Time {
        let told = &event.told;
        let venue = if told.venue.is_empty() { self.feed(event).0 } else { &told.venue };
        Time {
            event: event.id,
            at: told.starts,
            ends: told.ends,
            all_day: told.all_day,
            venue: venue.to_owned(),
        }
    }

    /// Whether a feed has, or may have had, anything to do with news: it has times of its thing, or a time that was told and still lies ahead
    /// is nobody's any more.
    pub(super) fn concerns(&self, feed: FeedId, news: &Opportunity, now: Instant) -> bool {
        let has =
            |thing: &Uuid| self.of_thing.get(thing).into_iter().flatten().any(|event| event.feed == feed);
        let ahead = |time: &&Time| now < time.past_at();
        let told = news.times().filter(ahead).any(|time| self.things.get(&time.event).is_none_or(has));
        told || has(&news.about)
    }

    /// The times of a thing that meet a wish and for which something holds, where nothing is closed, the soonest first.
    fn times(
        &self,
        wish: &Wish,
        thing: Uuid,
        closed: &Closed,
        holds: impl Fn(&Time) -> bool,
    ) -> Vec<(&Event, Time)> {
        let all = self.of_thing.get(&thing).map(Vec::as_slice).unwrap_or_default();
        let met = all.iter().filter(|event| event.meets(wish)).map(|event| (event, self.time(event)));
        let mut met: Vec<_> = met.filter(|(_, time)| holds(time) && !closed.has_site(&time.site())).collect();
        met.sort_by_key(|(event, time)| (time.at, event.id));
        met.truncate(TIMES);
        met
    }

    /// Whether any of its times is among these: what is called otherwise since it was told is still the same.
    pub(super) fn has_any(&self, thing: Uuid, events: &[EventId]) -> bool {
        self.of_thing.get(&thing).into_iter().flatten().any(|event| events.contains(&event.id))
    }

    /// News of a thing for a wish, as it is announced now; `None` when no time of it can be told at this level.
    pub(super) async fn news(
        &self,
        tx: &mut Tx,
        app: &App,
        wish: &Wish,
        thing: Uuid,
        (level, closed): (Level, &Closed),
    ) -> Result<Option<Opportunity>, StoreError> {
        let now = tx.now();
        let told =
            |time: &Time| now < decide::last_call(time) && level.from.is_none_or(|from| from <= time.at);
        let times = self.times(wish, thing, closed, told);
        let Some((event, first)) = times.first() else { return Ok(None) };
        let news = Opportunity {
            id: app.id(),
            number: None,
            member: wish.member,
            wish: wish.id,
            about: thing,
            cause: ON.to_owned(),
            title: String::new(),
            retailer: String::new(),
            site: String::new(),
            url: String::new(),
            price: None,
            reasons: Vec::new(),
            read_at: now,
            made_at: now,
            told_at: None,
            state: State::Waiting,
            outcome: Outcome::Made,
        };
        let news = self.named(&news, event, first);
        let way: Vec<Reason> = way(tx, wish.member, &first.venue).await?.into_iter().collect();
        let times = times.into_iter().map(|(_, time)| time).collect();
        Ok(Some(Opportunity { reasons: decide::reasons(times, &way, wish, now), ..news }))
    }

    fn named(&self, news: &Opportunity, event: &Event, first: &Time) -> Opportunity {
        Opportunity {
            title: event.told.title.clone(),
            retailer: first.venue.clone(),
            site: first.site(),
            url: event.told.url.clone().unwrap_or_default(),
            read_at: self.feed(event).1.unwrap_or(news.read_at),
            ..news.clone()
        }
    }

    /// News that was told, or waits, as it is announced now; `None` when that is what it says, or when it is past.
    pub(super) fn restated(
        &self,
        news: &Opportunity,
        wish: &Wish,
        closed: &Closed,
        now: Instant,
    ) -> Option<Opportunity> {
        let called = || news.times().find_map(|time| self.things.get(&time.event)).copied();
        let is_on =
            |thing: &Uuid| self.of_thing.get(thing).into_iter().flatten().any(|event| now < event.told.ends);
        let thing = Some(news.about).filter(is_on).or_else(called);
        let times =
            thing.map(|thing| self.times(wish, thing, closed, |time| now < time.ends)).unwrap_or_default();
        let restated = match times.first() {
            Some((event, first)) => {
                let named = self.named(news, event, first);
                let times = times.iter().map(|(_, time)| time.clone()).collect();
                Opportunity { reasons: decide::reasons(times, &news.reasons, wish, now), ..named }
            }
            // It takes place, and the wish is for something else by now, or where it does is closed.
            None if thing.is_some() => return None,
            None => {
                let at = news.times().find(|time| time.is_ahead(now))?.at;
                Opportunity { reasons: vec![Reason::Off { at }], ..news.clone() }
            }
        };
        (restated != *news).then_some(restated)
    }
}

/// How far a venue is from where a member said that they set out; nothing where either is no place of the town. No moment is asked.
async fn way(tx: &mut Tx, member: MemberId, venue: &str) -> Result<Option<Reason>, StoreError> {
    let Some(from) = suggest::travel::travel(tx, member).await?.place else { return Ok(None) };
    let (Some(from), Some(to)) = (place::place(tx, from).await?, place::called(tx, venue).await?) else {
        return Ok(None);
    };
    let metres = from.position.metres_to(to.position).round() as u32;
    Ok(Some(Reason::Way { metres, from: from.name, venue: venue.to_owned() }))
}
