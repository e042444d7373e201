//! What a list is called, by devices that were away and by pages that stood open: the later name stands, no other is lost.

use crate::devices::{at, how, op, send, sent_by};
use crate::support::{Home, json};
use domain::limits;
use kit::Chance;
use serde_json::{Value, json};
use store::both;
use store::testing::TestDb;

/// A list of this home's member; gives its id.
async fn listed(home: &Home, name: &str) -> String {
    let mut tx = home.app.write().await.unwrap();
    let list = wish::list::create(&mut tx, &home.app, home.me, name).await.unwrap();
    tx.commit().await.unwrap();
    home.app.clock.advance_secs(1);
    list.id.to_string()
}

/// A name that a device gave `ago` seconds before it sends it.
fn named(home: &Home, number: u32, ago: i64, list: &str, name: &str, base: Option<u32>) -> Value {
    json!({"op": op(number), "at": at(home, -ago), "list": list, "field": "name", "value": name, "base": base.map(op)})
}

fn only_list(answer: &Value) -> Value {
    let lists = answer["list"]["lists"].as_array().unwrap();
    assert_eq!(lists.len(), 1, "{answer}");
    lists[0].clone()
}

async fn two_devices_call_a_list_otherwise(db: TestDb) {
    let home = Home::new(db).await;
    let id = listed(&home, "Noël").await;
    let list = home.api("GET", "/api/v1/list", "").await.json();
    assert_eq!(list["lists"][0]["stamps"], json!({}), "nobody called it otherwise since it was made");

    let first = send(&home, &[named(&home, 1, 60, &id, " Noël  2026 ", None)]).await;
    let list = only_list(&first);
    assert_eq!((how(&first), &list["name"]), (vec!["applied".to_owned()], &json!("Noël 2026")));
    assert_eq!(list["stamps"], json!({"name": op(1)}));
    assert_eq!(how(&send(&home, &[named(&home, 1, 60, &id, "Noël 2026", None)]).await), ["known"]);

    // Another, which had not heard of it: said earlier it is offered back, said later it stands.
    let earlier = send(&home, &[named(&home, 2, 600, &id, "Fêtes", None)]).await;
    assert_eq!(
        (how(&earlier), &only_list(&earlier)["name"]),
        (vec!["overruled".to_owned()], &json!("Noël 2026"))
    );
    let lost = &earlier["list"]["overruled"][0];
    assert_eq!((&lost["list"], &lost["field"]), (&json!(id), &json!("name")));
    assert_eq!((&lost["value"], &lost["kept"]), (&json!("Fêtes"), &json!("Noël 2026")));
    assert_eq!(lost.get("wish"), None);
    let later = send(&home, &[named(&home, 3, 0, &id, "Hiver", None)]).await;
    assert_eq!((how(&later), &only_list(&later)["name"]), (vec!["applied".to_owned()], &json!("Hiver")));
    assert_eq!(later["list"]["overruled"].as_array().unwrap().len(), 2);

    // Taken: said again by who saw what stands. Let go: by its member alone.
    let taken = send(&home, &[named(&home, 4, 0, &id, "Fêtes", Some(3))]).await;
    assert_eq!(taken["list"]["overruled"].as_array().unwrap().len(), 1);
    let path = format!("/api/v1/list/overruled/{id}/{}", op(1));
    assert_eq!(home.send(Some(home.neighbour().await), json("DELETE", &path, "", None)).await.status, 404);
    assert_eq!(home.api("DELETE", &path, "").await.status, 204);
    assert_eq!(home.api("DELETE", &path, "").await.status, 404);
    assert_eq!(home.api("GET", "/api/v1/list", "").await.json()["overruled"], json!([]));
}

async fn what_is_no_name_is_refused_and_leaves_nothing(db: TestDb) {
    let home = Home::new(db).await;
    let id = listed(&home, "Noël").await;
    let gone = format!("list_{}", "0".repeat(32));
    let sent = |list: &str, field: &str, value: Value| {
        let mut edit = named(&home, 7, 0, list, "", None);
        (edit["field"], edit["value"]) = (json!(field), value);
        edit
    };
    let both = json!({"op": op(7), "at": at(&home, 0), "list": id, "wish": format!("wish_{}", "0".repeat(32)),
        "field": "name", "value": "Fêtes"});
    let neither = json!({"op": op(7), "at": at(&home, 0), "field": "name", "value": "Fêtes"});
    for (edit, code, field) in [
        (sent(&id, "name", json!("  ")), "invalid", "name"),
        (sent(&id, "name", json!("n".repeat(limits::NAME_CHARS + 1))), "invalid", "name"),
        (sent(&id, "name", json!("No\u{0}ël")), "invalid", "name"),
        (sent(&id, "name", json!(7)), "invalid", "name"),
        // Who sees a list is a consent: it is given where it takes effect at once.
        (sent(&id, "visibility", json!("public")), "invalid", "field"),
        (sent(&id, "order", json!("i")), "invalid", "field"),
        (sent("wish_1", "name", json!("Fêtes")), "invalid", "list"),
        (both, "invalid", "field"),
        (neither, "invalid", "wish"),
        (sent(&gone, "name", json!("Fêtes")), "not-found", ""),
    ] {
        let answer = send(&home, std::slice::from_ref(&edit)).await;
        assert_eq!(how(&answer), ["refused"], "{edit}");
        let problem = &answer["settled"][0]["problem"];
        assert_eq!(problem["code"], json!(code), "{edit}: {problem}");
        if !field.is_empty() {
            assert_eq!(problem["fields"][0]["field"], json!(field), "{edit}: {problem}");
        }
        assert_eq!(
            (&only_list(&answer)["name"], &only_list(&answer)["visibility"]),
            (&json!("Noël"), &json!("private"))
        );
    }
    // A neighbour's list is none.
    let neighbour = home.neighbour().await;
    let answer = sent_by(&home, neighbour, &[named(&home, 8, 0, &id, "À moi", None)]).await;
    assert_eq!(answer["settled"][0]["problem"]["code"], json!("not-found"));
}

