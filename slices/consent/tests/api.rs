//! The JSON side, on both databases.

#![expect(clippy::unwrap_used, reason = "a test's panic is its report")]

mod story;

use axum::http::StatusCode;
use domain::Mode;
use kit::Lang;
use serde_json::{Value, json};
use store::both;
use store::testing::TestDb;
use story::{Answer, Hand, Street, street};

both!(
    the_mode_is_shown_and_changed_in_part,
    off_is_off_even_when_the_rest_is_refused,
    what_makes_no_sense_is_refused_by_name,
    a_consent_comes_lists_and_goes,
    a_key_takes_effect_once,
    another_ones_consent_is_not_found,
    receipts_tell_what_happened,
    a_stranger_is_sent_to_sign_in
);

const MODE: &str = "/api/v1/me/shopper-mode";
const CONSENTS: &str = "/api/v1/me/consents";

async fn mode_of(street: &Street) -> Mode {
    let mut tx = street.app.read().await.unwrap();
    consent::attention(&mut tx, street.camille).await.unwrap().mode
}

async fn the_mode_is_shown_and_changed_in_part(t: TestDb) {
    let street = street(&t).await;
    let me = street.hand(street.camille);
    let newcomer =
        json!({ "on": false, "until": null, "quiet_from": "21:00", "quiet_to": "08:00", "per_day": 5 });
    assert_eq!(me.get(MODE).await.json(), newcomer);
    let until = "2026-11-21T18:00:00Z";
    let now = me.json("PUT", MODE, json!({ "on": true, "until": until })).await;
    assert_eq!(now.status, StatusCode::OK);
    let now =
        me.json("PUT", MODE, json!({ "quiet_from": null, "quiet_to": null, "per_day": 3 })).await.json();
    let on = json!({ "on": true, "until": until, "quiet_from": null, "quiet_to": null, "per_day": 3 });
    assert_eq!(now, on);
    assert_eq!(me.json("PUT", MODE, json!({})).await.json(), on);
    assert_eq!(me.json("PUT", MODE, json!({ "until": null })).await.json()["until"], Value::Null);
    me.json("PUT", MODE, json!({ "until": until })).await;
    street.app.clock.advance_secs(8 * 3600);
    assert_eq!(me.get(MODE).await.json()["on"], false, "it turned itself off");
}

async fn off_is_off_even_when_the_rest_is_refused(t: TestDb) {
    let street = street(&t).await;
    let me = street.hand(street.camille);
    for (rest, status) in [
        (json!({ "on": false, "per_day": 0 }), StatusCode::UNPROCESSABLE_ENTITY),
        (json!({ "on": false, "per_day": "many" }), StatusCode::BAD_REQUEST),
        (json!({ "on": false, "quiet_from": "noon", "quiet_to": "08:00" }), StatusCode::UNPROCESSABLE_ENTITY),
        (json!({ "on": false, "colour": "red" }), StatusCode::BAD_REQUEST),
        (json!({ "on": false, "until": "2020-01-01T00:00:00Z" }), StatusCode::OK),
    ] {
        me.json("PUT", MODE, json!({ "on": true })).await;
        assert_eq!(mode_of(&street).await, Mode::On { until: None });
        let answer = me.json("PUT", MODE, rest.clone()).await;
        assert_eq!(answer.status, status, "{rest}");
        assert_eq!(mode_of(&street).await, Mode::Off, "{rest}");
    }
}

fn field(answer: &Answer) -> (String, String) {
    let (problem, text) = (answer.json(), |value: &Value| value.as_str().unwrap_or_default().to_owned());
    let field = &problem["fields"][0];
    (text(&field["field"]), text(&field["code"]))
}

