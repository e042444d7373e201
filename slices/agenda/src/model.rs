//! Feeds and events.

use domain::{EventId, FeedId, Instant, Kind, Wish, text};
use insight::lexis;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// Feeds of an instance: every hall, library and channel list of a town.
pub const FEEDS_MAX: i64 = 50;
/// Events kept of one feed: a fortnight of thirty channels.
pub const EVENTS_PER_FEED: usize = 10_000;
/// Seconds ahead of which events are kept: sixty days.
pub const HORIZON_S: i64 = 60 * 86_400;

/// What a feed is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FeedKind {
    /// A calendar (RFC 5545).
    Calendar,
    /// A programme of television or radio (XMLTV).
    Programme,
}

impl FeedKind {
    /// Every kind with its name in the store and in forms.
    pub const NAMES: &'static [(Self, &'static str)] =
        &[(Self::Calendar, "icalendar"), (Self::Programme, "xmltv")];
}

domain::named!(FeedKind);

/// What an earlier reading told, so that nothing is sent twice.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// The `ETag`, as it came.
    pub etag: Option<String>,
    /// The `Last-Modified`, as it came.
    pub last_modified: Option<String>,
}

/// A feed to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFeed {
    /// How people call it.
    pub name: String,
    /// Where it is read.
    pub url: String,
    /// What it is written in.
    pub kind: FeedKind,
    /// Where its events take place unless they say so themselves; may be empty.
    pub venue: String,
}

/// A calendar or a programme that is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// Which.
    pub id: FeedId,
    /// How people call it.
    pub name: String,
    /// Where it is read.
    pub url: String,
    /// What it is written in.
    pub kind: FeedKind,
    /// Where its events take place unless they say so themselves; may be empty.
    pub venue: String,
    /// When it is to be read next.
    pub next_at: Instant,
    /// When it was read last with success.
    pub read_at: Option<Instant>,
    /// What that told.
    pub known: Known,
    /// How often it failed since.
    pub failures: u32,
    /// The key of the reason.
    pub failure: Option<String>,
    /// Entries of it that made no sense.
    pub skipped: u32,
}

/// Something that takes place, as it was read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct NewEvent {
    /// How its feed calls it.
    pub uid: String,
    /// From when.
    pub starts: Instant,
    /// Until when, after the beginning.
    pub ends: Instant,
    /// What people call it.
    pub title: String,
    /// Whether it lasts whole days.
    pub all_day: bool,
    /// The hall or the channel; may be empty.
    pub venue: String,
    /// What its feed says it is, in words; may be empty.
    pub category: String,
    /// Its page.
    pub url: Option<String>,
}

/// Something that takes place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Which.
    pub id: EventId,
    /// Of which feed.
    pub feed: FeedId,
    /// What it is.
    pub told: NewEvent,
}

/// Words that begin a wish for something that takes place.
const SEE: &[&str] = &["voir", "revoir", "see", "watch", "regarder", "ecouter", "ecoute", "hear", "listen"];

impl Event {
    /// Whether it is what a wish is for: a wish for an outing, for culture, or that begins as `voir …` does; all that it asks for is in the
    /// title, the category or the venue; and it takes place before the wish ends.
    #[must_use]
    pub fn meets(&self, wish: &Wish) -> bool {
        self.is_in_time(wish) && is_for_events(wish) && all_met(&asked(wish), &self.answered())
    }

    /// Whether it begins before a wish ends.
    pub(crate) fn is_in_time(&self, wish: &Wish) -> bool {
        wish.until.is_none_or(|until| self.told.starts < until)
    }

    /// The keys it answers to, sorted.
    pub(crate) fn answered(&self) -> Vec<String> {
        let beside = text::words(&format!("{} {}", self.told.category, self.told.venue));
        lexis::answered(&self.told.title, None, &beside)
    }

    /// Which thing it is a time of: what is called the same, wherever and however often, is one; every word counts, in its order, for
    /// `Rocky V` is not `Rocky`.
    #[must_use]
    pub fn thing(&self) -> Uuid {
        let folded = text::fold(&self.told.title);
        let words: Vec<&str> =
            folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let words = words.join(" ");
        let name = if words.is_empty() { self.told.title.as_str() } else { &words };
        Sha256::digest(name).first_chunk().copied().map_or(Uuid::nil(), Uuid::from_bytes)
    }
}

