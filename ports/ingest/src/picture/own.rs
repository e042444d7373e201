//! A picture of a member's own beside their wish, sent from its page or by a program: made small as every other, so that nothing but
//! its dots is kept, neither where it was taken nor by what.

use std::time::Duration;

use axum::Json;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::multipart::{Field, Multipart, MultipartError, MultipartRejection};
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::{Method, StatusCode};
use axum::response::Response;
use axum::routing::post;
use domain::{MemberId, WishId, limits};
use kit::refusal::Problem;
use kit::{Access, App, Me, Page, Refusal, Result, Routes, see_other, wire};
use product::Size;
use serde::Serialize;
use tokio::sync::Semaphore;
use tokio::time::timeout;
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::decoded;
use super::shrink::Unfit;

/// What a page may send in all: what is larger than a photo is read to its end and thrown away, so that its sender is told why.
const FORM_BYTES: usize = 4 * limits::PHOTO_BYTES;

impl From<Unfit> for Refusal {
    fn from(unfit: Unfit) -> Self {
        let wrong = match unfit {
            Unfit::Format => "picture-format",
            Unfit::TooBig => "picture-dots",
            Unfit::Broken => "picture-broken",
        };
        Self::invalid("picture", wrong)
    }
}

/// Photos that are received or decoded now.
static HANDS: Semaphore = Semaphore::const_new(limits::PHOTOS_AT_A_TIME);

/// Whether somebody may send a picture for a wish now, counted as read: asked before a byte of it is.
async fn may(app: &App, me: MemberId, wish: WishId) -> Result<()> {
    let mut tx = app.write().await?;
    // Whose wish it is not is told nothing of what they sent.
    let theirs = wish::wish(&mut tx, wish).await?.is_some_and(|found| found.member == me);
    if !theirs {
        return Err(Refusal::new("not-found"));
    }
    // Decoding costs as much as reading a page.
    product::count_page(&mut tx, me).await?;
    Ok(tx.commit().await?)
}

/// Receives a picture, makes it small and keeps it beside a wish of whom [`may`] let through.
async fn keep(
    app: &App,
    me: MemberId,
    wish: WishId,
    coming: impl Future<Output = Result<Bytes>> + Send,
) -> Result<product::Picture> {
    let hand = HANDS.acquire().await;
    // Whoever sends drop by drop holds no hand for long.
    let came = timeout(Duration::from_secs(limits::PHOTO_SECS), coming).await;
    let bytes = came.unwrap_or_else(|_| Err(Unfit::Broken.into()))?;
    if bytes.is_empty() {
        return Err(Refusal::invalid("picture", "required"));
    }
    let shrunk = decoded(bytes).await?;
    drop(hand);
    let mut tx = app.write().await?;
    let picture = wish::set_picture(&mut tx, app, me, wish, &shrunk).await?;
    tx.commit().await?;
    Ok(picture)
}

/// What stands in a field, as far as it is no larger than a photo.
async fn read(mut field: Field<'_>) -> Result<Bytes> {
    let (mut bytes, mut large) = (Vec::new(), false);
    while let Some(part) = field.chunk().await.map_err(|error| broken(&error))? {
        large |= bytes.len() + part.len() > limits::PHOTO_BYTES;
        if !large {
            bytes.extend_from_slice(&part);
        }
    }
    if large { Err(Refusal::new("too-large")) } else { Ok(bytes.into()) }
}

fn broken(error: &MultipartError) -> Refusal {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Refusal::new("too-large"),
        _ => Refusal::invalid("picture", "picture-broken"),
    }
}

/// The one field of a form that holds something: there is one to choose a file, and one to take a photo.
async fn sent(parts: &mut Multipart) -> Result<Bytes> {
    let mut bytes = Bytes::new();
    while let Some(field) = parts.next_field().await.map_err(|error| broken(&error))? {
        if matches!(field.name(), Some("picture" | "photo")) && bytes.is_empty() {
            bytes = read(field).await?;
        }
    }
    Ok(bytes)
}

/// Lets what a browser still sends go by: before it has sent all, it shows no answer.
async fn let_by(mut parts: Multipart) {
    let all = async { while let Ok(Some(_)) = parts.next_field().await {} };
    drop(timeout(Duration::from_secs(limits::PHOTO_SECS), all).await);
}

async fn take(
    State(app): State<App>,
    me: Me,
    page: Page,
    Path(id): Path<String>,
    parts: Result<Multipart, MultipartRejection>,
) -> Result<Response> {
    let wish: WishId = wire::path_id(&id)?;
    let mut parts = parts.map_err(|_| Refusal::new("wrong-media-type"))?;
    let kept = match may(&app, me.0.id, wish).await {
        Ok(()) => keep(&app, me.0.id, wish, sent(&mut parts)).await,
        Err(refusal) => Err(refusal),
    };
    if kept.is_err() {
        let_by(parts).await;
    }
    match kept {
        Ok(_) => Ok(see_other(&format!("/me/wishes/{wish}"), "said-picture-kept")),
        Err(refusal) => wish::not_a_picture(&app, me, page, wish, refusal).await,
    }
}

/// The picture beside a wish.
#[derive(Debug, Serialize, ToSchema)]
struct WirePicture {
    /// The large one, 640 dots at most; shown to its member alone.
    large: String,
    /// The small one, 160 dots at most.
    small: String,
    /// Dots across, of the large one.
    width: u32,
    /// Dots down, of the large one.
    height: u32,
}

/// Keeps a picture of my own beside one of my wishes: JPEG, PNG, WebP or GIF, 16 MiB and 25 million dots at most. Only its dots are kept.
#[utoipa::path(put, path = "/api/v1/wishes/{id}/picture", tag = "wishes", params(("id" = String, Path)),
    request_body(content_type = "image/*", content = Vec<u8>),
    responses((status = 200, body = WirePicture), (status = 404, body = Problem), (status = 413, body = Problem),
        (status = 422, body = Problem)))]
async fn put(
    State(app): State<App>,
    Me(me): Me,
    Path(id): Path<String>,
    body: Body,
) -> Result<Json<WirePicture>> {
    let wish: WishId = wire::path_id(&id)?;
    may(&app, me.id, wish).await?;
    let coming = async { to_bytes(body, limits::PHOTO_BYTES).await.map_err(|_| Refusal::new("too-large")) };
    let kept = keep(&app, me.id, wish, coming).await?;
    let at = |size| format!("/me/wishes/{wish}/picture/{}", kept.file(size));
    let (large, small) = (at(Size::Large), at(Size::Small));
    Ok(Json(WirePicture { large, small, width: kept.width, height: kept.height }))
}

/// Takes the picture beside one of my wishes away.
#[utoipa::path(delete, path = "/api/v1/wishes/{id}/picture", tag = "wishes", params(("id" = String, Path)),
    responses((status = 204), (status = 404, body = Problem)))]
async fn remove(State(app): State<App>, Me(me): Me, Path(id): Path<String>) -> Result<StatusCode> {
    let mut tx = app.write().await?;
    wish::remove_picture(&mut tx, me.id, wire::path_id(&id)?).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

pub(super) fn routes() -> Routes {
    let form = post(take).layer(DefaultBodyLimit::max(FORM_BYTES));
    Routes::new()
        .page(Access::Member, Method::POST, "/me/wishes/{id}/picture", form)
        .api(Access::Member, routes!(put, remove))
}
