//! One log line and one measure a request: method, route, status, time. Never an address with its values, never a body.

use std::time::Instant as Stopwatch;

use axum::extract::{MatchedPath, Request};
use axum::middleware::Next;
use axum::response::Response;

/// Logs and measures a request by the shape of its route.
pub async fn observe(request: Request, next: Next) -> Response {
    let method = request.method().clone();
    let route =
        request.extensions().get::<MatchedPath>().map_or("unmatched", |path| path.as_str()).to_owned();
    let started = Stopwatch::now();
    let response = next.run(request).await;
    let (status, taken) = (response.status().as_u16(), started.elapsed());
    metrics::counter!("http_requests_total", "method" => method.to_string(), "route" => route.clone(), "status" => status.to_string())
        .increment(1);
    metrics::histogram!("http_request_seconds", "route" => route.clone()).record(taken.as_secs_f64());
    let micros = u64::try_from(taken.as_micros()).unwrap_or(u64::MAX);
    if status >= 500 {
        tracing::warn!(%method, route, status, micros, "request failed");
    } else {
        tracing::debug!(%method, route, status, micros, "request");
    }
    response
}