/// The keys a wish asks for.
pub(crate) fn asked(wish: &Wish) -> Vec<String> {
    lexis::asked(&wish.title, &wish.subject.words)
}

/// A key without its mark of being the one thing named: said in the title or beside it, for of an event its category names the thing, too.
pub(crate) fn bare(key: &str) -> Option<&str> {
    key.strip_prefix('!')
}

/// Whether all keys asked for, of which there is one at least, are among those answered, which are sorted.
pub(crate) fn all_met(asked: &[String], answered: &[String]) -> bool {
    let has = |key: &str| answered.binary_search_by(|one| one.as_str().cmp(key)).is_ok();
    !asked.is_empty() && asked.iter().all(|key| has(key) || bare(key).is_some_and(has))
}

/// Whether a wish may be for something that takes place.
#[must_use]
pub fn is_for_events(wish: &Wish) -> bool {
    let category = wish.subject.category.as_ref().map(domain::Category::path);
    let first = wish.title.split_whitespace().next().map(text::fold).unwrap_or_default();
    wish.subject.kind == Kind::Outing
        || matches!(category, Some("leisure" | "leisure/culture" | "leisure/music" | "leisure/sport"))
        || SEE.contains(&first.as_str())
}

#[cfg(test)]
mod tests {
    use domain::ids::Id;
    use domain::{MemberId, Subject, Visibility, WishId, WishState};

    use super::*;

    const NOON: Instant = Instant::from_secs(1_800_000_000);

    fn wish(title: &str, category: &str, until: Option<Instant>) -> Wish {
        let subject = Subject { category: category.parse().ok(), ..Subject::told(Kind::Product, title) };
        Wish {
            id: WishId::make(NOON, [1; 10]),
            member: MemberId::make(NOON, [2; 10]),
            title: title.to_owned(),
            subject,
            top_price: None,
            until,
            distance_m: 1_000,
            places: Vec::new(),
            visibility: Visibility::Private,
            state: WishState::Open,
            added_at: NOON,
        }
    }

    fn event(title: &str, category: &str, venue: &str) -> Event {
        let told = NewEvent {
            uid: "1".into(),
            starts: NOON.plus_secs(3_600),
            ends: NOON.plus_secs(7_200),
            title: title.into(),
            all_day: false,
            venue: venue.into(),
            category: category.into(),
            url: None,
        };
        Event { id: EventId::make(NOON, [3; 10]), feed: FeedId::make(NOON, [4; 10]), told }
    }

    #[test]
    fn a_wish_meets_what_takes_place() {
        let film = event("Les Demoiselles de Rochefort", "Film", "Arte");
        for (title, category, met) in [
            ("voir Les Demoiselles de Rochefort", "", true),
            ("see les demoiselles de rochefort", "", true),
            ("un film", "leisure/culture", true),
            ("a movie on Arte", "leisure/culture", true),
            ("un concert", "leisure/culture", false),
            ("Les Demoiselles de Rochefort", "leisure/culture", true),
            ("Les Demoiselles de Rochefort", "books", false),
            ("demoiselles", "", false),
            ("voir", "", false),
        ] {
            assert_eq!(film.meets(&wish(title, category, None)), met, "{title} {category}");
        }
    }

    #[test]
    fn times_of_one_thing_are_called_the_same() {
        let arte = event("Dune : première partie", "Film", "Arte");
        assert_eq!(arte.thing(), event("DUNE, Première partie", "", "Ciné Manivel").thing());
        assert_ne!(event("Rocky", "", "").thing(), event("Rocky V", "", "").thing());
        assert_ne!(event("Les Lois", "", "").thing(), event("La Loi", "", "").thing());
        assert_ne!(arte.thing(), event("Dune : deuxième partie", "Film", "Arte").thing());
        assert_ne!(event("***", "", "").thing(), event("!!!", "", "").thing());
    }

    #[test]
    fn what_begins_after_the_wish_ends_does_not_meet_it() {
        let film = event("Peau d’âne", "Film", "");
        assert!(film.meets(&wish("voir Peau d'âne", "", Some(NOON.plus_secs(3_601)))));
        assert!(!film.meets(&wish("voir Peau d'âne", "", Some(NOON.plus_secs(3_600)))));
    }
}
