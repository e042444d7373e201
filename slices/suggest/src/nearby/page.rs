//! `/me/wishes/{id}/where`: where I could have it now.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::{Method, Uri};
use axum::response::Response;
use axum::routing::get;
use kit::wire::path_id;
use kit::{Access, App, Form, Me, Page, Result, Routes, html};
use store::{StoreError, Tx};

use super::{Found, Order, found, from_words};
use crate::street::Street;
use crate::travel::in_words;

#[derive(Template)]
#[template(path = "where.html")]
struct WherePage {
    page: Page,
    title: String,
    href: String,
    from: String,
    /// Name, label, and whether it is this one.
    orders: Vec<(&'static str, String, bool)>,
    rows: Vec<Row>,
    online: Vec<Online>,
    /// What takes place and when.
    events: Vec<Dated>,
}

/// A place that has it.
struct Row {
    title: String,
    note: String,
    href: String,
    total: String,
    left: String,
    open: bool,
}

/// Something that takes place.
struct Dated {
    title: String,
    note: String,
    url: String,
}

/// A retailer's page that has it.
struct Online {
    retailer: String,
    href: String,
    note: String,
    price: String,
}

async fn rows(tx: &mut Tx, page: &Page, found: &Found) -> Result<Vec<Row>, StoreError> {
    let (words, mut rows) = (page.words(), Vec::new());
    for one in &found.places {
        let Some(offer) = offer::offer(tx, one.had.offer).await? else { continue };
        let Some(place) = place::place(tx, one.had.place).await? else { continue };
        let way = one.had.metres.map(|metres| in_words(&words, one.had.price, &found.travel, metres));
        let hours = place.hours.as_ref().map(|hours| place::hours_words(hours, &words));
        let note: Vec<String> = [Some(offer.title), way, hours].into_iter().flatten().collect();
        rows.push(Row {
            title: place.name,
            note: note.join(" · "),
            href: format!("/places/{}", one.had.place),
            total: words.money(one.total.unwrap_or(one.had.price)),
            left: one.had.left.map(|left| page.t1("suggest-where-left", "count", left)).unwrap_or_default(),
            open: one.had.open,
        });
    }
    Ok(rows)
}

/// How far ahead events are told, in seconds: a fortnight; and how many of the wish, of how many at all.
const AHEAD_S: i64 = 14 * 86_400;
const DATES: usize = 10;
const EVENTS: i64 = 20_000;

async fn dated(tx: &mut Tx, page: &Page, found: &Found) -> Result<Vec<Dated>, StoreError> {
    let (words, now) = (page.words(), page.now);
    let events = agenda::events(tx, now, now.plus_secs(AHEAD_S), EVENTS).await?;
    let met = events.into_iter().filter(|event| event.meets(&found.wish)).take(DATES);
    let said = |event: agenda::Event| {
        let told = event.told;
        let when = if told.starts <= now {
            page.t1("suggest-where-on-until", "until", words.until(told.ends))
        } else {
            words.when(told.starts)
        };
        let note = [when, told.venue].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
        Dated { title: told.title, note: note.join(" · "), url: told.url.unwrap_or_default() }
    };
    Ok(met.map(said).collect())
}

/// Best first, as on the page of the wish: what is sold out, or could not be read again, is not ahead for having been cheap. What its
/// member says of a page stands before what was read there, as theirs.
async fn online(tx: &mut Tx, page: &Page, found: &Found) -> Result<Vec<Online>, StoreError> {
    let (words, mut online) = (page.words(), Vec::new());
    let own = wish::own_word(tx, found.wish.id).await?;
    for listing in wish::listings(tx, &found.wish).await? {
        let was_read = !product::history(tx, listing.id).await?.is_empty();
        let own = own.as_ref().filter(|word| word.listing == listing.id);
        let yours = own.and_then(|word| word.price);
        let availability = own.and_then(|word| word.availability).unwrap_or(listing.availability);
        let read = if let Some(word) = own {
            page.t1("wish-best-yours", "when", words.on(word.said_at))
        } else if was_read {
            page.t1("wish-read-at", "when", words.on(listing.read_at))
        } else {
            page.t("wish-read-never")
        };
        let failed = was_read && listing.failure.is_some();
        let said = [
            Some(page.t(&format!("wish-stock-{availability}"))),
            Some(read),
            failed.then(|| page.t("wish-read-failed")),
            Some(page.t("suggest-where-delivery")),
        ];
        online.push(Online {
            note: said.into_iter().flatten().collect::<Vec<_>>().join(" · "),
            price: yours.or(listing.price).map(|price| words.money(price)).unwrap_or_default(),
            retailer: listing.retailer,
            href: listing.url,
        });
    }
    Ok(online)
}

async fn show(
    State(app): State<App>,
    Extension(street): Extension<Arc<Street>>,
    Me(me): Me,
    page: Page,
    Path(id): Path<String>,
    uri: Uri,
) -> Result<Response> {
    let query = Form::parse(uri.query().unwrap_or_default().to_owned());
    let order: Order = query.get("order").parse().unwrap_or_default();
    let found = found(&app, &street, me.id, path_id(&id)?, order).await?;
    let mut tx = app.read().await?;
    let orders = Order::NAMES
        .iter()
        .map(|(one, name)| (*name, page.t(&format!("suggest-where-{name}")), *one == order))
        .collect();
    Ok(html(&WherePage {
        title: found.wish.title.clone(),
        href: format!("/me/wishes/{}", found.wish.id),
        from: from_words(&mut tx, &page, found.from).await?,
        rows: rows(&mut tx, &page, &found).await?,
        online: online(&mut tx, &page, &found).await?,
        events: dated(&mut tx, &page, &found).await?,
        orders,
        page,
    }))
}

pub(super) fn routes() -> Routes {
    Routes::new().page(Access::Member, Method::GET, "/me/wishes/{id}/where", get(show))
}
