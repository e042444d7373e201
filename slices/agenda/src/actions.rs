//! Feeds added and read, events kept.

use domain::ids::Id;
use domain::{EventId, Fact, FeedId, Instant, limits};
use kit::{App, Refusal, Result};
use store::{StoreError, Tx, execute, fetch_all, fetch_optional};

use crate::decide::{Again, changes, next_reading};
use crate::model::{EVENTS_PER_FEED, Event, FEEDS_MAX, Feed, HORIZON_S, NewEvent, NewFeed};
use crate::rows::{EventRow, FeedRow};
use crate::sql;

/// All feeds, oldest first.
///
/// # Errors
/// When the database fails or a row makes no sense.
pub async fn feeds(tx: &mut Tx) -> Result<Vec<Feed>, StoreError> {
    let rows = fetch_all!(tx, sql::FEEDS, FeedRow)?;
    rows.into_iter().map(|row| row.read().map_err(Into::into)).collect()
}

/// Feeds to be read by now, the longest due first.
///
/// # Errors
/// When the database fails or a row makes no sense.
pub async fn due(tx: &mut Tx, now: Instant, most: i64) -> Result<Vec<Feed>, StoreError> {
    let rows = fetch_all!(tx, sql::FEEDS_DUE, FeedRow, now.micros(), most)?;
    rows.into_iter().map(|row| row.read().map_err(Into::into)).collect()
}

/// Puts off a feed that is about to be read, as if it had failed; `false` when another put it off before, or it was removed.
///
/// # Errors
/// When the database fails.
pub async fn claim(tx: &mut Tx, feed: &Feed) -> Result<bool, StoreError> {
    let now = tx.now();
    let next = next_reading(now, feed.failures.saturating_add(1), None);
    Ok(execute!(tx, sql::CLAIM_FEED, feed.id.uuid(), next.micros(), now.micros())? > 0)
}

/// Adds a feed, to be read at once.
///
/// # Errors
/// `invalid` naming what makes no sense, `conflict` when its address is read already, `too-many` beyond the limit.
pub async fn add_feed(tx: &mut Tx, app: &App, new: NewFeed) -> Result<FeedId> {
    let name = new.name.trim();
    if name.is_empty() || name.chars().count() > limits::NAME_CHARS {
        return Err(Refusal::invalid("name", if name.is_empty() { "required" } else { "too-long" }));
    }
    if new.venue.chars().count() > limits::NAME_CHARS {
        return Err(Refusal::invalid("venue", "too-long"));
    }
    let web = new.url.starts_with("https://") || new.url.starts_with("http://");
    if !web || new.url.len() > limits::URL_BYTES || new.url.chars().any(char::is_whitespace) {
        return Err(Refusal::invalid("url", "address"));
    }
    if feeds(tx).await?.len() as i64 >= FEEDS_MAX {
        return Err(Refusal::new("too-many"));
    }
    let id: FeedId = app.id();
    let (at, kind) = (tx.now().micros(), new.kind.name());
    if execute!(tx, sql::ADD_FEED, id.uuid(), name, new.url, kind, new.venue.trim(), at)? == 0 {
        return Err(Refusal::new("conflict"));
    }
    tx.tell(Fact::Feed(id));
    Ok(id)
}

/// Removes a feed with its events.
///
/// # Errors
/// `not-found` when there is none.
pub async fn remove_feed(tx: &mut Tx, id: FeedId) -> Result<()> {
    if execute!(tx, sql::REMOVE_FEED, id.uuid())? == 0 {
        return Err(Refusal::new("not-found"));
    }
    tx.tell(Fact::Feed(id));
    Ok(())
}

