//! The OwnTracks phone app over HTTP: `POST /owntracks`, with the name and password of `/me/devices`.
//!
//! The app sends what it would publish over MQTT, one JSON object a request; queues and bridges send arrays of them. It
//! queues what was not answered kindly and sends it again, for ever, so well-formed JSON from a known phone is always
//! answered `200 []`, whatever became of each message; what became of them is counted by kind.

mod message;

use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{DefaultBodyLimit, Extension, State};
use axum::http::{Method, StatusCode};
use axum::routing::post;
use domain::{MemberId, limits};
use kit::refusal::Problem;
use kit::{Access, App, Me, Refusal, Result, Routes};
use moment::Signal;
use serde::de::IgnoredAny;
use std::sync::Arc;
use suggest::Street;
use utoipa_axum::router::UtoipaMethodRouterExt;
use utoipa_axum::routes;

use crate::listening::{count, listens};

pub use message::{Batch, Kind, read};

const SOURCE: &str = "owntracks";

/// Takes messages of the OwnTracks app: one JSON object, or an array of at most 500.
///
/// Locations and transitions are moments. Everything else the app may send is accepted and ignored. The answer is `[]`.
#[utoipa::path(post, path = "/owntracks", tag = "moments",
    request_body(content = serde_json::Value, description = "An OwnTracks message or an array of them"),
    responses((status = 200, description = "`[]`, whatever became of the messages"),
        (status = 400, body = Problem), (status = 401, body = Problem), (status = 413, body = Problem)))]
async fn take(
    State(app): State<App>,
    Me(me): Me,
    street: Option<Extension<Arc<Street>>>,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<[(); 0]>> {
    let Extension(street) = street.ok_or_else(|| Refusal::new("not-ready"))?;
    let bytes = body.map_err(|rejected| match rejected.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Refusal::new("too-large"),
        _ => Refusal::new("not-json"),
    })?;
    // Well-formed or not is all that is asked before the switch: no value is looked at.
    serde_json::from_slice::<IgnoredAny>(&bytes).map_err(|_| Refusal::new("not-json"))?;
    if !listens(&street, &app, me.id).await? {
        count(SOURCE, "mode-off");
        return Ok(Json([]));
    }
    let batch = read(&bytes)?;
    for kind in &batch.kinds {
        count(SOURCE, kind.name());
    }
    for signal in &batch.signals {
        let outcome = take_one(&app, &street, me.id, signal).await;
        count(SOURCE, outcome);
        if outcome == "mode-off" {
            break;
        }
    }
    Ok(Json([]))
}

/// Gives one signal to the street; what became of it, by name.
async fn take_one(app: &App, street: &Street, member: MemberId, signal: &Signal) -> &'static str {
    match moment::moment(member, signal, app.now()) {
        Err(unfit) => unfit.name(),
        // A failed database was told in the log where it failed; the phone can do nothing about it.
        Ok(moment) => street.observe(app, moment).await.map_or_else(|refusal| refusal.code, |_| "taken"),
    }
}

pub(crate) fn routes() -> Routes {
    let limit = || DefaultBodyLimit::max(limits::BODY_BYTES);
    Routes::new()
        .api(Access::Device, routes!(take).layer(limit()))
        // People type addresses with a slash at their end, too.
        .page(Access::Device, Method::POST, "/owntracks/", post(take).layer(limit()))
}
