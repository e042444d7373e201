//! `/api/v1/suggestions` and `/api/v1/why`.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::{Extension, Json};
use domain::{OfferId, Suggestion, SuggestionId};
use engine::Verdict;
use kit::refusal::Problem;
use kit::wire::{id, path_id};
use kit::{Access, App, Me, Page, Paging, Refusal, Result, Routes};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;

use crate::actions;
use crate::card::Known;
use crate::rows::WireReason;
use crate::street::Street;

/// A suggestion.
#[derive(Debug, Serialize, ToSchema)]
struct WireSuggestion {
    id: String,
    /// The member's first is 1; a stream resumes after it.
    number: i64,
    offer: String,
    organisation: String,
    place: String,
    wish: String,
    /// Why, in the order shown; never empty.
    reasons: Vec<WireReason>,
    /// What ranked it.
    score: i64,
    channel: String,
    made_at: String,
    /// `made`, `shown`, `saved`, `dismissed` or `taken`.
    outcome: String,
}

impl From<&Suggestion> for WireSuggestion {
    fn from(made: &Suggestion) -> Self {
        Self {
            id: made.id.to_string(),
            number: made.number,
            offer: made.offer.to_string(),
            organisation: made.organisation.to_string(),
            place: made.place.to_string(),
            wish: made.wish.to_string(),
            reasons: made.reasons.iter().map(Into::into).collect(),
            score: made.score,
            channel: made.channel.name().to_owned(),
            made_at: made.made_at.to_rfc3339(),
            outcome: made.outcome.name().to_owned(),
        }
    }
}

#[derive(Debug, Serialize, ToSchema)]
struct WireSuggestions {
    items: Vec<WireSuggestion>,
    /// The number to ask on from, when there may be more.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<i64>,
}

/// My suggestions, in the order they were made.
#[utoipa::path(get, path = "/api/v1/suggestions", tag = "suggestions",
    params(("after" = Option<i64>, Query, description = "Only suggestions after this number."),
        ("limit" = Option<i64>, Query, description = "How many at the most, 1 to 100.")),
    responses((status = 200, body = WireSuggestions), (status = 401, body = Problem), (status = 422, body = Problem)))]
async fn list(State(app): State<App>, Me(me): Me, paging: Paging) -> Result<Json<WireSuggestions>> {
    let (after, limit) = (paging.after("number")?.unwrap_or(0), paging.limit()?);
    let mut tx = app.read().await?;
    let made = actions::of_member(&mut tx, me.id, after, limit).await?;
    let full = made.len() as i64 == limit;
    let next = made.last().map(|last| last.number).filter(|_| full);
    Ok(Json(WireSuggestions { items: made.iter().map(Into::into).collect(), next }))
}

/// One of my suggestions.
#[utoipa::path(get, path = "/api/v1/suggestions/{id}", tag = "suggestions", params(("id" = String, Path)),
    responses((status = 200, body = WireSuggestion), (status = 404, body = Problem)))]
async fn show(State(app): State<App>, Me(me): Me, Path(id): Path<String>) -> Result<Json<WireSuggestion>> {
    let id: SuggestionId = path_id(&id)?;
    let mut tx = app.read().await?;
    let found = actions::suggestion(&mut tx, id).await?.filter(|found| found.member == me.id);
    Ok(Json(found.as_ref().map(Into::into).ok_or_else(|| Refusal::new("not-found"))?))
}

#[derive(Debug, Deserialize, IntoParams)]
struct WhyQuery {
    /// The offer asked about.
    offer: String,
}

/// Why, or why not, an offer would be suggested to me now.
#[derive(Debug, Serialize, ToSchema)]
struct WireWhy {
    offer: String,
    /// Whether it passes the whole gate now.
    would: bool,
    /// The reasons, when it would.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    reasons: Vec<WireReason>,
    /// What would rank it.
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<i64>,
    /// The codes of all closed locks, in the order of the gate, when it would not.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    obstacles: Vec<String>,
    /// The same in sentences, in the caller's language.
    words: Vec<String>,
}

/// Why do I see, or not see, this offer? Answered by the very code that chooses.
#[utoipa::path(get, path = "/api/v1/why", tag = "suggestions", params(WhyQuery),
    responses((status = 200, body = WireWhy), (status = 422, body = Problem)))]
async fn why(
    State(app): State<App>,
    Extension(street): Extension<Arc<Street>>,
    Me(me): Me,
    Query(query): Query<WhyQuery>,
    page: Page,
) -> Result<Json<WireWhy>> {
    let offer: OfferId = id(&query.offer, "offer")?;
    let verdict = street.why(&app, me.id, offer).await?;
    let mut tx = app.read().await?;
    let known = Known::asked(&mut tx, &page.words(), me.id, offer).await?;
    let words = page.words();
    Ok(Json(match verdict {
        Verdict::Would { reasons, score, .. } => WireWhy {
            offer: offer.to_string(),
            would: true,
            words: known.reasons(&words, &reasons).into_iter().map(|(_, text)| text).collect(),
            reasons: reasons.iter().map(Into::into).collect(),
            score: Some(score),
            obstacles: Vec::new(),
        },
        Verdict::WouldNot { obstacles } => WireWhy {
            offer: offer.to_string(),
            would: false,
            words: known.obstacles(&words, &obstacles),
            obstacles: obstacles.iter().map(|obstacle| obstacle.code().to_owned()).collect(),
            reasons: Vec::new(),
            score: None,
        },
    }))
}

pub(crate) fn routes() -> Routes {
    Routes::new()
        .api(Access::Member, routes!(list))
        .api(Access::Member, routes!(show))
        .api(Access::Member, routes!(why))
}
