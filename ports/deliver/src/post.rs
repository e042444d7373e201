//! What is needed to send anything, made once at the start.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use fetch::Fetcher;
use kit::{App, Refusal, Result};
use store::StoreError;

use crate::mail::{Mailer, StopKey};
use crate::push::Signer;

/// The keys of the house, its mail server and the way out.
#[derive(Debug)]
pub struct Post {
    pub(crate) signer: Option<Signer>,
    pub(crate) mailer: Option<Mailer>,
    pub(crate) way: Option<Arc<Fetcher>>,
    pub(crate) stop: StopKey,
}

impl Post {
    /// Reads the keys of the house, which are drawn the first time. What the operator did not set up is not there, and pages say so.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn open(app: &App, way: Option<Arc<Fetcher>>) -> Result<Self, StoreError> {
        let mut tx = app.write().await?;
        let push = channel::key(&mut tx, app, "push").await?;
        let stop = channel::key(&mut tx, app, "mail-stop").await?;
        tx.commit().await?;
        let contact = app.settings.push_contact.as_str();
        let signer = <[u8; 32]>::try_from(push).ok().filter(|_| !contact.is_empty());
        let signer = signer.and_then(|key| {
            Signer::new(&key, contact)
                .inspect_err(|why| tracing::error!(%why, "no messages to browsers"))
                .ok()
        });
        let mailer = app.settings.mail.as_ref().and_then(|mail| {
            Mailer::new(mail).inspect_err(|why| tracing::error!(%why, "no mail is sent")).ok()
        });
        Ok(Self { signer, mailer, way, stop: StopKey::new(stop) })
    }
}

/// The [`Post`] of this house, for handlers.
pub(crate) struct At(pub(crate) Arc<Post>);

impl FromRequestParts<App> for At {
    type Rejection = Refusal;
    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self> {
        parts.extensions.get::<Arc<Post>>().cloned().map(Self).ok_or_else(|| Refusal::new("not-ready"))
    }
}
