//! The web manifest: with it a phone keeps the house among its apps, and shares pages into it.

use axum::extract::State;
use axum::http::{Method, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use kit::{Access, App, Page, Result, Routes};
use serde_json::json;

/// What a browser asks for before it installs (W3C Web Application Manifest; Web Share Target API). What is shared comes as a
/// GET, which creates nothing.
async fn manifest(State(app): State<App>, page: Page) -> Result<Response> {
    let town = place::town(&mut app.read().await?).await?;
    let name = town.map_or_else(|| "Hyperlieu".to_owned(), |town| format!("Hyperlieu {}", town.name));
    let icon =
        |file: &str, sizes: &str, kind: &str| json!({"src": page.assets(file), "sizes": sizes, "type": kind});
    let manifest = json!({
        "id": "/",
        "name": name,
        "short_name": "Hyperlieu",
        "description": page.t("shell-tagline"),
        "lang": page.lang.name(),
        "start_url": "/me",
        "scope": "/",
        "display": "standalone",
        "background_color": "#fbf4e8",
        "theme_color": "#fbf4e8",
        "icons": [
            icon("mark.svg", "any", "image/svg+xml"),
            icon("mark-192.png", "192x192", "image/png"),
            icon("mark-512.png", "512x512", "image/png"),
        ],
        "share_target": {
            "action": "/me/wishes/new",
            "method": "GET",
            // A GET has none; Chromium asks for it all the same.
            "enctype": "application/x-www-form-urlencoded",
            "params": {"title": "title", "text": "text", "url": "url"},
        },
    });
    let kind = [(header::CONTENT_TYPE, "application/manifest+json"), (header::CACHE_CONTROL, "no-cache")];
    Ok((kind, manifest.to_string()).into_response())
}

pub(super) fn routes() -> Routes {
    Routes::new().page(Access::Anyone, Method::GET, "/manifest.webmanifest", get(manifest))
}
