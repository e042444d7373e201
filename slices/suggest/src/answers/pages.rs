//! The buttons of a card, and what was just answered with the touch that takes it back.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::Method;
use axum::response::Response;
use axum::routing::post;
use domain::{MemberId, SuggestionId};
use kit::wire::path_id;
use kit::{Access, App, Form, Me, Page, Refusal, Result, Routes, see_other};
use store::{StoreError, Tx};

use super::{Answer, answer, answered_at, given_with, just_put_aside, theirs, undo};

/// Where the cards are.
const HOME: &str = "/me";

/// Something that is taken back at a touch.
#[derive(Debug, Clone)]
struct Row {
    text: String,
    action: String,
    label: String,
}

/// What was just answered, and the pause that stands; empty when there is neither.
#[derive(Debug, Clone, Template)]
#[template(path = "answered.html")]
pub struct Answered {
    rows: Vec<Row>,
}

/// Says what a member has just answered.
///
/// # Errors
/// When the database fails.
pub async fn answered_part(tx: &mut Tx, page: &Page, member: MemberId) -> Result<Answered, StoreError> {
    let mut rows = Vec::new();
    if let Some(until) = consent::paused(tx, member, page.now).await?.and_then(|pause| pause.until) {
        rows.push(Row {
            text: page.t1("suggest-paused", "when", page.words().until(until)),
            action: "/me/resume".to_owned(),
            label: page.t("suggest-resume"),
        });
    }
    for made in just_put_aside(tx, member).await? {
        let at = answered_at(tx, made.id).await?.unwrap_or(page.now);
        let text = if given_with(tx, member, made.organisation, at).await?.is_some() {
            let name = people::organisation(tx, made.organisation).await?.map(|shop| shop.name);
            page.t1("suggest-shop-closed", "shop", name.unwrap_or_default())
        } else {
            let title = offer::offer(tx, made.offer).await?.map(|offer| offer.title);
            page.t1("suggest-put-aside", "title", title.unwrap_or_default())
        };
        let action = format!("/suggestions/{}/undo", made.id);
        rows.push(Row { text, action, label: page.t("suggest-undo") });
    }
    Ok(Answered { rows })
}

/// What came too late is told on the member's page, where the card was.
fn or_too_late(done: Result<&'static str>) -> Result<&'static str> {
    match done {
        Err(refusal) if matches!(refusal.code, "already-taken" | "conflict") => Ok("said-already-answered"),
        other => other,
    }
}

async fn touched(app: &App, member: MemberId, id: SuggestionId, told: &str) -> Result<&'static str> {
    let mut tx = app.write().await?;
    theirs(&mut tx, member, id).await?;
    let told: Answer = told.parse().map_err(|_| Refusal::invalid("answer", "choice"))?;
    answer(&mut tx, app, member, id, told).await?;
    tx.commit().await?;
    Ok(match told {
        Answer::NotThis => "said-dismissed",
        Answer::NotThisShop => "said-not-this-shop",
        Answer::NotNow => "said-paused",
    })
}

async fn answers(State(app): State<App>, Me(me): Me, Path(id): Path<String>, form: Form) -> Result<Response> {
    let id: SuggestionId = path_id(&id)?;
    Ok(see_other(HOME, or_too_late(touched(&app, me.id, id, form.get("answer")).await)?))
}

async fn takes_back(State(app): State<App>, Me(me): Me, Path(id): Path<String>) -> Result<Response> {
    let id: SuggestionId = path_id(&id)?;
    let mut tx = app.write().await?;
    let undone = undo(&mut tx, me.id, id).await.map(|_| "said-undone");
    if undone.is_ok() {
        tx.commit().await?;
    }
    Ok(see_other(HOME, or_too_late(undone)?))
}

pub(super) fn routes() -> Routes {
    Routes::new().page(Access::Member, Method::POST, "/suggestions/{id}/answer", post(answers)).page(
        Access::Member,
        Method::POST,
        "/suggestions/{id}/undo",
        post(takes_back),
    )
}
