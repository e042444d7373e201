//! The member's page: the switch, what is suggested live, what awaits them, what others ask them, and their wishes.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::Method;
use axum::response::Response;
use axum::routing::get;
use domain::{MemberId, Mode, WishState};
use kit::{Access, App, Me, Page, Result, Routes, html};
use store::{StoreError, Tx};
use suggest::Street;

use super::pile::Pile;

/// Wishes shown here; the whole list has its own page.
const WISHES: usize = 5;
/// Questions shown here, the oldest first; further ones come when these are answered.
const QUESTIONS: usize = 5;
/// Characters of a question shown here.
const SHORT: usize = 120;

#[derive(Template)]
#[template(path = "me.html")]
struct MePage {
    page: Page,
    on: bool,
    mode_note: String,
    pile: Pile,
    answered: suggest::Answered,
    soon: suggest::SoonPart,
    awaited: encounter::Awaited,
    questions: QuestionsPart,
    wishes: Vec<wish::WishRow>,
    more: usize,
}

/// A question in a line, and where it is answered.
struct Row {
    words: String,
    note: String,
    href: String,
}

/// What others asked beside wishes and their member did not answer yet.
#[derive(Template)]
#[template(path = "me_questions.html")]
struct QuestionsPart {
    /// How many there are.
    title: String,
    rows: Vec<Row>,
}

impl QuestionsPart {
    async fn of(tx: &mut Tx, page: &Page, me: MemberId) -> Result<Self, StoreError> {
        let mut waiting = page.questions(tx, me).await?;
        waiting.retain(|one| one.waits);
        let title = page.t1("me-questions", "count", waiting.len());
        let mut rows = Vec::new();
        for one in waiting.into_iter().take(QUESTIONS) {
            let beside = wish::wish(tx, one.wish).await?.map(|wish| wish.title);
            let note = [Some(one.name).filter(|name| !name.is_empty()), beside];
            rows.push(Row {
                words: short(&one.words),
                note: note.into_iter().flatten().collect::<Vec<_>>().join(" · "),
                href: one.href,
            });
        }
        Ok(Self { title, rows })
    }
}

/// The beginning of words, in one line.
fn short(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(SHORT) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

/// The questions alone, for a page that looks again.
async fn questions(State(app): State<App>, Me(me): Me, page: Page) -> Result<Response> {
    let mut tx = app.read().await?;
    Ok(html(&QuestionsPart::of(&mut tx, &page, me.id).await?))
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
    let near = suggest::cards(&mut tx, &page, me.id).await?;
    let pile = Pile::of(&opportunity::cards(&mut tx, &page, me.id).await?, &near);
    Ok(html(&MePage {
        on,
        mode_note,
        pile,
        answered: suggest::answered_part(&mut tx, &page, me.id).await?,
        soon,
        awaited: encounter::awaited_part(&mut tx, &page, me.id).await?,
        questions: QuestionsPart::of(&mut tx, &page, me.id).await?,
        wishes: wish::rows(&page, &wishes),
        more,
        page,
    }))
}

pub(super) fn routes() -> Routes {
    Routes::new().page(Access::Member, Method::GET, "/me", get(me)).page(
        Access::Member,
        Method::GET,
        "/me/questions",
        get(questions),
    )
}
