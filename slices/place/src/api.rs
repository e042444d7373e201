//! `/api/v1/places`.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use domain::{Category, Civil, OrganisationId, Place};
use kit::refusal::Problem;
use kit::wire::{self, WirePosition};
use kit::{Access, App, Body, Caller, Form, Lang, Once, Refusal, Result, Routes};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

mod outline;

use self::outline::WireOutline;
use crate::actions;
use crate::decide::Search;
use crate::model::NewPlace;

/// A place.
#[derive(Debug, Serialize, ToSchema)]
struct WirePlace {
    /// Its id.
    id: String,
    /// The organisation that runs it.
    #[serde(skip_serializing_if = "Option::is_none")]
    organisation: Option<String>,
    /// Its name.
    name: String,
    /// The path of its category.
    #[schema(example = "food/chocolate")]
    category: String,
    /// Its centre.
    position: WirePosition,
    /// How far it extends from its centre, in metres.
    radius_m: u32,
    /// Its outline; where there is one, it says how far the place extends.
    #[serde(skip_serializing_if = "Option::is_none")]
    outline: Option<WireOutline>,
    /// Street and number; may be empty.
    address: String,
    /// Opening hours in OSM's syntax; may be empty.
    #[schema(example = "Tu-Sa 09:30-12:30,14:00-19:00")]
    hours: String,
    /// Whether it is open now; absent when its hours are not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    open_now: Option<bool>,
    /// The OSM object it stands for.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "node/970767371")]
    osm: Option<String>,
}

impl WirePlace {
    fn of(place: Place, now: Civil) -> Self {
        Self {
            id: place.id.to_string(),
            organisation: place.organisation.map(|id| id.to_string()),
            name: place.name,
            category: place.category.path().to_owned(),
            position: place.position.into(),
            radius_m: place.radius_m,
            outline: place.outline.as_ref().map(Into::into),
            address: place.address,
            open_now: place.hours.map(|hours| hours.open(now)),
            hours: place.hours_text,
            osm: place.osm,
        }
    }
}

/// A page of places, by name.
#[derive(Debug, Serialize, ToSchema)]
struct WirePlaces {
    /// The places.
    items: Vec<WirePlace>,
    /// The `after` of the next page, when there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

/// What a place is to be.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct WireNewPlace {
    /// The organisation that runs it.
    organisation: Option<String>,
    /// Its name.
    #[schema(example = "Au Fil du Vin")]
    name: String,
    /// The path of its category.
    #[schema(example = "food/wine")]
    category: String,
    /// Its centre.
    position: WirePosition,
    /// How far it extends from its centre, in metres; 10 when absent.
    radius_m: Option<u32>,
    /// Its outline, each corner within 1000 metres of its centre; no outline when absent.
    outline: Option<WireOutline>,
    /// Street and number.
    #[serde(default)]
    address: String,
    /// Opening hours in OSM's syntax.
    #[serde(default)]
    #[schema(example = "Tu-Sa 09:30-12:30,14:00-19:00")]
    hours: String,
}

impl WireNewPlace {
    fn read(self) -> Result<NewPlace> {
        let organisation = match self.organisation.as_deref() {
            None | Some("") => None,
            Some(id) => Some(wire::id::<OrganisationId>(id, "organisation")?),
        };
        Ok(NewPlace {
            organisation,
            name: self.name,
            category: category(&self.category)?,
            position: self.position.read()?,
            radius_m: self.radius_m.unwrap_or(RADIUS_M),
            outline: self.outline.as_ref().map(WireOutline::read).transpose()?,
            address: self.address,
            hours_text: self.hours,
            osm: None,
        })
    }
}

/// The radius of a place of which none is said: a small shop.
const RADIUS_M: u32 = 10;

/// Reads a category's path.
pub(crate) fn category(path: &str) -> Result<Category> {
    path.parse().map_err(|_| Refusal::invalid("category", "category"))
}

/// What the query of an address asks for.
pub(crate) struct Asked {
    pub(crate) search: Search,
    pub(crate) text: String,
    pub(crate) category: Option<Category>,
    /// Whether a category was asked for that nobody knows.
    no_category: bool,
    after: Option<String>,
}

