//! `/api/v1/offers`.

mod wire_types;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::{OfferId, OfferState};
use kit::refusal::Problem;
use kit::{Access, App, Body, Caller, Me, Once, Paging, Refusal, Result, Routes, wire};
use serde::Deserialize;
use utoipa_axum::routes;

use crate::actions;
use crate::model::{Filter, OfferChange};
use wire_types::{WireNewOffer, WireOffer, WireOfferChange, WireOffers};

/// Which open offers to list.
#[derive(Debug, Deserialize)]
struct Asked {
    /// Of this organisation.
    organisation: Option<String>,
    /// At this place.
    place: Option<String>,
    /// Of this category or one under it.
    category: Option<String>,
}

impl Asked {
    fn filter(&self, paging: &Paging) -> Result<Filter> {
        fn read<T>(text: &Option<String>, read: impl Fn(&str) -> Result<T>) -> Result<Option<T>> {
            text.as_deref().map(read).transpose()
        }
        let category = |path: &str| path.parse().map_err(|_| Refusal::invalid("category", "category"));
        Ok(Filter {
            organisation: read(&self.organisation, |id| wire::id(id, "organisation"))?,
            place: read(&self.place, |id| wire::id(id, "place"))?,
            category: read(&self.category, category)?,
            after: paging.after("id")?,
        })
    }
}

/// Open offers, newest first.
#[utoipa::path(get, path = "/api/v1/offers", tag = "offers", 
    params(("organisation" = Option<String>, Query, description = "Of this organisation."),
        ("place" = Option<String>, Query, description = "At this place."),
        ("category" = Option<String>, Query, description = "Of this category or one under it."),
        ("after" = Option<String>, Query, description = "The `next` of the page before."),
        ("limit" = Option<i64>, Query, description = "How many at the most, 1 to 100.")),
    responses((status = 200, body = WireOffers), (status = 422, body = Problem)))]
async fn list(
    State(app): State<App>,
    Query(asked): Query<Asked>,
    paging: Paging,
) -> Result<Json<WireOffers>> {
    let filter = asked.filter(&paging)?;
    let limit = paging.limit()?;
    let mut tx = app.read().await?;
    // One more than asked tells whether there is a next page.
    let mut offers = actions::open_page(&mut tx, &filter, limit + 1).await?;
    let more = offers.len() as i64 > limit;
    offers.truncate(usize::try_from(limit).unwrap_or(0));
    let next = offers.last().filter(|_| more).map(|last| last.id.to_string());
    Ok(Json(WireOffers { items: offers.iter().map(WireOffer::from).collect(), next }))
}

/// An offer that is open or was; one that is paused or has not begun is shown to its organisation alone.
#[utoipa::path(get, path = "/api/v1/offers/{id}", tag = "offers", params(("id" = String, Path)),
    responses((status = 200, body = WireOffer), (status = 404, body = Problem)))]
async fn show(State(app): State<App>, caller: Caller, Path(id): Path<String>) -> Result<Json<WireOffer>> {
    let mut tx = app.read().await?;
    let found = actions::offer(&mut tx, wire::path_id(&id)?).await?;
    let theirs = |organisation| caller.member.as_ref().is_some_and(|me| me.acts_for(organisation).is_ok());
    let now = tx.now();
    found
        .filter(|offer| {
            (offer.state != OfferState::Paused && offer.from <= now) || theirs(offer.organisation)
        })
        .map(|offer| Json(WireOffer::from(&offer)))
        .ok_or_else(|| Refusal::new("not-found"))
}

/// Publishes an offer of an organisation the caller acts for.
#[utoipa::path(post, path = "/api/v1/offers", tag = "offers", request_body = WireNewOffer,
    params(("Idempotency-Key" = Option<String>, Header)),
    responses((status = 201, body = WireOffer), (status = 403, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
async fn publish(State(app): State<App>, Me(me): Me, once: Once<WireNewOffer>) -> Result<Response> {
    once.run(&app, async |tx, new| {
        let new = new.read()?;
        me.acts_for(new.organisation)?;
        let offer = actions::publish(tx, &app, new).await?;
        Ok((StatusCode::CREATED, WireOffer::from(&offer)))
    })
    .await
}

/// Changes an offer of an organisation the caller acts for; `null` takes a part away.
#[utoipa::path(patch, path = "/api/v1/offers/{id}", tag = "offers", params(("id" = String, Path)),
    request_body = WireOfferChange, responses((status = 200, body = WireOffer), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
async fn change(
    State(app): State<App>,
    Me(me): Me,
    Path(id): Path<String>,
    Body(change): Body<WireOfferChange>,
) -> Result<Json<WireOffer>> {
    let change = change.read()?;
    let mut tx = app.write().await?;
    let offer = of_mine(&mut tx, &me, &id).await?;
    let offer = actions::change(&mut tx, offer.organisation, offer.id, change).await?;
    tx.commit().await?;
    Ok(Json(WireOffer::from(&offer)))
}

/// Closes an offer for good; what was taken of it still stands.
#[utoipa::path(delete, path = "/api/v1/offers/{id}", tag = "offers", params(("id" = String, Path)),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem)))]
async fn close(State(app): State<App>, Me(me): Me, Path(id): Path<String>) -> Result<StatusCode> {
    let mut tx = app.write().await?;
    let offer = of_mine(&mut tx, &me, &id).await?;
    let closed = OfferChange { state: Some(OfferState::Closed), ..OfferChange::default() };
    actions::change(&mut tx, offer.organisation, offer.id, closed).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn of_mine(tx: &mut store::Tx, me: &kit::Signed, id: &str) -> Result<domain::Offer> {
    let id: OfferId = wire::path_id(id)?;
    let offer = actions::offer(tx, id).await?.ok_or_else(|| Refusal::new("not-found"))?;
    me.acts_for(offer.organisation)?;
    Ok(offer)
}

pub(crate) fn routes() -> Routes {
    Routes::new()
        .api(Access::Anyone, routes!(list))
        .api(Access::Associate, routes!(publish))
        .api(Access::Anyone, routes!(show))
        .api(Access::Associate, routes!(change, close))
}
