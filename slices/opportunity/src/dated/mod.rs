//! Dated wishes: what takes place and is wished for is told once, in time to go; and a wish whose end is near, while its thing can be had.

mod ahead;
pub(crate) mod decide;
mod ends;
mod filed;
mod rows;
pub(crate) mod say;

use domain::{FeedId, Instant, Wish, WishId, WishState};
use kit::App;
use store::{StoreError, Tx};
use suggest::Street;
use wish::Hear;

use ahead::Ahead;
pub(crate) use ends::as_it_ends;

use crate::called;
use crate::closed::Closed;
use crate::jobs::{Standing, tell_waiting, try_to_tell};
use crate::model::{Closing, Opportunity, Time};

/// Hears that a feed changed: what was told of it is said as it is now, and what of it is on in time is told to whoever wishes for it.
///
/// # Errors
/// When the database fails.
pub async fn feed_heard(app: &App, street: &Street, feed: FeedId) -> Result<(), StoreError> {
    let ahead = Ahead::read(app).await?;
    restate(app, &ahead, feed).await?;
    look_at(app, street, &ahead, Some(feed)).await
}

/// Hears that a wish was added or changed: what is on in time is told at once, and a bare barcode is called as its product is.
///
/// # Errors
/// When the database fails.
pub async fn wish_heard(app: &App, street: &Street, id: WishId) -> Result<(), StoreError> {
    let mut tx = app.read().await?;
    let found = wish::wish(&mut tx, id).await?;
    let is_filed = filed::is_filed(&mut tx, id, found.as_ref()).await?;
    drop(tx);
    if !is_filed {
        filed::file(app, &[id]).await?;
    }
    if found.as_ref().is_some_and(wish::is_by_code) {
        called::by_product(app, id).await?;
    }
    let Some(wish) = found.filter(|wish| wish.state == WishState::Open && agenda::is_for_events(wish)) else {
        return Ok(());
    };
    let mut tx = app.read().await?;
    // Most of what is wished for is not on; a fortnight is read only for what is.
    let now = tx.now();
    let soon = agenda::events(&mut tx, now, now.plus_secs(ahead::SOON_S), ahead::EVENTS).await?;
    drop(tx);
    if !soon.iter().any(|event| event.meets(&wish)) {
        return Ok(());
    }
    takes_place(app, street, &Ahead::read(app).await?, &wish).await
}

/// Looks whose wishes something is on for, or whose wishes end soon, and tells it. Looked at twice, it is told once.
///
/// # Errors
/// When the database fails.
pub async fn look_ahead(app: &App, street: &Street) -> Result<(), StoreError> {
    look_at(app, street, &Ahead::read(app).await?, None).await
}

/// Looks at what is on in time, of one feed or of all, and at what ends soon.
async fn look_at(app: &App, street: &Street, ahead: &Ahead, feed: Option<FeedId>) -> Result<(), StoreError> {
    let now = app.now();
    let awake = !decide::is_night(&app.settings.zone, now);
    let soonest = |wish: &Wish| ahead.met_by(wish).first().map(|event| event.told.starts);
    let (mut met, mut ending) = (Vec::new(), Vec::new());
    if filed::is_whole(app).await? {
        let mut tx = app.read().await?;
        let found = filed::found(&mut tx, &ahead.finds(feed)).await?;
        met.extend(found.into_iter().filter_map(|wish| Some((soonest(&wish)?, wish))));
        if awake {
            let end = now.plus_secs(decide::ENDS_S + 1);
            ending = wish::ending(&mut tx, now, end).await?;
            ending.retain(|wish| decide::ends_soon(wish, now));
        }
    } else {
        let sort = |wish: Wish| {
            if awake && decide::ends_soon(&wish, now) {
                ending.push(wish.clone());
            }
            met.extend(soonest(&wish).map(|soonest| (soonest, wish)));
        };
        filed::look_through(app, sort).await?;
    }
    // Attention is short: what waits comes first, then what is soonest.
    tell_waiting(app, street).await?;
    met.sort_by_key(|(soonest, wish)| (*soonest, wish.id));
    for (_, wish) in met {
        takes_place(app, street, ahead, &wish).await?;
    }
    for wish in ending {
        ends::say(app, street, &wish).await?;
    }
    Ok(())
}

