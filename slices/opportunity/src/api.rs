//! `/api/v1/opportunities`.

use axum::Json;
use axum::extract::{Path, State};
use domain::OpportunityId;
use kit::refusal::Problem;
use kit::wire::{WireMoney, path_id};
use kit::{Access, App, Body, Me, Page, Paging, Refusal, Result, Routes};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

use crate::actions;
use crate::model::{Answer, Opportunity};
use crate::rows::WireReason;
use crate::say::Said;

/// News of a wish.
#[derive(Debug, Serialize, ToSchema)]
struct WireOpportunity {
    id: String,
    /// The member's first is 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<i64>,
    wish: String,
    /// The page it is about, if it is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    listing: Option<String>,
    /// `cheaper`, `back`, `on` (it takes place: its times are among the reasons, as they are announced now), `ends` (the wish ends soon) or
    /// `here` (a place of the town has it).
    cause: String,
    /// The offer of the town it is about, if it is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    offer: Option<String>,
    title: String,
    /// Who sells it; where it takes place.
    retailer: String,
    /// Empty where no page is told.
    url: String,
    /// What it cost when the page was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    price: Option<WireMoney>,
    /// When the page was read.
    read_at: String,
    /// Why; never empty.
    reasons: Vec<WireReason>,
    /// The same in sentences, in the caller's language.
    words: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    told_at: Option<String>,
    /// `made`, `shown`, `dismissed` or `taken`.
    outcome: String,
}

fn wire(page: &Page, news: &Opportunity) -> WireOpportunity {
    let said = Said::of(&page.words(), news);
    let reasons = said.reasons.into_iter().map(|(_, text)| text);
    WireOpportunity {
        id: news.id.to_string(),
        number: news.number,
        wish: news.wish.to_string(),
        listing: news.listing().map(|listing| listing.to_string()),
        cause: news.cause.clone(),
        offer: news.offer().map(|offer| offer.to_string()),
        title: news.title.clone(),
        retailer: news.retailer.clone(),
        url: news.url.clone(),
        price: news.price.map(Into::into),
        read_at: news.read_at.to_rfc3339(),
        reasons: news.reasons.iter().map(Into::into).collect(),
        words: [said.what].into_iter().chain(reasons).chain([said.read]).collect(),
        told_at: news.told_at.map(|at| at.to_rfc3339()),
        outcome: news.outcome.name().to_owned(),
    }
}

#[derive(Debug, Serialize, ToSchema)]
struct WireOpportunities {
    items: Vec<WireOpportunity>,
    /// The number to ask on from, when there may be more.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<i64>,
}

/// News of my wishes that I was told, in order.
#[utoipa::path(get, path = "/api/v1/opportunities", tag = "opportunities",
    params(("after" = Option<i64>, Query, description = "Only news after this number."),
        ("limit" = Option<i64>, Query, description = "How many at the most, 1 to 100.")),
    responses((status = 200, body = WireOpportunities), (status = 401, body = Problem), (status = 422, body = Problem)))]
async fn list(
    State(app): State<App>,
    Me(me): Me,
    paging: Paging,
    page: Page,
) -> Result<Json<WireOpportunities>> {
    let (after, limit) = (paging.after("number")?.unwrap_or(0), paging.limit()?);
    let mut tx = app.read().await?;
    let told = actions::of_member(&mut tx, me.id, after, limit).await?;
    let full = told.len() as i64 == limit;
    let next = told.last().and_then(|last| last.number).filter(|_| full);
    Ok(Json(WireOpportunities { items: told.iter().map(|news| wire(&page, news)).collect(), next }))
}

/// One piece of news.
#[utoipa::path(get, path = "/api/v1/opportunities/{id}", tag = "opportunities", params(("id" = String, Path)),
    responses((status = 200, body = WireOpportunity), (status = 404, body = Problem)))]
async fn show(
    State(app): State<App>,
    Me(me): Me,
    Path(id): Path<String>,
    page: Page,
) -> Result<Json<WireOpportunity>> {
    let id: OpportunityId = path_id(&id)?;
    let mut tx = app.read().await?;
    Ok(Json(wire(&page, &actions::theirs(&mut tx, me.id, id).await?)))
}

/// What a member says to it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct WireAnswer {
    /// `not-this` (this page, for this wish), `not-this-shop`, `not-now` (this wish, for a week) or `got-it`.
    answer: String,
}

/// Answers it with one touch. The same answer may be sent again.
#[utoipa::path(post, path = "/api/v1/opportunities/{id}/answer", tag = "opportunities", params(("id" = String, Path)),
    request_body = WireAnswer,
    responses((status = 200, body = WireOpportunity), (status = 404, body = Problem), (status = 409, body = Problem)))]
async fn answer(
    State(app): State<App>,
    Me(me): Me,
    Path(id): Path<String>,
    page: Page,
    Body(told): Body<WireAnswer>,
) -> Result<Json<WireOpportunity>> {
    let id: OpportunityId = path_id(&id)?;
    let mut tx = app.write().await?;
    actions::theirs(&mut tx, me.id, id).await?;
    let told: Answer = told.answer.parse().map_err(|_| Refusal::invalid("answer", "choice"))?;
    let answered = actions::answer(&mut tx, &app, me.id, id, told).await?;
    tx.commit().await?;
    Ok(Json(wire(&page, &answered)))
}

pub(crate) fn routes() -> Routes {
    Routes::new()
        .api(Access::Member, routes!(list))
        .api(Access::Member, routes!(show))
        .api(Access::Member, routes!(answer))
}
