//! A wish whose end is near: told once, with the page that has its thing for the least.

use domain::ids::Id;
use domain::{Availability, Wish};
use kit::App;
use product::Listing;
use store::{StoreError, Tx, execute};
use suggest::Street;

use super::{decide, is_unheard, rows};
use crate::closed::Closed;
use crate::decide::{of_wish, pays};
use crate::jobs::try_to_tell;
use crate::make::{insert, of_listing, site};
use crate::model::{ENDS, Opportunity, Reason};
use crate::sql;

/// The page that has the thing for the least a member would pay, as it was read last, and how many have it; what they closed is not
/// looked at. Prices of one currency are compared: that of the top price, else that of most pages.
async fn cheapest(tx: &mut Tx, wish: &Wish) -> Result<Option<(Listing, i64)>, StoreError> {
    let closed = Closed::by(tx, wish.member).await?;
    let has = |listing: &Listing| {
        let is_closed = closed.has_site(&site(&listing.url)) || closed.has_page(wish.id, listing.id);
        !is_closed
            && listing.failure.is_none()
            && listing.availability != Availability::Out
            && pays(wish, listing.price)
    };
    let had: Vec<Listing> = wish::listings(tx, wish).await?.into_iter().filter(has).collect();
    let of = |listing: &Listing| listing.price.map(|price| price.currency);
    let count = |listing: &&Listing| had.iter().filter(|other| of(other) == of(listing)).count();
    let Some(most) = had.iter().filter(|listing| listing.price.is_some()).max_by_key(count).and_then(of)
    else {
        return Ok(None);
    };
    let alike: Vec<Listing> = had.into_iter().filter(|listing| of(listing) == Some(most)).collect();
    let pages = i64::try_from(alike.len()).unwrap_or(i64::MAX);
    let least = alike.into_iter().min_by_key(|listing| (listing.price.map(|price| price.minor), listing.id));
    Ok(least.map(|listing| (listing, pages)))
}

/// News that a wish ends, with the page that is the cheapest now; `None` when none is, when the wish does not end soon, or when it waits
/// to be told of another end.
pub(crate) async fn as_it_ends(
    tx: &mut Tx,
    news: &Opportunity,
    wish: &Wish,
) -> Result<Option<Opportunity>, StoreError> {
    let is_end = |reason: &Reason| matches!(reason, Reason::Until { at } if Some(*at) == wish.until);
    let same = news.told_at.is_some() || news.reasons.iter().any(is_end);
    if !same || !decide::ends_soon(wish, tx.now()) {
        return Ok(None);
    }
    let Some((listing, of)) = cheapest(tx, wish).await? else { return Ok(None) };
    let reasons = news.reasons.iter().map(|reason| match reason {
        Reason::Cheapest { .. } => Reason::Cheapest { listing: listing.id, of },
        other => other.clone(),
    });
    Ok(Some(Opportunity {
        reasons: reasons.collect(),
        title: listing.title.clone(),
        retailer: listing.retailer.clone(),
        site: site(&listing.url),
        url: listing.url.clone(),
        price: listing.price,
        read_at: listing.read_at,
        ..news.clone()
    }))
}

/// Says that a wish ends soon, once for each end it was given.
pub(super) async fn say(app: &App, street: &Street, wish: &Wish) -> Result<(), StoreError> {
    let Some(until) = wish.until else { return Ok(()) };
    let (level, now) = (until.micros().to_string(), app.now());
    let mut tx = app.read().await?;
    if rows::ends_said(&mut tx, wish.id, &level).await? || is_unheard(&mut tx, wish.id).await? {
        return Ok(());
    }
    let Some((listing, of)) = cheapest(&mut tx, wish).await? else { return Ok(()) };
    let end = of_wish(wish, now).filter(|reason| matches!(reason, Reason::Until { .. }));
    let top = of_wish(wish, now).filter(|reason| !matches!(reason, Reason::Until { .. }));
    let reasons = end.chain([Reason::Cheapest { listing: listing.id, of }]).chain(top).collect();
    let news = Opportunity {
        about: wish.id.uuid(),
        cause: ENDS.to_owned(),
        reasons,
        ..of_listing(app, wish, &listing, now)
    };
    if !crate::actions::closed(&mut tx, &news).await?.is_empty() {
        return Ok(());
    }
    drop(tx);
    let mut tx = app.write().await?;
    // What waits to tell of an end that it had before is not told besides.
    execute!(&mut tx, sql::OUTDATE, wish.id.uuid(), news.about)?;
    let waits = insert(&mut tx, &news, &level).await?;
    tx.commit().await?;
    if let Some(waits) = waits {
        try_to_tell(app, street, &waits).await?;
    }
    Ok(())
}