/// Tells of the soonest thing that is on for a wish and was not told: one a day, for a wish for any concert is met by many.
async fn takes_place(app: &App, street: &Street, ahead: &Ahead, wish: &Wish) -> Result<(), StoreError> {
    let (zone, now) = (&app.settings.zone, app.now());
    for thing in ahead.in_time(zone, wish, now) {
        let mut tx = app.read().await?;
        let today = zone.start_of_day(now);
        if rows::on_since(&mut tx, wish.id, today).await? > 0 || is_unheard(&mut tx, wish.id).await? {
            return Ok(());
        }
        let before = rows::before(&mut tx, wish.id, thing).await?;
        if before.is_empty() && ahead.has_any(thing, &rows::events_of(&mut tx, wish.id).await?) {
            continue;
        }
        let Some(level) = decide::level(&before, now) else { continue };
        let closed = Closed::by(&mut tx, wish.member).await?;
        let Some(news) = ahead.news(&mut tx, app, wish, thing, (level, &closed)).await? else { continue };
        // What is on in time may be so where all is closed.
        if !decide::is_time(zone, &news, now) || !crate::actions::closed(&mut tx, &news).await?.is_empty() {
            continue;
        }
        drop(tx);
        let mut tx = app.write().await?;
        let waits = crate::make::insert(&mut tx, &news, &level.number.to_string()).await?;
        tx.commit().await?;
        if let Some(waits) = waits {
            try_to_tell(app, street, &waits).await?;
            return Ok(());
        }
    }
    Ok(())
}

/// Whether a wish was put away, or its member hears nothing of its day.
async fn is_unheard(tx: &mut Tx, wish: WishId) -> Result<bool, StoreError> {
    let beside = wish::detail(tx, wish).await?;
    Ok(beside.archived_at.is_some() || !beside.hears.has(Hear::Day))
}

/// What was told of a feed's, or waits, is said as it is announced now; nobody is told by it. Read without the writer's lock: only what differs is
/// written.
async fn restate(app: &App, ahead: &Ahead, feed: FeedId) -> Result<(), StoreError> {
    let mut after = None;
    loop {
        let mut tx = app.read().await?;
        let some = rows::standing(&mut tx, after).await?;
        let Some(last) = some.last() else { return Ok(()) };
        after = Some((last.made_at, last.id));
        let mut otherwise = Vec::new();
        for news in some.into_iter().filter(|news| ahead.concerns(feed, news, app.now())) {
            let Some(wish) = wish::wish(&mut tx, news.wish).await? else { continue };
            let closed = Closed::by(&mut tx, news.member).await?;
            let restated = ahead.restated(&news, &wish, &closed, app.now());
            otherwise.extend(restated.map(|now| (news, now)));
        }
        drop(tx);
        if otherwise.is_empty() {
            continue;
        }
        let mut tx = app.write().await?;
        for (before, now) in otherwise {
            rows::restate(&mut tx, &before, &now).await?;
        }
        tx.commit().await?;
    }
}

/// Where news of what takes place stands: at those of its times that are still announced, meet the wish, can be reached, and are not
/// where its member wants to hear of nothing.
pub(crate) async fn standing(
    tx: &mut Tx,
    news: &Opportunity,
    wish: &Wish,
    closed: &[Closing],
    now: Instant,
) -> Result<Standing, StoreError> {
    if !crate::decide::hopes(wish, now) || closed.contains(&Closing::Page) {
        return Ok(Standing::Forget);
    }
    let all = Closed::by(tx, news.member).await?;
    let (mut times, mut url): (Vec<Time>, String) = (Vec::new(), String::new());
    for time in news.times().filter(|time| now < decide::last_call(time) && !all.has_site(&time.site())) {
        let event = agenda::event(tx, time.event).await?;
        let same = |event: &agenda::Event| event.told.starts == time.at && event.meets(wish);
        if let Some(event) = event.filter(same) {
            if times.is_empty() {
                url = event.told.url.unwrap_or_default();
            }
            times.push(time.clone());
        }
    }
    let Some(first) = times.first() else { return Ok(Standing::Forget) };
    if closed.contains(&Closing::Wish) {
        return Ok(Standing::Wait);
    }
    let (retailer, site) = (first.venue.clone(), first.site());
    let reasons = decide::reasons(times, &news.reasons, wish, now);
    let told = Opportunity { reasons, retailer, site, url, ..news.clone() };
    Ok(Standing::Tell(Box::new(told), wish.subject.category.clone()))
}
