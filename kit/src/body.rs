//! JSON bodies with kind errors: what is missing or wrong is named, nothing is taken half.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, header};
use serde::de::DeserializeOwned;

use crate::refusal::Refusal;

/// A JSON body.
#[derive(Debug, Clone)]
pub struct Body<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = Refusal;
    async fn from_request(request: Request, state: &S) -> Result<Self, Refusal> {
        must_be_json(request.headers())?;
        read(request, state).await.and_then(|bytes| parse(&bytes)).map(Self)
    }
}

/// Reads the whole body, within the limit set for the route.
pub(crate) async fn read<S: Send + Sync>(request: Request, state: &S) -> Result<Bytes, Refusal> {
    Bytes::from_request(request, state).await.map_err(|rejected| {
        let too_large = rejected.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE;
        Refusal::new(if too_large { "too-large" } else { "not-json" })
    })
}

/// Refuses another media type: a hostile page can send forms and plain text across origins, but no JSON.
pub(crate) fn must_be_json(headers: &HeaderMap) -> Result<(), Refusal> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = kind.split(';').next().unwrap_or_default().trim();
    let json = essence.eq_ignore_ascii_case("application/json") || essence.ends_with("+json");
    if json { Ok(()) } else { Err(Refusal::new("wrong-media-type")) }
}

/// Parses JSON, telling where it went wrong.
pub(crate) fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Refusal> {
    serde_json::from_slice(bytes).map_err(|error| Refusal::new("not-json").with("why", told(&error)))
}

/// What serde says, without the values that were sent: they may be wishes or positions.
fn told(error: &serde_json::Error) -> String {
    let said = error.to_string();
    let quoted = said.contains("invalid value") || said.contains("invalid type");
    if quoted { format!("line {}, column {}", error.line(), error.column()) } else { said }
}
