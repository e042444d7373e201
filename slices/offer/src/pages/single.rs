//! One offer: its form, its stock, whether it speaks.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::{Offer, OfferId, OfferState, OrganisationId};
use kit::page::html_with;
use kit::{App, Fields, Form, Me, Page, Refusal, Result, html, see_other, wire};
use store::Tx;

use super::{Shop, form, shop_of};
use crate::model::OfferChange;
use crate::view::{OfferRow, rows};
use crate::{actions, stock};

#[derive(Template)]
#[template(path = "offer-close.html")]
struct ClosePage {
    page: Page,
    shop: Shop,
    row: OfferRow,
}

#[derive(Template)]
#[template(path = "offer.html")]
struct OfferPage {
    page: Page,
    shop: Shop,
    row: OfferRow,
    form: Fields,
}

pub(super) async fn show(
    State(app): State<App>,
    me: Me,
    page: Page,
    Path((organisation, id)): Path<(String, String)>,
) -> Result<Response> {
    let organisation = shop_of(&me, &organisation)?;
    let mut tx = app.read().await?;
    let offer = theirs(&mut tx, organisation, wire::path_id(&id)?).await?;
    let fields = form::of(&offer, &page);
    draw(&mut tx, page, &offer, fields, StatusCode::OK).await
}

/// Asks whether an offer is to be closed: it is never opened again.
pub(super) async fn ask_close(
    State(app): State<App>,
    me: Me,
    page: Page,
    Path((organisation, id)): Path<(String, String)>,
) -> Result<Response> {
    let organisation = shop_of(&me, &organisation)?;
    let mut tx = app.read().await?;
    let offer = theirs(&mut tx, organisation, wire::path_id(&id)?).await?;
    let shop = Shop::load(&mut tx, &page, organisation).await?;
    let row = rows(&page, std::slice::from_ref(&offer)).pop().ok_or_else(|| Refusal::new("internal"))?;
    Ok(html(&ClosePage { page, shop, row }))
}

async fn draw(tx: &mut Tx, page: Page, offer: &Offer, form: Fields, status: StatusCode) -> Result<Response> {
    let shop = Shop::load(tx, &page, offer.organisation).await?;
    let row = rows(&page, std::slice::from_ref(offer)).pop().ok_or_else(|| Refusal::new("internal"))?;
    Ok(html_with(status, &OfferPage { page, shop, row, form }))
}

pub(super) async fn theirs(tx: &mut Tx, organisation: OrganisationId, id: OfferId) -> Result<Offer> {
    let found = actions::offer(tx, id).await?.filter(|offer| offer.organisation == organisation);
    found.ok_or_else(|| Refusal::new("not-found"))
}

pub(super) async fn save(
    State(app): State<App>,
    me: Me,
    page: Page,
    Path((organisation, id)): Path<(String, String)>,
    form: Form,
) -> Result<Response> {
    let organisation = shop_of(&me, &organisation)?;
    let mut tx = app.write().await?;
    let offer = theirs(&mut tx, organisation, wire::path_id(&id)?).await?;
    let saved = match form::change(&form, &page, &offer) {
        Ok(change) => actions::change(&mut tx, organisation, offer.id, change).await,
        Err(refusal) => Err(refusal),
    };
    match saved {
        Ok(_) => {
            tx.commit().await?;
            Ok(see_other(&format!("/shop/{organisation}/offers"), "said-offer-saved"))
        }
        Err(refusal) => {
            let (status, fields) = (refusal.status(), Fields::refused(form, &refusal, page.lang));
            draw(&mut tx, page, &offer, fields, status).await
        }
    }
}

/// One more or one less, as the till sees it.
pub(super) async fn stock(
    State(app): State<App>,
    me: Me,
    Path((organisation, id)): Path<(String, String)>,
    form: Form,
) -> Result<Response> {
    let organisation = shop_of(&me, &organisation)?;
    let by: i64 = form.get("by").parse().map_err(|_| Refusal::invalid("stock", "number"))?;
    let mut tx = app.write().await?;
    let said = match stock::add_stock(&mut tx, organisation, wire::path_id(&id)?, by).await {
        Ok(_) => {
            tx.commit().await?;
            "said-offer-counted"
        }
        // The page was drawn before the last one went: nothing to mend, only to see.
        Err(refusal) if refusal.code == "stock-gone" => "said-offer-none-left",
        Err(refusal) => return Err(refusal),
    };
    Ok(see_other(&format!("/shop/{organisation}/offers"), said))
}

pub(super) async fn state(
    State(app): State<App>,
    me: Me,
    Path((organisation, id)): Path<(String, String)>,
    form: Form,
) -> Result<Response> {
    let organisation = shop_of(&me, &organisation)?;
    let state: OfferState = form.get("state").parse().map_err(|_| Refusal::invalid("state", "choice"))?;
    let mut tx = app.write().await?;
    let change = OfferChange { state: Some(state), ..OfferChange::default() };
    actions::change(&mut tx, organisation, wire::path_id(&id)?, change).await?;
    tx.commit().await?;
    let said = match state {
        OfferState::Open => "said-offer-open",
        OfferState::Paused => "said-offer-paused",
        OfferState::Closed => "said-offer-closed",
    };
    Ok(see_other(&format!("/shop/{organisation}/offers"), said))
}
