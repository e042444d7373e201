//! `/me/consents`: who may speak to me and recognise me, in words, with a way out of each.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::{Effect, MemberId, Purpose};
use kit::{App, Form, Me, Page, Refusal, Result, html, see_other, wire};

use super::rule::Rule;
use super::view::{self, Forms};
use super::{CONSENTS, whence};
use crate::actions;
use crate::model::NewGrant;

/// The page.
pub(super) async fn show(State(app): State<App>, Me(me): Me, page: Page) -> Result<Response> {
    Ok(html(&view::load(&app, me.id, page, Forms::default()).await?))
}

/// One of the page's two forms was sent. A double click needs no key here: what already stands is not doubled.
pub(super) async fn give(State(app): State<App>, Me(me): Me, page: Page, form: Form) -> Result<Response> {
    let rule: Rule = form.get("rule").parse().map_err(|_| Refusal::invalid("rule", "choice"))?;
    let given = match rule.read(&form, page.zone()) {
        Ok(new) => save(&app, me.id, new).await,
        Err(refusal) => Err(refusal),
    };
    match given {
        Ok(()) => Ok(see_other(CONSENTS, "said-consent-given")),
        Err(refusal) => {
            let forms = Forms { rule: Some((rule, form, refusal.clone())), ..Forms::default() };
            view::refused(&app, me.id, page, forms, refusal).await
        }
    }
}

/// One touch from a suggestion: this organisation, or this category, no longer speaks to me.
pub(super) async fn deny(
    State(app): State<App>,
    Me(me): Me,
    headers: HeaderMap,
    form: Form,
) -> Result<Response> {
    let mut new = NewGrant::new(Effect::Deny, Purpose::Suggest);
    if let Some(id) = form.some("organisation") {
        new.organisation = Some(wire::id(id, "organisation")?);
    }
    if let Some(path) = form.some("category") {
        new.category = Some(path.parse().map_err(|_| Refusal::invalid("category", "category"))?);
    }
    if new.organisation.is_none() && new.category.is_none() {
        return Err(Refusal::invalid("organisation", "required"));
    }
    save(&app, me.id, new).await?;
    Ok(see_other(&whence(&headers), "said-consent-denied"))
}

async fn save(app: &App, member: MemberId, new: NewGrant) -> Result<()> {
    let mut tx = app.write().await?;
    actions::give(&mut tx, app, member, new).await?;
    tx.commit().await?;
    Ok(())
}

/// A consent is taken back.
pub(super) async fn withdraw(State(app): State<App>, Me(me): Me, Path(id): Path<String>) -> Result<Response> {
    let mut tx = app.write().await?;
    actions::withdraw(&mut tx, me.id, wire::path_id(&id)?).await?;
    tx.commit().await?;
    Ok(see_other(CONSENTS, "said-consent-withdrawn"))
}
