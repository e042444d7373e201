//! One's own list on another device: a link that opens a session there, once and soon, and the same as a square code.

use askama::Template;
use axum::extract::State;
use axum::http::Method;
use axum::response::Response;
use axum::routing::{get, post};
use domain::limits;
use kit::{Access, App, Me, Page, Result, Routes, html};

/// A link just made, shown this once.
struct Fresh {
    link: String,
    /// The side of the square code and the path of its dark squares; 0 when it cannot be drawn.
    side: usize,
    path: String,
}

#[derive(Template)]
#[template(path = "elsewhere.html")]
struct ElsewherePage {
    page: Page,
    fresh: Option<Fresh>,
    minutes: i64,
    /// Days without use after which a browser is out again.
    days: i64,
    /// Whether the link would travel over an open line.
    open_line: bool,
}

fn drawn(app: &App, page: Page, fresh: Option<Fresh>) -> Response {
    let open_line = !app.settings.base_url.starts_with("https://");
    html(&ElsewherePage { page, fresh, minutes: limits::LINK_MINUTES, days: limits::SESSION_DAYS, open_line })
}

async fn show(State(app): State<App>, page: Page) -> Response {
    drawn(&app, page, None)
}

/// Makes the link. The answer shows it and is not remembered: sent twice, the second link is the one that opens, and is shown.
async fn make(State(app): State<App>, Me(me): Me, page: Page) -> Result<Response> {
    let mut tx = app.write().await?;
    let link = people::add_browser(&mut tx, &app, me.id).await?;
    tx.commit().await?;
    let (side, path) = resolver::square(&link).unwrap_or_default();
    Ok(drawn(&app, page, Some(Fresh { link, side, path })))
}

pub(super) fn routes() -> Routes {
    Routes::new().page(Access::Member, Method::GET, "/me/elsewhere", get(show)).page(
        Access::Member,
        Method::POST,
        "/me/elsewhere",
        post(make),
    )
}
