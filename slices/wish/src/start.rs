//! A stranger types a first wish, and the list is theirs at once.

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::Method;
use axum::response::Response;
use axum::routing::{get, post};
use domain::barcode;
use kit::page::{html_with, see_other_with};
use kit::tags::Tags;
use kit::{Access, App, Caller, Fields, Form, Page, Refusal, Result, Routes, html, see_other};

use crate::adding::{self, Added};
use crate::decide;
use crate::model::{CameFrom, Detail, NewWish, Refused};
use crate::understood::{Beside, Understood, When, in_other_money, understand};

#[derive(Template)]
#[template(path = "start.html")]
struct StartPage {
    page: Page,
    fields: Fields,
    /// Whether what was written is no barcode only for its check digit: it may be kept as words.
    misread: bool,
}

async fn show(page: Page) -> Response {
    html(&StartPage { page, fields: Fields::default(), misread: false })
}

/// What was written, as the one box understands it; a page of one product sends its barcode along, and its name is no more than that.
fn understood(app: &App, form: &Form, title: &str) -> Result<Understood> {
    let gtin = form.some("gtin").and_then(barcode::product);
    if gtin.is_none() && !form.on("words") && barcode::is_misread(title) {
        return Err(Refused::CheckDigit.into());
    }
    let (now, beside) = (app.now(), Beside { subject: gtin.is_some(), ..Beside::default() });
    let mut understood = understand(title, beside, When { at: now, now, zone: &app.settings.zone });
    if gtin.is_some() {
        understood.new.subject.gtin = gtin;
        understood.came_from = CameFrom::Code;
    }
    Ok(understood)
}

/// Nobody becomes a guest by a wish that will not stand: it is judged first.
fn judged(app: &App, form: &Form, title: &str) -> Result<Understood> {
    let understood = understood(app, form, title)?;
    if understood.link.as_deref().is_some_and(|link| product::never_read(app, link).is_some()) {
        return Err(Refusal::invalid("title", "address-never"));
    }
    let new: NewWish = understood.new.clone();
    decide::add(app.id(), app.id(), new, 0, app.now())?;
    Ok(understood)
}

async fn start(
    State(app): State<App>,
    caller: Caller,
    tags: Option<Extension<Tags>>,
    page: Page,
    form: Form,
) -> Result<Response> {
    if let (Some(Extension(Tags(path_of))), Some(title)) = (tags, form.some("title"))
        && !form.on("words")
        && let Some(path) = path_of(&mut app.read().await?, title).await?
    {
        return Ok(see_other(&path, ""));
    }
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
    if let Some(Understood { new, quantity, came_from, link, others }) = first {
        let beside = Detail { came_from, quantity, note: others, ..Detail::default() };
        let mut tx = app.write().await?;
        match adding::add(&mut tx, &app, member, app.id(), Added { new, beside, link }).await {
            Ok(()) => tx.commit().await?,
            // Only someone who was here before can have a full list, or this on it; a new guest's wish was judged above.
            Err(refusal) => return Ok(again(page, form, &refusal)),
        }
    }
    Ok(see_other_with("/me", said, cookie.as_deref()))
}

fn again(page: Page, form: Form, refusal: &Refusal) -> Response {
    let misread = refusal.fields.contains(&("title", "check-digit"));
    let fields = Fields::refused(form, refusal, page.lang);
    html_with(refusal.status(), &StartPage { page, fields, misread })
}

pub(crate) fn routes() -> Routes {
    Routes::new().page(Access::Anyone, Method::GET, "/start", get(show)).page(
        Access::Anyone,
        Method::POST,
        "/start",
        post(start),
    )
}
