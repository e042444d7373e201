//! The outline of a place over JSON: drawn, shown, kept, taken away; and what is none.

use axum::http::{Method, StatusCode, header};
use kit::{Lang, testing};
use serde_json::{Value, json};
use store::both;
use store::testing::TestDb;

use crate::api::{chocolate, town, with};
use crate::web::Web;

both!(an_outline_is_drawn_shown_and_taken_away, an_outline_is_on_the_map, what_is_no_outline_is_refused);

fn polygon(corners: &[(f64, f64)]) -> Value {
    let ring: Vec<[f64; 2]> = corners.iter().map(|(lon, lat)| [*lon, *lat]).collect();
    json!({ "type": "Polygon", "coordinates": [ring] })
}

/// A hall of 30 m by 22 m about the chocolate shop, said clockwise.
const HALL: [(f64, f64); 5] =
    [(-2.0842, 47.6509), (-2.0842, 47.6511), (-2.0838, 47.6511), (-2.0838, 47.6509), (-2.0842, 47.6509)];

async fn an_outline_is_drawn_shown_and_taken_away(t: TestDb) {
    let app = testing::app(t.db.clone());
    town(&app).await;
    let web = Web::placemaster(&app, Lang::Fr);
    let drawn = with(chocolate(), "outline", polygon(&HALL));
    let made = web.json(Method::POST, "/api/v1/places", &drawn).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text);
    let made = made.json();
    let turned: Vec<(f64, f64)> = HALL.into_iter().rev().collect();
    assert_eq!(made["outline"], polygon(&turned), "counterclockwise from the first corner");
    let path = format!("/api/v1/places/{}", made["id"].as_str().unwrap());
    assert_eq!(web.get(&path).await.json(), made);
    let mut tx = app.read().await.unwrap();
    let kept = place::all(&mut tx).await.unwrap().swap_remove(0);
    assert_eq!(kept.outline.as_ref().unwrap().corners().len(), 4);
    let facts = store::facts_after(&mut tx, 0, 100).await.unwrap().len();
    drop(tx);

    let again = web.json(Method::PUT, &path, &drawn).await.json();
    assert_eq!(again, made);
    let mut tx = app.read().await.unwrap();
    assert_eq!(
        store::facts_after(&mut tx, 0, 100).await.unwrap().len(),
        facts,
        "the same outline is no news"
    );
    drop(tx);

    let high: Vec<Vec<f64>> = HALL.iter().map(|(lon, lat)| vec![*lon, *lat, 12.5]).collect();
    let high = json!({ "type": "Polygon", "bbox": [-2.1, 47.6, -2.0, 47.7], "coordinates": [high] });
    let high = web.json(Method::PUT, &path, &with(chocolate(), "outline", high)).await.json();
    assert_eq!(high["outline"], made["outline"], "altitudes are not kept");

    // Mended by the page, a place keeps its outline; moved, it leaves it behind.
    let page = format!("/town/places/{}", made["id"].as_str().unwrap());
    let form = |lat: &str| format!("name=X&category=books&address=&hours=&radius_m=15&lat={lat}&lon=-2.084");
    web.form(&page, &form("47.651")).await;
    assert_eq!(web.get(&path).await.json()["outline"], made["outline"]);
    web.form(&page, &form("47.652")).await;
    assert_eq!(web.get(&path).await.json()["outline"], Value::Null);

    web.json(Method::PUT, &path, &drawn).await;
    let bare = web.json(Method::PUT, &path, &chocolate()).await.json();
    assert_eq!(bare["outline"], Value::Null, "a place is put whole");
    assert_eq!(web.get(&path).await.json(), bare);
}

