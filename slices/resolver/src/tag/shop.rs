//! `/shop/{organisation}/tags`: making tags, printing them, revoking them.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use domain::{Category, OrganisationId};
use kit::page::html_with;
use kit::{
    Access, App, Caller, Fields, Form, Me, Once, Page, Refusal, Result, Routes, html, see_other, wire,
};
use store::{StoreError, Tx};

use super::{Marks, Tag, actions, code, qr};

/// Offers one can choose from; those further back are marked from a barcode, which needs no tag.
const OFFERS: i64 = 200;

struct Choice {
    value: String,
    label: String,
}

/// A tag as the pages of its makers show it.
struct Row {
    id: String,
    label: String,
    /// What it marks.
    marks: String,
    code: String,
    link: String,
    /// The side of its drawing, in squares, and the path of the dark ones.
    side: usize,
    path: String,
}

#[derive(Template)]
#[template(path = "tags.html")]
struct TagsPage {
    page: Page,
    /// Where the tags of this shop stand.
    base: String,
    name: String,
    rows: Vec<Row>,
    places: Vec<Choice>,
    offers: Vec<Choice>,
    categories: Vec<Choice>,
    fields: Fields,
}

#[derive(Template)]
#[template(path = "tag_sheet.html")]
struct SheetPage {
    page: Page,
    name: String,
    rows: Vec<Row>,
    back: String,
}

fn shop_of(Me(me): &Me, organisation: &str) -> Result<OrganisationId> {
    let id = wire::path_id(organisation)?;
    me.acts_for(id)?;
    Ok(id)
}

async fn rows(tx: &mut Tx, app: &App, page: &Page, tags: Vec<Tag>) -> Result<Vec<Row>, StoreError> {
    let mut rows = Vec::new();
    for tag in tags {
        let link = format!("{}/t/{}", app.settings.base_url, tag.code);
        let (side, path) = qr::square(&link).unwrap_or_default();
        let named = |place: Option<domain::Place>| place.map(|place| place.name);
        let marks = match &tag.marks {
            Marks::Offer(id) => offer::offer(tx, *id).await?.map(|offer| offer.title),
            Marks::Place(id) => named(place::place(tx, *id).await?),
            Marks::Shelf(id, category) => named(place::place(tx, *id).await?)
                .map(|place| format!("{place} · {}", page.t(&category.label_key()))),
        };
        rows.push(Row {
            id: tag.id.to_string(),
            label: tag.label,
            marks: marks.unwrap_or_else(|| page.t("tag-marks-gone")),
            code: code::grouped(&tag.code),
            link,
            side,
            path,
        });
    }
    Ok(rows)
}

async fn draw(
    app: &App,
    mut page: Page,
    id: OrganisationId,
    fields: Fields,
    status: StatusCode,
) -> Result<Response> {
    let mut tx = app.read().await?;
    page.path = format!("/shop/{id}/offers");
    let name = people::organisation(&mut tx, id).await?.map(|found| found.name).unwrap_or_default();
    let tags = actions::of_organisation(&mut tx, id).await?;
    let rows = rows(&mut tx, app, &page, tags).await?;
    let places = place::of_organisation(&mut tx, id).await?;
    let offers = offer::of_organisation_page(&mut tx, id, None, OFFERS).await?;
    let category = |category: Category| Choice {
        value: category.path().to_owned(),
        label: page.t(&category.label_key()),
    };
    let categories = Category::all().map(category).collect();
    let places =
        places.into_iter().map(|one| Choice { value: one.id.to_string(), label: one.name }).collect();
    let offers =
        offers.into_iter().map(|one| Choice { value: one.id.to_string(), label: one.title }).collect();
    let base = format!("/shop/{id}/tags");
    Ok(html_with(status, &TagsPage { base, name, rows, places, offers, categories, fields, page }))
}

async fn list(
    State(app): State<App>,
    me: Me,
    page: Page,
    Path(organisation): Path<String>,
) -> Result<Response> {
    let id = shop_of(&me, &organisation)?;
    draw(&app, page, id, Fields::default(), StatusCode::OK).await
}

