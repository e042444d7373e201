//! Places over JSON: made, changed, searched, removed; and everything that is refused.

use axum::http::{Method, StatusCode, header};
use domain::Position;
use kit::{App, Lang, testing};
use place::Town;
use serde_json::{Value, json};
use store::both;
use store::testing::TestDb;

use crate::web::{Web, request};

both!(
    a_place_is_made_changed_and_removed,
    nonsense_is_refused_by_field,
    only_the_placemaster_writes,
    a_key_makes_a_place_once,
    places_are_searched_and_paged
);

pub fn chocolate() -> Value {
    json!({
        "name": "Chez Clémence", "category": "food/chocolate", "position": { "lat": 47.651, "lon": -2.084 },
        "radius_m": 12, "address": "3 Grande Rue", "hours": "Tu-Sa 09:30-12:30,14:00-19:00"
    })
}

pub fn with(mut place: Value, field: &str, value: Value) -> Value {
    place[field] = value;
    place
}

pub async fn town(app: &App) {
    let mut tx = app.write().await.unwrap();
    let centre = Position::new(47.65, -2.08).unwrap();
    let town = Town { name: "Redon".into(), centre, attribution: "©".into() };
    place::set_town(&mut tx, &town).await.unwrap();
    tx.commit().await.unwrap();
}

async fn a_place_is_made_changed_and_removed(t: TestDb) {
    let app = testing::app(t.db.clone());
    town(&app).await;
    let organisation = {
        let mut tx = app.write().await.unwrap();
        let id = people::create_organisation(&mut tx, &app, "Clémence SARL", None).await.unwrap();
        tx.commit().await.unwrap();
        id.to_string()
    };
    let web = Web::placemaster(&app, Lang::Fr);
    let made = web
        .json(Method::POST, "/api/v1/places", &with(chocolate(), "organisation", json!(organisation)))
        .await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text);
    let made = made.json();
    assert_eq!(
        (&made["organisation"], &made["open_now"]),
        (&json!(organisation), &json!(true)),
        "Saturday, noon"
    );
    let path = format!("/api/v1/places/{}", made["id"].as_str().unwrap());
    assert_eq!(Web::stranger(&app).get(&path).await.json(), made);

    let moved = with(with(chocolate(), "name", json!("Clémence")), "hours", json!("Su 10:00-12:00"));
    let changed = web.json(Method::PUT, &path, &moved).await;
    assert_eq!(changed.status, StatusCode::OK, "{}", changed.text);
    let changed = changed.json();
    assert_eq!((&changed["name"], &changed["open_now"]), (&json!("Clémence"), &json!(false)));
    assert_eq!(changed["organisation"], Value::Null, "a place is put whole");
    assert_eq!(web.get(&path).await.json(), changed);

    assert_eq!(web.json(Method::DELETE, &path, &Value::Null).await.status, StatusCode::NO_CONTENT);
    assert_eq!(web.json(Method::DELETE, &path, &Value::Null).await.status, StatusCode::NOT_FOUND);
    assert_eq!(web.json(Method::PUT, &path, &moved).await.status, StatusCode::NOT_FOUND);
    assert_eq!(web.get(&path).await.json()["code"], "not-found");
    let mut tx = app.read().await.unwrap();
    let told = store::facts_after(&mut tx, 0, 100).await.unwrap();
    let told = told.iter().filter(|(_, fact)| matches!(fact, Some(domain::Fact::Place(_)))).count();
    assert_eq!(told, 3, "made, changed, removed");
}

async fn nonsense_is_refused_by_field(t: TestDb) {
    let app = testing::app(t.db.clone());
    town(&app).await;
    let web = Web::placemaster(&app, Lang::En);
    for (field, value, blamed, code) in [
        ("name", json!("  "), "name", "required"),
        ("name", json!("x".repeat(81)), "name", "too-long"),
        ("name", json!("a\u{7}b"), "name", "type"),
        ("category", json!("food/unknown"), "category", "category"),
        ("hours", json!("lundi matin"), "hours", "opening-hours"),
        ("hours", json!("Mo 25:99-30:00"), "hours", "opening-hours"),
        ("hours", json!("x".repeat(300)), "hours", "too-long"),
        ("radius_m", json!(0), "radius_m", "range"),
        ("radius_m", json!(501), "radius_m", "range"),
        ("address", json!("x".repeat(141)), "address", "too-long"),
        ("position", json!({ "lat": 91, "lon": 0 }), "position", "position"),
        ("organisation", json!("organisation_1"), "organisation", "id"),
        ("organisation", json!(format!("organisation_{}", "0".repeat(32))), "organisation", "unknown"),
    ] {
        let told = web.json(Method::POST, "/api/v1/places", &with(chocolate(), field, value)).await;
        assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}: {}", told.text);
        assert_eq!(told.header(header::CONTENT_TYPE), "application/problem+json");
        let told = &told.json()["fields"][0];
        assert_eq!((&told["field"], &told["code"]), (&json!(blamed), &json!(code)), "{field}");
    }
    let far = with(chocolate(), "position", json!({ "lat": 48.85, "lon": 2.35 }));
    assert_eq!(web.json(Method::POST, "/api/v1/places", &far).await.json()["code"], "off-the-map");
    let extra = with(chocolate(), "osm", json!("node/1"));
    assert_eq!(web.json(Method::POST, "/api/v1/places", &extra).await.json()["code"], "not-json");
    let season = with(chocolate(), "hours", json!("Jun-Aug 10:00-18:00"));
    let season = web.json(Method::POST, "/api/v1/places", &season).await.json();
    assert_eq!(season["open_now"], Value::Null, "hours of no ordinary week are kept, but tell nothing");
    let mut tx = app.read().await.unwrap();
    assert_eq!(place::all(&mut tx).await.unwrap().len(), 1, "nothing refused was kept");
}

