//! The member's side: answering a suggestion, and the list of encounters with their codes.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Method, Uri};
use axum::response::Response;
use axum::routing::{get, post};
use domain::{EncounterId, Outcome, SuggestionId};
use kit::{Access, App, Form, Me, Page, Refusal, Result, Routes, html, see_other, wire};

use crate::actions;
use crate::lists::{self, HOME, Mine};

#[derive(Template)]
#[template(path = "encounters.html")]
struct EncountersPage {
    page: Page,
    mine: Mine,
}

/// Answers a suggestion's buttons. What came too late is told on the member's page, where the card was.
async fn outcome(State(app): State<App>, Me(me): Me, Path(id): Path<String>, form: Form) -> Result<Response> {
    let id: SuggestionId = wire::path_id(&id)?;
    let told: Outcome = form.get("outcome").parse().map_err(|_| Refusal::invalid("outcome", "choice"))?;
    let mut tx = app.write().await?;
    let said = match actions::answer(&mut tx, &app, me.id, id, told).await {
        Ok((outcome, _)) => {
            tx.commit().await?;
            said(outcome)
        }
        Err(refusal) => too_late(refusal.code).ok_or(refusal)?,
    };
    Ok(see_other(HOME, said))
}

fn said(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Taken => "said-taken",
        Outcome::Saved => "said-saved",
        Outcome::Dismissed => "said-dismissed",
        Outcome::Made | Outcome::Shown => "",
    }
}

/// What is said when the world was quicker; `None` for a fault or a mistake.
fn too_late(code: &str) -> Option<&'static str> {
    match code {
        "stock-gone" => Some("said-stock-gone"),
        "offer-over" => Some("said-offer-over"),
        "already-taken" | "conflict" => Some("said-already-answered"),
        _ => None,
    }
}

/// All encounters of the member; `?part` gives the list alone and `?part=awaited` only those expected.
async fn list(
    State(app): State<App>,
    Me(me): Me,
    uri: Uri,
    headers: HeaderMap,
    page: Page,
) -> Result<Response> {
    let mut tx = app.read().await?;
    let query = uri.query().unwrap_or_default();
    if query == "part=awaited" {
        return Ok(html(&lists::awaited_part(&mut tx, &page, me.id).await?));
    }
    let mine = lists::mine(&mut tx, &page, me.id).await?;
    let part = query.starts_with("part") || headers.contains_key("hx-request");
    Ok(if part { html(&mine) } else { html(&EncountersPage { page, mine }) })
}

/// The member calls an encounter off.
async fn cancel(State(app): State<App>, Me(me): Me, Path(id): Path<String>, form: Form) -> Result<Response> {
    let id: EncounterId = wire::path_id(&id)?;
    let back = if form.get("back") == HOME { HOME } else { "/me/encounters" };
    let mut tx = app.write().await?;
    let said = match actions::cancel(&mut tx, &me, id).await {
        Ok(_) => "said-encounter-cancelled",
        Err(refusal) if refusal.code == "encounter-over" => "said-encounter-over",
        Err(refusal) => return Err(refusal),
    };
    tx.commit().await?;
    Ok(see_other(back, said))
}

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page(Access::Member, Method::POST, "/suggestions/{id}/outcome", post(outcome))
        .page(Access::Member, Method::GET, "/me/encounters", get(list))
        .page(Access::Member, Method::POST, "/me/encounters/{id}/cancel", post(cancel))
}