/// What the form marks: an offer, or a place with the category of a shelf or without.
fn marks(form: &Form) -> Result<Marks> {
    let typed = form.some("marks").ok_or_else(|| Refusal::invalid("marks", "required"))?;
    if let Ok(offer) = typed.parse() {
        return Ok(Marks::Offer(offer));
    }
    let place = wire::id(typed, "marks")?;
    match form.some("category") {
        None => Ok(Marks::Place(place)),
        Some(path) => {
            let category = path.parse().map_err(|_| Refusal::invalid("category", "category"))?;
            Ok(Marks::Shelf(place, category))
        }
    }
}

async fn make(
    State(app): State<App>,
    me: Me,
    caller: Caller,
    page: Page,
    Path(organisation): Path<String>,
    form: Form,
) -> Result<Response> {
    let id = shop_of(&me, &organisation)?;
    let path = format!("/shop/{id}/tags");
    let made = match marks(&form) {
        Err(refusal) => Err(refusal),
        Ok(marks) => {
            let label = form.get("label").to_owned();
            let once = Once::form((marks, label), &caller, &path, form.get("once"), form.raw());
            once.run(&app, async |tx, (marks, label)| {
                let tag = actions::make(tx, &app, id, marks, &label).await?;
                Ok((StatusCode::CREATED, tag.id.to_string()))
            })
            .await
        }
    };
    match made {
        Ok(_) => Ok(see_other(&path, "said-tag-made")),
        Err(refusal) if refusal.status().is_server_error() => Err(refusal),
        Err(refusal) => {
            let status = refusal.status();
            draw(&app, page.clone(), id, Fields::refused(form, &refusal, page.lang), status).await
        }
    }
}

async fn revoke(
    State(app): State<App>,
    me: Me,
    Path((organisation, tag)): Path<(String, String)>,
) -> Result<Response> {
    let id = shop_of(&me, &organisation)?;
    let mut tx = app.write().await?;
    actions::revoke(&mut tx, id, wire::path_id(&tag)?).await?;
    tx.commit().await?;
    Ok(see_other(&format!("/shop/{id}/tags"), "said-tag-revoked"))
}

/// A sheet to print and cut: all tags, or the one asked for.
async fn sheet(
    State(app): State<App>,
    me: Me,
    page: Page,
    Path(organisation): Path<String>,
    uri: Uri,
) -> Result<Response> {
    let id = shop_of(&me, &organisation)?;
    let query = Form::parse(uri.query().unwrap_or_default().to_owned());
    let mut tx = app.read().await?;
    let tags = match query.some("tag") {
        Some(tag) => vec![actions::theirs(&mut tx, id, wire::path_id(tag)?).await?],
        None => actions::of_organisation(&mut tx, id).await?,
    };
    let name = people::organisation(&mut tx, id).await?.map(|found| found.name).unwrap_or_default();
    let rows = rows(&mut tx, &app, &page, tags).await?;
    Ok(html(&SheetPage { name, rows, back: format!("/shop/{id}/tags"), page }))
}

/// The square code alone, for a sign of their own.
async fn square(
    State(app): State<App>,
    me: Me,
    Path((organisation, tag)): Path<(String, String)>,
) -> Result<Response> {
    let id = shop_of(&me, &organisation)?;
    let mut tx = app.read().await?;
    let tag = actions::theirs(&mut tx, id, wire::path_id(&tag)?).await?;
    let drawn = qr::svg(&format!("{}/t/{}", app.settings.base_url, tag.code));
    let drawn = drawn.ok_or_else(|| Refusal::new("too-large"))?;
    let named = format!("attachment; filename=\"{}.svg\"", tag.code);
    Ok(([(header::CONTENT_TYPE, "image/svg+xml".to_owned()), (header::CONTENT_DISPOSITION, named)], drawn)
        .into_response())
}

pub(super) fn routes() -> Routes {
    let a = Access::Associate;
    Routes::new()
        .page(a, Method::GET, "/shop/{organisation}/tags", get(list))
        .page(a, Method::POST, "/shop/{organisation}/tags", post(make))
        .page(a, Method::GET, "/shop/{organisation}/tags/sheet", get(sheet))
        .page(a, Method::GET, "/shop/{organisation}/tags/{id}/code.svg", get(square))
        .page(a, Method::POST, "/shop/{organisation}/tags/{id}/remove", post(revoke))
}
