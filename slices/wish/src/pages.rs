//! A member's list and the page of one wish.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{Method, StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::{Instant, Wish, WishState, limits};
use kit::page::html_with;
use kit::{
    Access, App, Caller, Fields, Form, Me, Once, Page, Refusal, Result, Routes, html, see_other, wire,
};
use product::Point;
use serde::Serialize;
use store::{StoreError, Tx};

use crate::choices::{Choices, names};
use crate::model::{Detail, WishChange};
use crate::said::{WishRow, rows};
use crate::sellers::{Seller, seller};
use crate::{actions, detail};
use crate::{form, new};

#[derive(Template)]
#[template(path = "wishes.html")]
struct ListPage {
    page: Page,
    fields: Fields,
    choices: Choices,
    hoped: Vec<WishRow>,
    fulfilled: Vec<WishRow>,
    /// Whether the list takes no more.
    full: bool,
}

#[derive(Template)]
#[template(path = "wish.html")]
struct WishPage {
    page: Page,
    fields: Fields,
    choices: Choices,
    row: WishRow,
    /// What the member wrote beside it.
    beside: String,
    sellers: Vec<Seller>,
}

async fn list_page(
    tx: &mut Tx,
    mut page: Page,
    wishes: &[Wish],
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
    let (fulfilled, hoped): (Vec<_>, Vec<_>) = rows(&page, wishes).into_iter().partition(WishRow::fulfilled);
    let full = i64::try_from(hoped.len()).unwrap_or(i64::MAX) >= limits::WISHES_PER_MEMBER;
    Ok(ListPage { choices: Choices::of(&page, &fields, &names), page, fields, hoped, fulfilled, full })
}

async fn list(State(app): State<App>, Me(me): Me, page: Page, uri: Uri) -> Result<Response> {
    let query = Form::parse(uri.query().unwrap_or_default().to_owned());
    let mut tx = app.read().await?;
    let wishes = actions::of_member(&mut tx, me.id).await?;
    let fields = form::blank(query.get("place"));
    Ok(html(&list_page(&mut tx, page, &wishes, fields).await?))
}

/// What is remembered of a form that added a wish: nothing but which.
#[derive(Serialize)]
struct Added {
    id: String,
}

async fn add(State(app): State<App>, Me(me): Me, caller: Caller, page: Page, form: Form) -> Result<Response> {
    if new::is_more(&page, &form) {
        // An address, a code, a price: it is read and shown before it is saved. The form goes along.
        return Ok(Redirect::temporary("/me/wishes/read").into_response());
    }
    let added = match form::new(&form, page.zone()) {
        Err(refusal) => Err(refusal),
        Ok(new) => {
            let once = Once::form(new, &caller, "/me/wishes", form.get("once"), form.raw());
            let act = async |tx: &mut Tx, new| {
                let wish = actions::add(tx, &app, me.id, new).await?;
                Ok((StatusCode::CREATED, Added { id: wish.id.to_string() }))
            };
            once.run(&app, act).await
        }
    };
    let Err(refusal) = added else { return Ok(see_other("/me/wishes", "said-wish-added")) };
    if refusal.status().is_server_error() {
        return Err(refusal);
    }
    let mut tx = app.read().await?;
    let wishes = actions::of_member(&mut tx, me.id).await?;
    let fields = Fields::refused(form, &refusal, page.lang);
    Ok(html_with(refusal.status(), &list_page(&mut tx, page, &wishes, fields).await?))
}

async fn show(State(app): State<App>, Me(me): Me, page: Page, Path(id): Path<String>) -> Result<Response> {
    let mut tx = app.read().await?;
    let wish = actions::theirs(&mut tx, me.id, wire::path_id(&id)?).await?;
    let fields = form::shown(&wish, page.zone(), page.lang);
    Ok(html(&wish_page(&mut tx, page, &wish, fields).await?))
}

