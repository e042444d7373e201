//! All offers of a shop, and the form that adds one.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::{Offer, OfferId, OrganisationId, limits};
use kit::page::html_with;
use kit::{App, Caller, Fields, Form, Me, Once, Page, Result, see_other, wire};
use serde::Deserialize;

use super::{Shop, form, shop_of, single};
use crate::actions;
use crate::view::{OfferRow, rows};

#[derive(Template)]
#[template(path = "offers.html")]
struct OffersPage {
    page: Page,
    shop: Shop,
    rows: Vec<OfferRow>,
    /// Those that were closed, newest first; only where the list begins.
    closed: Vec<Closed>,
    next: Option<String>,
    form: Fields,
    once: String,
}

/// An offer that was closed.
struct Closed {
    title: String,
    /// Its price, and the day from which it could be had.
    note: String,
    /// The form of a new one like it.
    again: String,
}

/// Where a list goes on, and which offer the form begins with.
#[derive(Deserialize)]
pub(super) struct Asked {
    after: Option<String>,
    like: Option<String>,
}

pub(super) async fn show(
    State(app): State<App>,
    me: Me,
    page: Page,
    Path(organisation): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let id = shop_of(&me, &organisation)?;
    let after = asked.after.as_deref().map(wire::path_id).transpose()?;
    let fields = match asked.like {
        None => form::empty(),
        Some(like) => {
            let like = single::theirs(&mut app.read().await?, id, wire::path_id(&like)?).await?;
            form::like(&like, &page)
        }
    };
    draw(&app, page, id, after, fields, StatusCode::OK).await
}

async fn draw(
    app: &App,
    page: Page,
    id: OrganisationId,
    after: Option<OfferId>,
    form: Fields,
    status: StatusCode,
) -> Result<Response> {
    let mut tx = app.read().await?;
    let shop = Shop::load(&mut tx, &page, id).await?;
    let shown = usize::try_from(limits::PAGE_ROWS).unwrap_or(0);
    let mut offers = actions::of_organisation_page(&mut tx, id, after, limits::PAGE_ROWS + 1).await?;
    let more = offers.len() > shown;
    offers.truncate(shown);
    let next = offers.last().filter(|_| more).map(|last| format!("{}?after={}", shop.offers(), last.id));
    let closed = if after.is_none() {
        actions::closed_of_organisation(&mut tx, id, limits::PAGE_ROWS).await?
    } else {
        Vec::new()
    };
    let closed = closed.iter().map(|offer| told(&page, &shop, offer)).collect();
    // A form shown again keeps its key: sending it mended is still the same offer.
    let once = match form.value("once") {
        "" => page.once.clone(),
        once => once.to_owned(),
    };
    let rows = rows(&page, &offers);
    Ok(html_with(status, &OffersPage { page, shop, rows, closed, next, form, once }))
}

fn told(page: &Page, shop: &Shop, offer: &Offer) -> Closed {
    let (price, since) = (page.words().money(offer.price), page.words().date(offer.from));
    Closed {
        title: offer.title.clone(),
        note: page.t2("offer-closed-row", "price", price, "since", since),
        again: shop.again(&offer.id.to_string()),
    }
}

pub(super) async fn add(
    State(app): State<App>,
    me: Me,
    caller: Caller,
    page: Page,
    Path(organisation): Path<String>,
    form: Form,
) -> Result<Response> {
    let id = shop_of(&me, &organisation)?;
    let path = format!("/shop/{id}/offers");
    let published = match form::new(&form, &page, id) {
        Err(refusal) => Err(refusal),
        Ok(new) => {
            let once = Once::form(new, &caller, &path, form.get("once"), form.raw());
            let publish = async |tx: &mut store::Tx, new| {
                let offer = actions::publish(tx, &app, new).await?;
                Ok((StatusCode::CREATED, offer.id.to_string()))
            };
            once.run(&app, publish).await
        }
    };
    match published {
        Ok(_) => Ok(see_other(&path, "said-offer-published")),
        Err(refusal) => {
            let (status, fields) = (refusal.status(), Fields::refused(form, &refusal, page.lang));
            draw(&app, page, id, None, fields, status).await
        }
    }
}
