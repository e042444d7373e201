//! `GET /pictures/{file}`: a picture as it is kept. `GET /pictures/of/{listing}`: the picture of a listing that was just read, waited
//! for while it comes.

use std::time::Duration;

use axum::extract::{Path, State};
use axum::http::{Method, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use domain::{ListingId, MemberId};
use kit::{Access, App, Caller, Me, Refusal, Result, Routes, wire};
use product::{Picture, Size};
use tokio::time::sleep;

/// How often it is looked whether a picture came, and how many times at most: eight seconds in all.
const LOOK: Duration = Duration::from_millis(250);
const LOOKS: usize = 32;

/// What is shown where a picture could not be had.
const NONE: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 160" fill="none" stroke="#9a8a78" stroke-width="5" stroke-linejoin="round"><path d="M36 60h88l-7 68H43z"/><path d="M58 60V50a22 22 0 0 1 44 0v10"/></svg>"##;

async fn show(State(app): State<App>, caller: Caller, Path(file): Path<String>) -> Result<Response> {
    let (id, size) = Picture::named(&file).ok_or_else(|| Refusal::new("not-found"))?;
    let by = caller.member.map(|member| member.id);
    let mut tx = app.read().await?;
    let found = product::picture_bytes(&mut tx, id, size, by).await?;
    let (bytes, own) = found.ok_or_else(|| Refusal::new("not-found"))?;
    // Its address holds its id, and what an id means never changes.
    let kept =
        if own { "private, max-age=31536000, immutable" } else { "public, max-age=31536000, immutable" };
    Ok(([(header::CONTENT_TYPE, "image/jpeg"), (header::CACHE_CONTROL, kept)], bytes).into_response())
}

async fn of(State(app): State<App>, Me(me): Me, Path(listing): Path<String>) -> Result<Response> {
    let listing = wire::path_id(&listing)?;
    let bytes = awaited(&app, listing, me.id).await?;
    let never = (header::CACHE_CONTROL, "no-store");
    Ok(match bytes {
        Some(bytes) => ([(header::CONTENT_TYPE, "image/jpeg"), never], bytes).into_response(),
        None => ([(header::CONTENT_TYPE, "image/svg+xml"), never], NONE).into_response(),
    })
}

async fn awaited(app: &App, listing: ListingId, me: MemberId) -> Result<Option<Vec<u8>>> {
    for _ in 0..LOOKS {
        let mut tx = app.read().await?;
        product::listing(&mut tx, listing, me).await?.ok_or_else(|| Refusal::new("not-found"))?;
        if let Some(picture) = product::picture(&mut tx, listing, Some(me)).await? {
            let found = product::picture_bytes(&mut tx, picture.id, Size::Large, Some(me)).await?;
            return Ok(found.map(|(bytes, _)| bytes));
        }
        let coming = product::picture_coming(&mut tx, listing).await?;
        drop(tx);
        if !coming || app.stop.is_requested() {
            break;
        }
        sleep(LOOK).await;
    }
    Ok(None)
}

pub(super) fn routes() -> Routes {
    Routes::new().page(Access::Anyone, Method::GET, "/pictures/{file}", get(show)).page(
        Access::Member,
        Method::GET,
        "/pictures/of/{listing}",
        get(of),
    )
}
