//! A stranger types a first wish, and the list is theirs at once.

use askama::Template;
use axum::extract::State;
use axum::http::Method;
use axum::response::Response;
use axum::routing::{get, post};
use domain::barcode;
use kit::page::{html_with, see_other_with};
use kit::{Access, App, Caller, Fields, Form, Page, Refusal, Result, Routes, html};

use crate::model::NewWish;
use crate::understood::{When, in_other_money, in_words};
use crate::{actions, decide};

#[derive(Template)]
#[template(path = "start.html")]
struct StartPage {
    page: Page,
    fields: Fields,
}

async fn show(page: Page) -> Response {
    html(&StartPage { page, fields: Fields::default() })
}

/// Nobody becomes a guest by a wish that will not stand: it is judged first. Price and day are understood as the one box does. A page of
/// one product sends its barcode along.
fn judged(app: &App, form: &Form, title: &str) -> Result<NewWish> {
    let now = app.now();
    let mut new = in_words(title, When { at: now, now, zone: &app.settings.zone });
    new.subject.gtin = form.some("gtin").and_then(barcode::product);
    decide::add(app.id(), app.id(), new.clone(), 0, app.now())?;
    Ok(new)
}

async fn start(State(app): State<App>, caller: Caller, page: Page, form: Form) -> Result<Response> {
    let first = match form.some("title").map(|title| judged(&app, &form, title)).transpose() {
        Ok(first) => first,
        Err(refusal) => return Ok(again(page, form, &refusal)),
    };
    let (member, cookie) = people::known_or_guest(&app, &caller).await?;
    let said = match &first {
        // Nobody asks about it here: its page does.
        Some(_) if in_other_money(form.get("title")) => "said-wish-euros",
        Some(_) => "said-wish-added",
        None => "said-wish-welcome",
    };
    if let Some(new) = first {
        let mut tx = app.write().await?;
        match actions::add(&mut tx, &app, member, new).await {
            Ok(_) => tx.commit().await?,
            // Only someone who was here before can have a full list; a new guest's wish was judged above.
            Err(refusal) => return Ok(again(page, form, &refusal)),
        }
    }
    Ok(see_other_with("/me", said, cookie.as_deref()))
}

fn again(page: Page, form: Form, refusal: &Refusal) -> Response {
    let fields = Fields::refused(form, refusal, page.lang);
    html_with(refusal.status(), &StartPage { page, fields })
}

pub(crate) fn routes() -> Routes {
    Routes::new().page(Access::Anyone, Method::GET, "/start", get(show)).page(
        Access::Anyone,
        Method::POST,
        "/start",
        post(start),
    )
}
