//! `/api/v1/circles`.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::CircleId;
use kit::refusal::Problem;
use kit::{Access, App, Body, Me, Once, Result, Routes, wire};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

use crate::actions;
use crate::model::{Belonging, Circle};

/// Somebody in a circle.
#[derive(Debug, Serialize, ToSchema)]
struct WireBelonging {
    /// Their id.
    member: String,
    /// The name under which the circle sees them.
    name: String,
    /// Whether they are its founder.
    founder: bool,
}

/// A circle to which I belong.
#[derive(Debug, Serialize, ToSchema)]
struct WireCircle {
    /// Its id.
    id: String,
    /// How it is called.
    #[schema(example = "Family")]
    name: String,
    /// Who belongs to it, its founder first; absent where circles are listed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    members: Vec<WireBelonging>,
}

impl WireCircle {
    fn new(circle: Circle, members: Vec<Belonging>) -> Self {
        let member = |one: Belonging| WireBelonging {
            member: one.member.to_string(),
            name: one.name,
            founder: one.founder,
        };
        Self {
            id: circle.id.to_string(),
            name: circle.name,
            members: members.into_iter().map(member).collect(),
        }
    }
}

/// My circles.
#[derive(Debug, Serialize, ToSchema)]
struct WireCircles {
    /// Oldest first.
    items: Vec<WireCircle>,
}

/// A circle to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct WireNewCircle {
    /// How it is called.
    circle: String,
    /// The name under which it shall see me.
    name: String,
}

/// A circle to be joined.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct WireJoin {
    /// The last part of the link.
    secret: String,
    /// The name under which it shall see me.
    name: String,
}

/// Which circle.
#[derive(Debug, Serialize, ToSchema)]
struct WireMade {
    /// Its id.
    id: String,
}

/// A link by which others join.
#[derive(Debug, Serialize, ToSchema)]
struct WireInvite {
    /// The link; it is shown this once.
    url: String,
    /// Until when it opens, RFC 3339.
    ends: String,
}

/// My circles, oldest first.
#[utoipa::path(get, path = "/api/v1/circles", tag = "circles",
    responses((status = 200, body = WireCircles), (status = 401, body = Problem)))]
async fn list(State(app): State<App>, Me(me): Me) -> Result<Json<WireCircles>> {
    let mut tx = app.read().await?;
    let all = actions::of_member(&mut tx, me.id).await?;
    let items = all.into_iter().map(|circle| WireCircle::new(circle, Vec::new())).collect();
    Ok(Json(WireCircles { items }))
}

/// Makes a circle, with me as its founder.
#[utoipa::path(post, path = "/api/v1/circles", tag = "circles", request_body = WireNewCircle,
    params(("Idempotency-Key" = Option<String>, Header, description = "Sent again, one circle is made.")),
    responses((status = 201, body = WireMade), (status = 409, body = Problem), (status = 422, body = Problem)))]
async fn create(State(app): State<App>, Me(me): Me, once: Once<WireNewCircle>) -> Result<Response> {
    once.run(&app, async |tx, new| {
        let id = actions::create(tx, &app, me.id, &new.circle, &new.name).await?;
        Ok((StatusCode::CREATED, WireMade { id: id.to_string() }))
    })
    .await
}

/// A circle to which I belong, and who is in it.
#[utoipa::path(get, path = "/api/v1/circles/{id}", tag = "circles", params(("id" = String, Path)),
    responses((status = 200, body = WireCircle), (status = 404, body = Problem)))]
async fn show(State(app): State<App>, Me(me): Me, Path(id): Path<String>) -> Result<Json<WireCircle>> {
    let mut tx = app.read().await?;
    let (circle, members) = actions::seen_by(&mut tx, me.id, wire::path_id(&id)?).await?;
    Ok(Json(WireCircle::new(circle, members)))
}

/// Ends a circle for all; its founder may.
#[utoipa::path(delete, path = "/api/v1/circles/{id}", tag = "circles", params(("id" = String, Path)),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem)))]
async fn dissolve(State(app): State<App>, Me(me): Me, Path(id): Path<String>) -> Result<StatusCode> {
    let mut tx = app.write().await?;
    actions::dissolve(&mut tx, me.id, wire::path_id(&id)?).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Makes the link by which others join; the one before it ends. Its founder may.
#[utoipa::path(post, path = "/api/v1/circles/{id}/invite", tag = "circles", params(("id" = String, Path)),
    responses((status = 201, body = WireInvite), (status = 403, body = Problem), (status = 404, body = Problem)))]
async fn invite(
    State(app): State<App>,
    Me(me): Me,
    Path(id): Path<String>,
) -> Result<(StatusCode, Json<WireInvite>)> {
    let mut tx = app.write().await?;
    let (url, ends) = actions::invite(&mut tx, &app, me.id, wire::path_id(&id)?).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(WireInvite { url, ends: ends.to_rfc3339() })))
}

/// Joins the circle of a link.
#[utoipa::path(post, path = "/api/v1/circles/join", tag = "circles", request_body = WireJoin,
    responses((status = 200, body = WireMade), (status = 410, body = Problem), (status = 422, body = Problem)))]
async fn join(State(app): State<App>, Me(me): Me, Body(body): Body<WireJoin>) -> Result<Json<WireMade>> {
    let mut tx = app.write().await?;
    let id = actions::join(&mut tx, me.id, &body.secret, &body.name).await?;
    tx.commit().await?;
    Ok(Json(WireMade { id: id.to_string() }))
}

/// Takes somebody out of a circle: its founder anybody, everybody themselves.
#[utoipa::path(delete, path = "/api/v1/circles/{id}/members/{member}", tag = "circles",
    params(("id" = String, Path), ("member" = String, Path)),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem)))]
async fn remove(
    State(app): State<App>,
    Me(me): Me,
    Path((id, member)): Path<(String, String)>,
) -> Result<StatusCode> {
    let (id, member): (CircleId, _) = (wire::path_id(&id)?, wire::path_id(&member)?);
    let mut tx = app.write().await?;
    if member == me.id {
        actions::leave(&mut tx, me.id, id).await?;
    } else {
        actions::remove(&mut tx, me.id, id, member).await?;
    }
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

pub(crate) fn routes() -> Routes {
    Routes::new()
        .api(Access::Member, routes!(list, create))
        .api(Access::Member, routes!(join))
        .api(Access::Member, routes!(show, dissolve))
        .api(Access::Member, routes!(invite))
        .api(Access::Member, routes!(remove))
}
