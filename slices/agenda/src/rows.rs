//! Rows as primitives, and back to the model.

use domain::ids::Id;
use domain::{EventId, FeedId, Instant};
use sqlx::FromRow;
use store::BadRow;
use uuid::Uuid;

use crate::model::{Event, Feed, Known, NewEvent};

/// A row of `feed`.
#[derive(FromRow)]
pub(crate) struct FeedRow {
    id: Uuid,
    name: String,
    url: String,
    kind: String,
    venue: String,
    next_at: i64,
    read_at: Option<i64>,
    etag: Option<String>,
    last_modified: Option<String>,
    failures: i64,
    failure: Option<String>,
    skipped: i64,
}

impl FeedRow {
    pub(crate) fn read(self) -> Result<Feed, BadRow> {
        let bad = |column| BadRow::at("feed", column, self.id);
        Ok(Feed {
            id: FeedId::from_uuid(self.id),
            name: self.name,
            url: self.url,
            kind: self.kind.parse().map_err(|_| bad("kind")())?,
            venue: self.venue,
            next_at: Instant::from_micros(self.next_at),
            read_at: self.read_at.map(Instant::from_micros),
            known: Known { etag: self.etag, last_modified: self.last_modified },
            failures: u32::try_from(self.failures).map_err(|_| bad("failures")())?,
            failure: self.failure,
            skipped: u32::try_from(self.skipped).map_err(|_| bad("skipped")())?,
        })
    }
}

/// A row of `event`.
#[derive(FromRow)]
pub(crate) struct EventRow {
    id: Uuid,
    feed: Uuid,
    uid: String,
    title: String,
    starts_at: i64,
    ends_at: i64,
    all_day: i64,
    venue: String,
    category: String,
    url: Option<String>,
}

impl EventRow {
    pub(crate) fn read(self) -> Event {
        Event {
            id: EventId::from_uuid(self.id),
            feed: FeedId::from_uuid(self.feed),
            told: NewEvent {
                uid: self.uid,
                starts: Instant::from_micros(self.starts_at),
                ends: Instant::from_micros(self.ends_at),
                title: self.title,
                all_day: self.all_day != 0,
                venue: self.venue,
                category: self.category,
                url: self.url,
            },
        }
    }
}
