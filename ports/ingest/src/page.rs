//! The member's open page: `POST /api/v1/moments`.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::Source;
use kit::refusal::Problem;
use kit::{Access, App, Body, Me, Refusal, Result, Routes, wire};
use moment::Signal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

use crate::listening::{Listening, count};

/// Where the member is now.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct WireMoment {
    /// Degrees north, WGS84.
    #[schema(example = 47.6512)]
    lat: f64,
    /// Degrees east, WGS84.
    #[schema(example = -2.0842)]
    lon: f64,
    /// Radius of the 68 % confidence circle, in metres.
    #[schema(example = 12.0)]
    accuracy_m: f64,
    /// When, RFC 3339; not older than two minutes.
    #[schema(example = "2026-11-21T11:00:00Z")]
    at: String,
    /// `page` (when absent), or `simulated`.
    source: Option<String>,
}

impl WireMoment {
    fn read(&self) -> Result<Signal> {
        let source = match self.source.as_deref().map(str::parse) {
            None => Source::Page,
            // The phone app has its own door and its own credential.
            Some(Ok(Source::OwnTracks) | Err(_)) => return Err(Refusal::invalid("source", "choice")),
            Some(Ok(source)) => source,
        };
        let at = wire::instant(&self.at, "at")?;
        let Self { lat, lon, accuracy_m, .. } = *self;
        Ok(Signal { lat, lon, accuracy_m, at, sent_at: None, source })
    }
}

/// What came of it.
#[derive(Serialize, ToSchema)]
struct WireTaken {
    /// How many suggestions were made.
    suggestions: usize,
}

/// Tells where I am now. Nothing of it is kept; while shopper mode is off it is not even read.
#[utoipa::path(post, path = "/api/v1/moments", tag = "moments", request_body = WireMoment,
    responses((status = 202, body = WireTaken), (status = 401, body = Problem),
        (status = 409, body = Problem, description = "`mode-off`"),
        (status = 422, body = Problem, description = "`stale`, `in-the-future`, `inaccurate`, `off-the-map` or `invalid`")))]
async fn take(
    State(app): State<App>,
    Me(me): Me,
    Listening(street): Listening,
    Body(body): Body<WireMoment>,
) -> Result<(StatusCode, Json<WireTaken>)> {
    let taken = match body.read() {
        Err(refusal) => Err(refusal),
        Ok(signal) => match moment::moment(me.id, &signal, app.now()) {
            Err(unfit) => Err(unfit.into()),
            Ok(moment) => street.observe(&app, moment).await,
        },
    };
    count("page", taken.as_ref().map_or_else(|refusal: &Refusal| refusal.code, |_| "taken"));
    Ok((StatusCode::ACCEPTED, Json(WireTaken { suggestions: taken? })))
}

pub(crate) fn routes() -> Routes {
    Routes::new().api(Access::Member, routes!(take))
}
