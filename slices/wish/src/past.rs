//! What was put away, and what came true, month by month.

use askama::Template;
use axum::extract::State;
use axum::http::Method;
use axum::response::Response;
use axum::routing::get;
use domain::{Instant, WishState};
use kit::{Access, App, Me, Page, Result, Routes, html};

use crate::detail;
use crate::said::{WishRow, rows};
use crate::stamp::{self, Field};
use crate::view::{Line, Pictures, line};

#[derive(Template)]
#[template(path = "archived.html")]
struct ArchivedPage {
    page: Page,
    lines: Vec<Line>,
}

/// A month in which wishes came true.
struct Month {
    /// Its part of the page.
    id: String,
    name: String,
    /// The wishes, and the day on which each came true.
    rows: Vec<(WishRow, String)>,
}

#[derive(Template)]
#[template(path = "history.html")]
struct HistoryPage {
    page: Page,
    months: Vec<Month>,
}

async fn archived(State(app): State<App>, Me(me): Me, mut page: Page) -> Result<Response> {
    let mut tx = app.read().await?;
    let mut all = detail::whole(&mut tx, me.id).await?;
    all.retain(|(_, beside)| beside.archived_at.is_some());
    all.sort_by_key(|(_, beside)| std::cmp::Reverse(beside.archived_at));
    page.path = "/me/wishes".to_owned();
    let pictures = Pictures::of(&mut tx, me.id, &all).await?;
    let lines = all.iter().map(|(wish, beside)| line(&page, wish, beside, &pictures, None)).collect();
    Ok(html(&ArchivedPage { lines, page }))
}

/// When a wish came true is when its state was written; of those from before that was noted, when they were added.
async fn history(State(app): State<App>, Me(me): Me, mut page: Page) -> Result<Response> {
    let mut tx = app.read().await?;
    let stamps = stamp::of_member(&mut tx, me.id).await?;
    let all = detail::whole(&mut tx, me.id).await?;
    let mut came: Vec<(Instant, WishRow)> = Vec::new();
    for (wish, _) in all.iter().filter(|(wish, _)| wish.state == WishState::Fulfilled) {
        let known = stamps.get(&wish.id).and_then(|all| all.iter().find(|(field, _)| *field == Field::State));
        let at = known.map_or(wish.added_at, |(_, stamp)| stamp.at);
        came.extend(rows(&page, std::slice::from_ref(wish)).into_iter().map(|row| (at, row)));
    }
    came.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    page.path = "/me/wishes".to_owned();
    let mut months: Vec<Month> = Vec::new();
    for (at, row) in came {
        let name = month(&page, at);
        if months.last().is_none_or(|last| last.name != name) {
            months.push(Month { id: format!("month-{}", months.len()), name, rows: Vec::new() });
        }
        if let Some(last) = months.last_mut() {
            last.rows.push((row, page.words().date(at)));
        }
    }
    Ok(html(&HistoryPage { months, page }))
}

/// `novembre 2026` or `November 2026`.
fn month(page: &Page, at: Instant) -> String {
    let date = page.zone().date(at);
    let mut parts = date.split('-');
    let (year, month) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    format!("{}\u{a0}{year}", page.t(&format!("words-month-{}", month.trim_start_matches('0'))))
}

pub(crate) fn routes() -> Routes {
    Routes::new().page(Access::Member, Method::GET, "/me/wishes/archived", get(archived)).page(
        Access::Member,
        Method::GET,
        "/me/wishes/history",
        get(history),
    )
}
