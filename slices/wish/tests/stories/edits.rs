//! Edits of devices that were away: settled once, in whatever order they come.

use crate::devices::{added, edit, how, only, op, send};
use crate::support::{Home, json};
use domain::WishId;
use domain::WishState;
use domain::ids::Id;
use serde_json::{Value, json};
use store::both;
use store::testing::TestDb;

async fn a_day_without_a_network_is_settled_once(db: TestDb) {
    let home = Home::new(db).await;
    let mut tx = home.app.write().await.unwrap();
    let list = wish::list::create(&mut tx, &home.app, home.me, "Noël").await.unwrap().id.to_string();
    tx.commit().await.unwrap();
    let id = WishId::make(home.app.now(), [9; 10]).to_string();
    let edits = [
        edit(
            &home,
            1,
            900,
            &id,
            "add",
            json!({"title": "Un vélo", "note": "bleu", "quantity": 2, "priority": "dearly"}),
            None,
        ),
        edit(&home, 2, 800, &id, "title", json!("Un vélo  bleu"), Some(1)),
        edit(&home, 3, 700, &id, "quantity", json!(1), None),
        edit(&home, 4, 600, &id, "list", json!(list), None),
        edit(&home, 5, 500, &id, "top_price", json!({"minor": 30_000, "currency": "EUR"}), None),
        edit(&home, 6, 400, &id, "order", json!("i"), None),
        edit(&home, 7, 300, &id, "secret", json!(true), None),
        edit(&home, 8, 200, &id, "until", json!("2027-01-01T00:00:00Z"), None),
        edit(&home, 9, 100, &id, "state", json!("paused"), None),
    ];
    let answer = send(&home, &edits).await;
    assert_eq!(how(&answer), ["applied"; 9], "{answer}");
    let wish = only(&answer);
    for (field, says) in [
        ("title", json!("Un vélo bleu")),
        ("note", json!("bleu")),
        ("quantity", json!(3)),
        ("priority", json!("dearly")),
        ("list", json!(list)),
        ("top_price", json!({"minor": 30_000, "currency": "EUR"})),
        ("order", json!("i")),
        ("secret", json!(true)),
        ("until", json!("2027-01-01T00:00:00Z")),
        ("state", json!("paused")),
        ("html_url", json!(format!("/me/wishes/{id}"))),
    ] {
        assert_eq!(wish[field], says, "{field}");
    }
    assert_eq!(wish["stamps"]["title"], json!(op(2)));
    assert_eq!(wish["stamps"].get("note"), None, "nobody wrote it since the wish was added");
    let again = send(&home, &edits).await;
    assert_eq!(how(&again), ["known"; 9]);
    assert_eq!(only(&again), wish, "an answer that was lost changes nothing");
}

async fn two_devices_lose_nothing(db: TestDb) {
    let home = Home::new(db).await;
    let id = added(&home, "Vélo").await;
    let first = send(
        &home,
        &[
            edit(&home, 1, 60, &id, "title", json!("Vélo rouge"), None),
            edit(&home, 2, 50, &id, "note", json!("taille M"), None),
            edit(&home, 3, 40, &id, "quantity", json!(1), None),
        ],
    )
    .await;
    assert_eq!(how(&first), ["applied"; 3]);
    let second = send(
        &home,
        &[
            edit(&home, 11, 90, &id, "title", json!("Vélo bleu"), None),
            edit(&home, 12, 30, &id, "note", json!("avec panier"), None),
            edit(&home, 13, 20, &id, "quantity", json!(1), None),
        ],
    )
    .await;
    assert_eq!(how(&second), ["overruled", "applied", "applied"]);
    let wish = only(&second);
    assert_eq!((&wish["title"], &wish["note"]), (&json!("Vélo rouge"), &json!("taille M\navec panier")));
    assert_eq!(wish["quantity"], json!(3));
    let lost = &second["list"]["overruled"][0];
    assert_eq!(
        (&lost["value"], &lost["kept"], &lost["field"]),
        (&json!("Vélo bleu"), &json!("Vélo rouge"), &json!("title"))
    );
    // Both notes are one text that neither device wrote: who saw their own alone does not write over it.
    let note = wish["stamps"]["note"].as_str().unwrap();
    assert!(![op(2), op(12)].contains(&note.to_owned()));
    // Taken: it is said again by who saw what stands, and is offered no more.
    let taken = send(&home, &[edit(&home, 14, 0, &id, "title", json!("Vélo bleu"), Some(1))]).await;
    assert_eq!((how(&taken), &taken["list"]["overruled"]), (vec!["applied".to_owned()], &json!([])));
    // Let go.
    send(&home, &[edit(&home, 15, 500, &id, "title", json!("Moto"), None)]).await;
    let path = format!("/api/v1/list/overruled/{id}/{}", op(15));
    assert_eq!(home.send(Some(home.neighbour().await), json("DELETE", &path, "", None)).await.status, 404);
    assert_eq!(home.api("DELETE", &path, "").await.status, 204);
    assert_eq!(home.api("DELETE", &path, "").await.status, 404);
    assert_eq!(home.api("GET", "/api/v1/list", "").await.json()["overruled"], json!([]));
}