/// Notes what a reading of a feed gave. Events that are over, or too far ahead, are not kept; neither are more than a feed may have, the
/// soonest first.
///
/// # Errors
/// When the database fails or a row makes no sense.
pub async fn note(tx: &mut Tx, app: &App, feed: &Feed, again: Again) -> Result<(), StoreError> {
    let (now, id) = (tx.now(), feed.id.uuid());
    let (mut read, skipped, known) = match again {
        Again::Failed { why, until } => {
            let failures = feed.failures.saturating_add(1);
            let next = next_reading(now, failures, until).micros();
            execute!(tx, sql::FEED_FAILED, id, next, i64::from(failures), why)?;
            return Ok(());
        }
        Again::Same => {
            let (next, known) = (next_reading(now, 0, None).micros(), &feed.known);
            let (etag, modified) = (known.etag.as_deref(), known.last_modified.as_deref());
            execute!(tx, sql::FEED_READ, id, next, now.micros(), etag, modified, i64::from(feed.skipped))?;
            return Ok(());
        }
        Again::Seen { events, skipped, known } => (events, skipped, known),
    };
    let horizon = now.plus_secs(HORIZON_S);
    read.retain(|event| event.ends > now && event.starts < horizon && event.starts <= event.ends);
    read.sort_unstable_by_key(|event| event.starts);
    read.truncate(EVENTS_PER_FEED);
    let next = next_reading(now, 0, None).micros();
    let told = execute!(
        tx,
        sql::FEED_READ,
        id,
        next,
        now.micros(),
        known.etag,
        known.last_modified,
        i64::from(skipped)
    )?;
    if told == 0 {
        // It was removed while it was read.
        return Ok(());
    }
    let kept: Vec<Event> =
        fetch_all!(tx, sql::EVENTS_OF, EventRow, id)?.into_iter().map(EventRow::read).collect();
    save(tx, app, feed.id, &kept, read).await
}

async fn save(
    tx: &mut Tx,
    app: &App,
    feed: FeedId,
    kept: &[Event],
    read: Vec<NewEvent>,
) -> Result<(), StoreError> {
    let changes = changes(kept, read);
    if changes.is_empty() {
        return Ok(());
    }
    for id in changes.remove {
        execute!(tx, sql::REMOVE_EVENT, id.uuid())?;
    }
    for (id, event) in changes.change {
        let (ends, all_day) = (event.ends.micros(), i64::from(event.all_day));
        execute!(
            tx,
            sql::CHANGE_EVENT,
            id.uuid(),
            event.title,
            ends,
            all_day,
            event.venue,
            event.category,
            event.url
        )?;
    }
    for event in changes.add {
        let id: EventId = app.id();
        execute!(
            tx,
            sql::ADD_EVENT,
            id.uuid(),
            feed.uuid(),
            event.uid,
            event.title,
            event.starts.micros(),
            event.ends.micros(),
            i64::from(event.all_day),
            event.venue,
            event.category,
            event.url,
        )?;
    }
    tx.tell(Fact::Feed(feed));
    Ok(())
}

/// Finds an event.
///
/// # Errors
/// When the database fails.
pub async fn event(tx: &mut Tx, id: EventId) -> Result<Option<Event>, StoreError> {
    Ok(fetch_optional!(tx, sql::EVENT, EventRow, id.uuid())?.map(EventRow::read))
}

/// What takes place from an instant until before another, the soonest first.
///
/// # Errors
/// When the database fails.
pub async fn events(tx: &mut Tx, from: Instant, to: Instant, most: i64) -> Result<Vec<Event>, StoreError> {
    let rows = fetch_all!(tx, sql::EVENTS_BETWEEN, EventRow, from.micros(), to.micros(), most)?;
    Ok(rows.into_iter().map(EventRow::read).collect())
}

/// What takes place from now until before an instant: what begins on the day that began at `day` comes first, the soonest first; then
/// what has run since before it.
///
/// # Errors
/// When the database fails.
pub(crate) async fn on_today(
    tx: &mut Tx,
    now: Instant,
    to: Instant,
    day: Instant,
    most: i64,
) -> Result<Vec<Event>, StoreError> {
    let (now, to, day) = (now.micros(), to.micros(), day.micros());
    let rows = fetch_all!(tx, sql::EVENTS_ON, EventRow, now, to, day, most)?;
    Ok(rows.into_iter().map(EventRow::read).collect())
}

/// What begins from an instant on and before another, the soonest first.
///
/// # Errors
/// When the database fails.
pub(crate) async fn beginning(
    tx: &mut Tx,
    from: Instant,
    to: Instant,
    most: i64,
) -> Result<Vec<Event>, StoreError> {
    let rows = fetch_all!(tx, sql::EVENTS_BEGINNING, EventRow, from.micros(), to.micros(), most)?;
    Ok(rows.into_iter().map(EventRow::read).collect())
}

/// Drops what is past.
///
/// # Errors
/// When the database fails.
pub async fn sweep(tx: &mut Tx) -> Result<(), StoreError> {
    let now = tx.now().micros();
    execute!(tx, sql::DROP_PAST, now)?;
    Ok(())
}
