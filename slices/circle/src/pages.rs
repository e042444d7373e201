//! A member's circles, the page of one, and the door for who was invited.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{Method, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};
use domain::{CircleId, MemberId};
use kit::page::{html_with, see_other_with};
use kit::{
    Access, App, Caller, Fields, Form, Me, Once, Page, Refusal, Result, Routes, html, see_other, wire,
};
use serde::Serialize;

use crate::actions;
use crate::model::Circle;

#[derive(Template)]
#[template(path = "circles.html")]
struct CirclesPage {
    page: Page,
    fields: Fields,
    circles: Vec<Circle>,
}

/// Somebody in a circle, as its page shows them.
struct Row {
    name: String,
    note: String,
    /// Where the founder takes them out; empty for whom that cannot be.
    remove: String,
}

#[derive(Template)]
#[template(path = "circle.html")]
struct CirclePage {
    page: Page,
    fields: Fields,
    circle: Circle,
    href: String,
    rows: Vec<Row>,
    founder: bool,
    /// The link, shown this once; empty otherwise.
    link: String,
    /// Until when the link opens; empty when there is none.
    link_ends: String,
}

#[derive(Template)]
#[template(path = "circle_join.html")]
struct JoinPage {
    page: Page,
    fields: Fields,
    circle: String,
    action: String,
}

async fn circles_page(app: &App, mut page: Page, me: MemberId, fields: Fields) -> Result<CirclesPage> {
    let mut tx = app.read().await?;
    page.path = "/me/circles".to_owned();
    Ok(CirclesPage { circles: actions::of_member(&mut tx, me).await?, page, fields })
}

async fn list(State(app): State<App>, Me(me): Me, page: Page) -> Result<Response> {
    let fields = Fields::with(&[("name", page.name())]);
    Ok(html(&circles_page(&app, page, me.id, fields).await?))
}

/// What is remembered of a form that made a circle: nothing but which.
#[derive(Serialize)]
struct Made {
    id: String,
}

async fn create(
    State(app): State<App>,
    Me(me): Me,
    caller: Caller,
    page: Page,
    form: Form,
) -> Result<Response> {
    let once = Once::form((), &caller, "/me/circles", form.get("once"), form.raw());
    let made = once
        .run(&app, async |tx, ()| {
            let id = actions::create(tx, &app, me.id, form.get("circle"), form.get("name")).await?;
            Ok((StatusCode::CREATED, Made { id: id.to_string() }))
        })
        .await;
    match made {
        Ok(_) => Ok(see_other("/me/circles", "said-circle-made")),
        Err(refusal) if refusal.status().is_server_error() => Err(refusal),
        Err(refusal) => {
            let fields = Fields::refused(form, &refusal, page.lang);
            Ok(html_with(refusal.status(), &circles_page(&app, page, me.id, fields).await?))
        }
    }
}

async fn circle_page(app: &App, mut page: Page, me: MemberId, id: CircleId) -> Result<CirclePage> {
    let mut tx = app.read().await?;
    let (circle, all) = actions::seen_by(&mut tx, me, id).await?;
    let ends = actions::invite_ends(&mut tx, id).await?;
    let founder = all.first().is_some_and(|first| first.member == me);
    let href = format!("/me/circles/{id}");
    let own = all.iter().find(|one| one.member == me).map(|one| one.name.clone()).unwrap_or_default();
    let rows = all.into_iter().map(|one| Row {
        note: match (one.member == me, one.founder) {
            (true, _) => page.t("circle-you"),
            (_, true) => page.t("circle-founder"),
            _ => String::new(),
        },
        remove: if founder && one.member != me {
            format!("{href}/members/{}/remove", one.member)
        } else {
            String::new()
        },
        name: one.name,
    });
    let rows = rows.collect();
    page.path.clone_from(&href);
    let link_ends = ends.filter(|_| founder).map(|ends| page.words().until(ends)).unwrap_or_default();
    let fields = Fields::with(&[("name", &own)]);
    Ok(CirclePage { page, fields, circle, href, rows, founder, link: String::new(), link_ends })
}

async fn show(State(app): State<App>, Me(me): Me, page: Page, Path(id): Path<String>) -> Result<Response> {
    Ok(html(&circle_page(&app, page, me.id, wire::path_id(&id)?).await?))
}

/// Makes the link. The answer shows it and is not remembered: sent twice, the second link is the one that opens, and is shown.
async fn invite(State(app): State<App>, Me(me): Me, page: Page, Path(id): Path<String>) -> Result<Response> {
    let id = wire::path_id(&id)?;
    let mut tx = app.write().await?;
    let (link, _) = actions::invite(&mut tx, &app, me.id, id).await?;
    tx.commit().await?;
    Ok(html(&CirclePage { link, ..circle_page(&app, page, me.id, id).await? }))
}

async fn withdraw(State(app): State<App>, Me(me): Me, Path(id): Path<String>) -> Result<Response> {
    let id: CircleId = wire::path_id(&id)?;
    let mut tx = app.write().await?;
    actions::withdraw(&mut tx, me.id, id).await?;
    tx.commit().await?;
    Ok(see_other(&format!("/me/circles/{id}"), "said-circle-link-over"))
}

