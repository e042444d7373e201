//! The JSON API and who may call it.

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use axum::middleware::from_fn_with_state;
use domain::{MemberId, OrganisationId};
use http_body_util::BodyExt;
use kit::{Caller, Lang, Signed, Via};
use serde_json::{Value, json};
use store::both;
use store::testing::TestDb;
use tower::ServiceExt;

use crate::Street;

both!(
    an_offer_goes_through_its_life_over_http,
    a_stranger_reads_and_nothing_else,
    the_same_key_publishes_once,
    what_cannot_be_read_is_told
);

/// The slice's routes as the app would serve them to this caller.
pub(crate) fn served(street: &Street, works_for: Option<OrganisationId>, guest: MemberId) -> Router {
    let (router, _, _) = offer::routes().split();
    let member = Signed {
        id: guest,
        name: "Camille".into(),
        guest: false,
        placemaster: false,
        works_for: works_for.into_iter().collect(),
        credential: street.app.id(),
    };
    let caller = Caller { via: Via::Session, member: Some(member), lang: Lang::Fr, refused: false };
    let app = street.app.clone();
    router
        .layer(from_fn_with_state(app.clone(), kit::refusal::render))
        .layer(axum::Extension(caller))
        .with_state(app)
}

pub(crate) async fn ask(router: &Router, request: Request<Body>) -> (StatusCode, String) {
    let response = router.clone().oneshot(request).await.unwrap();
    let status = response.status();
    let body = response.into_body().collect().await.unwrap().to_bytes();
    (status, String::from_utf8(body.to_vec()).unwrap())
}

async fn send(router: &Router, method: &str, path: &str, body: Value) -> (StatusCode, Value) {
    send_with(router, method, path, body, "").await
}

async fn send_with(router: &Router, method: &str, path: &str, body: Value, key: &str) -> (StatusCode, Value) {
    let mut request =
        Request::builder().method(method).uri(path).header(header::CONTENT_TYPE, "application/json");
    if !key.is_empty() {
        request = request.header("idempotency-key", key);
    }
    let (status, body) = ask(router, request.body(Body::from(body.to_string())).unwrap()).await;
    (status, serde_json::from_str(&body).unwrap_or(Value::Null))
}

fn coffee(street: &Street) -> Value {
    json!({
        "organisation": street.shop.to_string(),
        "place": street.place.to_string(),
        "title": "Café en grains",
        "subject": { "category": "food/tea-coffee", "brand": "Redon" },
        "price": { "minor": 490, "currency": "EUR" },
        "reference_price": { "minor": 650, "currency": "EUR" },
        "stock": 3,
        "until": "2026-11-21T17:30:00Z",
    })
}

async fn an_offer_goes_through_its_life_over_http(db: TestDb) {
    let street = Street::of(db).await;
    let shop = served(&street, Some(street.shop), street.app.id());
    let (status, made) = send(&shop, "POST", "/api/v1/offers", coffee(&street)).await;
    assert_eq!(status, StatusCode::CREATED, "{made}");
    assert_eq!((&made["state"], &made["reach_m"], &made["stock"]), (&json!("open"), &json!(500), &json!(3)));
    assert_eq!(made["subject"]["words"], "cafe grain redon");
    let one = format!("/api/v1/offers/{}", made["id"].as_str().unwrap());
    let change = json!({ "stock": null, "until": null, "reference_price": null, "price": { "minor": 500, "currency": "EUR" } });
    let (status, changed) = send(&shop, "PATCH", &one, change).await;
    assert_eq!(status, StatusCode::OK, "{changed}");
    for gone in ["stock", "until", "reference_price"] {
        assert!(changed.get(gone).is_none(), "{gone}");
    }
    assert_eq!(changed["title"], made["title"], "what is absent stays");
    assert_eq!(send(&shop, "GET", &one, Value::Null).await.1, changed);
    let (_, list) = send(&shop, "GET", "/api/v1/offers?category=food&limit=1", Value::Null).await;
    assert_eq!((&list["items"], list.get("next")), (&json!([changed]), None));
    assert_eq!(send(&shop, "DELETE", &one, Value::Null).await.0, StatusCode::NO_CONTENT);
    assert_eq!(send(&shop, "DELETE", &one, Value::Null).await.0, StatusCode::NO_CONTENT);
    let (status, over) = send(&shop, "PATCH", &one, json!({ "state": "open" })).await;
    assert_eq!((status, &over["code"]), (StatusCode::CONFLICT, &json!("offer-over")));
    assert_eq!(send(&shop, "GET", "/api/v1/offers", Value::Null).await.1["items"], json!([]));
}