async fn wish_page(tx: &mut Tx, page: Page, wish: &Wish, fields: Fields) -> Result<WishPage, StoreError> {
    let row = rows(&page, std::slice::from_ref(wish)).swap_remove(0);
    let names = names(tx, &page, &wish.places).await?;
    let beside = detail::detail(tx, wish.id).await?;
    let sellers = sellers(tx, &page, wish, &beside).await?;
    let choices = Choices::of(&page, &fields, &names);
    Ok(WishPage { choices, row, beside: beside.note, sellers, page, fields })
}

/// A history from an instant on, with what held then: what was read before was read for somebody else.
fn since(history: Vec<Point>, from: Instant) -> Vec<Point> {
    let next = history.partition_point(|point| point.at <= from);
    let mut kept = history[next.saturating_sub(1)..].to_vec();
    if let Some(first) = kept.first_mut() {
        first.at = first.at.max(from);
    }
    kept
}

/// Whoever is known to sell the very thing that is wished.
async fn sellers(tx: &mut Tx, page: &Page, wish: &Wish, beside: &Detail) -> Result<Vec<Seller>, StoreError> {
    let from = match beside.listing {
        Some(id) => product::listing(tx, id, wish.member).await?.map(|listing| listing.product),
        None => None,
    };
    let known = match (from, wish.subject.gtin) {
        (None, Some(gtin)) => product::with_gtin(tx, gtin).await?.map(|product| product.id),
        (from, _) => from,
    };
    let Some(product) = known else { return Ok(Vec::new()) };
    let mut sellers = Vec::new();
    for listing in product::listings(tx, product, wish.member).await? {
        if !detail::may_know(tx, wish.member, listing.id).await? {
            continue;
        }
        let history = since(product::history(tx, listing.id).await?, wish.added_at);
        sellers.push(seller(page, &listing, &history));
    }
    Ok(sellers)
}

async fn change(
    State(app): State<App>,
    Me(me): Me,
    page: Page,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response> {
    let mut tx = app.write().await?;
    let before = actions::theirs(&mut tx, me.id, wire::path_id(&id)?).await?;
    let changed = match form::change(&form, &before, page.zone()) {
        Ok(change) => actions::change(&mut tx, me.id, before.id, change).await,
        Err(refusal) => Err(refusal),
    };
    match changed {
        Ok(_) => {
            tx.commit().await?;
            Ok(see_other("/me/wishes", "said-wish-changed"))
        }
        Err(refusal) if refusal.fields.is_empty() => Err(refusal),
        Err(refusal) => {
            let fields = Fields::refused(form, &refusal, page.lang);
            Ok(html_with(refusal.status(), &wish_page(&mut tx, page, &before, fields).await?))
        }
    }
}

/// Pauses, resumes, fulfils, drops a wish or wishes it again.
async fn step(State(app): State<App>, Me(me): Me, Path(id): Path<String>, form: Form) -> Result<Response> {
    let to: WishState = form.get("state").parse().map_err(|_| Refusal::invalid("state", "choice"))?;
    let mut tx = app.write().await?;
    actions::change(&mut tx, me.id, wire::path_id(&id)?, WishChange::state(to)).await?;
    tx.commit().await?;
    let said = match to {
        WishState::Open => "said-wish-open",
        WishState::Paused => "said-wish-paused",
        WishState::Fulfilled => "said-wish-fulfilled",
        WishState::Dropped => "said-wish-dropped",
    };
    Ok(see_other("/me/wishes", said))
}

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page(Access::Member, Method::GET, "/me/wishes", get(list))
        .page(Access::Member, Method::POST, "/me/wishes", post(add))
        .page(Access::Member, Method::GET, "/me/wishes/{id}", get(show))
        .page(Access::Member, Method::POST, "/me/wishes/{id}", post(change))
        .page(Access::Member, Method::POST, "/me/wishes/{id}/state", post(step))
}
