//! The buttons of a card, and what stands in its place once it was answered.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::Method;
use axum::response::Response;
use axum::routing::post;
use domain::{MemberId, Suggestion, SuggestionId};
use kit::wire::path_id;
use kit::{Access, App, Form, Me, Page, Refusal, Result, Routes, see_other};
use store::{StoreError, Tx};

use super::{Answer, answer, answered_at, given_with, theirs, undo};

/// Where the cards are.
const HOME: &str = "/me";
/// What is said when nothing is told for a while.
const PAUSED: &str = "said-paused";

/// The pause that stands, with the touch that ends it; empty when there is none.
#[derive(Debug, Clone, Template)]
#[template(path = "answered.html")]
pub struct Answered {
    text: String,
    label: String,
}

/// Says that a member has asked for silence.
///
/// # Errors
/// When the database fails.
pub async fn answered_part(tx: &mut Tx, page: &Page, member: MemberId) -> Result<Answered, StoreError> {
    let until = consent::paused(tx, member, page.now).await?.and_then(|pause| pause.until);
    let text = until.map(|until| page.t1("suggest-paused", "until", page.words().until(until)));
    Ok(Answered { text: text.unwrap_or_default(), label: page.t("suggest-resume") })
}

/// What stands in the place of a card that was put aside.
///
/// # Errors
/// When the database fails.
pub(crate) async fn put_aside(
    tx: &mut Tx,
    page: &Page,
    made: &Suggestion,
    title: &str,
) -> Result<String, StoreError> {
    let at = answered_at(tx, made.id).await?.unwrap_or(page.now);
    if given_with(tx, made.member, made.organisation, at).await?.is_none() {
        return Ok(page.t1("suggest-put-aside", "title", title));
    }
    let name = people::organisation(tx, made.organisation).await?.map(|shop| shop.name);
    Ok(page.t1("suggest-shop-closed", "shop", name.unwrap_or_default()))
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
        Answer::NotNow => PAUSED,
    })
}

async fn answers(State(app): State<App>, Me(me): Me, Path(id): Path<String>, form: Form) -> Result<Response> {
    let id: SuggestionId = path_id(&id)?;
    let said = or_too_late(touched(&app, me.id, id, form.get("answer")).await)?;
    // Back to where the card stood, for whoever has no script: there stands what became of it.
    let place = if said == PAUSED { "paused".to_owned() } else { format!("answered-{id}") };
    Ok(see_other(&format!("{HOME}#{place}"), said))
}

async fn takes_back(State(app): State<App>, Me(me): Me, Path(id): Path<String>) -> Result<Response> {
    let id: SuggestionId = path_id(&id)?;
    let mut tx = app.write().await?;
    let undone = undo(&mut tx, me.id, id).await.map(|_| "said-undone");
    if undone.is_ok() {
        tx.commit().await?;
    }
    Ok(see_other(&format!("{HOME}#{id}"), or_too_late(undone)?))
}

pub(super) fn routes() -> Routes {
    Routes::new().page(Access::Member, Method::POST, "/suggestions/{id}/answer", post(answers)).page(
        Access::Member,
        Method::POST,
        "/suggestions/{id}/undo",
        post(takes_back),
    )
}
