//! `/api/v1/wishes` as a program uses it.

use crate::support::{Home, json as request};
use axum::http::StatusCode;
use serde_json::json;
use store::both;
use store::testing::TestDb;

const WISHES: &str = "/api/v1/wishes";

async fn a_wish_is_added_shown_changed_and_dropped(db: TestDb) {
    let home = Home::new(db).await;
    let body = json!({
        "title": " Chocolat  noir ", "subject": {"category": "food/chocolate"},
        "top_price": {"minor": 450, "currency": "EUR"}, "until": "2026-12-24T18:00:00+01:00",
    });
    let made = home.api("POST", WISHES, &body.to_string()).await;
    assert_eq!(made.status, StatusCode::CREATED);
    let wish = made.json();
    let expected = json!({
        "id": wish["id"], "title": "Chocolat noir",
        "subject": {"kind": "product", "category": "food/chocolate", "words": "chocolat noir"},
        "top_price": {"minor": 450, "currency": "EUR"}, "until": "2026-12-24T17:00:00Z",
        "distance_m": 1000, "visibility": "private", "state": "open", "added_at": "2026-11-21T11:00:00Z",
        "from": "words", "order": wish["order"], "quantity": 1, "priority": "usual", "secret": false,
        "hear": ["drop", "back", "town", "day"],
    });
    assert_eq!(wish, expected);
    let path = format!("{WISHES}/{}", wish["id"].as_str().unwrap());
    assert_eq!(home.api("GET", &path, "").await.json(), wish);
    assert_eq!(home.api("GET", WISHES, "").await.json(), json!({"items": [wish]}));

    let change = r#"{"top_price": null, "distance_m": 300, "state": "paused"}"#;
    let changed = home.api("PATCH", &path, change).await.json();
    assert_eq!(changed["top_price"], json!(null));
    assert_eq!((&changed["distance_m"], &changed["state"]), (&json!(300), &json!("paused")));
    assert_eq!(changed["until"], wish["until"], "what is absent stays");
    let mut tx = home.app.write().await.unwrap();
    let list = wish::list::create(&mut tx, &home.app, home.me, "Noël").await.unwrap().id.to_string();
    tx.commit().await.unwrap();
    let beside = json!({"list": list, "quantity": 2, "priority": "dearly", "note": "noir", "secret": true, "order": "i"});
    let changed = home.api("PATCH", &path, &beside.to_string()).await.json();
    for (part, says) in beside.as_object().unwrap() {
        assert_eq!(&changed[part], says, "{part}");
    }
    let away = home.api("PATCH", &path, r#"{"archived": true, "list": null}"#).await.json();
    assert_eq!((&away["archived_at"], away.get("list")), (&wish["added_at"], None));
    for wrong in
        [r#"{"quantity": 0}"#, r#"{"priority": "much"}"#, r#"{"list": "list_1"}"#, r#"{"order": "É"}"#]
    {
        assert_eq!(home.api("PATCH", &path, wrong).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
    let more =
        json!({"title": "Deux vases", "list": list, "quantity": 2, "priority": "someday", "secret": true});
    let made = home.api("POST", WISHES, &more.to_string()).await.json();
    for (part, says) in more.as_object().unwrap() {
        assert_eq!(&made[part], says, "{part}");
    }
    let made = format!("{WISHES}/{}", made["id"].as_str().unwrap());
    assert_eq!(home.api("DELETE", &made, "").await.status, StatusCode::NO_CONTENT);

    assert_eq!(home.api("DELETE", &path, "").await.status, StatusCode::NO_CONTENT);
    for method in ["GET", "DELETE"] {
        assert_eq!(home.api(method, &path, "").await.status, StatusCode::NOT_FOUND, "{method}");
    }
    assert_eq!(home.api("GET", WISHES, "").await.json(), json!({"items": []}));
}

async fn what_makes_no_sense_is_named(db: TestDb) {
    let home = Home::new(db).await;
    for (body, code, field) in [
        (r#"{"title": ""}"#, "invalid", "title:required"),
        (r#"{"title": "le la"}"#, "invalid", "title:empty"),
        (r#"{"title": "x1", "until": "2026-11-21T10:59:59Z"}"#, "invalid", "until:past"),
        (r#"{"title": "x1", "until": "soon"}"#, "invalid", "until:date"),
        (r#"{"title": "x1", "distance_m": 5001}"#, "invalid", "distance_m:range"),
        (r#"{"title": "x1", "visibility": "loud"}"#, "invalid", "visibility:choice"),
        (r#"{"title": "x1", "from": "the sky"}"#, "invalid", "from:choice"),
        (r#"{"title": "x1", "listing": "x"}"#, "invalid", "listing:id"),
        (r#"{"title": "x1", "subject": {"gtin": "123"}}"#, "invalid", "gtin:barcode"),
        (r#"{"title": "x1", "top_price": {"minor": -1, "currency": "EUR"}}"#, "invalid", "top_price:amount"),
        (
            r#"{"title": "x1", "top_price": {"minor": 1, "currency": "FRF!"}}"#,
            "invalid",
            "top_price:currency",
        ),
        (r#"{"title": "x1", "state": "fulfilled"}"#, "not-json", ""),
        (r#"{"title": 7}"#, "not-json", ""),
    ] {
        let problem = home.api("POST", WISHES, body).await.json();
        assert_eq!(problem["code"], code, "{body}");
        let named = &problem["fields"][0];
        let told =
            format!("{}:{}", named["field"].as_str().unwrap_or(""), named["code"].as_str().unwrap_or(""));
        assert_eq!(told.trim_matches(':'), field, "{body}");
    }
    let nothing = home.api("GET", WISHES, "").await.json();
    assert_eq!(nothing, json!({"items": []}), "a refused wish leaves nothing");
}

async fn steps_that_do_not_exist_are_refused(db: TestDb) {
    let home = Home::new(db).await;
    let made = home.api("POST", WISHES, r#"{"title": "vélo", "until": "2026-11-21T12:00:00Z"}"#).await.json();
    let path = format!("{WISHES}/{}", made["id"].as_str().unwrap());
    let state = async |to: &str| home.api("PATCH", &path, &json!({ "state": to }).to_string()).await;
    assert_eq!(state("fulfilled").await.status, StatusCode::OK);
    assert_eq!(state("paused").await.json()["code"], "wrong-state");
    assert_eq!(state("dropped").await.json()["fields"][0]["code"], "choice");
    home.app.clock.advance_secs(7200);
    let again = state("open").await.json();
    assert_eq!(
        (&again["state"], &again["until"]),
        (&json!("open"), &json!(null)),
        "wished again without its end"
    );
}

async fn one_key_is_one_wish(db: TestDb) {
    let home = Home::new(db).await;
    let send = async |body: &str| home.send(Some(home.me), request("POST", WISHES, body, Some("k1"))).await;
    let (first, second) = (send(r#"{"title": "vélo"}"#).await, send(r#"{"title": "vélo"}"#).await);
    assert_eq!((first.status, second.status), (StatusCode::CREATED, StatusCode::CREATED));
    assert_eq!(first.json(), second.json());
    assert_eq!(send(r#"{"title": "pain"}"#).await.json()["code"], "key-reused");
    assert_eq!(home.api("GET", WISHES, "").await.json()["items"].as_array().unwrap().len(), 1);
}

async fn long_lists_come_in_pages(db: TestDb) {
    let home = Home::new(db).await;
    let mut tx = home.app.write().await.unwrap();
    for n in 0..201 {
        wish::add(&mut tx, &home.app, home.me, wish::NewWish::told(&format!("envie {n}"))).await.unwrap();
        home.app.clock.advance_secs(1);
    }
    tx.commit().await.unwrap();
    let (mut seen, mut path) = (Vec::new(), WISHES.to_owned());
    loop {
        let page = home.api("GET", &path, "").await.json();
        seen.extend(page["items"].as_array().unwrap().iter().map(|wish| wish["title"].to_string()));
        let Some(next) = page["next"].as_str() else { break };
        path = format!("{WISHES}?after={next}");
    }
    assert_eq!(seen.len(), 201);
    assert_eq!((seen[0].as_str(), seen[200].as_str()), ("\"envie 200\"", "\"envie 0\""));
    let few = home.api("GET", &format!("{WISHES}?limit=2"), "").await.json();
    assert_eq!(few["items"].as_array().unwrap().len(), 2);
    assert!(few["next"].is_string(), "there are more");
    let lost = home.api("GET", &format!("{WISHES}?after=wish_1"), "").await;
    assert_eq!(lost.status, StatusCode::UNPROCESSABLE_ENTITY);
}

async fn strangers_and_neighbours_see_nothing(db: TestDb) {
    let home = Home::new(db).await;
    let made = home.api("POST", WISHES, r#"{"title": "vélo"}"#).await.json();
    let path = format!("{WISHES}/{}", made["id"].as_str().unwrap());
    let neighbour = home.neighbour().await;
    for (method, body) in [("GET", ""), ("PATCH", r#"{"state": "paused"}"#), ("DELETE", "")] {
        let theirs = home.send(Some(neighbour), request(method, &path, body, None)).await;
        assert_eq!(theirs.status, StatusCode::NOT_FOUND, "{method}");
        let stranger = home.send(None, request(method, &path, body, None)).await;
        assert_eq!(stranger.status, StatusCode::UNAUTHORIZED, "{method}");
    }
    let list = home.send(Some(neighbour), request("GET", WISHES, "", None)).await;
    assert_eq!(list.json(), json!({"items": []}));
}

both!(
    a_wish_is_added_shown_changed_and_dropped,
    what_makes_no_sense_is_named,
    steps_that_do_not_exist_are_refused,
    one_key_is_one_wish,
    long_lists_come_in_pages,
    strangers_and_neighbours_see_nothing,
);
