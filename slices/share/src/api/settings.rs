//! `/api/v1/lists/{id}/share`: whom my list is shared with.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::{Instant, ListId, MemberId};
use kit::refusal::Problem;
use kit::{Access, App, Body, Me, Refusal, Result, Routes, wire};
use serde::{Deserialize, Serialize};
use store::Tx;
use utoipa::ToSchema;
use utoipa_axum::routes;

use crate::access;
use crate::sharing::{self, Choice};

/// How a list is shared.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct WireShare {
    /// `private`, `counted`, `people`, `circle` or `public`.
    visibility: String,
    /// The circles it is for, by id; those of mine.
    #[serde(default)]
    circles: Vec<String>,
    /// Whether others read the notes beside its wishes.
    #[serde(default)]
    notes: bool,
    /// Whether others also see shops' pages that my own browser read.
    #[serde(default)]
    pages: bool,
    /// Whether search engines may show it, when it is public.
    #[serde(default)]
    found: bool,
    /// From when on I may learn who gave what, RFC 3339; absent is when a giver says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    reveal_at: Option<String>,
}

/// Somebody who opened the link of my list.
#[derive(Debug, Serialize, ToSchema)]
struct WirePerson {
    /// Their id.
    member: String,
    /// The name they gave.
    name: String,
}

/// How my list is shared, and who opened its link.
#[derive(Debug, Serialize, ToSchema)]
struct WireShareOf {
    /// As it was chosen.
    #[serde(flatten)]
    share: WireShare,
    /// Who opened its link, first come first.
    people: Vec<WirePerson>,
    /// Until when the link opens, RFC 3339; absent when there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    link_ends: Option<String>,
}

/// A link to my list.
#[derive(Debug, Serialize, ToSchema)]
struct WireLink {
    /// The link; it is shown this once.
    url: String,
    /// Until when it opens, RFC 3339.
    ends: String,
}

async fn share_of(tx: &mut Tx, me: MemberId, id: ListId) -> Result<WireShareOf> {
    let seen = access::own(tx, me, id).await?;
    let circles = access::circles(tx, id).await?;
    let person = |one: sharing::Person| WirePerson { member: one.member.to_string(), name: one.name };
    Ok(WireShareOf {
        share: WireShare {
            visibility: seen.list.visibility.name().to_owned(),
            circles: circles.into_iter().map(|circle| circle.to_string()).collect(),
            notes: seen.settings.notes,
            pages: seen.settings.pages,
            found: seen.settings.found,
            reveal_at: seen.settings.reveal_at.map(Instant::to_rfc3339),
        },
        people: sharing::people(tx, id).await?.into_iter().map(person).collect(),
        link_ends: seen.settings.link_ends.map(Instant::to_rfc3339),
    })
}

/// How my list is shared.
#[utoipa::path(get, path = "/api/v1/lists/{id}/share", tag = "sharing", params(("id" = String, Path)),
    responses((status = 200, body = WireShareOf), (status = 404, body = Problem)))]
async fn show(State(app): State<App>, Me(me): Me, Path(id): Path<String>) -> Result<Json<WireShareOf>> {
    let mut tx = app.read().await?;
    Ok(Json(share_of(&mut tx, me.id, wire::path_id(&id)?).await?))
}

/// Shares my list.
#[utoipa::path(put, path = "/api/v1/lists/{id}/share", tag = "sharing", request_body = WireShare,
    params(("id" = String, Path)),
    responses((status = 200, body = WireShareOf), (status = 404, body = Problem), (status = 422, body = Problem)))]
async fn set(
    State(app): State<App>,
    Me(me): Me,
    Path(id): Path<String>,
    Body(body): Body<WireShare>,
) -> Result<Json<WireShareOf>> {
    let id = wire::path_id(&id)?;
    let choice = Choice {
        visibility: body.visibility.parse().map_err(|_| Refusal::invalid("visibility", "choice"))?,
        circles: body.circles.iter().map(|id| wire::id(id, "circles")).collect::<Result<_>>()?,
        notes: body.notes,
        pages: body.pages,
        found: body.found,
        reveal_at: body.reveal_at.map(|at| wire::instant(&at, "reveal_at")).transpose()?,
    };
    let mut tx = app.write().await?;
    sharing::set(&mut tx, me.id, id, choice).await?;
    let now = share_of(&mut tx, me.id, id).await?;
    tx.commit().await?;
    Ok(Json(now))
}

/// Makes the link by which people are let before my list; the one before it ends.
#[utoipa::path(post, path = "/api/v1/lists/{id}/share/link", tag = "sharing", params(("id" = String, Path)),
    responses((status = 201, body = WireLink), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "`not-by-link`: the list is shared otherwise, or put away")))]
async fn link(
    State(app): State<App>,
    Me(me): Me,
    Path(id): Path<String>,
) -> Result<(StatusCode, Json<WireLink>)> {
    let mut tx = app.write().await?;
    let (url, ends) = sharing::link(&mut tx, &app, me.id, wire::path_id(&id)?).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(WireLink { url, ends: ends.to_rfc3339() })))
}

/// Shuts my list for somebody who had opened its link; the link ends too.
#[utoipa::path(delete, path = "/api/v1/lists/{id}/share/people/{member}", tag = "sharing",
    params(("id" = String, Path), ("member" = String, Path)),
    responses((status = 204), (status = 404, body = Problem)))]
async fn shut(
    State(app): State<App>,
    Me(me): Me,
    Path((id, member)): Path<(String, String)>,
) -> Result<StatusCode> {
    let mut tx = app.write().await?;
    sharing::shut(&mut tx, me.id, wire::path_id(&id)?, wire::path_id(&member)?).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

pub(super) fn routes() -> Routes {
    Routes::new()
        .api(Access::Member, routes!(show, set))
        .api(Access::Member, routes!(link))
        .api(Access::Member, routes!(shut))
}
