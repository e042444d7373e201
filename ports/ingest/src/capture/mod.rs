//! What a member wishes from anywhere else than a list of ours: a retailer's page, by its address or as their own browser has it, a
//! code on a thing, words.
//!
//! Each is read and shown; only the form that is shown then adds a wish. A page that this server read itself is a listing that
//! everybody's wishes share; what a browser sends is believed for its own member alone.

mod api;
mod naming;
mod now;
mod page;
pub(crate) mod read;
mod reread;
mod told;

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use fetch::Fetcher;
use kit::{App, Refusal, Result, Routes};

pub use reread::reread;

/// The way out to the web.
pub(crate) struct Web(pub(crate) Arc<Fetcher>);

impl FromRequestParts<App> for Web {
    type Rejection = Refusal;
    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self> {
        parts.extensions.get::<Arc<Fetcher>>().cloned().map(Self).ok_or_else(|| Refusal::new("not-ready"))
    }
}

pub(crate) fn routes() -> Routes {
    page::routes().merge(now::routes()).merge(api::routes())
}
