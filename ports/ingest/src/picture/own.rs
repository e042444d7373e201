//! A picture of a member's own beside their wish, sent from its page or by a program: made small as every other, so that nothing but
//! its dots is kept, neither where it was taken nor by what.

use axum::Json;
use axum::body::Bytes;
use axum::extract::multipart::{Field, Multipart, MultipartError, MultipartRejection};
use axum::extract::rejection::BytesRejection;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::{Method, StatusCode};
use axum::response::Response;
use axum::routing::post;
use domain::{MemberId, WishId, limits};
use kit::refusal::Problem;
use kit::{Access, App, Me, Page, Refusal, Result, Routes, see_other, wire};
use product::Size;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::UtoipaMethodRouterExt;
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

/// Makes what was sent small and keeps it beside a wish.
async fn keep(app: &App, me: MemberId, wish: WishId, bytes: Vec<u8>) -> Result<product::Picture> {
    let mut tx = app.write().await?;
    // Whose wish it is not is told nothing of what they sent.
    let theirs = wish::wish(&mut tx, wish).await?.is_some_and(|found| found.member == me);
    if !theirs {
        return Err(Refusal::new("not-found"));
    }
    if bytes.is_empty() {
        return Err(Refusal::invalid("picture", "required"));
    }
    // Decoding costs as much as reading a page.
    product::count_page(&mut tx, me).await?;
    tx.commit().await?;
    let shrunk = decoded(bytes).await?;
    let mut tx = app.write().await?;
    let picture = wish::set_picture(&mut tx, app, me, wish, &shrunk).await?;
    tx.commit().await?;
    Ok(picture)
}

/// What stands in a field, as far as it is no larger than a photo.
async fn read(mut field: Field<'_>) -> Result<Vec<u8>> {
    let (mut bytes, mut large) = (Vec::new(), false);
    while let Some(part) = field.chunk().await.map_err(|error| broken(&error))? {
        large |= bytes.len() + part.len() > limits::PHOTO_BYTES;
        if !large {
            bytes.extend_from_slice(&part);
        }
    }
    if large { Err(Refusal::new("too-large")) } else { Ok(bytes) }
}

fn broken(error: &MultipartError) -> Refusal {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Refusal::new("too-large"),
        _ => Refusal::invalid("picture", "picture-broken"),
    }
}

/// The one field of a form that holds something: there is one to choose a file, and one to take a photo.
async fn sent(mut parts: Multipart) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    while let Some(field) = parts.next_field().await.map_err(|error| broken(&error))? {
        if matches!(field.name(), Some("picture" | "photo")) && bytes.is_empty() {
            bytes = read(field).await?;
        }
    }
    Ok(bytes)
}

async fn take(
    State(app): State<App>,
    me: Me,
    page: Page,
    Path(id): Path<String>,
    parts: Result<Multipart, MultipartRejection>,
) -> Result<Response> {
    let wish: WishId = wire::path_id(&id)?;
    let parts = parts.map_err(|_| Refusal::new("wrong-media-type"))?;
    let kept = match sent(parts).await {
        Ok(bytes) => keep(&app, me.0.id, wish, bytes).await,
        Err(refusal) => Err(refusal),
    };
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
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<WirePicture>> {
    let wish: WishId = wire::path_id(&id)?;
    let body = body.map_err(|_| Refusal::new("too-large"))?;
    let kept = keep(&app, me.id, wish, body.to_vec()).await?;
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
        .api(Access::Member, routes!(put, remove).layer(DefaultBodyLimit::max(limits::PHOTO_BYTES)))
}
