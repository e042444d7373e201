//! The first page: what this is, and a first wish without an account. In the demonstration, whose shoes to step into.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::Method;
use axum::response::Response;
use axum::routing::get;
use kit::{Access, App, Page, Result, Routes, html, see_other};

use crate::demo::{PersonaRow, Personas};

#[derive(Template)]
#[template(path = "first.html")]
struct FirstPage {
    page: Page,
    town: String,
    personas: Vec<PersonaRow>,
}

async fn first(
    State(app): State<App>,
    personas: Option<Extension<Arc<Personas>>>,
    page: Page,
) -> Result<Response> {
    let home: Option<String> = match &page.member {
        Some(member) if member.placemaster => Some("/town".to_owned()),
        Some(member) => {
            Some(member.works_for.first().map_or_else(|| "/me".to_owned(), |id| format!("/shop/{id}")))
        }
        None => None,
    };
    // In the demonstration this page is where one changes shoes, so it is shown to everybody.
    if let (Some(home), None) = (home, &personas) {
        return Ok(see_other(&home, ""));
    }
    let mut tx = app.read().await?;
    let town = place::town(&mut tx).await?.map(|town| town.name).unwrap_or_default();
    let personas = personas.map(|Extension(personas)| personas.rows(&page)).unwrap_or_default();
    Ok(html(&FirstPage { page, town, personas }))
}

pub(super) fn routes() -> Routes {
    Routes::new().page(Access::Anyone, Method::GET, "/", get(first))
}
