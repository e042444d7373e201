//! `/api/v1/suggestions/{id}/answer` and `/undo`: what the buttons of a card and of a message do.

use axum::Json;
use axum::extract::{Path, State};
use domain::{Suggestion, SuggestionId};
use kit::refusal::Problem;
use kit::wire::path_id;
use kit::{Access, App, Body, Me, Refusal, Result, Routes};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::Answer;

/// One touch.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct WireTouch {
    /// `not-this` (this offer, never again), `not-this-shop` (a consent that denies its organisation) or `not-now` (a pause of two hours).
    answer: String,
}

/// Where a suggestion stands after a touch.
#[derive(Debug, Serialize, ToSchema)]
struct WireTouched {
    suggestion: String,
    /// `shown`, `saved`, `dismissed` or `taken`.
    outcome: String,
    /// The consent that now denies; withdrawn at `/api/v1/me/consents/{id}`.
    #[serde(skip_serializing_if = "Option::is_none")]
    consent: Option<String>,
    /// When that consent ends by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<String>,
}

fn wire(made: &Suggestion, grant: Option<&domain::Grant>) -> WireTouched {
    WireTouched {
        suggestion: made.id.to_string(),
        outcome: made.outcome.name().to_owned(),
        consent: grant.map(|grant| grant.id.to_string()),
        until: grant.and_then(|grant| grant.until).map(|until| until.to_rfc3339()),
    }
}

/// Answers a suggestion with one touch. The same answer may be sent again.
#[utoipa::path(post, path = "/api/v1/suggestions/{id}/answer", tag = "suggestions", params(("id" = String, Path)),
    request_body = WireTouch,
    responses((status = 200, body = WireTouched), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
async fn answer(
    State(app): State<App>,
    Me(me): Me,
    Path(id): Path<String>,
    Body(told): Body<WireTouch>,
) -> Result<Json<WireTouched>> {
    let id: SuggestionId = path_id(&id)?;
    let mut tx = app.write().await?;
    super::theirs(&mut tx, me.id, id).await?;
    let told: Answer = told.answer.parse().map_err(|_| Refusal::invalid("answer", "choice"))?;
    let (made, grant) = super::answer(&mut tx, &app, me.id, id, told).await?;
    tx.commit().await?;
    Ok(Json(wire(&made, grant.as_ref())))
}

/// Takes `not-this` or `not-this-shop` back, within ten minutes, with the consent that came with it.
#[utoipa::path(post, path = "/api/v1/suggestions/{id}/undo", tag = "suggestions", params(("id" = String, Path)),
    responses((status = 200, body = WireTouched), (status = 404, body = Problem), (status = 409, body = Problem)))]
async fn undo(State(app): State<App>, Me(me): Me, Path(id): Path<String>) -> Result<Json<WireTouched>> {
    let id: SuggestionId = path_id(&id)?;
    let mut tx = app.write().await?;
    let made = super::undo(&mut tx, me.id, id).await?;
    tx.commit().await?;
    Ok(Json(wire(&made, None)))
}

pub(super) fn routes() -> Routes {
    Routes::new().api(Access::Member, routes!(answer)).api(Access::Member, routes!(undo))
}
