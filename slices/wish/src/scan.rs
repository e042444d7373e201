//! The page that reads codes, and the ways a browser brings a page here. It creates nothing: it leads to the page that asks.

use askama::Template;
use axum::extract::State;
use axum::http::{Method, StatusCode};
use axum::response::Response;
use axum::routing::get;
use kit::page::html_with;
use kit::{Access, App, Page, Routes, html};

#[derive(Template)]
#[template(path = "scan_page.html")]
struct ScanPage {
    page: Page,
    /// The address of this house, for the line that stands among bookmarks.
    server: String,
    /// What was typed, and whether it is neither a code nor an address.
    typed: String,
    wrong: bool,
}

async fn show(State(app): State<App>, page: Page) -> Response {
    let server = app.settings.base_url.clone();
    html(&ScanPage { page, server, typed: String::new(), wrong: false })
}

/// The page again, saying beside the field that what was typed is neither a code nor an address.
#[must_use]
pub fn not_a_code(app: &App, mut page: Page, typed: &str) -> Response {
    page.path = "/me/wishes/scan".to_owned();
    let (server, typed) = (app.settings.base_url.clone(), typed.to_owned());
    html_with(StatusCode::UNPROCESSABLE_ENTITY, &ScanPage { page, server, typed, wrong: true })
}

pub(crate) fn routes() -> Routes {
    Routes::new().page(Access::Member, Method::GET, "/me/wishes/scan", get(show))
}