async fn what_makes_no_sense_is_refused_by_name(t: TestDb) {
    let street = street(&t).await;
    let me = street.hand(street.camille);
    let unknown = "organisation_00000000000000000000000000000000";
    for (path, body, expected) in [
        (MODE, json!({ "on": true, "until": "2020-01-01T00:00:00Z" }), ("until", "past")),
        (MODE, json!({ "on": true, "until": "soon" }), ("until", "date")),
        (MODE, json!({ "quiet_from": "21:00" }), ("quiet_from", "hours")),
        (MODE, json!({ "quiet_from": "21:00", "quiet_to": null }), ("quiet_from", "hours")),
        (MODE, json!({ "quiet_from": "21:00", "quiet_to": "21:00" }), ("quiet_from", "hours")),
        (MODE, json!({ "per_day": 0 }), ("per_day", "range")),
        (CONSENTS, json!({ "effect": "perhaps" }), ("effect", "choice")),
        (CONSENTS, json!({ "effect": "deny", "purpose": "sell" }), ("purpose", "choice")),
        (CONSENTS, json!({ "effect": "allow" }), ("organisation", "required")),
        (CONSENTS, json!({ "effect": "deny", "organisation": "wine" }), ("organisation", "id")),
        (CONSENTS, json!({ "effect": "deny", "organisation": unknown }), ("organisation", "unknown")),
        (CONSENTS, json!({ "effect": "deny", "category": "food/stones" }), ("category", "category")),
        (CONSENTS, json!({ "effect": "deny", "zone": "moon" }), ("zone", "choice")),
        (CONSENTS, json!({ "effect": "deny", "days": [] }), ("days", "choice")),
        (CONSENTS, json!({ "effect": "deny", "days": ["monday"] }), ("days", "choice")),
        (CONSENTS, json!({ "effect": "deny", "days": 128 }), ("days", "choice")),
        (CONSENTS, json!({ "effect": "deny", "from": "9" , "to": "18:00" }), ("from", "hours")),
        (CONSENTS, json!({ "effect": "deny", "to": "18:00" }), ("from", "hours")),
        (CONSENTS, json!({ "effect": "deny", "per_day": 2 }), ("per_day", "unknown")),
        (CONSENTS, json!({ "effect": "deny", "until": "2020-01-01T00:00:00Z" }), ("until", "past")),
    ] {
        let method = if path == MODE { "PUT" } else { "POST" };
        let answer = me.json(method, path, body.clone()).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{body}");
        assert_eq!(field(&answer), (expected.0.into(), expected.1.into()), "{body}");
    }
    assert_eq!(me.get(CONSENTS).await.json(), json!({ "items": [] }));
    assert_eq!(mode_of(&street).await, Mode::Off);
}

async fn a_consent_comes_lists_and_goes(t: TestDb) {
    let street = street(&t).await;
    let me = street.hand(street.camille);
    let shop = street.shop.to_string();
    let sent = json!({ "effect": "allow", "organisation": shop, "category": "food/wine", "days": ["mo", "sa"],
        "from": "09:00", "to": "18:00", "zone": "inside", "per_day": 2, "until": "2026-12-24T17:00:00Z" });
    let made = me.json("POST", CONSENTS, sent.clone()).await;
    assert_eq!(made.status, StatusCode::CREATED);
    let made = made.json();
    for (name, value) in sent.as_object().unwrap() {
        assert_eq!(&made[name], value, "{name}");
    }
    assert_eq!((&made["purpose"], &made["given_at"]), (&json!("suggest"), &json!("2026-11-21T11:00:00Z")));
    assert!(
        made["sentence"]
            .as_str()
            .unwrap()
            .starts_with("Au Fil du Vin peut vous parler de «\u{a0}Vin\u{a0}», mais")
    );
    let again = me.json("POST", CONSENTS, sent).await;
    assert_eq!((again.status, again.json()), (StatusCode::OK, made.clone()));
    street.app.clock.advance_secs(1);
    let masked = json!({ "effect": "deny", "organisation": shop, "days": 0b110_0000 });
    assert_eq!(me.json("POST", CONSENTS, masked).await.json()["days"], json!(["sa", "su"]));
    let english = Hand { lang: Lang::En, ..street.hand(street.camille) };
    let listed = english.get(CONSENTS).await.json();
    assert_eq!((listed["items"].as_array().unwrap().len(), &listed["items"][0]["id"]), (2, &made["id"]));
    assert!(listed["items"][1]["sentence"].as_str().unwrap().contains("does not speak to you, at weekends"));
    let one = format!("{CONSENTS}/{}", made["id"].as_str().unwrap());
    assert_eq!(me.json("DELETE", &one, Value::Null).await.status, StatusCode::NO_CONTENT);
    assert_eq!(me.json("DELETE", &one, Value::Null).await.status, StatusCode::NO_CONTENT, "again is no harm");
    assert_eq!(me.get(CONSENTS).await.json()["items"].as_array().unwrap().len(), 1);
}

