//! Facts it listens to, and what waits until it may be told.

use domain::{Category, Gtin, ListingId, Offer, OpportunityId, WishId};
use kit::App;
use product::{Listing, News, Point};
use store::{StoreError, Tx};
use suggest::{Spoke, Street, Topic};

use crate::decide::{self, Fate};
use crate::model::{ENDS, HERE, ON, Opportunity, kind};
use crate::{actions, called, dated, make, town};

/// Wishes, and news that waits, read at a time.
const SOME: i64 = 200;

/// Hears that a listing's price or availability changed: makes news of it for every open wish that came from it, or from another
/// page of the same thing, and tells it where it may be told. Heard twice or late, it makes nothing more.
///
/// # Errors
/// When the database fails.
pub async fn heard(app: &App, street: &Street, id: ListingId) -> Result<(), StoreError> {
    let mut tx = app.read().await?;
    let Some(listing) = product::kept(&mut tx, id).await? else { return Ok(()) };
    let told = product::told(&mut tx, id).await?;
    let gtin = told.thing(listing.variant.as_ref()).and_then(|thing| thing.gtin);
    if let Some(gtin) = gtin {
        drop(tx);
        called::all_of(app, gtin).await?;
        tx = app.read().await?;
    }
    let history = product::history(&mut tx, id).await?;
    // A first reading is no news.
    if history.len() < 2 {
        return Ok(());
    }
    let mut pages = vec![id];
    if listing.member.is_none() {
        let others = product::public_listings(&mut tx, listing.product).await?;
        pages.extend(others.into_iter().map(|other| other.id).filter(|other| *other != id));
    }
    drop(tx);
    let hopes = pages.into_iter().map(Hopes::From).chain(gtin.map(Hopes::Code));
    for hopes in hopes {
        of_wishes(app, street, &listing, &history, hopes).await?;
    }
    Ok(())
}

/// Wishes that a page's news may be for.
#[derive(Debug, Clone, Copy)]
enum Hopes {
    /// Those of which this is a seller.
    From(ListingId),
    /// Those for this barcode that came from no page.
    Code(Gtin),
}

/// Makes news of a listing for wishes of the same thing.
async fn of_wishes(
    app: &App,
    street: &Street,
    listing: &Listing,
    history: &[Point],
    hopes: Hopes,
) -> Result<(), StoreError> {
    let mut after: Option<WishId> = None;
    loop {
        let mut tx = app.read().await?;
        let wishes = match hopes {
            Hopes::From(page) => wish::hoping(&mut tx, page, after, SOME).await?,
            Hopes::Code(gtin) => wish::hoping_code(&mut tx, gtin, after, SOME).await?,
        };
        drop(tx);
        let Some(last) = wishes.last() else { return Ok(()) };
        after = Some(*last);
        for wish in wishes {
            if let Some(made) = for_wish(app, listing, history, wish).await? {
                try_to_tell(app, street, &made).await?;
            }
        }
    }
}

async fn for_wish(
    app: &App,
    listing: &Listing,
    history: &[Point],
    wish: WishId,
) -> Result<Option<Opportunity>, StoreError> {
    let mut tx = app.write().await?;
    let Some(wish) = wish::wish(&mut tx, wish).await? else { return Ok(None) };
    // What another's own browser read, or only few know of, is told to nobody else.
    if product::listing(&mut tx, listing.id, wish.member).await?.is_none()
        || !wish::may_know(&mut tx, wish.member, listing.id).await?
        || wish::is_parted(&mut tx, &wish, listing.id).await?
    {
        return Ok(None);
    }
    let believed = wish::believed(&mut tx, wish.id, listing.clone()).await?;
    // A price that its member says is misread falls to nothing that is known.
    if believed.price != listing.price && product::newest(history) != Some(News::Back) {
        return Ok(None);
    }
    let made = make::make(&mut tx, app, &wish, &believed, history).await?;
    tx.commit().await?;
    Ok(made)
}

/// Where news stands, held against what it is about.
pub(crate) enum Standing {
    /// It is still so: as it is now, and of which category.
    Tell(Box<Opportunity>, Option<Category>),
    /// The same, of an offer of the town.
    Here(Box<Opportunity>, Option<Category>, Box<Offer>),
    /// Nobody knows now, or its member wants nothing of the wish for a while.
    Wait,
    /// It is no longer so, or no longer wanted.
    Forget,
}

