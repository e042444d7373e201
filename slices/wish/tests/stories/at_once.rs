//! Edits that meet: of two devices, of a page that is old by now, of two requests at the same moment. None erases another.

use crate::devices::{added, edit, how, only, send};
use crate::support::{Home, json as request};
use axum::http::StatusCode;
use serde_json::{Value, json};
use std::time::Duration;
use store::both;
use store::testing::TestDb;
use wish::Detail;

/// The form of a wish as its page has it, its hidden fields included, with some parts typed anew.
fn typed(page: &str, anew: &[(&str, &str)]) -> String {
    let value = |name: &str| {
        let at =
            page.find(&format!("name=\"{name}\" value=\"")).unwrap_or_else(|| panic!("{name} in {page}"));
        page[at..].split('"').nth(3).unwrap().to_owned()
    };
    let mut parts = Vec::new();
    for name in ["title", "category", "gtin", "top_price", "until", "distance_m"] {
        let was = format!("was_{name}");
        let typed = anew.iter().find(|(part, _)| *part == name).map(|(_, said)| (*said).to_owned());
        parts.push((name.to_owned(), typed.unwrap_or_else(|| value(&was))));
        parts.push((was.clone(), value(&was)));
    }
    parts.push(("stamps".to_owned(), value("stamps")));
    let parts = parts.iter().map(|(name, said)| format!("{name}={}", said.replace(' ', "+")));
    parts.collect::<Vec<_>>().join("&")
}

async fn listed(home: &Home) -> Value {
    home.api("GET", "/api/v1/list", "").await.json()
}

/// The fields that are offered back, with what they had said.
async fn offered(home: &Home) -> Vec<(Value, Value)> {
    let list = listed(home).await;
    let offered = list["overruled"].as_array().unwrap();
    let mut offered: Vec<_> =
        offered.iter().map(|lost| (lost["field"].clone(), lost["value"].clone())).collect();
    offered.sort_by_key(|(field, _)| field.to_string());
    offered
}

