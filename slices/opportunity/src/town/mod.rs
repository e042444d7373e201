//! What can be had in the town: an offer that comes to meet an open wish, is back, or falls in price, is told once, wherever its member is.
//! (Decision 0027.)

pub(crate) mod decide;
mod points;
mod reach;
mod tell;

use domain::{MemberId, Offer, OfferId};
use kit::App;
use product::Point;
use store::{StoreError, Tx};
use suggest::Street;

use crate::called;

pub(crate) use tell::standing;

/// Offers looked at together: for all of them the wishes of the town are passed over once.
const SOME: i64 = 200;

/// An offer with its steps, oldest first.
type Stepped = (Offer, Vec<Point>);

/// Hears that an offer changed: notes how it stands, and when to look at it. What is heard twice or late is noted once.
///
/// # Errors
/// When the database fails.
pub async fn offer_heard(app: &App, id: OfferId) -> Result<(), StoreError> {
    let mut tx = app.read().await?;
    let Some(found) = offer::offer(&mut tx, id).await? else { return Ok(()) };
    let now = tx.now();
    let steps = points::history(&mut tx, id).await?;
    let same = decide::noted(&steps, &decide::point(&found, now)) == decide::Noted::Same;
    // A unit leaves or comes back far more often than anything changes.
    if same && found.from <= now && found.until.is_none() {
        return Ok(());
    }
    drop(tx);
    let mut tx = app.write().await?;
    let Some(found) = offer::offer(&mut tx, id).await? else { return Ok(()) };
    let steps = points::note(&mut tx, &found).await?;
    points::look_again(&mut tx, &found, &steps).await?;
    tx.commit().await?;
    match found.subject.gtin {
        Some(gtin) => called::all_of(app, gtin).await,
        None => Ok(()),
    }
}

/// Looks at offers that are due: what changed and has stood is told to those whose wishes it meets. Looked at twice, it is told once.
///
/// # Errors
/// When the database fails.
pub async fn look_around(app: &App, street: &Street) -> Result<(), StoreError> {
    while !app.stop.is_requested() {
        let due = points::due(&mut app.read().await?, SOME).await?;
        if due.is_empty() {
            return Ok(());
        }
        let (mut all, mut news): (Vec<Stepped>, Vec<Stepped>) = (Vec::new(), Vec::new());
        let mut tx = app.write().await?;
        for (id, at) in &due {
            let Some(found) = offer::offer(&mut tx, *id).await? else { continue };
            let steps = points::note(&mut tx, &found).await?;
            if decide::may_be_news(&steps, *at, tx.now()) {
                news.push((found.clone(), steps.clone()));
            }
            all.push((found, steps));
        }
        tx.commit().await?;
        tell::make(app, street, &news).await?;
        // Only now: who stops in between looks once more.
        let mut tx = app.write().await?;
        for (id, at) in &due {
            points::looked(&mut tx, *id, *at).await?;
        }
        for (found, steps) in &all {
            points::look_again(&mut tx, found, steps).await?;
        }
        tx.commit().await?;
    }
    Ok(())
}

/// An offer that its member opens again may be suggested again, too.
pub(crate) async fn open_again(tx: &mut Tx, member: MemberId, offer: OfferId) -> Result<(), StoreError> {
    for told in points::told_of(tx, member, offer).await? {
        suggest::hush(tx, told, false).await?;
    }
    Ok(())
}
