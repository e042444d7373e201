//! Calendars and programmes are read when they are due: politely, within bounds, and every failure is written beside the feed.
//!
//! What comes is anybody's: a rule that never ends, a file of nothing but beginnings, zones that do not exist. Of such an entry what can be
//! told is kept, the rest is counted, and none holds up the others.

mod calendar;
mod programme;
mod repeat;
mod text;

use agenda::{Again, Feed, FeedKind, Known, NewEvent};
use domain::{CivilZone, Instant, limits};
use fetch::{Answered, Conditional, Fetched, Fetcher, Purpose, Refused};
use kit::App;
use store::StoreError;

/// Feeds taken at a time.
const SOME: i64 = 5;
/// Entries looked at in one feed; a week of a hundred channels has fewer.
const ENTRIES_MAX: usize = 100_000;
/// The longest a thing may last, in seconds: a month; whoever says more has mistyped.
const LASTS_MAX_S: i64 = 31 * 86_400;

/// What a feed says.
#[derive(Debug, Default, PartialEq, Eq)]
struct Read {
    events: Vec<NewEvent>,
    /// Entries that made no sense, or were too many.
    skipped: u32,
}

/// Where and when a feed is read.
struct Frame<'a> {
    zone: &'a CivilZone,
    /// Only what ends after this and begins before that is told.
    from: Instant,
    to: Instant,
    /// Where things take place that do not say so.
    venue: &'a str,
}

/// Reads again what is due by now; gives how many were.
///
/// # Errors
/// When the database fails.
pub async fn read_feeds(app: &App, web: &Fetcher) -> Result<usize, StoreError> {
    let mut tx = app.read().await?;
    let due = agenda::due(&mut tx, app.now(), SOME).await?;
    drop(tx);
    let mut count = 0;
    for feed in due {
        if app.stop.is_requested() {
            break;
        }
        // Put off before it is read: one that brought the process down is not the first thing that the next one reads.
        let mut tx = app.write().await?;
        let claimed = agenda::claim(&mut tx, &feed).await?;
        tx.commit().await?;
        if !claimed {
            continue;
        }
        // Our own politeness is no failure of theirs: it stays put off, nothing is counted, and nothing is said.
        if let Some(again) = again(app, web, &feed).await {
            let mut tx = app.write().await?;
            agenda::note(&mut tx, app, &feed, again).await?;
            tx.commit().await?;
        }
        count += 1;
    }
    Ok(count)
}

/// What a site is asked with, so that nothing is sent twice. Once a day all of it is asked for: in a calendar that stands still, too,
/// what was too far ahead to be kept comes near.
fn known(app: &App, feed: &Feed) -> Conditional {
    let today = app.settings.zone.start_of_day(app.now());
    match feed.read_at {
        Some(read_at) if read_at >= today => {
            Conditional { etag: feed.known.etag.clone(), last_modified: feed.known.last_modified.clone() }
        }
        _ => Conditional::default(),
    }
}

/// Reads a feed again; `None` when its host may not be visited yet.
async fn again(app: &App, web: &Fetcher, feed: &Feed) -> Option<Again> {
    let purpose = match feed.kind {
        FeedKind::Calendar => Purpose::Calendar,
        FeedKind::Programme => Purpose::Feed,
    };
    let page = match web.get(&feed.url, purpose, &known(app, feed), app.now()).await {
        Ok(Answered::NotModified { .. }) => return Some(Again::Same),
        Ok(Answered::Fetched(page)) => page,
        Err(Refused::Wait { .. }) => return None,
        Err(Refused::WrongType { .. }) => {
            return Some(Again::Failed { why: "agenda-feed-nothing".to_owned(), until: None });
        }
        Err(why) => return Some(Again::Failed { why: why.key().to_owned(), until: until(&why) }),
    };
    let known = Known { etag: page.known.etag.clone(), last_modified: page.known.last_modified.clone() };
    let (kind, venue, zone, now) = (feed.kind, feed.venue.clone(), app.settings.zone.clone(), app.now());
    // A week of television takes long to read, in which others must not wait.
    let read = tokio::task::spawn_blocking(move || {
        let to = now.plus_secs(agenda::HORIZON_S);
        of(&page, kind, &Frame { zone: &zone, from: now, to, venue: &venue })
    });
    Some(match read.await {
        Ok(Some(Read { events, skipped })) => Again::Seen { events, skipped, known },
        _ => Again::Failed { why: "agenda-feed-nothing".to_owned(), until: None },
    })
}

fn of(page: &Fetched, kind: FeedKind, frame: &Frame<'_>) -> Option<Read> {
    match kind {
        FeedKind::Calendar => calendar::read(&page.body, frame),
        FeedKind::Programme => programme::read(&page.body, Purpose::Feed.body_bytes(), frame),
    }
}

/// What a feed of this kind says from an instant on, as far ahead as is looked: its events, and how many entries made no sense.
#[cfg(feature = "testing")]
#[must_use]
pub fn feed(kind: FeedKind, bytes: &[u8], zone: &CivilZone, from: Instant) -> Option<(Vec<NewEvent>, u32)> {
    let frame = Frame { zone, from, to: from.plus_secs(agenda::HORIZON_S), venue: "" };
    let read = match kind {
        FeedKind::Calendar => calendar::read(bytes, &frame),
        FeedKind::Programme => programme::read(bytes, Purpose::Feed.body_bytes(), &frame),
    };
    read.map(|read| (read.events, read.skipped))
}

fn until(why: &Refused) -> Option<Instant> {
    match why {
        Refused::Busy { until, .. } => Some(*until),
        Refused::Blocked { retry, .. } => *retry,
        _ => None,
    }
}

/// A text of a feed as it is kept: on one line, no longer than so many characters.
fn kept(said: &str, most: usize) -> String {
    let line = said.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars().filter(|c| !c.is_control()).take(most).collect()
}

/// An address of a feed, where it is one of the web.
fn address(said: &str) -> Option<String> {
    let said = said.trim();
    let web = said.starts_with("https://") || said.starts_with("http://");
    let plain = said.len() <= limits::URL_BYTES && !said.chars().any(|c| c.is_whitespace() || c.is_control());
    (web && plain).then(|| said.to_owned())
}