/// Holds what waits against the wish and what it is about as they are now, and tells it if it may be told.
pub(crate) async fn try_to_tell(
    app: &App,
    street: &Street,
    waits: &Opportunity,
) -> Result<Spoke, StoreError> {
    let mut tx = app.read().await?;
    let standing = standing(&mut tx, waits).await?;
    drop(tx);
    match standing {
        Standing::Tell(told, category) if dated::decide::is_time(&app.settings.zone, &told, app.now()) => {
            let write = async |tx: &mut Tx| actions::tell(tx, &told).await;
            let topic = Topic { category: category.as_ref(), offer: None };
            street.speak(app, waits.member, topic, waits.id, write).await
        }
        Standing::Here(told, category, offer) => {
            let write = async |tx: &mut Tx| {
                // Another node may have suggested it since.
                let suggested = suggest::suggested(tx, told.member, offer.id).await?;
                let said = suggested.is_some_and(|(at, _)| told.made_at <= at);
                Ok(!said && actions::tell(tx, &told).await?)
            };
            let topic = Topic { category: category.as_ref(), offer: Some(&*offer) };
            street.speak(app, waits.member, topic, waits.id, write).await
        }
        Standing::Tell(..) | Standing::Wait => Ok(Spoke::Closed),
        Standing::Forget => {
            let mut tx = app.write().await?;
            actions::forget(&mut tx, waits.id).await?;
            tx.commit().await?;
            Ok(Spoke::Withdrawn)
        }
    }
}

async fn standing(tx: &mut Tx, news: &Opportunity) -> Result<Standing, StoreError> {
    let beside = wish::detail(tx, news.wish).await?;
    let wanted = beside.archived_at.is_none() && beside.hears.has(kind(&news.cause));
    let Some(wish) = wish::wish(tx, news.wish).await?.filter(|_| wanted) else { return Ok(Standing::Forget) };
    let now = tx.now();
    if news.cause == ON {
        let closed = actions::closed(tx, news).await?;
        return dated::standing(tx, news, &wish, &closed, now).await;
    }
    if news.cause == HERE {
        let closed = actions::closed(tx, news).await?;
        return town::standing(tx, news, &wish, &closed).await;
    }
    // One fall of one page is one piece of news, however many wishes its member has of it.
    let of_page = matches!(news.cause.as_str(), "cheaper" | "back");
    if of_page && news.told_at.is_none() && actions::is_said(tx, news).await? {
        return Ok(Standing::Forget);
    }
    let news = match news.cause.as_str() {
        ENDS => dated::as_it_ends(tx, news, &wish).await?,
        _ => Some(news.clone()),
    };
    let Some(news) = news else { return Ok(Standing::Forget) };
    let closed = actions::closed(tx, &news).await?;
    let listing = match news.listing() {
        Some(id) if !wish::is_parted(tx, &wish, id).await? => product::listing(tx, id, news.member).await?,
        _ => None,
    };
    let listing = match listing {
        Some(listing) => Some(wish::believed(tx, wish.id, listing).await?),
        None => None,
    };
    let fate = decide::fate(&news, Some(&wish), listing.as_ref(), &closed, now);
    Ok(match (fate, listing) {
        (Fate::Tell, Some(listing)) => {
            let told = decide::as_now(&news, &wish, &listing, now);
            Standing::Tell(Box::new(told), wish.subject.category)
        }
        (Fate::Wait, _) => Standing::Wait,
        _ => Standing::Forget,
    })
}

/// News that was told, as it is now, before it is said once more; `None` when it is no longer so, or no longer wanted, or when its
/// member's consents keep it from being said now.
///
/// # Errors
/// When the database fails.
pub async fn still(tx: &mut Tx, app: &App, news: &Opportunity) -> Result<Option<Opportunity>, StoreError> {
    let (told, category, offer) = match standing(tx, news).await? {
        Standing::Tell(told, category) => (told, category, None),
        Standing::Here(told, category, offer) => (told, category, Some(offer)),
        Standing::Wait | Standing::Forget => return Ok(None),
    };
    let topic = Topic { category: category.as_ref(), offer: offer.as_deref() };
    let may = suggest::may_say_news(tx, app, told.member, topic).await?;
    Ok(may.then_some(*told))
}

/// Tells what waited and may be told by now, and forgets what is no longer so; gives how much was told.
///
/// # Errors
/// When the database fails.
pub async fn tell_waiting(app: &App, street: &Street) -> Result<usize, StoreError> {
    let (mut after, mut told): (Option<OpportunityId>, usize) = (None, 0);
    loop {
        let mut tx = app.read().await?;
        let waiting = actions::waiting(&mut tx, after, SOME).await?;
        drop(tx);
        let Some(last) = waiting.last() else { return Ok(told) };
        after = Some(last.id);
        for waits in waiting {
            // Ten thousand whose day is used up are not looked at in the store every half minute; what has waited too long is, to be
            // forgotten.
            if !street.may_hear(app, waits.member) && !decide::is_old(&waits, app.now()) {
                continue;
            }
            told += usize::from(try_to_tell(app, street, &waits).await? == Spoke::Told);
        }
    }
}