async fn an_edit_revives_what_was_dropped_without_seeing_it(db: TestDb) {
    let mut home = Home::new(db).await;
    for dropped_first in [true, false] {
        home.me = home.neighbour().await;
        let id = added(&home, "Vélo").await;
        send(&home, &[edit(&home, 9, 0, &id, "state", json!("paused"), None)]).await;
        let drop = [edit(&home, 1, 60, &id, "state", json!("dropped"), Some(9))];
        let note = [edit(&home, 2, 30, &id, "note", json!("bleu"), None)];
        let (first, second) = if dropped_first { (&drop, &note) } else { (&note, &drop) };
        send(&home, first).await;
        let answer = send(&home, second).await;
        let wish = only(&answer);
        assert_eq!((&wish["note"], &wish["state"]), (&json!("bleu"), &json!("paused")), "{dropped_first}");
        let lost = &answer["list"]["overruled"][0];
        assert_eq!((&lost["field"], &lost["value"]), (&json!("state"), &json!("dropped")), "{dropped_first}");
    }
}

async fn a_drop_that_saw_all_is_a_drop(db: TestDb) {
    let home = Home::new(db).await;
    let id = added(&home, "Vélo").await;
    send(&home, &[edit(&home, 1, 0, &id, "note", json!("bleu"), None)]).await;
    // Its clock was wrong when it dropped, but it had seen the note.
    let mut dropping = edit(&home, 2, 9_000, &id, "state", json!("dropped"), None);
    dropping["seen"] = json!({"note": op(1)});
    let answer = send(&home, &[dropping]).await;
    assert_eq!((how(&answer), &answer["list"]["wishes"]), (vec!["applied".to_owned()], &json!([])));
    let mut tx = home.app.read().await.unwrap();
    let wish = wish::wish(&mut tx, id.parse().unwrap()).await.unwrap().unwrap();
    assert_eq!(wish.state, WishState::Dropped);
    drop(tx);
    let undone = send(&home, &[edit(&home, 3, 0, &id, "state", json!("open"), Some(2))]).await;
    assert_eq!(only(&undone)["state"], json!("open"), "undone by who saw it");
}

async fn what_came_true_is_not_undone_by_who_did_not_know(db: TestDb) {
    let home = Home::new(db).await;
    let id = added(&home, "Vélo").await;
    let mut tx = home.app.write().await.unwrap();
    wish::fulfil(&mut tx, id.parse().unwrap()).await.unwrap();
    tx.commit().await.unwrap();
    home.app.clock.advance_secs(60);
    for (number, state) in [(1, "paused"), (2, "open"), (3, "dropped")] {
        let answer = send(&home, &[edit(&home, number, 0, &id, "state", json!(state), None)]).await;
        assert_eq!(
            (how(&answer), &only(&answer)["state"]),
            (vec!["overruled".to_owned()], &json!("fulfilled"))
        );
    }
    let note = send(&home, &[edit(&home, 4, 0, &id, "note", json!("reçu de Mamie"), None)]).await;
    assert_eq!((&only(&note)["note"], &only(&note)["state"]), (&json!("reçu de Mamie"), &json!("fulfilled")));
}

async fn what_is_put_away_is_not_hoped_for_meanwhile(db: TestDb) {
    let home = Home::new(db).await;
    let id = added(&home, "Vélo").await;
    let away = only(&send(&home, &[edit(&home, 1, 0, &id, "archived", json!(true), None)]).await);
    assert_eq!((&away["archived"], &away["state"]), (&json!(true), &json!("paused")));
    let back = only(&send(&home, &[edit(&home, 2, 0, &id, "archived", json!(false), Some(1))]).await);
    assert_eq!((&back["archived"], &back["state"]), (&json!(false), &json!("open")));
    send(&home, &[edit(&home, 3, 0, &id, "state", json!("paused"), Some(2))]).await;
    send(&home, &[edit(&home, 4, 0, &id, "archived", json!(true), Some(2))]).await;
    let back = only(&send(&home, &[edit(&home, 5, 0, &id, "archived", json!(false), Some(4))]).await);
    assert_eq!(back["state"], json!("paused"), "it was paused before it was put away");
}

async fn what_was_put_away_and_overruled_twice_is_offered_back_twice(db: TestDb) {
    let home = Home::new(db).await;
    let id = added(&home, "Vélo").await;
    // To put away pauses along with it; another device, which heard of neither, ticked it off and had taken it out.
    let away = send(&home, &[edit(&home, 1, 60, &id, "archived", json!(true), None)]).await;
    let stamps = only(&away)["stamps"].clone();
    assert_ne!(stamps["archived"], stamps["state"]);
    let others = [
        edit(&home, 2, 40, &id, "state", json!("fulfilled"), None),
        edit(&home, 3, 30, &id, "archived", json!(false), None),
    ];
    let answer = send(&home, &others).await;
    assert_eq!(how(&answer), ["applied"; 2]);
    let said = |answer: &Value| {
        let lost = answer["overruled"].as_array().unwrap().iter();
        let mut said: Vec<_> = lost.map(|one| (one["field"].clone(), one["value"].clone())).collect();
        said.sort_by_key(|(field, _)| field.to_string());
        said
    };
    let both = [(json!("archived"), json!(true)), (json!("state"), json!("paused"))];
    assert_eq!(said(&answer["list"]), both);
    // Each is let go on its own.
    let op = stamps["state"].as_str().unwrap();
    assert_eq!(home.api("DELETE", &format!("/api/v1/list/overruled/{id}/{op}"), "").await.status, 204);
    assert_eq!(said(&home.api("GET", "/api/v1/list", "").await.json()), both[..1]);
}

both!(what_was_put_away_and_overruled_twice_is_offered_back_twice);
both!(a_day_without_a_network_is_settled_once);
both!(two_devices_lose_nothing);
both!(an_edit_revives_what_was_dropped_without_seeing_it);
both!(a_drop_that_saw_all_is_a_drop);
both!(what_came_true_is_not_undone_by_who_did_not_know);
both!(what_is_put_away_is_not_hoped_for_meanwhile);