/// Reads `q`, `category` and `after`; a category nobody knows is none.
pub(crate) fn asked(uri: &Uri, lang: Lang) -> Asked {
    let query = Form::parse(uri.query().unwrap_or_default().to_owned());
    let text: String = query.get("q").chars().take(domain::limits::TITLE_CHARS).collect();
    let category: Option<Category> = query.get("category").parse().ok();
    let search = Search::new(category.clone(), &text, lang);
    let no_category = category.is_none() && query.some("category").is_some();
    Asked { search, text, category, no_category, after: query.some("after").map(str::to_owned) }
}

/// The places, by name.
#[utoipa::path(get, path = "/api/v1/places", tag = "places",
    params(
        ("q" = Option<String>, Query, description = "Words that name, address or category begin with."),
        ("category" = Option<String>, Query, description = "A category's path; a branch holds its leaves."),
        ("after" = Option<String>, Query, description = "The `next` of the page before."),
    ),
    responses((status = 200, body = WirePlaces), (status = 422, body = Problem)))]
async fn list(State(app): State<App>, caller: Caller, uri: Uri) -> Result<Json<WirePlaces>> {
    let asked = asked(&uri, caller.lang);
    if asked.no_category {
        return Err(Refusal::invalid("category", "category"));
    }
    let mut tx = app.read().await?;
    let after = match asked.after.as_deref() {
        None => None,
        Some(id) => {
            let known = actions::place(&mut tx, wire::id(id, "after")?).await?;
            Some(known.ok_or_else(|| Refusal::invalid("after", "unknown"))?)
        }
    };
    let (places, next) = actions::search(&mut tx, &asked.search, after.as_ref()).await?;
    let now = app.settings.zone.civil(app.now());
    let items = places.into_iter().map(|place| WirePlace::of(place, now)).collect();
    Ok(Json(WirePlaces { items, next: next.map(|id| id.to_string()) }))
}

/// A place.
#[utoipa::path(get, path = "/api/v1/places/{id}", tag = "places", params(("id" = String, Path)),
    responses((status = 200, body = WirePlace), (status = 404, body = Problem)))]
async fn show(State(app): State<App>, Path(id): Path<String>) -> Result<Json<WirePlace>> {
    let mut tx = app.read().await?;
    let place = actions::place(&mut tx, wire::path_id(&id)?).await?;
    let place = place.ok_or_else(|| Refusal::new("not-found"))?;
    Ok(Json(WirePlace::of(place, app.settings.zone.civil(app.now()))))
}

/// Adds a place.
#[utoipa::path(post, path = "/api/v1/places", tag = "places", request_body = WireNewPlace,
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes the request take effect once.")),
    responses((status = 201, body = WirePlace), (status = 403, body = Problem), (status = 422, body = Problem)))]
async fn add(State(app): State<App>, once: Once<WireNewPlace>) -> Result<Response> {
    let now = app.settings.zone.civil(app.now());
    once.run(&app, async |tx, new| {
        let place = actions::add(tx, &app, new.read()?).await?;
        Ok((StatusCode::CREATED, WirePlace::of(place, now)))
    })
    .await
}

/// Changes a place into what is said.
#[utoipa::path(put, path = "/api/v1/places/{id}", tag = "places", params(("id" = String, Path)),
    request_body = WireNewPlace,
    responses((status = 200, body = WirePlace), (status = 404, body = Problem), (status = 422, body = Problem)))]
async fn change(
    State(app): State<App>,
    Path(id): Path<String>,
    Body(new): Body<WireNewPlace>,
) -> Result<Json<WirePlace>> {
    let id = wire::path_id(&id)?;
    let new = new.read()?;
    let mut tx = app.write().await?;
    let place = actions::change(&mut tx, id, new).await?;
    tx.commit().await?;
    Ok(Json(WirePlace::of(place, app.settings.zone.civil(app.now()))))
}

/// Removes a place, and with it the offers made there.
#[utoipa::path(delete, path = "/api/v1/places/{id}", tag = "places", params(("id" = String, Path)),
    responses((status = 204), (status = 404, body = Problem)))]
async fn remove(State(app): State<App>, Path(id): Path<String>) -> Result<StatusCode> {
    let id = wire::path_id(&id)?;
    let mut tx = app.write().await?;
    actions::remove(&mut tx, id).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

pub(crate) fn routes() -> Routes {
    Routes::new()
        .api(Access::Anyone, routes!(list))
        .api(Access::Anyone, routes!(show))
        .api(Access::Placemaster, routes!(add))
        .api(Access::Placemaster, routes!(change, remove))
}
