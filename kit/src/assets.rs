//! The bundle of `web/`, in the binary: hashed names, kept a year, compressed beforehand.

use std::collections::HashMap;
use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;

use crate::refusal::Refusal;

#[derive(RustEmbed)]
#[folder = "../web/dist"]
#[allow_missing = true]
struct Bundle;

/// Logical name to hashed name.
static MANIFEST: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let file = Bundle::get("manifest.json");
    file.and_then(|file| serde_json::from_slice(&file.data).ok()).unwrap_or_default()
});

/// The address of a file by its logical name, such as `house.css`.
#[must_use]
pub fn url(name: &str) -> String {
    format!("/assets/{}", MANIFEST.get(name).map_or(name, String::as_str))
}

/// Whether the bundle was there when this program was built.
#[must_use]
pub fn built() -> bool {
    !MANIFEST.is_empty()
}

/// Serves `/assets/{file}`.
pub async fn serve(Path(file): Path<String>, headers: HeaderMap) -> Response {
    let accepts = headers.get(header::ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let twin = [("br", ".br"), ("gzip", ".gz")].into_iter().find_map(|(coding, ending)| {
        let accepted = accepts.split(',').any(|part| part.trim().split(';').next() == Some(coding));
        let file = accepted.then(|| Bundle::get(&format!("{file}{ending}"))).flatten()?;
        Some((coding, file))
    });
    let kind = mime_guess::from_path(&file).first_or_octet_stream().to_string();
    let kept =
        [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "public, max-age=31536000, immutable".into())];
    match (twin, Bundle::get(&file)) {
        (Some((coding, twin)), _) => {
            let coded = [(header::CONTENT_ENCODING, coding), (header::VARY, "Accept-Encoding")];
            (StatusCode::OK, kept, coded, twin.data.into_owned()).into_response()
        }
        (None, Some(file)) => (StatusCode::OK, kept, file.data.into_owned()).into_response(),
        (None, None) => Refusal::new("not-found").into_response(),
    }
}