async fn a_stranger_reads_and_nothing_else(db: TestDb) {
    let street = Street::of(db).await;
    let id = street.publish(street.coffee()).await.unwrap().id;
    let one = format!("/api/v1/offers/{id}");
    let neighbour = served(&street, Some(street.other), street.app.id());
    let passer_by = served(&street, None, street.app.id());
    for (method, path, body) in [
        ("POST", "/api/v1/offers", coffee(&street)),
        ("PATCH", one.as_str(), json!({ "title": "Gratuit" })),
        ("DELETE", one.as_str(), Value::Null),
    ] {
        let (status, refused) = send(&neighbour, method, path, body.clone()).await;
        assert_eq!(
            (status, &refused["code"]),
            (StatusCode::FORBIDDEN, &json!("not-your-organisation")),
            "{method}"
        );
        let (status, refused) = send(&passer_by, method, path, body).await;
        assert_eq!((status, &refused["code"]), (StatusCode::FORBIDDEN, &json!("not-for-you")), "{method}");
    }
    assert_eq!(send(&passer_by, "GET", &one, Value::Null).await.0, StatusCode::OK);
    let shop = served(&street, Some(street.shop), street.app.id());
    assert_eq!(send(&shop, "PATCH", &one, json!({ "state": "paused" })).await.0, StatusCode::OK);
    assert_eq!(
        send(&passer_by, "GET", &one, Value::Null).await.0,
        StatusCode::NOT_FOUND,
        "a pause is nobody else's"
    );
    assert_eq!(send(&shop, "GET", &one, Value::Null).await.0, StatusCode::OK);
}

async fn the_same_key_publishes_once(db: TestDb) {
    let street = Street::of(db).await;
    let shop = served(&street, Some(street.shop), street.app.id());
    let mut body = coffee(&street);
    let (_, first) = send_with(&shop, "POST", "/api/v1/offers", body.clone(), "k1").await;
    let (status, again) = send_with(&shop, "POST", "/api/v1/offers", body.clone(), "k1").await;
    assert_eq!((status, again), (StatusCode::CREATED, first));
    body["title"] = json!("Thé");
    let (status, other) = send_with(&shop, "POST", "/api/v1/offers", body, "k1").await;
    assert_eq!((status, &other["code"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("key-reused")));
    assert_eq!(street.shelf().await.len(), 1);
}

async fn what_cannot_be_read_is_told(db: TestDb) {
    let street = Street::of(db).await;
    let shop = served(&street, Some(street.shop), street.app.id());
    for (part, value, field) in [
        ("place", json!("node/1"), "place"),
        ("price", json!({ "minor": -1, "currency": "EUR" }), "price"),
        ("price", json!({ "minor": 1, "currency": "euro" }), "price"),
        ("stock", json!(5_000_000_000_u64), "stock"),
        ("until", json!("demain"), "until"),
        ("zone", json!("shelf"), "zone"),
        ("reach_m", json!(0), "reach_m"),
        ("subject", json!({ "gtin": "123" }), "gtin"),
        ("subject", json!({ "brand": "a\u{0}b" }), "brand"),
        ("subject", json!({ "words": many_words() }), "words"),
        ("reference", json!("a\u{0}"), "reference"),
    ] {
        let mut body = coffee(&street);
        body[part] = value;
        let (status, refused) = send(&shop, "POST", "/api/v1/offers", body).await;
        assert_eq!(
            (status, &refused["code"]),
            (StatusCode::UNPROCESSABLE_ENTITY, &json!("invalid")),
            "{part}"
        );
        assert_eq!(refused["fields"][0]["field"], field);
    }
    for query in
        ["limit=0", "limit=101", "limit=x", "category=nothing", "after=x", "place=x", "organisation=x"]
    {
        let (status, _) = send(&shop, "GET", &format!("/api/v1/offers?{query}"), Value::Null).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{query}");
    }
    let (status, _) = send(&shop, "GET", "/api/v1/offers/offer_1", Value::Null).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    assert!(street.shelf().await.is_empty());
}

fn many_words() -> String {
    (0..500).map(|number| format!("mot{number} ")).collect()
}
