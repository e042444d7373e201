//! All offers of a shop, and the form that adds one.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::{OfferId, OrganisationId, limits};
use kit::page::html_with;
use kit::{App, Caller, Fields, Form, Me, Once, Page, Result, see_other, wire};
use serde::Deserialize;

use super::{Shop, form, shop_of};
use crate::actions;
use crate::view::{OfferRow, rows};

#[derive(Template)]
#[template(path = "offers.html")]
struct OffersPage {
    page: Page,
    shop: Shop,
    rows: Vec<OfferRow>,
    next: Option<String>,
    form: Fields,
    once: String,
}

/// Where a list goes on.
#[derive(Deserialize)]
pub(super) struct Asked {
    after: Option<String>,
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
    draw(&app, page, id, after, form::empty(), StatusCode::OK).await
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
    // A form shown again keeps its key: sending it mended is still the same offer.
    let once = match form.value("once") {
        "" => page.once.clone(),
        once => once.to_owned(),
    };
    let rows = rows(&page, &offers);
    Ok(html_with(status, &OffersPage { page, shop, rows, next, form, once }))
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
