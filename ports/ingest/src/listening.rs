//! Whether a member's shopper mode is on: asked before anything of a moment is read.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use domain::MemberId;
use kit::{App, Caller, Refusal, Result};
use suggest::Street;

/// The street, if it listens to the member who asks. As an argument before the body, it refuses while the body is unread.
pub(crate) struct Listening(pub(crate) Arc<Street>);

impl FromRequestParts<App> for Listening {
    type Rejection = Refusal;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let member = parts.extensions.get::<Caller>().and_then(|caller| caller.member.as_ref());
        let member = member.map(|member| member.id).ok_or_else(|| Refusal::new("sign-in-first"))?;
        let street = street(parts)?;
        if listens(&street, app, member).await? { Ok(Self(street)) } else { Err(Refusal::new("mode-off")) }
    }
}

/// The street of this node; without one the server is still starting.
pub(crate) fn street(parts: &Parts) -> Result<Arc<Street>> {
    parts.extensions.get::<Arc<Street>>().cloned().ok_or_else(|| Refusal::new("not-ready"))
}

/// Asks the street, and once more after it has heard the latest: a switch turned on a moment ago counts at once.
pub(crate) async fn listens(street: &Street, app: &App, member: MemberId) -> Result<bool> {
    if street.listens(member, app.now()) {
        return Ok(true);
    }
    street.advance(app).await?;
    Ok(street.listens(member, app.now()))
}

/// Counts what became of a message, by its source and kind alone.
pub(crate) fn count(source: &'static str, outcome: &'static str) {
    metrics::counter!("moments_total", "source" => source, "outcome" => outcome).increment(1);
}
