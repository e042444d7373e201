//! The page of all lists: made, called, moved, put away, removed.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{Method, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};
use domain::{ListId, MemberId};
use kit::page::html_with;
use kit::{
    Access, App, Caller, Fields, Form, Me, Once, Page, Refusal, Result, Routes, html, see_other, wire,
};
use serde::Serialize;
use store::{StoreError, Tx};

use crate::edit::Saw;
use crate::model::List;
use crate::{detail, list, list_name, stamp, view};

/// A list among all.
struct Row {
    name: String,
    href: String,
    /// How many wishes stand on it, and who may see it.
    note: String,
}

/// Said by the form of a list that was never called otherwise.
const UNSTAMPED: &str = "none";

#[derive(Template)]
#[template(path = "lists.html")]
struct ListsPage {
    page: Page,
    fields: Fields,
    /// The main list, in words.
    main: String,
    rows: Vec<Row>,
    away: Vec<Row>,
}

#[derive(Template)]
#[template(path = "list.html")]
struct OneListPage {
    page: Page,
    fields: Fields,
    /// Where its form goes.
    action: String,
    /// The stamp of the name that is shown, or [`UNSTAMPED`].
    stamp: String,
    row: Row,
    away: bool,
}

async fn lists_page(tx: &mut Tx, page: Page, me: MemberId, fields: Fields) -> Result<ListsPage, StoreError> {
    let wishes = detail::whole(tx, me).await?;
    let lists = list::lists_of(tx, me).await?;
    let count = |id: Option<ListId>| {
        let here = wishes.iter().filter(|(wish, beside)| {
            beside.list == id && beside.archived_at.is_none() && view::is_hoped(wish)
        });
        page.t1("wish-count", "count", here.count())
    };
    let row = |list: &List| Row {
        name: list.name.clone(),
        href: view::home(Some(list.id)),
        note: format!("{} · {}", count(Some(list.id)), page.t(&format!("list-seen-{}", list.visibility))),
    };
    let (away, here): (Vec<_>, Vec<_>) = lists.iter().partition(|list| list.archived_at.is_some());
    Ok(ListsPage {
        main: format!("{} · {}", count(None), page.t("list-seen-private")),
        rows: here.into_iter().map(row).collect(),
        away: away.into_iter().map(row).collect(),
        page,
        fields,
    })
}

async fn all(State(app): State<App>, Me(me): Me, page: Page) -> Result<Response> {
    Ok(html(&lists_page(&mut app.read().await?, page, me.id, Fields::default()).await?))
}

/// What is remembered of a form that made a list: nothing but which.
#[derive(Serialize)]
struct Made {
    id: String,
}

async fn make(
    State(app): State<App>,
    Me(me): Me,
    caller: Caller,
    page: Page,
    form: Form,
) -> Result<Response> {
    let once = Once::form((), &caller, "/me/lists", form.get("once"), form.raw());
    let act = async |tx: &mut Tx, ()| {
        let list = list::create(tx, &app, me.id, form.get("name")).await?;
        Ok((StatusCode::CREATED, Made { id: list.id.to_string() }))
    };
    let Err(refusal) = once.run(&app, act).await else { return Ok(see_other("/me/lists", "said-list-made")) };
    if refusal.status().is_server_error() {
        return Err(refusal);
    }
    let fields = Fields::refused(form, &refusal, page.lang);
    Ok(html_with(refusal.status(), &lists_page(&mut app.read().await?, page, me.id, fields).await?))
}

fn one_page(page: Page, list: &List, fields: Fields) -> OneListPage {
    let note = page.t(&format!("list-seen-{}", list.visibility));
    let row = Row { name: list.name.clone(), href: view::home(Some(list.id)), note };
    let (action, stamp) = (format!("{}/edit", row.href), fields.value("stamp").to_owned());
    OneListPage { page, fields, action, stamp, row, away: list.archived_at.is_some() }
}

/// The names that a list was given elsewhere and does not have.
pub(crate) async fn offered(
    tx: &mut Tx,
    page: &Page,
    me: MemberId,
    id: ListId,
) -> Result<Vec<view::Offered>, StoreError> {
    let Some(list) = list::list(tx, id).await? else { return Ok(Vec::new()) };
    let all = list_name::offered(tx, me).await?;
    let offer = |one: list_name::Offered| view::Offered {
        title: list.name.clone(),
        said: page.t2("wish-lost-name", "said", one.name, "kept", &list.name),
        op: one.op.to_string(),
        action: format!("{}/overruled", view::home(Some(id))),
    };
    Ok(all.into_iter().filter(|one| one.list == id).map(offer).collect())
}