async fn rename(
    State(app): State<App>,
    Me(me): Me,
    page: Page,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response> {
    let id = wire::path_id(&id)?;
    let mut tx = app.write().await?;
    match actions::rename(&mut tx, me.id, id, form.get("name")).await {
        Ok(()) => {
            tx.commit().await?;
            Ok(see_other(&format!("/me/circles/{id}"), "said-circle-changed"))
        }
        Err(refusal) if refusal.fields.is_empty() => Err(refusal),
        Err(refusal) => {
            drop(tx);
            let fields = Fields::refused(form, &refusal, page.lang);
            let shown = CirclePage { fields, ..circle_page(&app, page, me.id, id).await? };
            Ok(html_with(refusal.status(), &shown))
        }
    }
}

async fn leave(State(app): State<App>, Me(me): Me, Path(id): Path<String>) -> Result<Response> {
    let mut tx = app.write().await?;
    actions::leave(&mut tx, me.id, wire::path_id(&id)?).await?;
    tx.commit().await?;
    Ok(see_other("/me/circles", "said-circle-left"))
}

async fn dissolve(State(app): State<App>, Me(me): Me, Path(id): Path<String>) -> Result<Response> {
    let mut tx = app.write().await?;
    actions::dissolve(&mut tx, me.id, wire::path_id(&id)?).await?;
    tx.commit().await?;
    Ok(see_other("/me/circles", "said-circle-over"))
}

async fn remove(
    State(app): State<App>,
    Me(me): Me,
    Path((id, member)): Path<(String, String)>,
) -> Result<Response> {
    let id: CircleId = wire::path_id(&id)?;
    let mut tx = app.write().await?;
    actions::remove(&mut tx, me.id, id, wire::path_id(&member)?).await?;
    tx.commit().await?;
    Ok(see_other(&format!("/me/circles/{id}"), "said-circle-removed"))
}

fn join_page(page: Page, fields: Fields, circle: Circle, secret: &str) -> JoinPage {
    JoinPage { page, fields, circle: circle.name, action: format!("/circles/join/{secret}") }
}

/// A link shown: asks before anybody joins, for mail readers and previews open links too.
async fn door(State(app): State<App>, page: Page, Path(secret): Path<String>) -> Result<Response> {
    let mut tx = app.read().await?;
    let circle = actions::invited(&mut tx, &secret).await?;
    let fields = Fields::with(&[("name", page.name())]);
    Ok(html(&join_page(page, fields, circle, &secret)))
}

/// Joins; a stranger becomes a guest of the house by it, once link and name are known to be good.
async fn join(
    State(app): State<App>,
    caller: Caller,
    page: Page,
    Path(secret): Path<String>,
    form: Form,
) -> Result<Response> {
    let mut tx = app.read().await?;
    let circle = actions::invited(&mut tx, &secret).await?;
    drop(tx);
    match joined(&app, &caller, &secret, form.get("name")).await {
        Ok((id, cookie)) => {
            Ok(see_other_with(&format!("/me/circles/{id}"), "said-circle-joined", cookie.as_deref()))
        }
        Err(refusal) if refusal.fields.is_empty() => Err(refusal),
        Err(refusal) => {
            let fields = Fields::refused(form, &refusal, page.lang);
            Ok(html_with(refusal.status(), &join_page(page, fields, circle, &secret)))
        }
    }
}

async fn joined(
    app: &App,
    caller: &Caller,
    secret: &str,
    name: &str,
) -> Result<(CircleId, Option<String>), Refusal> {
    if people::known(caller).is_none() {
        let mut tx = app.read().await?;
        actions::fits(&mut tx, secret, name).await?;
    }
    let (member, cookie) = people::known_or_guest(app, caller).await?;
    let mut tx = app.write().await?;
    let id = actions::join(&mut tx, member, secret, name).await?;
    tx.commit().await?;
    Ok((id, cookie))
}

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page(Access::Member, Method::GET, "/me/circles", get(list))
        .page(Access::Member, Method::POST, "/me/circles", post(create))
        .page(Access::Member, Method::GET, "/me/circles/{id}", get(show))
        .page(Access::Member, Method::POST, "/me/circles/{id}", post(rename))
        .page(Access::Member, Method::POST, "/me/circles/{id}/invite", post(invite))
        .page(Access::Member, Method::POST, "/me/circles/{id}/invite/remove", post(withdraw))
        .page(Access::Member, Method::POST, "/me/circles/{id}/leave", post(leave))
        .page(Access::Member, Method::POST, "/me/circles/{id}/remove", post(dissolve))
        .page(Access::Member, Method::POST, "/me/circles/{id}/members/{member}/remove", post(remove))
        .page(Access::Anyone, Method::GET, "/circles/join/{secret}", get(door))
        .page(Access::Anyone, Method::POST, "/circles/join/{secret}", post(join))
}
