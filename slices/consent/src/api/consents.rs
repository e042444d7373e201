//! `/api/v1/me/consents`: the standing grants of the caller.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use kit::refusal::Problem;
use kit::words::Words;
use kit::{App, Caller, Me, Once, Result, wire};
use serde::Serialize;
use utoipa::ToSchema;

use super::wire::{WireConsent, WireNewConsent};
use crate::actions;
use crate::names::Names;

/// The caller's standing consents, oldest first.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct WireConsents {
    /// The consents.
    items: Vec<WireConsent>,
}

/// What have I allowed and refused? Consents whose date is past are listed until withdrawn.
#[utoipa::path(get, path = "/api/v1/me/consents", tag = "consent",
    responses((status = 200, body = WireConsents), (status = 401, body = Problem)))]
pub(super) async fn list(State(app): State<App>, Me(me): Me, caller: Caller) -> Result<Json<WireConsents>> {
    let mut tx = app.read().await?;
    let grants = actions::grants(&mut tx, me.id).await?;
    let names = Names::read(&mut tx).await?;
    let words = Words { lang: caller.lang, zone: &app.settings.zone, now: tx.now() };
    let items = grants.iter().map(|grant| WireConsent::of(grant, names.of(grant), words)).collect();
    Ok(Json(WireConsents { items }))
}

/// Gives or refuses a consent. One that already stands in the same words is answered again, with 200.
#[utoipa::path(post, path = "/api/v1/me/consents", tag = "consent", request_body = WireNewConsent,
    params(("Idempotency-Key" = Option<String>, Header, description = "The request takes effect once under this key.")),
    responses((status = 201, body = WireConsent), (status = 200, body = WireConsent), (status = 401, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub(super) async fn add(
    State(app): State<App>,
    Me(me): Me,
    caller: Caller,
    once: Once<WireNewConsent>,
) -> Result<Response> {
    once.run(&app, async |tx, sent| {
        let (grant, new) = actions::give_or_find(tx, &app, me.id, sent.read()?).await?;
        let organisation = match grant.organisation {
            Some(id) => people::organisation(tx, id).await?.map(|organisation| organisation.name),
            None => None,
        };
        let words = Words { lang: caller.lang, zone: &app.settings.zone, now: tx.now() };
        let status = if new { StatusCode::CREATED } else { StatusCode::OK };
        Ok((status, WireConsent::of(&grant, organisation.as_deref(), words)))
    })
    .await
}

/// Withdraws a consent; it stays among the receipts. Withdrawing again changes nothing.
#[utoipa::path(delete, path = "/api/v1/me/consents/{id}", tag = "consent",
    params(("id" = String, Path, description = "The consent's id.")),
    responses((status = 204), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub(super) async fn withdraw(
    State(app): State<App>,
    Me(me): Me,
    Path(id): Path<String>,
) -> Result<StatusCode> {
    let mut tx = app.write().await?;
    actions::withdraw(&mut tx, me.id, wire::path_id(&id)?).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
