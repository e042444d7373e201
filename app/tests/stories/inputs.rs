//! What comes in wrong is refused with its code, and changes nothing.

use axum::http::Method;
use serde_json::{Value, json};
use store::both;
use store::testing::TestDb;

use crate::harness::{As, Town, spot};
use crate::watch;

const JSON: (&str, &str) = ("content-type", "application/json");

async fn positions_that_are_none(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    camille.mode_on().await;
    let before = t.rows().await;
    let now = t.app.now();
    let at = |secs: i64| format!("\"{}\"", now.plus_secs(secs).to_rfc3339());
    let (lat, lon) = ("47.6519331", "-2.0844227");
    t.keep_secret("47.6519331");
    for (lat, lon, accuracy, at, status, code) in [
        (lat, lon, "8", at(-121), 422, "stale"),
        (lat, lon, "8", at(-86_400 * 400), 422, "stale"),
        (lat, lon, "8", at(61), 422, "in-the-future"),
        (lat, lon, "8", at(86_400 * 400), 422, "in-the-future"),
        (lat, lon, "8", "\"yesterday\"".into(), 422, "invalid"),
        (lat, lon, "8", "1795258800".into(), 400, "not-json"),
        (lat, lon, "8", "null".into(), 400, "not-json"),
        (lat, lon, "151", at(0), 422, "inaccurate"),
        (lat, lon, "-1", at(0), 422, "invalid"),
        ("91", lon, "8", at(0), 422, "invalid"),
        ("-90.0001", lon, "8", at(0), 422, "invalid"),
        (lat, "180.5", "8", at(0), 422, "invalid"),
        ("0", "0", "8", at(0), 422, "invalid"),
        ("-33.8", "151.2", "8", at(0), 422, "off-the-map"),
        ("NaN", lon, "8", at(0), 400, "not-json"),
        ("1e400", lon, "8", at(0), 400, "not-json"),
        ("\"47.65\"", lon, "8", at(0), 400, "not-json"),
        ("null", lon, "8", at(0), 400, "not-json"),
        (lat, "[2]", "8", at(0), 400, "not-json"),
        (lat, lon, "true", at(0), 400, "not-json"),
    ] {
        let body = format!("{{\"lat\":{lat},\"lon\":{lon},\"accuracy_m\":{accuracy},\"at\":{at}}}");
        let told = body.clone();
        let answer = t.call(Method::POST, "/api/v1/moments", &camille.bearer, &[JSON], body).await;
        assert!(!answer.text.contains("47.65"), "a refusal repeats no position: {}", answer.text);
        assert_eq!(
            (answer.status.as_u16(), answer.code().as_str()),
            (status, code),
            "{told}: {}",
            answer.text
        );
    }
    for missing in ["lat", "lon", "accuracy_m", "at"] {
        let mut body = json!({"lat": 47.651_9, "lon": -2.084_4, "accuracy_m": 8, "at": now.to_rfc3339()});
        body.as_object_mut().unwrap().remove(missing);
        let why = camille.post("/api/v1/moments", body).await.refused(400, "not-json").json();
        assert!(why["why"].to_string().contains(missing), "{why}");
    }
    assert_eq!(t.present(), 0, "nothing of a refused moment is kept");
    watch::assert_same(&before, &t.rows().await, "refused positions");
    t.end().await;
}

async fn bodies_that_are_none(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    camille.mode_on().await;
    let before = t.rows().await;
    let huge = format!("{{\"title\":\"{}\"}}", "a".repeat(domain::limits::BODY_BYTES));
    for path in ["/api/v1/wishes", "/api/v1/moments", "/api/v1/me/consents", "/api/v1/encounters"] {
        let send = async |headers: &[(&str, &str)], body: &str| {
            t.call(Method::POST, path, &camille.bearer, headers, body.to_owned()).await
        };
        send(&[JSON], &huge).await.refused(413, "too-large");
        for broken in ["", "{", "{\"title\": \"vin\"", "[]]", "nul", "\u{feff}{}", "{\"title\":\"a\",}"] {
            send(&[JSON], broken).await.refused(400, "not-json");
        }
        let unknown = send(&[JSON], r#"{"colour": "red"}"#).await.refused(400, "not-json");
        assert!(unknown.text.contains("colour"), "the unknown key is named: {}", unknown.text);
        for kind in
            ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "jsonish"]
        {
            send(&[("content-type", kind)], "{}").await.refused(415, "wrong-media-type");
        }
        send(&[], "{}").await.refused(415, "wrong-media-type");
    }
    let deep = "[".repeat(100_000);
    t.call(Method::POST, "/owntracks", &camille.phone, &[JSON], deep).await.refused(400, "not-json");
    t.call(Method::POST, "/owntracks", &camille.phone, &[JSON], huge).await.refused(413, "too-large");
    let form = "title=".to_owned() + &"a".repeat(domain::limits::BODY_BYTES);
    let form = camille.form("/me/wishes", &form).await;
    assert_eq!(form.status, 413, "{}", form.text);
    watch::assert_same(&before, &t.rows().await, "unreadable bodies");
    t.end().await;
}

