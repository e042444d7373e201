//! The bundle of `web/`, in the binary: hashed names, kept a year, compressed beforehand.

use std::collections::HashMap;
use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
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

/// What a worker may do: it goes by the policy it is served with, and the reader of codes alone compiles an engine.
const READER: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";

/// The policy of a file that has one of its own.
fn policy(file: &str) -> Option<HeaderValue> {
    file.starts_with("scan-worker-").then(|| HeaderValue::from_static(READER))
}

/// What the worker beside the pages may do: ask this house, and nothing else.
const WORKER: &str = "default-src 'none'; script-src 'self'; connect-src 'self'";

/// Serves `/sw.js`: the worker that shows pages without a network. Its name never changes, so it is asked for anew each time.
pub async fn worker() -> Response {
    let Some(file) = MANIFEST.get("sw.js").and_then(|name| Bundle::get(name)) else {
        return Refusal::new("not-found").into_response();
    };
    let headers = [
        (header::CONTENT_TYPE, "text/javascript"),
        (header::CACHE_CONTROL, "no-cache"),
        (header::CONTENT_SECURITY_POLICY, WORKER),
        (header::HeaderName::from_static("service-worker-allowed"), "/"),
    ];
    (headers, file.data.into_owned()).into_response()
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
    let mut response = match (twin, Bundle::get(&file)) {
        (Some((coding, twin)), _) => {
            let coded = [(header::CONTENT_ENCODING, coding), (header::VARY, "Accept-Encoding")];
            (StatusCode::OK, kept, coded, twin.data.into_owned()).into_response()
        }
        (None, Some(file)) => (StatusCode::OK, kept, file.data.into_owned()).into_response(),
        (None, None) => Refusal::new("not-found").into_response(),
    };
    if let Some(policy) = policy(&file) {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reader_of_codes_alone_may_compile_its_engine() {
        let told = policy("scan-worker-0123456789.js").unwrap();
        assert!(told.to_str().unwrap().contains("script-src 'self' 'wasm-unsafe-eval'"));
        for other in ["scan-0123456789.js", "house-0123456789.js", "map-worker-0123456789.js"] {
            assert_eq!(policy(other), None, "{other}");
        }
    }

    #[tokio::test]
    async fn a_policy_of_its_own_stays_and_every_other_answer_has_the_house_s() {
        use axum::body::Body;
        use axum::extract::Request;
        use tower::ServiceExt;
        let router = axum::Router::<()>::new()
            .route("/assets/{file}", axum::routing::get(serve))
            .layer(axum::middleware::from_fn(crate::guard::headers));
        let headers = async |file: &str| {
            let asked = Request::get(format!("/assets/{file}")).body(Body::empty()).unwrap();
            router.clone().oneshot(asked).await.unwrap().headers().clone()
        };
        let text = |headers: &HeaderMap, name: &str| headers[name].to_str().unwrap().to_owned();
        let reader = headers("scan-worker-0123456789.js").await;
        assert_eq!(text(&reader, "content-security-policy"), READER);
        let other = headers("mark.svg").await;
        assert!(!text(&other, "content-security-policy").contains("wasm"));
        assert_eq!(text(&other, "permissions-policy"), "geolocation=(self), camera=(self), microphone=()");
    }
}
