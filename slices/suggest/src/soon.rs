//! What comes: "opens in ten minutes", for a member who stays where they are. On their page, and at `/api/v1/soon`.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::Method;
use axum::response::Response;
use axum::routing::get;
use axum::{Extension, Json};
use domain::{MemberId, Reason};
use kit::refusal::Problem;
use kit::{Access, App, Me, Page, Result, Routes, html};
use serde::Serialize;
use store::{StoreError, Tx};
use utoipa::ToSchema;
use utoipa_axum::routes;

use crate::rows::WireReason;
use crate::say;
use crate::street::{Coming, Street};

/// Rows on a page; the API tells more.
const SHOWN: usize = 5;

/// What comes, as the member's page shows it; nothing when nothing does.
#[derive(Debug, Clone, Template)]
#[template(path = "soon.html")]
pub struct SoonPart {
    page: Page,
    rows: Vec<Row>,
}

#[derive(Debug, Clone)]
struct Row {
    title: String,
    href: String,
    note: String,
    at: String,
    /// What happens then and at which hour; script adds how long that still is.
    what: String,
}

/// The names in what comes; `None` when its offer or place is gone.
async fn names(tx: &mut Tx, coming: &Coming) -> Result<Option<(String, String)>, StoreError> {
    let Some(offer) = offer::offer(tx, coming.proposal.offer).await? else { return Ok(None) };
    let Some(place) = place::place(tx, coming.proposal.place).await? else { return Ok(None) };
    Ok(Some((offer.title, place.name)))
}

/// The part of the member's page that tells what comes. It refreshes itself from `/me/soon`.
///
/// # Errors
/// When the database fails.
pub async fn soon_part(app: &App, street: &Street, page: &Page, member: MemberId) -> Result<SoonPart> {
    let coming = street.soon(app, member).await?;
    let (mut tx, words, mut rows) = (app.read().await?, page.words(), Vec::new());
    for coming in coming.iter().take(SHOWN) {
        let Some((title, place)) = names(&mut tx, coming).await? else { continue };
        let metres = coming.proposal.reasons.iter().find_map(|reason| match reason {
            Reason::Near { metres } => Some(words.distance(*metres)),
            _ => None,
        });
        rows.push(Row {
            title,
            href: format!("/places/{}", coming.proposal.place),
            note: [Some(place), metres].into_iter().flatten().collect::<Vec<_>>().join(" · "),
            at: coming.at.to_rfc3339(),
            what: say::coming(&words, coming),
        });
    }
    Ok(SoonPart { page: page.clone(), rows })
}

async fn part(
    State(app): State<App>,
    Extension(street): Extension<Arc<Street>>,
    Me(me): Me,
    page: Page,
) -> Result<Response> {
    Ok(html(&soon_part(&app, &street, &page, me.id).await?))
}

/// Something that will be suggested, if its member stays where they are and nothing else changes.
#[derive(Debug, Serialize, ToSchema)]
struct WireSoon {
    offer: String,
    organisation: String,
    place: String,
    wish: String,
    /// From when, RFC 3339.
    at: String,
    /// Why, at that instant, in the order shown.
    reasons: Vec<WireReason>,
    /// What would rank it.
    score: i64,
    /// The codes of what still closes it, in the order of the gate: time takes all of it away.
    obstacles: Vec<String>,
    /// The same in a sentence, in the caller's language.
    words: String,
}

#[derive(Debug, Serialize, ToSchema)]
struct WireComing {
    items: Vec<WireSoon>,
}

/// What will be suggested to me within two hours where I stand, the soonest first. Nothing is told that anything but time
/// closes.
#[utoipa::path(get, path = "/api/v1/soon", tag = "suggestions",
    responses((status = 200, body = WireComing), (status = 401, body = Problem)))]
async fn list(
    State(app): State<App>,
    Extension(street): Extension<Arc<Street>>,
    Me(me): Me,
    page: Page,
) -> Result<Json<WireComing>> {
    let coming = street.soon(&app, me.id).await?;
    let (mut tx, mut items) = (app.read().await?, Vec::new());
    for coming in &coming {
        let Some((title, place)) = names(&mut tx, coming).await? else { continue };
        let proposal = &coming.proposal;
        items.push(WireSoon {
            offer: proposal.offer.to_string(),
            organisation: proposal.organisation.to_string(),
            place: proposal.place.to_string(),
            wish: proposal.wish.to_string(),
            at: coming.at.to_rfc3339(),
            reasons: proposal.reasons.iter().map(Into::into).collect(),
            score: proposal.score,
            obstacles: coming.obstacles.iter().map(|obstacle| obstacle.code().to_owned()).collect(),
            words: say::coming_in(&page.words(), coming, title, place),
        });
    }
    Ok(Json(WireComing { items }))
}

pub(crate) fn routes() -> Routes {
    Routes::new().api(Access::Member, routes!(list)).page(Access::Member, Method::GET, "/me/soon", get(part))
}