async fn a_key_takes_effect_once(db: TestDb) {
    let t = Town::new(db).await;
    let shop = t.shop("La Ruche", "food/grocery", spot(0, 0)).await;
    let (camille, nour) = (t.member("Camille").await, t.member("Nour").await);
    let placemaster = t.placemaster().await;
    let offer = json!({"organisation": shop.organisation.to_string(), "place": shop.place, "title": "Miel",
        "price": {"minor": 900, "currency": "EUR"}});
    let place = json!({"name": "Le Quai", "category": "food", "position": {"lat": 47.65, "lon": -2.08}});
    let creating = [
        (&camille, "/api/v1/wishes", json!({"title": "miel de sarrasin"}), "title", json!("confiture")),
        (
            &camille,
            "/api/v1/me/consents",
            json!({"effect": "deny", "category": "food"}),
            "effect",
            json!("allow"),
        ),
        (&shop.associate, "/api/v1/offers", offer, "title", json!("Confiture")),
        (&placemaster, "/api/v1/places", place, "name", json!("La Cale")),
    ];
    for (who, path, body, field, other) in &creating {
        let (one, two) = (format!("1{path}"), format!("2{path}"));
        let first = who.post_once(path, &one, body).await.want(201);
        let rows = t.rows().await;
        let again = who.post_once(path, &one, body).await.want(201);
        assert_eq!((again.header("idempotency-replayed"), &again.text), ("true", &first.text), "{path}");
        assert_eq!(first.header("idempotency-replayed"), "");
        let mut another = body.clone();
        another[*field] = other.clone();
        who.post_once(path, &one, &another).await.refused(422, "key-reused");
        watch::assert_same(&rows, &t.rows().await, path);
        who.post_once(path, &two, &another).await.want(201);
    }
    // A key is its member's own.
    nour.post_once("/api/v1/wishes", "1/api/v1/wishes", &json!({"title": "miel de sarrasin"}))
        .await
        .want(201);
    for key in ["", "é", "a b", &"k".repeat(256)] {
        let headers = [JSON, ("idempotency-key", key)];
        let body = json!({"title": "thé"}).to_string();
        let answer = t.call(Method::POST, "/api/v1/wishes", &camille.bearer, &headers, body).await;
        answer.refused(400, "not-acceptable-key");
    }
    // A refused request does not spend its key.
    camille.post_once("/api/v1/wishes", "k9", &json!({"title": " "})).await.refused(422, "invalid");
    camille.post_once("/api/v1/wishes", "k9", &json!({"title": "thé vert"})).await.want(201);
    t.end().await;
}

async fn taking_with_a_key_holds_one_unit(db: TestDb) {
    let t = Town::new(db).await;
    let shop = t.shop("La Ruche", "food/grocery", spot(0, 0)).await;
    let camille = t.member("Camille").await;
    let offer = shop.offers("Miel de sarrasin", 900, json!({"stock": 5})).await;
    camille.wishes("miel de sarrasin", None).await;
    camille.mode_on().await;
    assert_eq!(camille.walks_to(spot(0, 50)).await, 1);
    let body = json!({"suggestion": camille.suggestion().await["id"]});
    let first = camille.post_once("/api/v1/encounters", "take", &body).await.want(201);
    let again = camille.post_once("/api/v1/encounters", "take", &body).await.want(201);
    assert_eq!((&first.text, shop.stock(&offer).await), (&again.text, json!(4)));
    camille.post("/api/v1/encounters", body).await.refused(409, "already-taken");
    t.end().await;
}

async fn nobody_and_nonsense(db: TestDb) {
    let t = Town::new(db).await;
    let get = async |path: &str, who: &As| t.call(Method::GET, path, who, &[], "").await;
    get("/api/v1/nowhere", &As::Nobody).await.refused(404, "not-found");
    get("/api/v1/wishes", &As::Nobody).await.refused(401, "sign-in-first");
    let invented = get("/api/v1/wishes", &As::Bearer("invented".into())).await.refused(401, "sign-in-again");
    assert_eq!(invented.header("www-authenticate"), "Bearer");
    t.call(Method::PUT, "/api/v1/wishes", &As::Nobody, &[], "").await.refused(405, "method-not-allowed");
    let camille = t.member("Camille").await;
    for id in [
        "x",
        "wish_0",
        "offer_00000000000070008000000000000000",
        "wish_00000000000070008000000000000000",
        "%00",
    ] {
        camille.get(&format!("/api/v1/wishes/{id}")).await.refused(404, "not-found");
    }
    for path in ["wishes", "suggestions", "opportunities", "offers"] {
        for (name, value) in [("limit", "abc"), ("limit", "0"), ("limit", "101"), ("after", "x")] {
            let told =
                camille.get(&format!("/api/v1/{path}?{name}={value}")).await.refused(422, "invalid").json();
            assert_eq!(told["fields"][0]["field"], name, "{path}?{name}={value}");
        }
        camille.get(&format!("/api/v1/{path}?limit=1")).await.want(200);
    }
    for query in ["after=x", "after=-1e9", "after=99999999999999999999"] {
        let told = camille.get(&format!("/api/v1/suggestions?{query}")).await;
        assert!(
            told.status.is_client_error() && !told.code().is_empty(),
            "{query}: {} {}",
            told.status,
            told.text
        );
    }
    let phone =
        t.call(Method::POST, "/owntracks", &As::Nobody, &[], "{}").await.refused(401, "device-unknown");
    assert!(phone.header("www-authenticate").starts_with("Basic"), "phones expect to be challenged");
    assert_ne!(Value::Null, camille.get("/api/v1/me").await.want(200).json()["id"]);
    t.end().await;
}

both!(
    positions_that_are_none,
    bodies_that_are_none,
    a_key_takes_effect_once,
    taking_with_a_key_holds_one_unit,
    nobody_and_nonsense,
);