async fn an_old_page_changes_what_was_touched_and_offers_back_what_it_had_not_seen(db: TestDb) {
    let home = Home::new(db).await;
    let id = added(&home, "a chair").await;
    let path = format!("/me/wishes/{id}");
    let stale = home.look(&path).await.text;
    let euros = |minor: u32| json!({"minor": minor, "currency": "EUR"});
    let edits = [
        edit(&home, 1, 0, &id, "title", json!("an oak chair"), None),
        edit(&home, 2, 0, &id, "top_price", euros(5_000), None),
        edit(&home, 3, 0, &id, "until", json!("2027-01-01T00:00:00Z"), None),
    ];
    send(&home, &edits).await;
    let saved = home.form(&path, &typed(&stale, &[("distance_m", "500")])).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let wish = listed(&home).await["wishes"][0].clone();
    assert_eq!(
        (&wish["title"], &wish["top_price"], &wish["until"]),
        (&json!("an oak chair"), &euros(5_000), &json!("2027-01-01T00:00:00Z")),
        "what was not touched stays"
    );
    let own = home.api("GET", &format!("/api/v1/wishes/{id}"), "").await.json();
    assert_eq!(own["distance_m"], json!(500));
    assert_eq!(offered(&home).await, []);

    let touched =
        typed(&stale, &[("title", "a blue chair"), ("top_price", "70"), ("category", "home/furniture")]);
    let refused = home.form(&path, &touched.replace("top_price=70", "top_price=much")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let again = typed(&refused.text, &[("title", "a blue chair"), ("top_price", "70")]);
    assert_eq!(home.form(&path, &again).await.status, StatusCode::SEE_OTHER);
    let wish = listed(&home).await["wishes"][0].clone();
    assert_eq!((&wish["title"], &wish["top_price"]), (&json!("a blue chair"), &euros(7_000)));
    let lost = [(json!("title"), json!("an oak chair")), (json!("top_price"), euros(5_000))];
    assert_eq!(offered(&home).await, lost, "refused once, it is still as old as it was");

    let fresh = home.look(&path).await.text;
    home.form(&path, &typed(&fresh, &[("title", "a green chair"), ("until", "")])).await;
    let wish = listed(&home).await["wishes"][0].clone();
    assert_eq!((&wish["title"], &wish["until"]), (&json!("a green chair"), &json!(null)));
    assert_eq!(offered(&home).await, lost, "who saw what stood replaces it");
}

async fn a_condition_moves_from_the_title_to_a_category_and_back(db: TestDb) {
    let home = Home::new(db).await;
    let id = added(&home, "a chair").await;
    let path = format!("/me/wishes/{id}");
    for (title, category) in [("the", "food/chocolate"), ("a chair", "")] {
        let page = home.look(&path).await.text;
        let saved = home.form(&path, &typed(&page, &[("title", title), ("category", category)])).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{title}: {}", saved.text);
        let wish = home.api("GET", &format!("/api/v1/wishes/{id}"), "").await.json();
        assert_eq!(wish["title"], json!(title));
    }
}

async fn fields_written_at_once_are_offered_back_each(db: TestDb) {
    let home = Home::new(db).await;
    let id = added(&home, "a chair").await;
    let euros = |minor: u32| json!({"minor": minor, "currency": "EUR"});
    let both = json!({"title": "an oak chair", "top_price": euros(5_000)}).to_string();
    assert_eq!(home.api("PATCH", &format!("/api/v1/wishes/{id}"), &both).await.status, StatusCode::OK);
    home.app.clock.advance_secs(60);
    let others = [
        edit(&home, 1, 0, &id, "title", json!("a blue chair"), None),
        edit(&home, 2, 0, &id, "top_price", euros(7_000), None),
    ];
    assert_eq!(how(&send(&home, &others).await), ["applied"; 2]);
    let title = (json!("title"), json!("an oak chair"));
    assert_eq!(offered(&home).await, [title.clone(), (json!("top_price"), euros(5_000))]);
    let list = listed(&home).await;
    let lost =
        list["overruled"].as_array().unwrap().iter().find(|lost| lost["field"] == "top_price").unwrap();
    let path = format!("/me/wishes/{id}/overruled");
    home.form(&path, &format!("op={}&answer=take", lost["op"].as_str().unwrap())).await;
    assert_eq!(offered(&home).await, [title], "the other is still there to be had");
    assert_eq!(listed(&home).await["wishes"][0]["top_price"], euros(5_000));
}

async fn a_program_s_change_waits_for_the_one_before(db: TestDb) {
    let home = Home::new(db).await;
    let id = added(&home, "a chair").await;
    let mut tx = home.app.write().await.unwrap();
    let oak = Detail { note: "oak".into(), ..Detail::default() };
    wish::set_detail(&mut tx, home.me, id.parse().unwrap(), &oak).await.unwrap();
    let path = format!("/api/v1/wishes/{id}");
    let patch = home.api("PATCH", &path, r#"{"priority": "dearly"}"#);
    let commit = async {
        tokio::time::sleep(Duration::from_millis(300)).await;
        tx.commit().await.unwrap();
    };
    let (patched, ()) = tokio::join!(patch, commit);
    let patched = patched.json();
    assert_eq!((&patched["note"], &patched["priority"]), (&json!("oak"), &json!("dearly")));
}

async fn what_no_database_keeps_is_left_out_of_a_note(db: TestDb) {
    let home = Home::new(db).await;
    let id = added(&home, "a chair").await;
    let note = json!("oak\u{0},\r\nor\tbeech\u{7}\u{1b}\u{0}");
    let answer = send(&home, &[edit(&home, 1, 0, &id, "note", note.clone(), None)]).await;
    assert_eq!(
        (how(&answer), &only(&answer)["note"]),
        (vec!["applied".to_owned()], &json!("oak,\nor\tbeech"))
    );
    // A second device: what is offered back or joined is kept as well.
    let answer = send(&home, &[edit(&home, 2, 0, &id, "note", json!("for\u{0} Mum"), None)]).await;
    assert_eq!(only(&answer)["note"], json!("oak,\nor\tbeech\nfor Mum"));
    let path = format!("/api/v1/wishes/{id}");
    let patched = home.api("PATCH", &path, &json!({ "note": note }).to_string()).await.json();
    assert_eq!(patched["note"], json!("oak,\nor\tbeech"));
    // Everything else that is text says what is wrong with it, and hinders nothing after it.
    let own = id.replace("wish_", "");
    let wrong = [
        edit(&home, 3, 0, &id, "title", json!("a\u{0}chair"), None),
        edit(&home, 4, 0, &id, "order", json!("i\u{0}"), None),
        edit(&home, 5, 0, &id, "list", json!("list_\u{0}"), None),
        edit(&home, 6, 0, &id, "priority", json!("usual\u{0}"), None),
        edit(&home, 7, 0, &id, "until", json!("2027-01-01T00:00:00Z\u{0}"), None),
        edit(&home, 8, 0, &id, "top_price", json!({"minor": 1, "currency": "EU\u{0}"}), None),
        edit(&home, 9, 0, &format!("wish_{own}\u{0}"), "title", json!("vase"), None),
        edit(&home, 10, 0, &id, "no\u{0}te", json!("oak"), None),
    ];
    let mut all = wrong.to_vec();
    all.push(edit(&home, 11, 0, &id, "quantity", json!(1), None));
    let answer = send(&home, &all).await;
    assert_eq!(how(&answer)[..8], ["refused"; 8], "{answer}");
    assert_eq!(only(&answer)["quantity"], json!(2));
    let added =
        home.form("/me/wishes/new", "title=chocolate&brand=Lin%00dt&note=dark%00&words=noir%00").await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text);
    assert_eq!(home.form("/me/lists", "once=a&name=Ho%07use").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(home.form("/me/lists", "once=b&name=Ho%00use").await.status, StatusCode::SEE_OTHER);
    let made = r#"{"title": "vase", "note": "bl\u0000eu", "subject": {"words": "bl\u0000eu"}}"#;
    let made = home.send(Some(home.me), request("POST", "/api/v1/wishes", made, None)).await;
    assert_eq!((made.status, &made.json()["note"]), (StatusCode::CREATED, &json!("bleu")));
}

both!(
    an_old_page_changes_what_was_touched_and_offers_back_what_it_had_not_seen,
    a_condition_moves_from_the_title_to_a_category_and_back,
    fields_written_at_once_are_offered_back_each,
    a_program_s_change_waits_for_the_one_before,
    what_no_database_keeps_is_left_out_of_a_note,
);
