//! Coming in by a link, and leaving.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, Method};
use axum::response::Response;
use axum::routing::{get, post};
use kit::page::{cookie, set_cookie};
use kit::{Access, App, Form, Me, Page, Result, Routes, html, secret, see_other};

use crate::actions;
use crate::identify::session_cookie;

#[derive(Template)]
#[template(path = "link.html")]
struct LinkPage {
    page: Page,
    action: String,
}

#[derive(Template)]
#[template(path = "erase.html")]
struct ErasePage {
    page: Page,
}

/// A link shown: asks before it is spent, for mail readers and previews open links too.
async fn link(Path(secret): Path<String>, mut page: Page) -> Result<Response> {
    page.path = "/in".to_owned();
    let action = format!("/in/{}", secret::of_path(&secret)?);
    Ok(html(&LinkPage { page, action }))
}

/// A link spent: opens a session at the member's first page.
async fn enter(State(app): State<App>, Path(secret): Path<String>) -> Result<Response> {
    let mut tx = app.write().await?;
    let (member, session) = actions::spend_link(&mut tx, &app, &secret).await?;
    let placemaster = actions::member(&mut tx, member).await?.is_some_and(|member| member.placemaster);
    let works_for = actions::works_for(&mut tx, member).await?;
    tx.commit().await?;
    let home = match works_for.first() {
        _ if placemaster => "/town".to_owned(),
        Some(organisation) => format!("/shop/{organisation}"),
        None => "/me".to_owned(),
    };
    let mut response = see_other(&home, "said-welcome");
    set_cookie(response.headers_mut(), &session_cookie(&app, &session));
    Ok(response)
}

/// Leaves: the session is withdrawn, not only its cookie.
async fn leave(State(app): State<App>, Me(me): Me, headers: HeaderMap, form: Form) -> Result<Response> {
    let mut tx = app.write().await?;
    if cookie(&headers, "hyperlieu").is_some() {
        actions::revoke(&mut tx, me.id, me.credential).await?;
    }
    tx.commit().await?;
    Ok(gone(&form, "said-left"))
}

/// Leads out whoever has gone. With the session goes what it kept of the member: the list, the worker, its subscription to news. Only
/// where the page's own script has erased all that is theirs, and edits of others wait in the same browser, does the rest stay.
fn gone(form: &Form, said: &str) -> Response {
    let mut response = see_other("/", said);
    set_cookie(response.headers_mut(), "hyperlieu=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0");
    if form.get("others") != "wait" {
        response.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"storage\""));
    }
    response
}

/// Says what goes, and asks.
async fn ask_erase(page: Page) -> Response {
    html(&ErasePage { page })
}

/// Erases the caller and everything of theirs; every session of theirs goes along.
async fn erase(State(app): State<App>, Me(me): Me, form: Form) -> Result<Response> {
    let mut tx = app.write().await?;
    actions::erase(&mut tx, me.id).await?;
    tx.commit().await?;
    Ok(gone(&form, "said-erased"))
}

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page(Access::Anyone, Method::GET, "/in/{secret}", get(link))
        .page(Access::Anyone, Method::POST, "/in/{secret}", post(enter))
        .page(Access::Member, Method::POST, "/leave", post(leave))
        .page(Access::Member, Method::GET, "/me/erase", get(ask_erase))
        .page(Access::Member, Method::POST, "/me/erase", post(erase))
}
