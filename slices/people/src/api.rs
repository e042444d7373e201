//! `/api/v1/me`: who the caller is, and leaving.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::OrganisationId;
use kit::refusal::Problem;
use kit::{Access, App, Body, Caller, Me, Result, Routes};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

use crate::actions;

/// The caller.
#[derive(Debug, Serialize, ToSchema)]
struct WireMe {
    /// The member's id.
    id: String,
    /// How they want to be called; empty for a guest.
    name: String,
    /// Whether they have no credentials of their own yet.
    guest: bool,
    /// Whether they run the instance.
    placemaster: bool,
    /// The organisations they act for.
    works_for: Vec<String>,
}

/// What may be changed of oneself.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct WireMeChange {
    /// How they want to be called.
    name: String,
}

/// Who am I?
#[utoipa::path(get, path = "/api/v1/me", tag = "people", responses((status = 200, body = WireMe), (status = 401, body = Problem)))]
async fn show(Me(me): Me) -> Json<WireMe> {
    Json(WireMe {
        id: me.id.to_string(),
        name: me.name,
        guest: me.guest,
        placemaster: me.placemaster,
        works_for: me.works_for.iter().map(OrganisationId::to_string).collect(),
    })
}

/// Changes how I am called.
#[utoipa::path(patch, path = "/api/v1/me", tag = "people", request_body = WireMeChange,
    responses((status = 204), (status = 422, body = Problem)))]
async fn change(
    State(app): State<App>,
    Me(me): Me,
    caller: Caller,
    Body(new): Body<WireMeChange>,
) -> Result<StatusCode> {
    let mut tx = app.write().await?;
    actions::rename(&mut tx, me.id, &new.name, caller.lang).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Erases me and everything of mine, at once and for good.
#[utoipa::path(delete, path = "/api/v1/me", tag = "people", responses((status = 204), (status = 401, body = Problem)))]
async fn erase(State(app): State<App>, Me(me): Me) -> Result<StatusCode> {
    let mut tx = app.write().await?;
    actions::erase(&mut tx, me.id).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

pub(crate) fn routes() -> Routes {
    Routes::new().api(Access::Member, routes!(show, change, erase))
}