async fn a_page_that_stood_open_writes_over_no_name_it_had_not_shown(db: TestDb) {
    let home = Home::new(db).await;
    let id = listed(&home, "Noël").await;
    let page = home.look(&format!("/me/lists/{id}/edit")).await.text;
    assert!(page.contains("name=\"stamp\" value=\"none\""), "{page}");
    send(&home, &[named(&home, 1, 60, &id, "Fêtes", None)]).await;
    assert_eq!(home.form(&format!("/me/lists/{id}/edit"), "name=Hiver&stamp=none").await.status, 303);
    let list = home.api("GET", "/api/v1/list", "").await.json();
    assert_eq!(
        (&list["lists"][0]["name"], &list["overruled"][0]["value"]),
        (&json!("Hiver"), &json!("Fêtes"))
    );

    // The list's own page offers it back, and only that one.
    let shown = home.look(&format!("/me/lists/{id}")).await.text.replace('\u{a0}', " ");
    assert!(shown.contains("you had called this list “Fêtes”. Here it is “Hiver”."), "{shown}");
    let other = listed(&home, "Maison").await;
    assert!(!home.look(&format!("/me/lists/{other}")).await.text.contains("Fêtes"));
    let answer = format!("/me/lists/{id}/overruled");
    assert_eq!(home.form(&answer, &format!("op={}&answer=what", op(1))).await.status, 422);
    assert_eq!(home.form(&answer, &format!("op={}&answer=take", op(1))).await.status, 303);
    assert_eq!(home.form(&answer, &format!("op={}&answer=take", op(1))).await.status, 404);
    let list = home.api("GET", "/api/v1/list", "").await.json();
    assert_eq!((&list["lists"][0]["name"], &list["overruled"]), (&json!("Fêtes"), &json!([])));

    // A form that shows what stands replaces it.
    let stamp = list["lists"][0]["stamps"]["name"].as_str().unwrap().to_owned();
    assert!(home.look(&format!("/me/lists/{id}/edit")).await.text.contains(&stamp));
    assert_eq!(
        home.form(&format!("/me/lists/{id}/edit"), &format!("name=Hiver&stamp={stamp}")).await.status,
        303
    );
    let list = home.api("GET", "/api/v1/list", "").await.json();
    assert_eq!((&list["lists"][0]["name"], &list["overruled"]), (&json!("Hiver"), &json!([])));
    assert_eq!(home.form(&format!("/me/lists/{id}/edit"), "name=+&stamp=none").await.status, 422);
    let mut tx = home.app.write().await.unwrap();
    wish::list::remove(&mut tx, home.me, id.parse().unwrap()).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(
        home.api("GET", "/api/v1/list", "").await.json()["overruled"],
        json!([]),
        "a list takes its names along"
    );
}

/// Two devices call a list otherwise at any time, with clocks hours apart, and lose answers: each name stands, was seen by the one that
/// replaced it, or is offered back.
async fn no_name_is_lost(db: TestDb) {
    let mut home = Home::new(db).await;
    for seed in 0..8 {
        home.me = home.neighbour().await;
        let chance = Chance::seeded(seed);
        let id = listed(&home, "Noël").await;
        let below = |n: u64| i64::try_from(chance.below(n)).unwrap();
        // Of each: how far its clock is off, the stamp and name it was told, and what it has not yet sent.
        let mut devices =
            [0, 1].map(|_| (below(20_000) - 10_000, (Value::Null, "Noël".to_owned()), Vec::<Value>::new()));
        let (mut made, mut last) = (Vec::<(String, String)>::new(), Value::Null);
        for step in 0..40_u32 {
            home.app.clock.advance_secs(below(600));
            let (off, told, queue) = &mut devices[usize::try_from(below(2)).unwrap()];
            let flush = step >= 36;
            if !flush && below(2) == 0 {
                let seen = queue.last().map_or_else(
                    || told.clone(),
                    |own: &Value| (own["op"].clone(), own["value"].as_str().unwrap().to_owned()),
                );
                let name = format!("n{}", 100 + step);
                let edit = json!({"op": op(100 + step), "at": at(&home, *off), "list": id, "field": "name", "value": name, "base": seen.0});
                queue.push(edit);
                made.push((name, seen.1));
                continue;
            }
            let body = json!({"sent_at": at(&home, *off), "edits": queue}).to_string();
            last = home.api("POST", "/api/v1/list/edits", &body).await.json();
            assert!(!how(&last).contains(&"refused".to_owned()), "seed {seed}: {last}");
            if flush || below(3) > 0 {
                queue.clear();
                let list = only_list(&last);
                *told = (list["stamps"]["name"].clone(), list["name"].as_str().unwrap().to_owned());
            }
        }
        for (off, _, queue) in &devices {
            let body = json!({"sent_at": at(&home, *off), "edits": queue}).to_string();
            last = home.api("POST", "/api/v1/list/edits", &body).await.json();
        }
        let shown = format!("{} {}", only_list(&last)["name"], last["list"]["overruled"]);
        for (name, _) in &made {
            let was_seen = made.iter().any(|(_, saw)| saw == name);
            assert!(shown.contains(name.as_str()) || was_seen, "seed {seed}: {name} is lost from {shown}");
        }
    }
}

both!(
    two_devices_call_a_list_otherwise,
    what_is_no_name_is_refused_and_leaves_nothing,
    a_page_that_stood_open_writes_over_no_name_it_had_not_shown,
    no_name_is_lost
);