async fn a_key_takes_effect_once(t: TestDb) {
    let street = street(&t).await;
    let me = street.hand(street.camille);
    let deny = |category: &str| json!({ "effect": "deny", "category": category });
    let first = me.keyed(CONSENTS, "k1", deny("food/wine")).await;
    let id = first.json()["id"].as_str().unwrap().to_owned();
    me.json("DELETE", &format!("{CONSENTS}/{id}"), Value::Null).await;
    let again = me.keyed(CONSENTS, "k1", deny("food/wine")).await;
    assert_eq!((again.status, again.text), (first.status, first.text));
    assert_eq!(me.get(CONSENTS).await.json(), json!({ "items": [] }), "the replay gave nothing anew");
    let other = me.keyed(CONSENTS, "k1", deny("food/bread")).await;
    assert_eq!((other.status.as_u16(), &other.json()["code"]), (422, &json!("key-reused")));
}

async fn another_ones_consent_is_not_found(t: TestDb) {
    let street = street(&t).await;
    let me = street.hand(street.camille);
    let made = me.json("POST", CONSENTS, json!({ "effect": "deny", "category": "food/wine" })).await.json();
    let path = format!("{CONSENTS}/{}", made["id"].as_str().unwrap());
    let robin = street.hand(street.robin);
    assert_eq!(robin.json("DELETE", &path, Value::Null).await.status, StatusCode::NOT_FOUND);
    let nonsense = format!("{CONSENTS}/wine");
    assert_eq!(me.json("DELETE", &nonsense, Value::Null).await.status, StatusCode::NOT_FOUND);
    assert_eq!(robin.get(CONSENTS).await.json(), json!({ "items": [] }));
    assert_eq!(me.get(CONSENTS).await.json()["items"].as_array().unwrap().len(), 1);
}

async fn receipts_tell_what_happened(t: TestDb) {
    let street = street(&t).await;
    let me = street.hand(street.camille);
    let shop = street.shop.to_string();
    let recognise = json!({ "effect": "allow", "purpose": "recognise", "organisation": shop });
    let made = me.json("POST", CONSENTS, recognise).await.json();
    street.app.clock.advance_secs(60);
    let brief = json!({ "effect": "deny", "category": "food/wine", "until": "2026-11-21T11:02:00Z" });
    me.json("POST", CONSENTS, brief).await;
    me.json("DELETE", &format!("{CONSENTS}/{}", made["id"].as_str().unwrap()), Value::Null).await;
    street.app.clock.advance_secs(600);
    let items = me.get("/api/v1/me/consents/receipts").await.json()["items"].take();
    let states = |item: &Value| -> Vec<(String, String)> {
        let text = |event: &Value, name: &str| event[name].as_str().unwrap_or_default().to_owned();
        let events = item["events"].as_array().unwrap().iter();
        events.map(|event| (text(event, "event_state"), text(event, "event_time"))).collect()
    };
    let at = |state: &str, time: &str| (state.to_owned(), format!("2026-11-21T{time}Z"));
    assert_eq!(states(&items[0]), [at("refused", "11:01:00"), at("expired", "11:02:00")]);
    assert_eq!(states(&items[1]), [at("given", "11:00:00"), at("withdrawn", "11:01:00")]);
    let receipt = &items[1];
    assert_eq!(receipt["pii_principal_id"], street.camille.to_string());
    assert_eq!(receipt["party_identification"][0]["party_name"], "Au Fil du Vin");
    assert_eq!(receipt["pii_processing"]["purpose"], "recognise");
    assert_eq!(receipt["record_id"], made["id"]);
}

async fn a_stranger_is_sent_to_sign_in(t: TestDb) {
    let street = street(&t).await;
    let stranger = Hand { member: None, ..street.hand(street.camille) };
    for path in [MODE, CONSENTS, "/api/v1/me/consents/receipts", "/me/consents"] {
        assert_eq!(stranger.get(path).await.status, StatusCode::UNAUTHORIZED, "{path}");
    }
    assert_eq!(stranger.form("/me/shopper-mode", "mode=on").await.status, StatusCode::UNAUTHORIZED);
}
