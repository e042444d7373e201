//! `/api/v1/figures`.

use axum::Json;
use axum::extract::State;
use kit::refusal::Problem;
use kit::{Access, App, Result, Routes};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::figures;

/// So many members hope for this.
#[derive(Debug, Serialize, ToSchema)]
struct WireFigure {
    /// `category`, `product` (a barcode) or `word`.
    kind: &'static str,
    /// The category's path, the barcode, or the word as most write it.
    label: String,
    /// At least so many members, in whole fives.
    at_least: i64,
    /// When it was published, RFC 3339.
    at: String,
}

#[derive(Debug, Serialize, ToSchema)]
struct WireFigures {
    items: Vec<WireFigure>,
}

/// What the town hopes for, in groups that tell of nobody; reckoned once a week.
#[utoipa::path(get, path = "/api/v1/figures", tag = "wishes",
    responses((status = 200, body = WireFigures), (status = 401, body = Problem)))]
async fn list(State(app): State<App>) -> Result<Json<WireFigures>> {
    let all = figures(&mut app.read().await?).await?;
    let items = all.into_iter().map(|figure| WireFigure {
        kind: figure.kind.name(),
        label: figure.label,
        at_least: figure.people,
        at: figure.at.to_rfc3339(),
    });
    Ok(Json(WireFigures { items: items.collect() }))
}

pub(super) fn routes() -> Routes {
    Routes::new().api(Access::Member, routes!(list))
}
