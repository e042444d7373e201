//! The member's page: the switch, what is suggested live, what awaits them, and their wishes.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::Method;
use axum::response::Response;
use axum::routing::get;
use domain::{Mode, WishState};
use kit::{Access, App, Me, Page, Result, Routes, html};
use suggest::Street;

/// Wishes shown here; the whole list has its own page.
const WISHES: usize = 5;

#[derive(Template)]
#[template(path = "me.html")]
struct MePage {
    page: Page,
    on: bool,
    mode_note: String,
    cards: Vec<suggest::Card>,
    news: Vec<opportunity::Card>,
    answered: suggest::Answered,
    soon: suggest::SoonPart,
    awaited: encounter::Awaited,
    wishes: Vec<wish::WishRow>,
    more: usize,
}

async fn me(
    State(app): State<App>,
    Extension(street): Extension<Arc<Street>>,
    Me(me): Me,
    page: Page,
) -> Result<Response> {
    // Before a transaction is begun: it has its own.
    let soon = suggest::soon_part(&app, &street, &page, me.id).await?;
    let mut tx = app.read().await?;
    let attention = consent::attention(&mut tx, me.id).await?;
    let mut wishes = wish::of_member(&mut tx, me.id).await?;
    wishes.retain(|wish| matches!(wish.state, WishState::Open | WishState::Paused));
    let more = wishes.len().saturating_sub(WISHES);
    wishes.truncate(WISHES);
    let on = attention.mode.on_at(page.now);
    let mode_note = match attention.mode {
        Mode::On { until: Some(until) } if on => page.t1("me-mode-until", "until", page.words().until(until)),
        _ if on => page.t("me-mode-on"),
        _ => page.t("me-mode-off"),
    };
    Ok(html(&MePage {
        on,
        mode_note,
        cards: suggest::cards(&mut tx, &page, me.id).await?,
        news: opportunity::cards(&mut tx, &page, me.id).await?,
        answered: suggest::answered_part(&mut tx, &page, me.id).await?,
        soon,
        awaited: encounter::awaited_part(&mut tx, &page, me.id).await?,
        wishes: wish::rows(&page, &wishes),
        more,
        page,
    }))
}

pub(super) fn routes() -> Routes {
    Routes::new().page(Access::Member, Method::GET, "/me", get(me))
}
