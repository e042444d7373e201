//! The API: what a member and an associate read and do, and what neither learns.

use axum::http::StatusCode;
use serde_json::json;
use store::both;
use store::testing::TestDb;

use crate::support::{Quarter, Told, quarter, signed};

both!(
    an_outcome_is_told_and_taking_begins_an_encounter,
    the_same_key_takes_once,
    an_associate_reads_no_member_and_no_code,
    strangers_find_nothing,
    confirming_and_calling_off
);

fn outcome(told: Told) -> String {
    format!("/api/v1/suggestions/{}/outcome", told.suggestion)
}

async fn begun(q: &Quarter, told: Told) -> (String, String) {
    let hand = q.hand(signed(told.member, &[]));
    let made = hand.post("/api/v1/encounters", json!({ "suggestion": told.suggestion.to_string() })).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text);
    let made = made.json();
    let text = |name: &str| made[name].as_str().unwrap().to_owned();
    (text("id"), text("code"))
}

async fn an_outcome_is_told_and_taking_begins_an_encounter(t: TestDb) {
    let q = quarter(&t, 5).await;
    let camille = q.told("Camille").await;
    let hand = q.hand(signed(camille.member, &[]));
    for told in ["shown", "saved"] {
        let answer = hand.post(&outcome(camille), json!({ "outcome": told })).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(answer.json(), json!({ "outcome": told, "encounter": null }));
    }
    let taken = hand.post(&outcome(camille), json!({ "outcome": "taken" })).await;
    assert_eq!(taken.status, StatusCode::CREATED);
    let taken = taken.json();
    assert_eq!(taken["outcome"], "taken");
    let encounter = &taken["encounter"];
    assert_eq!(encounter["state"], "expected");
    assert_eq!(encounter["amount"], json!({ "minor": 420, "currency": "EUR" }));
    assert_eq!(encounter["code"].as_str().unwrap().len(), 4);
    assert_eq!(encounter["suggestion"], camille.suggestion.to_string());
    let listed = hand.get("/api/v1/encounters").await.json();
    assert_eq!(listed, json!({ "items": [encounter] }));

    let again = hand.post(&outcome(camille), json!({ "outcome": "taken" })).await;
    assert_eq!((again.status, again.json()["code"].as_str()), (StatusCode::CONFLICT, Some("already-taken")));
    for nonsense in ["made", "eaten"] {
        let answer = hand.post(&outcome(camille), json!({ "outcome": nonsense })).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{nonsense}");
    }
}

async fn the_same_key_takes_once(t: TestDb) {
    let q = quarter(&t, 5).await;
    let camille = q.told("Camille").await;
    let hand = q.hand(signed(camille.member, &[]));
    let first = hand.keyed(&outcome(camille), "k1", json!({ "outcome": "taken" })).await;
    let second = hand.keyed(&outcome(camille), "k1", json!({ "outcome": "taken" })).await;
    assert_eq!((first.status, second.status), (StatusCode::CREATED, StatusCode::CREATED));
    assert_eq!(first.json(), second.json());
    assert!(second.headers.contains_key("idempotency-replayed"));
    assert_eq!(q.stock().await, 4);
    let other = hand.keyed(&outcome(camille), "k1", json!({ "outcome": "saved" })).await;
    assert_eq!(other.json()["code"], "key-reused");
}

async fn an_associate_reads_no_member_and_no_code(t: TestDb) {
    let q = quarter(&t, 5).await;
    let camille = q.told("Camille").await;
    let (id, _) = begun(&q, camille).await;
    let baker = q.hand(q.baker());
    let listed = baker.get(&format!("/api/v1/organisations/{}/encounters", q.bakery)).await;
    let one = baker.get(&format!("/api/v1/encounters/{id}")).await;
    assert_eq!(listed.json()["items"], json!([one.json()]));
    assert_eq!(one.json()["title"], "Pain au levain");
    let private = [camille.member.to_string(), camille.suggestion.to_string(), camille.wish.to_string()];
    for text in [&listed.text, &one.text] {
        assert!(private.iter().all(|id| !text.contains(id)) && !text.contains("Camille"), "{text}");
        assert!(!text.contains("\"code\"") && !text.contains("member"), "{text}");
    }
}

async fn strangers_find_nothing(t: TestDb) {
    let q = quarter(&t, 5).await;
    let (id, code) = begun(&q, q.told("Camille").await).await;
    let robin = q.told("Robin").await;
    for who in [signed(robin.member, &[]), q.vintner()] {
        let hand = q.hand(who);
        assert_eq!(hand.get(&format!("/api/v1/encounters/{id}")).await.status, StatusCode::NOT_FOUND);
        let off = hand.post(&format!("/api/v1/encounters/{id}/cancel"), json!({})).await;
        assert_eq!(off.status, StatusCode::NOT_FOUND);
        assert_eq!(hand.get("/api/v1/encounters").await.json(), json!({ "items": [] }));
    }
    let vintner = q.hand(q.vintner());
    let theft = vintner.post(&format!("/api/v1/encounters/{id}/confirm"), json!({ "code": code })).await;
    assert_eq!(theft.status, StatusCode::NOT_FOUND);
    let spied = vintner.get(&format!("/api/v1/organisations/{}/encounters", q.bakery)).await;
    assert_eq!(spied.json()["code"], "not-your-organisation");
    let member = q.hand(signed(robin.member, &[]));
    let spied = member.get(&format!("/api/v1/organisations/{}/encounters", q.bakery)).await;
    assert_eq!(spied.json()["code"], "not-for-you");
    assert_eq!(member.get("/api/v1/encounters/nonsense").await.status, StatusCode::NOT_FOUND);
}

async fn confirming_and_calling_off(t: TestDb) {
    let q = quarter(&t, 5).await;
    let camille = q.told("Camille").await;
    let (id, code) = begun(&q, camille).await;
    let baker = q.hand(q.baker());
    let path = format!("/api/v1/encounters/{id}/confirm");
    let number: u16 = code.parse().unwrap();
    let refused = baker.post(&path, json!({ "code": format!("{:04}", (number + 1) % 10_000) })).await;
    assert_eq!(
        (refused.status, refused.json()["code"].as_str()),
        (StatusCode::UNPROCESSABLE_ENTITY, Some("wrong-code"))
    );
    for _ in 0..2 {
        let met = baker.post(&path, json!({ "code": code })).await;
        assert_eq!((met.status, met.json()["state"].as_str()), (StatusCode::OK, Some("confirmed")));
    }
    let robin = q.told("Robin").await;
    let (id, _) = begun(&q, robin).await;
    let off =
        q.hand(signed(robin.member, &[])).post(&format!("/api/v1/encounters/{id}/cancel"), json!({})).await;
    assert_eq!((off.status, off.json()["state"].as_str()), (StatusCode::OK, Some("cancelled")));
    assert_eq!(q.stock().await, 4);
    assert!(off.json()["settled_at"].is_string());
}
