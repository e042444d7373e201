//! The town and its places as GeoJSON (RFC 7946), as the map island draws them.

use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use domain::{Place, Position};
use kit::{Access, App, Caller, Lang, Result, Routes, secret};
use serde_json::json;
use store::{StoreError, Tx, fetch_all};

use crate::actions;
use crate::api::asked;
use crate::sql;

/// The town's own map as one `FeatureCollection`: streets, buildings, water, green, rails.
///
/// # Errors
/// When the database fails.
pub async fn town_geojson(tx: &mut Tx) -> Result<String, StoreError> {
    let features = fetch_all!(tx, sql::DRAWN, (String,))?;
    Ok(collection(features.iter().map(|(feature,)| feature.as_str())))
}

/// Places as one `FeatureCollection`: a point each with its `id`, `name`, `category` in words and `url`, and after it a
/// polygon with the same `id` where the outline is known.
#[must_use]
pub fn places_geojson(places: &[Place], lang: Lang) -> String {
    let drawn = |place| std::iter::once(point(place, lang)).chain(outline(place));
    let features: Vec<String> = places.iter().flat_map(drawn).collect();
    collection(features.iter().map(String::as_str))
}

fn collection<'a>(features: impl Iterator<Item = &'a str>) -> String {
    let mut json = String::from(r#"{"type":"FeatureCollection","features":["#);
    for (index, feature) in features.enumerate() {
        if index > 0 {
            json.push(',');
        }
        json.push_str(feature);
    }
    json.push_str("]}");
    json
}

fn point(place: &Place, lang: Lang) -> String {
    let id = place.id.to_string();
    json!({
        "type": "Feature",
        "properties": {
            "id": id,
            "name": place.name,
            "category": lang.t(&place.category.label_key()),
            "url": format!("/places/{id}"),
        },
        "geometry": { "type": "Point", "coordinates": at(place.position) },
    })
    .to_string()
}

fn outline(place: &Place) -> Option<String> {
    let corners = place.outline.as_ref()?.corners();
    let ring: Vec<[f64; 2]> = corners.iter().chain(corners.first()).map(|corner| at(*corner)).collect();
    let shape = json!({
        "type": "Feature",
        "properties": { "id": place.id.to_string() },
        "geometry": { "type": "Polygon", "coordinates": [ring] },
    });
    Some(shape.to_string())
}

/// Longitude and latitude.
fn at(position: Position) -> [f64; 2] {
    [degrees(position.lon()), degrees(position.lat())]
}

/// Six decimals, a tenth of a metre.
fn degrees(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}

async fn town(State(app): State<App>, headers: HeaderMap) -> Result<Response> {
    let mut tx = app.read().await?;
    Ok(answer(&headers, "public, max-age=60", town_geojson(&mut tx).await?))
}

async fn places(State(app): State<App>, caller: Caller, uri: Uri, headers: HeaderMap) -> Result<Response> {
    let search = asked(&uri, caller.lang).search;
    let mut tx = app.read().await?;
    let mut places = actions::all(&mut tx).await?;
    places.retain(|place| search.finds(place));
    // The words are the caller's: nobody else may be given this copy.
    Ok(answer(&headers, "private, no-cache", places_geojson(&places, caller.lang)))
}

/// Answers a document, or that the caller's copy is still good.
fn answer(headers: &HeaderMap, kept: &'static str, json: String) -> Response {
    let mark: String = secret::hash(&json).iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    // Weak, for the way out may compress it.
    let mark = format!("W/\"{mark}\"");
    let theirs = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let about = [(header::CACHE_CONTROL, kept.to_owned()), (header::ETAG, mark.clone())];
    if theirs.split(',').any(|one| one.trim() == mark) {
        return (StatusCode::NOT_MODIFIED, about).into_response();
    }
    (about, [(header::CONTENT_TYPE, "application/geo+json")], json).into_response()
}

pub(crate) fn routes() -> Routes {
    Routes::new().page(Access::Anyone, Method::GET, "/map/town.geojson", get(town)).page(
        Access::Anyone,
        Method::GET,
        "/map/places.geojson",
        get(places),
    )
}
