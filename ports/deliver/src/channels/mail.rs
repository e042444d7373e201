//! The address of mail: asked for, and forgotten.

use std::sync::Arc;

use axum::extract::State;
use axum::http::Method;
use axum::response::Response;
use axum::routing::post;
use domain::MemberId;
use kit::page::html_with;
use kit::{Access, App, Fields, Form, Lang, Me, Page, Refusal, Result, Routes, see_other};

use super::page::{Beside, CHANNELS, chosen, page_of};
use crate::mail::{self, Sent};
use crate::post::{At, Post};

/// Notes an address and sends it the first mail. One that the mail server does not take is forgotten again.
pub(super) async fn asked(app: &App, at: &Post, me: MemberId, to: &str, lang: Lang) -> Result<()> {
    if at.mailer.is_none() {
        return Err(Refusal::new("no-mail"));
    }
    let mut tx = app.write().await?;
    let secret = channel::ask(&mut tx, app, me, to, lang.name()).await?;
    tx.commit().await?;
    match mail::first(app, at, to.trim(), &secret, lang).await {
        Sent::Accepted => Ok(()),
        sent => {
            let mut tx = app.write().await?;
            channel::forget(&mut tx, me).await?;
            tx.commit().await?;
            Err(match sent {
                Sent::Refused => Refusal::invalid("address", "mail"),
                _ => Refusal::new("no-mail"),
            })
        }
    }
}

/// Asks for the address of a form, and saves what was chosen beside it.
async fn asked_with(app: &App, at: &Post, me: MemberId, form: &Form, lang: Lang) -> Result<()> {
    let stands = channel::telling(&mut app.read().await?, me).await?;
    let told = chosen(stands, form)?;
    asked(app, at, me, form.get("address"), lang).await?;
    let mut tx = app.write().await?;
    channel::set_telling(&mut tx, &told).await?;
    Ok(tx.commit().await?)
}

/// Asks for the address of a form; the page comes back with all that was chosen and typed when it is refused.
pub(super) async fn ask_for(
    app: &App,
    at: &Arc<Post>,
    me: MemberId,
    page: Page,
    form: Form,
) -> Result<Response> {
    match asked_with(app, at, me, &form, page.lang).await {
        Ok(()) => Ok(see_other(CHANNELS, "said-mail-asked")),
        Err(refusal) if refusal.code == "internal" => Err(refusal),
        Err(refusal) => {
            let of_mail =
                refusal.fields.is_empty() || refusal.fields.iter().any(|(name, _)| *name == "address");
            let beside = Beside { fields: Fields::refused(form, &refusal, page.lang), of_mail };
            Ok(html_with(refusal.status(), &page_of(app, at, page, me, beside).await?))
        }
    }
}

async fn ask(State(app): State<App>, At(at): At, Me(me): Me, page: Page, form: Form) -> Result<Response> {
    ask_for(&app, &at, me.id, page, form).await
}

async fn remove(State(app): State<App>, Me(me): Me) -> Result<Response> {
    let mut tx = app.write().await?;
    channel::forget(&mut tx, me.id).await?;
    tx.commit().await?;
    Ok(see_other(CHANNELS, "said-mail-removed"))
}

pub(super) fn routes() -> Routes {
    Routes::new().page(Access::Member, Method::POST, "/me/channels/mail", post(ask)).page(
        Access::Member,
        Method::POST,
        "/me/channels/mail/remove",
        post(remove),
    )
}
