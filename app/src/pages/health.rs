//! How the instance is: for probes, for Prometheus, and for the placemaster's eyes.

use std::sync::Arc;

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::{Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Extension, Json};
use kit::refusal::Problem;
use kit::{Access, App, Page, Refusal, Result, Routes, html};
use metrics_exporter_prometheus::PrometheusHandle;
use serde::Serialize;
use store::Engine;
use suggest::{Counts, Street};
use utoipa::ToSchema;
use utoipa_axum::routes;

/// People are counted in groups of at least this many, here too: fewer would tell of one.
const GROUP: usize = 10;

/// How the instance is.
#[derive(Debug, Serialize, ToSchema)]
struct WireHealth {
    /// `ok`.
    status: &'static str,
    /// The program's version.
    version: &'static str,
}

/// Whether the process lives.
#[utoipa::path(get, path = "/healthz", tag = "health", responses((status = 200, body = WireHealth)))]
async fn healthz() -> Json<WireHealth> {
    Json(WireHealth { status: "ok", version: env!("CARGO_PKG_VERSION") })
}

/// Whether it can serve: the database answers and the World has caught up.
#[utoipa::path(get, path = "/readyz", tag = "health",
    responses((status = 200, body = WireHealth), (status = 503, body = Problem)))]
async fn readyz(
    State(app): State<App>,
    Extension(street): Extension<Arc<Street>>,
) -> Result<Json<WireHealth>> {
    let ready = async {
        let mut tx = app.read().await?;
        store::last_fact(&mut tx).await?;
        drop(tx);
        street.advance(&app).await
    };
    match ready.await {
        Ok(()) => Ok(healthz().await),
        Err(error) => {
            tracing::error!(%error, "not ready");
            Err(Refusal::new("not-ready"))
        }
    }
}

/// Metrics, in Prometheus' text format: counts and times, nobody's position or wish. For whoever runs the instance (a
/// placemaster's bearer token): in a small town counts alone can tell that somebody is there.
#[utoipa::path(get, path = "/metrics", tag = "health",
    responses((status = 200, description = "Prometheus text format", content_type = "text/plain"),
        (status = 403, body = Problem)))]
async fn metrics(
    handle: Option<Extension<PrometheusHandle>>,
    Extension(street): Extension<Arc<Street>>,
) -> Response {
    measure(&street);
    let text = handle.map(|Extension(handle)| handle.render()).unwrap_or_default();
    (StatusCode::OK, [(header::CONTENT_TYPE, "text/plain; version=0.0.4")], text).into_response()
}

/// Notes how much the World holds.
pub fn measure(street: &Street) {
    let Counts { members, wishes, offers, places, present } = street.counts();
    for (name, count) in [
        ("world_members", members),
        ("world_wishes", wishes),
        ("world_offers", offers),
        ("world_places", places),
        ("world_present", present / GROUP * GROUP),
    ] {
        metrics::gauge!(name).set(count as f64);
    }
}

#[derive(Template)]
#[template(path = "health.html")]
struct HealthPart {
    page: Page,
    counts: Counts,
    present: String,
    engine: &'static str,
    facts: i64,
    version: &'static str,
}

#[derive(Template)]
#[template(path = "health_page.html")]
struct HealthPage {
    page: Page,
    part: HealthPart,
}

/// The tiles of the placemaster's page (`?part`), or a page of their own for whoever follows the link without script.
async fn tiles(
    State(app): State<App>,
    Extension(street): Extension<Arc<Street>>,
    RawQuery(query): RawQuery,
    page: Page,
) -> Result<Response> {
    let facts = store::last_fact(&mut app.read().await?).await?;
    let engine = match app.db.engine() {
        Engine::Sqlite => "SQLite",
        Engine::Postgres => "PostgreSQL",
    };
    let counts = street.counts();
    let present = match counts.present / GROUP * GROUP {
        0 => format!("< {GROUP}"),
        tens => format!("≥ {tens}"),
    };
    let part =
        HealthPart { page: page.clone(), counts, present, engine, facts, version: env!("CARGO_PKG_VERSION") };
    if query.is_some_and(|query| query.starts_with("part")) {
        return Ok(html(&part));
    }
    Ok(html(&HealthPage { page, part }))
}

pub(super) fn routes() -> Routes {
    Routes::new()
        .api(Access::Anyone, routes!(healthz))
        .api(Access::Anyone, routes!(readyz))
        .api(Access::Placemaster, routes!(metrics))
        .page(Access::Placemaster, Method::GET, "/town/health", get(tiles))
}
