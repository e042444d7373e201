//! The placemaster's pages: the town at a glance, and the form of a place.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::Method;
use axum::response::Response;
use axum::routing::{get, post};
use domain::{Category, Place, Position};
use kit::page::html_with;
use kit::{Access, App, Fields, Form, Page, Refusal, Result, Routes, html, see_other, wire};
use store::Tx;

use crate::actions;
use crate::api::category;
use crate::model::NewPlace;
use crate::pages::{Group, groups};

#[derive(Template)]
#[template(path = "town.html")]
struct TownPage {
    page: Page,
    town: String,
    places: usize,
    open: usize,
    hours_unknown: usize,
    groups: Vec<Group>,
}

async fn town(State(app): State<App>, page: Page) -> Result<Response> {
    let mut tx = app.read().await?;
    let town = actions::town(&mut tx).await?.map_or(String::new(), |town| town.name);
    let all = actions::all(&mut tx).await?;
    let now = page.zone().civil(page.now);
    let open = all.iter().filter(|place| place.hours.as_ref().is_some_and(|hours| hours.open(now))).count();
    let hours_unknown = all.iter().filter(|place| place.hours.is_none()).count();
    let groups = groups(&all, &page);
    Ok(html(&TownPage { page, town, places: all.len(), open, hours_unknown, groups }))
}

#[derive(Template)]
#[template(path = "edit.html")]
struct EditPage {
    page: Page,
    action: String,
    name: String,
    organisation: String,
    osm: String,
    categories: Vec<(String, String)>,
    fields: Fields,
}

/// A place as its form shows it.
fn fields(place: &Place) -> Fields {
    let (lat, lon) = (place.position.lat().to_string(), place.position.lon().to_string());
    Fields::with(&[
        ("name", &place.name),
        ("category", place.category.path()),
        ("address", &place.address),
        ("hours", &place.hours_text),
        ("radius_m", &place.radius_m.to_string()),
        ("lat", &lat),
        ("lon", &lon),
    ])
}

async fn edit_page(tx: &mut Tx, page: Page, place: &Place, fields: Fields) -> Result<EditPage> {
    let organisation = match place.organisation {
        None => None,
        Some(id) => people::organisation(tx, id).await?,
    };
    let label = |category: Category| (category.path().to_owned(), page.t(&category.label_key()));
    Ok(EditPage {
        action: format!("/town/places/{}", place.id),
        name: place.name.clone(),
        organisation: organisation.map_or(String::new(), |organisation| organisation.name),
        osm: place.osm.clone().unwrap_or_default(),
        categories: Category::all().map(label).collect(),
        fields,
        page,
    })
}

async fn known(tx: &mut Tx, id: &str) -> Result<Place> {
    actions::place(tx, wire::path_id(id)?).await?.ok_or_else(|| Refusal::new("not-found"))
}

async fn edit(State(app): State<App>, page: Page, Path(id): Path<String>) -> Result<Response> {
    let mut tx = app.read().await?;
    let place = known(&mut tx, &id).await?;
    let fields = fields(&place);
    Ok(html(&edit_page(&mut tx, page, &place, fields).await?))
}

async fn save(State(app): State<App>, page: Page, Path(id): Path<String>, form: Form) -> Result<Response> {
    let mut tx = app.write().await?;
    let place = known(&mut tx, &id).await?;
    let refusal = match read(&form, &place) {
        Err(refusal) => refusal,
        Ok(new) => match actions::change(&mut tx, place.id, new).await {
            Err(refusal) => refusal,
            Ok(after) => {
                tx.commit().await?;
                return Ok(see_other(&format!("/places/{}", after.id), "said-place-saved"));
            }
        },
    };
    let fields = Fields::refused(form, &refusal, page.lang);
    drop(tx);
    let mut tx = app.read().await?;
    let status = refusal.status();
    Ok(html_with(status, &edit_page(&mut tx, page, &place, fields).await?))
}

/// Reads the form; who runs the place and its outline are not asked there and stay.
fn read(form: &Form, before: &Place) -> Result<NewPlace> {
    let degrees = |name: &'static str| {
        let typed: Result<f64, _> = form.get(name).replace(',', ".").parse();
        typed.map_err(|_| Refusal::invalid(name, "position"))
    };
    let (lat, lon) = (degrees("lat")?, degrees("lon")?);
    let position = Position::new(lat, lon).ok_or_else(|| Refusal::invalid("lat", "position"))?;
    // An outline was drawn about where the place stood: it does not move along.
    let outline = before.outline.clone().filter(|_| position == before.position);
    Ok(NewPlace {
        organisation: before.organisation,
        name: form.get("name").to_owned(),
        category: category(form.get("category"))?,
        position,
        radius_m: form.get("radius_m").parse().map_err(|_| Refusal::invalid("radius_m", "number"))?,
        outline,
        address: form.get("address").to_owned(),
        hours_text: form.get("hours").to_owned(),
        osm: before.osm.clone(),
    })
}

async fn remove(State(app): State<App>, Path(id): Path<String>) -> Result<Response> {
    let id = wire::path_id(&id)?;
    let mut tx = app.write().await?;
    actions::remove(&mut tx, id).await?;
    tx.commit().await?;
    Ok(see_other("/town", "said-place-removed"))
}

pub(crate) fn routes() -> Routes {
    let only = Access::Placemaster;
    Routes::new()
        .page(only, Method::GET, "/town", get(town))
        .page(only, Method::GET, "/town/places/{id}", get(edit))
        .page(only, Method::POST, "/town/places/{id}", post(save))
        .page(only, Method::POST, "/town/places/{id}/remove", post(remove))
}