async fn only_the_placemaster_writes(t: TestDb) {
    let app = testing::app(t.db.clone());
    let path = format!("/api/v1/places/place_{}", "0".repeat(32));
    for (web, status) in
        [(Web::stranger(&app), StatusCode::UNAUTHORIZED), (Web::member(&app), StatusCode::FORBIDDEN)]
    {
        assert_eq!(web.json(Method::POST, "/api/v1/places", &chocolate()).await.status, status);
        assert_eq!(web.json(Method::PUT, &path, &chocolate()).await.status, status);
        assert_eq!(web.json(Method::DELETE, &path, &Value::Null).await.status, status);
        assert_eq!(web.get("/town").await.status, status);
        assert_eq!(web.upload("/town/import", "Redon", b"<osm/>").await.status, status);
        assert_eq!(web.get("/api/v1/places").await.json()["items"], json!([]), "reading is everybody's");
    }
}

async fn a_key_makes_a_place_once(t: TestDb) {
    let app = testing::app(t.db.clone());
    let web = Web::placemaster(&app, Lang::En);
    let send = async |body: &Value| {
        let mut sent = request(Method::POST, "/api/v1/places", "application/json", body.to_string());
        sent.headers_mut().insert("idempotency-key", "k1".parse().unwrap());
        web.send(sent).await
    };
    let (first, second) = (send(&chocolate()).await, send(&chocolate()).await);
    assert_eq!((first.status, second.status), (StatusCode::CREATED, StatusCode::CREATED));
    assert_eq!(first.json()["id"], second.json()["id"]);
    let other = send(&with(chocolate(), "name", json!("Autre"))).await;
    assert_eq!(other.json()["code"], "key-reused");
    let mut tx = app.read().await.unwrap();
    assert_eq!(place::all(&mut tx).await.unwrap().len(), 1);
}

async fn places_are_searched_and_paged(t: TestDb) {
    let app = testing::app(t.db.clone());
    let web = Web::placemaster(&app, Lang::Fr);
    let mut tx = app.write().await.unwrap();
    for number in 0..250 {
        // Names that fold alike stand together whatever the engine's own order is.
        let (name, category) = match number % 5 {
            0 => (format!("Éclair {number}"), "food/pastry"),
            1 => (format!("eclair {number}"), "food/bread"),
            _ => (format!("Zinc {number}"), "home/tools"),
        };
        let new = place::NewPlace {
            organisation: None,
            name,
            category: category.parse().unwrap(),
            position: Position::new(47.65, -2.08).unwrap(),
            radius_m: 10,
            outline: None,
            address: String::new(),
            hours_text: String::new(),
            osm: None,
        };
        place::add(&mut tx, &app, new).await.unwrap();
    }
    tx.commit().await.unwrap();
    let walk = async |query: &str| {
        let (mut names, mut pages, mut after) = (Vec::new(), 0, String::new());
        loop {
            let page = web.get(&format!("/api/v1/places?{query}{after}")).await.json();
            let items = page["items"].as_array().unwrap();
            assert!(items.len() <= 100);
            names.extend(items.iter().map(|item| item["name"].as_str().unwrap().to_owned()));
            pages += 1;
            match page["next"].as_str() {
                Some(next) => after = format!("&after={next}"),
                None => return (names, pages),
            }
        }
    };
    let (names, pages) = walk("").await;
    assert_eq!((names.len(), pages), (250, 3));
    assert!(names.iter().map(|name| domain::text::fold(name)).is_sorted());
    assert_eq!(names.iter().collect::<std::collections::BTreeSet<_>>().len(), 250, "none twice");
    assert_eq!(walk("q=eclair").await.0.len(), 100);
    assert_eq!(walk("q=%C3%89CL&category=food").await.0.len(), 100);
    assert_eq!(walk("q=eclair&category=food/bread").await.0.len(), 50);
    assert_eq!(walk("q=pain").await.0.len(), 50, "by the category's name, in French here");
    assert_eq!(walk("category=home").await, walk("q=zinc").await);
    assert_eq!(walk("q=rien+du+tout").await, (vec![], 1));
    for (query, code) in [("category=nope", "category"), ("after=x", "id")] {
        let told = web.get(&format!("/api/v1/places?{query}")).await.json();
        assert_eq!(told["fields"][0]["code"], code, "{query}");
    }
    let gone = format!("/api/v1/places?after=place_{}", "0".repeat(32));
    assert_eq!(web.get(&gone).await.json()["fields"][0]["code"], "unknown");
}
