//! `/api/v1/encounters`, and what a member did with a suggestion.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::{EncounterId, Instant, MemberId, Outcome, SuggestionId};
use kit::refusal::Problem;
use kit::wire::{self, WireMoney};
use kit::{Access, App, Body, Me, Once, Refusal, Result, Routes};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

use crate::actions;
use crate::model::Encounter;

/// An encounter. Who the member is stands in none; what is theirs alone stands in their own.
#[derive(Debug, Serialize, ToSchema)]
struct WireEncounter {
    id: String,
    /// `expected`, `confirmed`, `cancelled` or `expired`.
    state: String,
    /// What the offer was called when it was taken.
    title: String,
    organisation: String,
    place: String,
    offer: String,
    /// The price that was promised.
    amount: WireMoney,
    /// When it was taken.
    since: String,
    /// Until when a unit is held.
    until: String,
    /// When it was confirmed, cancelled or expired.
    #[serde(skip_serializing_if = "Option::is_none")]
    settled_at: Option<String>,
    /// The four digits to show at the counter; the member's alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "0421")]
    code: Option<String>,
    /// The suggestion it began with; the member's alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    suggestion: Option<String>,
    /// The wish it fulfils; the member's alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    wish: Option<String>,
}

impl WireEncounter {
    fn of(encounter: &Encounter, reader: MemberId) -> Self {
        let own = encounter.member == reader;
        Self {
            id: encounter.id.to_string(),
            state: encounter.state.name().to_owned(),
            title: encounter.title.clone(),
            organisation: encounter.organisation.to_string(),
            place: encounter.place.to_string(),
            offer: encounter.offer.to_string(),
            amount: encounter.amount.into(),
            since: encounter.began_at.to_rfc3339(),
            until: encounter.expires_at.to_rfc3339(),
            settled_at: encounter.settled_at.map(Instant::to_rfc3339),
            code: own.then(|| encounter.code.to_string()),
            suggestion: own.then(|| encounter.suggestion.to_string()),
            wish: own.then(|| encounter.wish.to_string()),
        }
    }
}

#[derive(Debug, Serialize, ToSchema)]
struct WireEncounters {
    items: Vec<WireEncounter>,
}

impl WireEncounters {
    fn of(all: &[Encounter], reader: MemberId) -> Self {
        Self { items: all.iter().map(|encounter| WireEncounter::of(encounter, reader)).collect() }
    }
}

/// Which suggestion is taken.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct WireTake {
    /// The suggestion.
    suggestion: String,
}

/// What the member did with a suggestion.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct WireOutcome {
    /// `shown`, `saved`, `dismissed` or `taken`.
    #[schema(example = "taken")]
    outcome: String,
}

/// What became of the suggestion.
#[derive(Debug, Serialize, ToSchema)]
struct WireAnswered {
    /// Its outcome now.
    outcome: String,
    /// The encounter that began, when it was taken.
    encounter: Option<WireEncounter>,
}

/// The code shown at the counter.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct WireCode {
    /// Four digits.
    #[schema(example = "0421")]
    code: String,
}

/// Tells what I did with a suggestion; taking it begins an encounter.
#[utoipa::path(post, path = "/api/v1/suggestions/{id}/outcome", tag = "encounters", request_body = WireOutcome,
    params(("id" = String, Path), ("Idempotency-Key" = Option<String>, Header, description = "Makes the request take effect once.")),
    responses((status = 200, body = WireAnswered), (status = 201, body = WireAnswered), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
async fn outcome(
    State(app): State<App>,
    Me(me): Me,
    Path(id): Path<String>,
    once: Once<WireOutcome>,
) -> Result<Response> {
    let id: SuggestionId = wire::path_id(&id)?;
    once.run(&app, async |tx, told| {
        let outcome: Outcome = told.outcome.parse().map_err(|_| Refusal::invalid("outcome", "choice"))?;
        let (outcome, begun) = actions::answer(tx, &app, me.id, id, outcome).await?;
        let status = if begun.is_some() { StatusCode::CREATED } else { StatusCode::OK };
        let encounter = begun.as_ref().map(|begun| WireEncounter::of(begun, me.id));
        Ok((status, WireAnswered { outcome: outcome.name().to_owned(), encounter }))
    })
    .await
}

/// Takes a suggestion: a unit is held for me, and the code is what I show at the counter.
#[utoipa::path(post, path = "/api/v1/encounters", tag = "encounters", request_body = WireTake,
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes the request take effect once.")),
    responses((status = 201, body = WireEncounter), (status = 404, body = Problem), (status = 409, body = Problem)))]
