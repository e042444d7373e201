//! Dated wishes: what takes place and is wished for is told once, in time to go; and a wish whose end is near, while its thing can be had.

mod ahead;
pub(crate) mod decide;
mod ends;
mod rows;
pub(crate) mod say;

use domain::{Instant, Wish, WishId, WishState};
use kit::App;
use store::{StoreError, Tx};
use suggest::Street;

use ahead::Ahead;
pub(crate) use ends::cheapest;

use crate::jobs::{Standing, tell_waiting, try_to_tell};
use crate::model::{Closing, Opportunity, Time};

/// Hears that a feed changed: what was told of it is said as it is now, and what is on in time is told to whoever wishes for it.
///
/// # Errors
/// When the database fails.
pub async fn feed_heard(app: &App, street: &Street) -> Result<(), StoreError> {
    let ahead = Ahead::read(app).await?;
    restate(app, &ahead).await?;
    look_at(app, street, &ahead).await
}

/// Hears that a wish was added or changed: what is on in time is told at once.
///
/// # Errors
/// When the database fails.
pub async fn wish_heard(app: &App, street: &Street, id: WishId) -> Result<(), StoreError> {
    let mut tx = app.read().await?;
    let found = wish::wish(&mut tx, id).await?;
    let Some(wish) = found.filter(|wish| wish.state == WishState::Open && agenda::is_for_events(wish)) else {
        return Ok(());
    };
    drop(tx);
    takes_place(app, street, &Ahead::read(app).await?, &wish).await
}

/// Looks whose wishes something is on for, or whose wishes end soon, and tells it. Looked at twice, it is told once.
///
/// # Errors
/// When the database fails.
pub async fn look_ahead(app: &App, street: &Street) -> Result<(), StoreError> {
    look_at(app, street, &Ahead::read(app).await?).await
}

async fn look_at(app: &App, street: &Street, ahead: &Ahead) -> Result<(), StoreError> {
    let now = app.now();
    let awake = !decide::is_night(&app.settings.zone, now);
    let mut tx = app.read().await?;
    let (mut met, mut ending) = (Vec::new(), Vec::new());
    for range in wish::parts(&mut tx).await? {
        for wish in wish::part(&mut tx, range).await? {
            if wish.state != WishState::Open {
                continue;
            }
            if awake && decide::ends_soon(&wish, now) {
                ending.push(wish.clone());
            }
            if let Some(soonest) = ahead.met_by(&wish).first().map(|event| event.told.starts) {
                met.push((soonest, wish));
            }
        }
    }
    drop(tx);
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
    for thing in ahead.in_time(&app.settings.zone, wish, app.now()) {
        let mut tx = app.read().await?;
        let today = app.settings.zone.start_of_day(app.now());
        if rows::on_since(&mut tx, wish.id, today).await? > 0 || is_away(&mut tx, wish.id).await? {
            return Ok(());
        }
        let before = rows::before(&mut tx, wish.id, thing).await?;
        if before.is_empty() && ahead.has_any(thing, &rows::told_events(&mut tx, wish.id).await?) {
            continue;
        }
        let Some(level) = decide::level(&before) else { continue };
        let Some(news) = ahead.news(&mut tx, app, wish, thing).await? else { continue };
        if !crate::actions::closed(&mut tx, &news).await?.is_empty() {
            continue;
        }
        drop(tx);
        let mut tx = app.write().await?;
        let waits = crate::make::insert(&mut tx, &news, &level.to_string()).await?;
        tx.commit().await?;
        if let Some(waits) = waits {
            try_to_tell(app, street, &waits).await?;
            return Ok(());
        }
    }
    Ok(())
}

/// Whether a wish was put away.
async fn is_away(tx: &mut Tx, wish: WishId) -> Result<bool, StoreError> {
    Ok(wish::detail(tx, wish).await?.archived_at.is_some())
}

/// What was told, or waits, is said as it is announced now; nobody is told by it.
async fn restate(app: &App, ahead: &Ahead) -> Result<(), StoreError> {
    let mut after = None;
    loop {
        let mut tx = app.write().await?;
        let some = rows::standing(&mut tx, app.now(), after).await?;
        let Some(last) = some.last() else { return Ok(()) };
        after = Some(last.id);
        for news in some {
            let Some(wish) = wish::wish(&mut tx, news.wish).await? else { continue };
            if let Some(now) = ahead.restated(&news, &wish, app.now()) {
                rows::restate(&mut tx, &now).await?;
            }
        }
        tx.commit().await?;
    }
}

/// Where news of what takes place stands: at those of its times that are still announced, meet the wish and can be reached.
pub(crate) async fn standing(
    tx: &mut Tx,
    news: &Opportunity,
    wish: &Wish,
    closed: &[Closing],
    now: Instant,
) -> Result<Standing, StoreError> {
    if !crate::decide::hopes(wish, now) || closed.iter().any(|closing| *closing != Closing::Wish) {
        return Ok(Standing::Forget);
    }
    let mut times: Vec<Time> = Vec::new();
    for time in news.times().filter(|time| now < decide::last_call(time)) {
        let event = agenda::event(tx, time.event).await?;
        if event.is_some_and(|event| event.told.starts == time.at && event.meets(wish)) {
            times.push(time.clone());
        }
    }
    if times.is_empty() {
        return Ok(Standing::Forget);
    }
    if !closed.is_empty() {
        return Ok(Standing::Wait);
    }
    let reasons = decide::reasons(times, &news.reasons, wish, now);
    Ok(Standing::Tell(Box::new(Opportunity { reasons, ..news.clone() }), wish.subject.category.clone()))
}