async fn an_outline_is_on_the_map(t: TestDb) {
    let app = testing::app(t.db.clone());
    town(&app).await;
    let web = Web::placemaster(&app, Lang::Fr);
    let hall = with(with(chocolate(), "outline", polygon(&HALL)), "name", json!("Les Halles"));
    let hall = web.json(Method::POST, "/api/v1/places", &hall).await.json();
    web.json(Method::POST, "/api/v1/places", &chocolate()).await;
    let map = web.get("/map/places.geojson").await.json();
    let features = map["features"].as_array().unwrap();
    let of =
        |feature: &Value| (feature["geometry"]["type"].clone(), feature["properties"]["id"] == hall["id"]);
    let drawn: Vec<(Value, bool)> = features.iter().map(of).collect();
    assert_eq!(drawn.len(), 3, "two points and one outline");
    for expected in [(json!("Point"), true), (json!("Polygon"), true), (json!("Point"), false)] {
        assert!(drawn.contains(&expected), "{expected:?}: {drawn:?}");
    }
    let shape = features.iter().find(|feature| feature["geometry"]["type"] == "Polygon").unwrap();
    assert_eq!(shape["geometry"], hall["outline"], "the ring closes");
    let found = web.get("/map/places.geojson?q=halles").await.json();
    assert_eq!(found["features"].as_array().unwrap().len(), 2, "only what is looked for");
}

async fn what_is_no_outline_is_refused(t: TestDb) {
    let app = testing::app(t.db.clone());
    town(&app).await;
    let moved = |east: f64| polygon(&HALL.map(|(lon, lat)| (lon + east, lat)));
    let many: Vec<(f64, f64)> = (0..502)
        .map(|n| (f64::from(n % 501) * 1e-6 - 2.084, 47.651 + f64::from((n % 501) * (n % 501)) * 1e-9))
        .collect();
    for (outline, code) in [
        (json!({ "type": "Polygon", "coordinates": [] }), "ring"),
        (json!({ "type": "Polygon", "coordinates": [[], []] }), "ring"),
        (json!({ "type": "MultiLineString", "coordinates": polygon(&HALL)["coordinates"] }), "ring"),
        (polygon(&HALL[..4]), "ring"),
        (json!({ "type": "Polygon", "coordinates": [[]] }), "corners"),
        (polygon(&[HALL[0], HALL[1], HALL[0]]), "corners"),
        (polygon(&many), "corners"),
        (polygon(&[HALL[0], HALL[1], HALL[1], HALL[2], HALL[0]]), "same-corner"),
        (polygon(&[HALL[0], HALL[2], HALL[1], HALL[3], HALL[0]]), "crossing"),
        (polygon(&[HALL[0], HALL[1], (181.0, 0.0), HALL[0]]), "position"),
        (json!({ "type": "Polygon", "coordinates": [[[1.0], [2.0], [1.0]]] }), "position"),
        (moved(0.02), "far"),
    ] {
        for (lang, words) in [(Lang::Fr, "field-"), (Lang::En, "field-")] {
            let web = Web::placemaster(&app, lang);
            let told = web
                .json(Method::POST, "/api/v1/places", &with(chocolate(), "outline", outline.clone()))
                .await;
            assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY, "{code}: {}", told.text);
            assert_eq!(told.header(header::CONTENT_TYPE), "application/problem+json");
            let told = &told.json()["fields"][0];
            assert_eq!((&told["field"], &told["code"]), (&json!("outline"), &json!(code)), "{outline}");
            assert!(!told["detail"].as_str().unwrap().contains(words), "{code} is said in words");
        }
    }
    let web = Web::placemaster(&app, Lang::En);
    let point = with(chocolate(), "outline", json!({ "type": "Point", "coordinates": [-2.084, 47.651] }));
    assert_eq!(web.json(Method::POST, "/api/v1/places", &point).await.json()["code"], "not-json");
    let edge = json!({ "lat": 47.65, "lon": -1.414 });
    let over = with(with(chocolate(), "position", edge), "outline", moved(0.674));
    assert_eq!(web.json(Method::POST, "/api/v1/places", &over).await.json()["code"], "off-the-map");
    let mut tx = app.read().await.unwrap();
    assert!(place::all(&mut tx).await.unwrap().is_empty(), "nothing refused was kept");
}
