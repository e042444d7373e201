//! The page of a list, the main one or a named one, and the form on it that adds a wish.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{Method, StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::{ListId, MemberId, limits};
use kit::page::html_with;
use kit::{
    Access, App, Caller, Fields, Form, Me, Once, Page, Refusal, Result, Routes, html, see_other, wire,
};
use serde::Serialize;
use store::{StoreError, Tx};

use crate::choices::{Choices, list_in, names, worth};
use crate::model::{Detail, List};
use crate::view::{ListPart, Tab};
use crate::{actions, detail, form, list, new, view};

#[derive(Template)]
#[template(path = "wishes.html")]
struct ListPage {
    page: Page,
    fields: Fields,
    choices: Choices,
    title: String,
    /// The named list that is shown; `None` is the main one.
    list: Option<List>,
    /// Who may see it, in words.
    visibility: String,
    tabs: Vec<Tab>,
    part: ListPart,
    /// Whether no list takes any more.
    full: bool,
    /// Whether its form holds what was sent, and is not saved yet.
    typed: bool,
}

async fn list_page(
    tx: &mut Tx,
    mut page: Page,
    me: MemberId,
    list: Option<List>,
    query: &Form,
    fields: Fields,
) -> Result<ListPage, StoreError> {
    // From the page of a place one may wish for there alone; one that went meanwhile is said to be gone.
    let asked = fields.value("place").parse().ok();
    let known = match asked {
        Some(id) => place::place(tx, id).await?.is_some(),
        None => false,
    };
    let asked = asked.filter(|_| known || !fields.error("places").is_empty());
    let names = names(tx, &page, asked.as_slice()).await?;
    page.path = "/me/wishes".to_owned();
    let shown = list.as_ref().map(|list| list.id);
    let lists = list::lists_of(tx, me).await?;
    let part = view::part(tx, &page, me, shown, query).await?;
    Ok(ListPage {
        choices: Choices::of(&page, &fields, &names, &lists),
        title: list.as_ref().map_or_else(|| page.t("wish-list-title"), |list| list.name.clone()),
        visibility: list
            .as_ref()
            .map_or_else(String::new, |list| page.t(&format!("list-seen-{}", list.visibility))),
        tabs: view::tabs(&page, &lists, shown),
        full: i64::try_from(part.hoped).unwrap_or(i64::MAX) >= limits::WISHES_PER_MEMBER,
        typed: false,
        list,
        part,
        page,
        fields,
    })
}

/// The main list; `?part` gives what is on it alone.
async fn main_list(State(app): State<App>, Me(me): Me, page: Page, uri: Uri) -> Result<Response> {
    shown(&app, page, me.id, None, &uri).await
}

/// A named list.
async fn named_list(
    State(app): State<App>,
    Me(me): Me,
    page: Page,
    Path(id): Path<String>,
    uri: Uri,
) -> Result<Response> {
    shown(&app, page, me.id, Some(wire::path_id(&id)?), &uri).await
}

async fn shown(app: &App, page: Page, me: MemberId, id: Option<ListId>, uri: &Uri) -> Result<Response> {
    let query = Form::parse(uri.query().unwrap_or_default().to_owned());
    let mut tx = app.read().await?;
    let list = match id {
        Some(id) => Some(list::own(&mut tx, me, id).await?),
        None => None,
    };
    if query.some("part").is_some() {
        return Ok(html(&view::part(&mut tx, &page, me, id, &query).await?));
    }
    let fields = form::blank(query.get("place"), id);
    Ok(html(&list_page(&mut tx, page, me, list, &query, fields).await?))
}

/// What is remembered of a form that added a wish: nothing but which.
#[derive(Serialize)]
struct Added {
    id: String,
}

/// What a form says to stand beside a new wish.
fn beside(form: &Form) -> Result<Detail> {
    let (quantity, priority) = worth(form)?;
    Ok(Detail { list: list_in(form)?, quantity, priority, ..Detail::default() })
}

async fn add(State(app): State<App>, Me(me): Me, caller: Caller, page: Page, form: Form) -> Result<Response> {
    if form.on("look") {
        return again(&app, page, me.id, form, None).await;
    }
    if new::is_more(&page, &form) {
        // An address, a code, a price: it is read and shown before it is saved. The form goes along.
        return Ok(Redirect::temporary("/me/wishes/read").into_response());
    }
    let added = match form::new(&form, page.zone()).and_then(|new| Ok((new, beside(&form)?))) {
        Err(refusal) => Err(refusal),
        Ok((new, beside)) => {
            let once = Once::form(new, &caller, "/me/wishes", form.get("once"), form.raw());
            let act = async |tx: &mut Tx, new| {
                let wish = actions::add(tx, &app, me.id, new).await?;
                if beside != Detail::default() {
                    detail::set_detail(tx, me.id, wish.id, &beside).await?;
                }
                Ok((StatusCode::CREATED, Added { id: wish.id.to_string() }))
            };
            once.run(&app, act).await
        }
    };
    let Err(refusal) = added else {
        return Ok(see_other(&view::home(list_in(&form)?), "said-wish-added"));
    };
    if refusal.status().is_server_error() {
        return Err(refusal);
    }
    again(&app, page, me.id, form, Some(refusal)).await
}

/// The form once more, still filled: refused, or as it is in another language.
async fn again(
    app: &App,
    page: Page,
    me: MemberId,
    form: Form,
    refused: Option<Refusal>,
) -> Result<Response> {
    let mut tx = app.read().await?;
    // A list that is not theirs is none: what was typed stays on the page of the main one.
    let list = match list_in(&form) {
        Ok(Some(id)) => list::list(&mut tx, id).await?.filter(|list| list.member == me),
        _ => None,
    };
    let (fields, status) = match refused {
        Some(refusal) => (Fields::refused(form, &refusal, page.lang), refusal.status()),
        None => (Fields::from(form), StatusCode::OK),
    };
    let query = Form::parse(String::new());
    let shown = list_page(&mut tx, page, me, list, &query, fields).await?;
    Ok(html_with(status, &ListPage { typed: true, ..shown }))
}

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page(Access::Member, Method::GET, "/me/wishes", get(main_list))
        .page(Access::Member, Method::POST, "/me/wishes", post(add))
        .page(Access::Member, Method::GET, "/me/lists/{id}", get(named_list))
}
