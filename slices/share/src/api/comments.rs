//! `/api/v1/comments`: words beside a shared wish.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use domain::{Instant, ListId, WishId};
use kit::refusal::Problem;
use kit::{Access, App, Body, Form, Me, Once, Refusal, Result, Routes, wire};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

use crate::model::{Comment, Refused, Room};
use crate::{access, changes, comment};

/// A comment.
#[derive(Debug, Serialize, ToSchema)]
struct WireComment {
    /// Its id.
    id: String,
    /// `owner` or `givers`.
    room: &'static str,
    /// The writer's name, as those before this list see them; may be empty.
    name: String,
    /// Whether it is mine.
    own: bool,
    /// Whether whose list it is wrote it; others may be called alike.
    owner: bool,
    /// What they wrote.
    words: String,
    /// When, RFC 3339.
    written_at: String,
    /// When it was last changed, RFC 3339.
    #[serde(skip_serializing_if = "Option::is_none")]
    changed_at: Option<String>,
}

impl WireComment {
    fn new(one: Comment, me: domain::MemberId) -> Self {
        Self {
            id: one.id.to_string(),
            room: one.room.name(),
            name: one.name,
            own: one.writer == me,
            owner: one.writer == one.owner,
            words: one.words,
            written_at: one.written_at.to_rfc3339(),
            changed_at: one.changed_at.map(Instant::to_rfc3339),
        }
    }
}

/// Comments of one room, oldest first.
#[derive(Debug, Serialize, ToSchema)]
struct WireComments {
    /// The comments.
    items: Vec<WireComment>,
}

/// A comment to be written.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct WireNewComment {
    /// `owner`, which the owner reads too, or `givers`, which they do not.
    room: String,
    /// Plain text, 1000 characters at most.
    words: String,
}

/// Other words.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct WireWords {
    /// Plain text, 1000 characters at most.
    words: String,
}

fn room(name: &str) -> Result<Room> {
    name.parse().map_err(|_| Refusal::invalid("room", "choice"))
}

fn which((list, wish): (String, String)) -> Result<(ListId, WishId)> {
    Ok((wire::path_id(&list)?, wire::path_id(&wish)?))
}

/// What was written beside a wish in one room.
#[utoipa::path(get, path = "/api/v1/shared/{id}/wishes/{wish}/comments", tag = "sharing",
    params(("id" = String, Path), ("wish" = String, Path),
        ("room" = Option<String>, Query, description = "`owner` (when absent) or `givers`.")),
    responses((status = 200, body = WireComments), (status = 404, body = Problem)))]
async fn list(
    State(app): State<App>,
    Me(me): Me,
    Path(path): Path<(String, String)>,
    uri: Uri,
) -> Result<Json<WireComments>> {
    let (list, wish) = which(path)?;
    let query = Form::parse(uri.query().unwrap_or_default().to_owned());
    let room = room(query.some("room").unwrap_or("owner"))?;
    let mut tx = app.read().await?;
    let seen = access::open(&mut tx, Some(me.id), list).await?;
    access::wish(&mut tx, list, wish).await?;
    let all = comment::beside(&mut tx, &seen, wish, room).await?.ok_or(Refused::NotThere)?;
    Ok(Json(WireComments { items: all.into_iter().map(|one| WireComment::new(one, me.id)).collect() }))
}

/// Writes beside a wish.
#[utoipa::path(post, path = "/api/v1/shared/{id}/wishes/{wish}/comments", tag = "sharing",
    request_body = WireNewComment, params(("id" = String, Path), ("wish" = String, Path),
        ("Idempotency-Key" = Option<String>, Header, description = "Sent again, it is written once.")),
    responses((status = 201, body = WireComment), (status = 404, body = Problem),
        (status = 422, body = Problem), (status = 429, body = Problem)))]
async fn write(
    State(app): State<App>,
    Me(me): Me,
    Path(path): Path<(String, String)>,
    once: Once<WireNewComment>,
) -> Result<Response> {
    let which = which(path)?;
    let heard_in = room(&once.body.room)?;
    let written = once
        .run(&app, async |tx, new| {
            let made = comment::write(tx, &app, me.id, which, heard_in, &new.words).await?;
            Ok((StatusCode::CREATED, WireComment::new(made, me.id)))
        })
        .await?;
    changes::tell(&app, which.0, heard_in).await;
    Ok(written)
}

/// Writes my own comment anew.
#[utoipa::path(patch, path = "/api/v1/comments/{id}", tag = "sharing", request_body = WireWords,
    params(("id" = String, Path)),
    responses((status = 200, body = WireComment), (status = 404, body = Problem), (status = 422, body = Problem)))]
async fn rewrite(
    State(app): State<App>,
    Me(me): Me,
    Path(id): Path<String>,
    Body(body): Body<WireWords>,
) -> Result<Json<WireComment>> {
    let mut tx = app.write().await?;
    let one = comment::rewrite(&mut tx, me.id, wire::path_id(&id)?, &body.words).await?;
    tx.commit().await?;
    changes::tell(&app, one.list, one.room).await;
    Ok(Json(WireComment::new(one, me.id)))
}

/// Takes a comment away: my own, or any in the owner's room of my own list.
#[utoipa::path(delete, path = "/api/v1/comments/{id}", tag = "sharing", params(("id" = String, Path)),
    responses((status = 204), (status = 404, body = Problem)))]
async fn erase(State(app): State<App>, Me(me): Me, Path(id): Path<String>) -> Result<StatusCode> {
    let mut tx = app.write().await?;
    let gone = comment::erase(&mut tx, me.id, wire::path_id(&id)?).await?;
    tx.commit().await?;
    changes::tell(&app, gone.list, gone.room).await;
    Ok(StatusCode::NO_CONTENT)
}

pub(super) fn routes() -> Routes {
    Routes::new().api(Access::Member, routes!(list, write)).api(Access::Member, routes!(rewrite, erase))
}
