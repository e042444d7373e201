//! The picture of one's own on the page of a wish: seen, taken away, and what is said when what was sent is none. What is sent is
//! read elsewhere, where pictures are made small.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, Method};
use axum::response::Response;
use axum::routing::{get, post};
use domain::WishId;
use kit::page::html_with;
use kit::{Access, App, Me, Page, Refusal, Result, Routes, see_other, wire};

use crate::{actions, pages, picture};

/// The page of a wish, saying beside the field why what was sent is no picture.
///
/// # Errors
/// `not-found` when the wish is not theirs; a refusal that is not about the picture comes back as it is.
pub async fn not_a_picture(
    app: &App,
    Me(me): Me,
    page: Page,
    wish: WishId,
    refusal: Refusal,
) -> Result<Response> {
    let told = match refusal.code {
        "invalid" => refusal.fields.first().map(|(_, wrong)| page.t(&format!("field-{wrong}"))),
        "too-large" | "too-many" | "too-many-pages" => Some(refusal.detail(page.lang)),
        _ => None,
    };
    let Some(told) = told else { return Err(refusal) };
    let mut tx = app.read().await?;
    let wish = actions::theirs(&mut tx, me.id, wish).await?;
    let shown = pages::shown(&mut tx, page, &wish).await?;
    Ok(html_with(refusal.status(), &shown.not_a_picture(told)))
}

async fn file(
    State(app): State<App>,
    Me(me): Me,
    Path((id, file)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response> {
    let mut tx = app.read().await?;
    let wish = actions::theirs(&mut tx, me.id, wire::path_id(&id)?).await?;
    picture::picture_file(&mut tx, wish.id, &file, &headers).await
}

async fn remove(State(app): State<App>, Me(me): Me, Path(id): Path<String>) -> Result<Response> {
    let id: WishId = wire::path_id(&id)?;
    let mut tx = app.write().await?;
    picture::remove_picture(&mut tx, me.id, id).await?;
    tx.commit().await?;
    Ok(see_other(&format!("/me/wishes/{id}"), "said-picture-removed"))
}

pub(crate) fn routes() -> Routes {
    Routes::new().page(Access::Member, Method::GET, "/me/wishes/{id}/picture/{file}", get(file)).page(
        Access::Member,
        Method::POST,
        "/me/wishes/{id}/picture/remove",
        post(remove),
    )
}
