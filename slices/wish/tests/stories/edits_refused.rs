//! Edits that make no sense, lists that did not change, and what is forgotten at last.

use crate::devices::{added, at, edit, how, only, send, sent_by};
use crate::support::Home;
use domain::ids::Id;
use domain::{WishId, limits};
use serde_json::{Value, json};
use store::both;
use store::testing::TestDb;

async fn what_makes_no_sense_is_refused_and_the_rest_stands(db: TestDb) {
    let home = Home::new(db).await;
    let id = added(&home, "Vélo").await;
    let good = edit(&home, 50, 0, &id, "note", json!("bleu"), None);
    let own_id = WishId::make(home.app.now(), [7; 10]).to_string();
    let with = |part: &str, value: Value| {
        let mut edit = edit(&home, 60, 0, &id, "title", json!("Vélo"), None);
        edit[part] = value;
        edit
    };
    let v4 = format!("wish_{}4{}", "0".repeat(12), "8".repeat(19));
    let bad = [
        edit(&home, 1, 0, &id, "title", json!("é".repeat(limits::TITLE_CHARS + 1)), None),
        edit(&home, 2, 0, &id, "title", json!(""), None),
        edit(&home, 3, 0, &id, "colour", json!("red"), None),
        edit(&home, 4, 0, &id, "note", json!("n".repeat(limits::NOTE_CHARS + 1)), None),
        edit(&home, 5, 0, &id, "order", json!("Z é"), None),
        edit(&home, 6, 0, &id, "list", json!("list_00000000000070008000000000000000"), None),
        edit(&home, 7, 0, &id, "until", json!("2020-01-01T00:00:00Z"), None),
        edit(&home, 8, 0, &own_id, "title", json!("nobody's"), None),
        edit(&home, 9, 0, &id, "add", json!({"title": "again"}), None),
        edit(&home, 10, 0, &v4, "add", json!({"title": "not by its time"}), None),
        edit(&home, 11, 0, &own_id, "add", json!({"title": "vase", "quantity": 0}), None),
        edit(&home, 12, 0, &own_id, "add", json!({"title": "vase", "colour": "red"}), None),
        edit(&home, 13, 0, &own_id, "add", json!(null), None),
        with("op", json!("one")),
        with("at", json!("yesterday")),
        with("base", json!("one")),
        with("wish", json!("offer_1")),
    ];
    let count = bad.len();
    let mut all = bad.to_vec();
    all.push(good);
    let answer = send(&home, &all).await;
    let settled = how(&answer);
    assert_eq!(
        (settled[..count].to_vec(), &settled[count]),
        (vec!["refused".to_owned(); count], &"applied".to_owned()),
        "{answer}"
    );
    for one in &answer["settled"].as_array().unwrap()[..count] {
        assert!(!one["problem"]["detail"].as_str().unwrap().is_empty(), "{one}");
    }
    let wish = only(&answer);
    assert_eq!(
        (&wish["title"], &wish["note"]),
        (&json!("Vélo"), &json!("bleu")),
        "nothing is left of what was refused"
    );
}

async fn a_refused_edit_may_come_again_and_another_s_does_not_exist(db: TestDb) {
    let home = Home::new(db).await;
    let (id, neighbour) = (added(&home, "Vélo").await, home.neighbour().await);
    let own_id = WishId::make(home.app.now(), [7; 10]).to_string();
    send(&home, &[edit(&home, 50, 0, &id, "note", json!("bleu"), None)]).await;
    let refused = send(&home, &[edit(&home, 1, 0, &id, "title", json!(""), None)]).await;
    assert_eq!(how(&refused), ["refused"]);
    let mended = send(&home, &[edit(&home, 1, 0, &id, "title", json!("Vélo vert"), None)]).await;
    assert_eq!(how(&mended), ["applied"]);
    // Another's wish does not exist, and another's edit of the same name hinders nobody.
    let theirs = sent_by(&home, neighbour, &[edit(&home, 80, 0, &id, "note", json!("lu"), None)]).await;
    assert_eq!(
        (&theirs["settled"][0]["problem"]["code"], &theirs["list"]["wishes"]),
        (&json!("not-found"), &json!([]))
    );
    let theirs =
        sent_by(&home, neighbour, &[edit(&home, 50, 0, &own_id, "add", json!({"title": "vase"}), None)])
            .await;
    assert_eq!(how(&theirs), ["applied"]);
    let taken = send(&home, &[edit(&home, 81, 0, &own_id, "add", json!({"title": "vase"}), None)]).await;
    assert_eq!(how(&taken), ["refused"]);
}

async fn what_is_no_request_is_refused_whole(db: TestDb) {
    let home = Home::new(db).await;
    let many: Vec<Value> =
        (0..=limits::EDITS).map(|_| json!({"op": "", "at": "", "wish": "", "field": ""})).collect();
    let body = json!({"sent_at": at(&home, 0), "edits": many}).to_string();
    assert_eq!(home.api("POST", "/api/v1/list/edits", &body).await.status, 422);
    for body in ["{}", "[]", "{\"sent_at\": NaN, \"edits\": []}", "{\"sent_at\": \"now\", \"edits\": []}"] {
        let status = home.api("POST", "/api/v1/list/edits", body).await.status.as_u16();
        assert!([400, 422].contains(&status), "{body}: {status}");
    }
}

async fn a_list_that_did_not_change_is_not_sent_again(db: TestDb) {
    let home = Home::new(db).await;
    let id = added(&home, "Vélo").await;
    let ask = async |tag: &str| {
        let request = axum::http::Request::get("/api/v1/list").header("if-none-match", tag);
        home.send(Some(home.me), request.body(axum::body::Body::empty()).unwrap()).await
    };
    let first = ask("").await;
    assert_eq!(first.status, 200);
    home.app.clock.advance_secs(3_600);
    assert_eq!(ask(&first.etag).await.status, 304, "the clock alone is no change");
    assert_eq!(ask(&format!("\"x\", {}", first.etag)).await.status, 304);
    send(&home, &[edit(&home, 1, 0, &id, "priority", json!("dearly"), None)]).await;
    let second = ask(&first.etag).await;
    assert_eq!(second.status, 200);
    assert_ne!(second.etag, first.etag);
}

async fn settled_edits_are_forgotten_at_last(db: TestDb) {
    let home = Home::new(db).await;
    let id = added(&home, "Vélo").await;
    send(
        &home,
        &[
            edit(&home, 1, 0, &id, "title", json!("Anneau"), None),
            edit(&home, 2, 50, &id, "title", json!("Bague"), None),
        ],
    )
    .await;
    // A clock that was years behind is not forgotten at once.
    send(&home, &[edit(&home, 3, 900_000_000, &id, "title", json!("Collier"), None)]).await;
    let mut tx = home.app.write().await.unwrap();
    wish::sweep(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    let overruled =
        async || home.api("GET", "/api/v1/list", "").await.json()["overruled"].as_array().unwrap().len();
    assert_eq!(overruled().await, 2);
    home.app.clock.advance_secs((limits::EDIT_DAYS + 1) * 86_400);
    let mut tx = home.app.write().await.unwrap();
    wish::sweep(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(overruled().await, 0);
    let again = send(&home, &[edit(&home, 1, 0, &id, "note", json!("Anneau"), None)]).await;
    assert_eq!(how(&again), ["applied"]);
}

both!(what_makes_no_sense_is_refused_and_the_rest_stands);
both!(a_refused_edit_may_come_again_and_another_s_does_not_exist);
both!(what_is_no_request_is_refused_whole);
both!(a_list_that_did_not_change_is_not_sent_again);
both!(settled_edits_are_forgotten_at_last);
