//! The page that reads codes, and the ways a browser brings a page here. It creates nothing: it leads to the page that asks.

use askama::Template;
use axum::extract::State;
use axum::http::Method;
use axum::response::Response;
use axum::routing::get;
use kit::{Access, App, Page, Routes, html};

#[derive(Template)]
#[template(path = "scan_page.html")]
struct ScanPage {
    page: Page,
    /// The address of this house, for the line that stands among bookmarks.
    server: String,
}

async fn show(State(app): State<App>, page: Page) -> Response {
    html(&ScanPage { page, server: app.settings.base_url.clone() })
}

pub(crate) fn routes() -> Routes {
    Routes::new().page(Access::Member, Method::GET, "/me/wishes/scan", get(show))
}