async fn edit(
    State(app): State<App>,
    Me(me): Me,
    mut page: Page,
    Path(id): Path<String>,
) -> Result<Response> {
    let mut tx = app.read().await?;
    let list = list::own(&mut tx, me.id, wire::path_id(&id)?).await?;
    page.path = "/me/wishes".to_owned();
    let stamp = list_name::stamp(&mut tx, list.id).await?.map(|stamp| stamp.op.to_string());
    let fields = Fields::with(&[("name", &list.name), ("stamp", stamp.as_deref().unwrap_or(UNSTAMPED))]);
    Ok(html(&one_page(page, &list, fields)))
}

async fn rename(
    State(app): State<App>,
    Me(me): Me,
    page: Page,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response> {
    let mut tx = app.write().await?;
    let list = list::own(&mut tx, me.id, wire::path_id(&id)?).await?;
    // A form that says no stamp takes whatever stands as seen.
    let saw = form.some("stamp").map_or(Saw::All, |stamp| Saw::Stamp(stamp.parse().ok()));
    match list_name::ours(&mut tx, me.id, list.id, form.get("name"), saw).await {
        Ok(_) => {
            tx.commit().await?;
            Ok(see_other(&view::home(Some(list.id)), "said-wish-changed"))
        }
        Err(refusal) if refusal.fields.is_empty() => Err(refusal),
        Err(refusal) => {
            let fields = Fields::refused(form, &refusal, page.lang);
            Ok(html_with(refusal.status(), &one_page(page, &list, fields)))
        }
    }
}

/// Takes a name that was offered back, or lets it go.
async fn answer(State(app): State<App>, Me(me): Me, Path(id): Path<String>, form: Form) -> Result<Response> {
    let id: ListId = wire::path_id(&id)?;
    let mut tx = app.write().await?;
    stamp::turn(&mut tx, me.id).await?;
    let name = list_name::let_go(&mut tx, me.id, id, wire::path_id(form.get("op"))?).await?;
    let said = match form.get("answer") {
        "take" => {
            list_name::ours(&mut tx, me.id, id, &name, Saw::All).await?;
            "said-wish-lost-taken"
        }
        "leave" => "said-wish-lost-left",
        _ => return Err(Refusal::invalid("answer", "choice")),
    };
    tx.commit().await?;
    Ok(see_other(&view::home(Some(id)), said))
}

/// Moves a list, puts it away, takes it out or removes it.
async fn act(State(app): State<App>, Me(me): Me, Path(id): Path<String>, form: Form) -> Result<Response> {
    let id: ListId = wire::path_id(&id)?;
    let mut tx = app.write().await?;
    if form.get("act") == "remove" && list::list(&mut tx, id).await?.is_none() {
        // Pressed twice, it is gone once.
        return Ok(see_other("/me/lists", "said-list-removed"));
    }
    list::own(&mut tx, me.id, id).await?;
    let said = match form.get("act") {
        by @ ("up" | "down") => {
            list::shift(&mut tx, me.id, id, by == "up").await?;
            ""
        }
        "away" => {
            list::archive(&mut tx, me.id, id, true).await?;
            "said-list-away"
        }
        "out" => {
            list::archive(&mut tx, me.id, id, false).await?;
            "said-list-out"
        }
        "remove" => {
            list::remove(&mut tx, me.id, id).await?;
            "said-list-removed"
        }
        _ => return Err(Refusal::invalid("act", "choice")),
    };
    tx.commit().await?;
    Ok(see_other("/me/lists", said))
}

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page(Access::Member, Method::GET, "/me/lists", get(all))
        .page(Access::Member, Method::POST, "/me/lists", post(make))
        .page(Access::Member, Method::GET, "/me/lists/{id}/edit", get(edit))
        .page(Access::Member, Method::POST, "/me/lists/{id}/edit", post(rename))
        .page(Access::Member, Method::POST, "/me/lists/{id}/overruled", post(answer))
        .page(Access::Member, Method::POST, "/me/lists/{id}/act", post(act))
}