async fn take(State(app): State<App>, Me(me): Me, once: Once<WireTake>) -> Result<Response> {
    once.run(&app, async |tx, asked| {
        let suggestion = wire::id(&asked.suggestion, "suggestion")?;
        let begun = actions::take(tx, &app, me.id, suggestion).await?;
        Ok((StatusCode::CREATED, WireEncounter::of(&begun, me.id)))
    })
    .await
}

/// My encounters: expected ones first, then the newest of the others.
#[utoipa::path(get, path = "/api/v1/encounters", tag = "encounters",
    responses((status = 200, body = WireEncounters), (status = 401, body = Problem)))]
async fn list(State(app): State<App>, Me(me): Me) -> Result<Json<WireEncounters>> {
    let mut tx = app.read().await?;
    let all = actions::of_member(&mut tx, me.id).await?;
    Ok(Json(WireEncounters::of(&all, me.id)))
}

/// An encounter of mine, or of an organisation I act for; then without what is its member's alone.
#[utoipa::path(get, path = "/api/v1/encounters/{id}", tag = "encounters", params(("id" = String, Path)),
    responses((status = 200, body = WireEncounter), (status = 404, body = Problem)))]
async fn show(State(app): State<App>, Me(me): Me, Path(id): Path<String>) -> Result<Json<WireEncounter>> {
    let id: EncounterId = wire::path_id(&id)?;
    let mut tx = app.read().await?;
    let found = actions::encounter(&mut tx, id).await?.filter(|found| actions::concerns(found, &me));
    let found = found.ok_or_else(|| Refusal::new("not-found"))?;
    Ok(Json(WireEncounter::of(&found, me.id)))
}

/// Confirms an expected encounter of my organisation with the code its member shows.
#[utoipa::path(post, path = "/api/v1/encounters/{id}/confirm", tag = "encounters", params(("id" = String, Path)),
    request_body = WireCode,
    responses((status = 200, body = WireEncounter), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem), (status = 429, body = Problem)))]
async fn confirm(
    State(app): State<App>,
    Me(me): Me,
    Path(id): Path<String>,
    Body(said): Body<WireCode>,
) -> Result<Json<WireEncounter>> {
    let id: EncounterId = wire::path_id(&id)?;
    let mut tx = app.write().await?;
    let confirmed = actions::confirm(&mut tx, &app, &me, id, &said.code).await?;
    tx.commit().await?;
    Ok(Json(WireEncounter::of(&confirmed, me.id)))
}

/// Calls an expected encounter off, as its member or as an associate of its organisation.
#[utoipa::path(post, path = "/api/v1/encounters/{id}/cancel", tag = "encounters", params(("id" = String, Path)),
    responses((status = 200, body = WireEncounter), (status = 404, body = Problem), (status = 409, body = Problem)))]
async fn cancel(State(app): State<App>, Me(me): Me, Path(id): Path<String>) -> Result<Json<WireEncounter>> {
    let id: EncounterId = wire::path_id(&id)?;
    let mut tx = app.write().await?;
    let cancelled = actions::cancel(&mut tx, &me, id).await?;
    tx.commit().await?;
    Ok(Json(WireEncounter::of(&cancelled, me.id)))
}

/// The encounters an organisation of mine awaits, the longest awaited first. Who comes is not told.
#[utoipa::path(get, path = "/api/v1/organisations/{organisation}/encounters", tag = "encounters",
    params(("organisation" = String, Path)),
    responses((status = 200, body = WireEncounters), (status = 403, body = Problem)))]
async fn expected(
    State(app): State<App>,
    Me(me): Me,
    Path(organisation): Path<String>,
) -> Result<Json<WireEncounters>> {
    let organisation = wire::path_id(&organisation)?;
    me.acts_for(organisation)?;
    let mut tx = app.read().await?;
    let all = actions::expected_of(&mut tx, organisation).await?;
    Ok(Json(WireEncounters::of(&all, me.id)))
}

pub(crate) fn routes() -> Routes {
    Routes::new()
        .api(Access::Member, routes!(outcome))
        .api(Access::Member, routes!(list, take))
        .api(Access::Member, routes!(show))
        .api(Access::Associate, routes!(confirm))
        .api(Access::Member, routes!(cancel))
        .api(Access::Associate, routes!(expected))
}
