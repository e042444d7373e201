//! Wishes that name places: kept, shown, changed, and never widened behind their member's back.

use crate::support::{Home, all, close, place};
use axum::http::StatusCode;
use domain::{Fact, PlaceId};
use serde_json::{Value, json};
use store::both;
use store::testing::TestDb;
use wish::{NewWish, WishChange};

const WISHES: &str = "/api/v1/wishes";

async fn a_wish_names_places_and_forgets_them(db: TestDb) {
    let home = Home::new(db).await;
    let (first, second) = (place(&home, "Chez Clémence").await, place(&home, "Au bon pain").await);
    let body =
        json!({ "title": "pain", "places": [second.to_string(), first.to_string(), second.to_string()] });
    let made = home.api("POST", WISHES, &body.to_string()).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text);
    let made = made.json();
    assert_eq!(made["places"], json!([first.to_string(), second.to_string()]), "sorted, each once");
    let path = format!("{WISHES}/{}", made["id"].as_str().unwrap());
    assert_eq!(home.api("GET", &path, "").await.json(), made);
    assert_eq!(home.api("GET", WISHES, "").await.json(), json!({ "items": [made] }));

    let patch = async |body: Value| home.api("PATCH", &path, &body.to_string()).await.json();
    assert_eq!(patch(json!({ "title": "bon pain" })).await["places"], made["places"], "what is absent stays");
    let one = patch(json!({ "places": [second.to_string()] })).await;
    assert_eq!(one["places"], json!([second.to_string()]));
    assert_eq!(home.api("GET", &path, "").await.json(), one);
    assert_eq!(patch(json!({ "places": [] })).await["places"], json!(null), "anywhere again");
    assert_eq!(home.api("GET", &path, "").await.json()["places"], json!(null));
    let told = store::facts_after(&mut home.app.read().await.unwrap(), 0, 100).await.unwrap();
    let told = told.iter().filter(|(_, fact)| matches!(fact, Some(Fact::Wish(_)))).count();
    assert_eq!(told, 4, "added, and changed three times");
}

async fn places_that_do_not_exist_are_refused(db: TestDb) {
    let home = Home::new(db).await;
    let known = place(&home, "Chez Clémence").await;
    let nowhere: PlaceId = home.app.id();
    let narrow = json!({ "title": "vin", "places": [known.to_string()] }).to_string();
    let made = home.api("POST", WISHES, &narrow).await.json();
    let path = format!("{WISHES}/{}", made["id"].as_str().unwrap());
    let many: Vec<String> = (0..21).map(|_| home.app.id::<PlaceId>().to_string()).collect();
    for (places, code) in [
        (json!([known.to_string(), nowhere.to_string()]), "unknown"),
        (json!(["place_1"]), "id"),
        (json!([home.me.to_string()]), "id"),
        (json!(many), "too-many"),
    ] {
        for (method, path, body) in [
            ("POST", WISHES, json!({ "title": "vin", "places": places })),
            ("PATCH", &path, json!({ "places": places })),
        ] {
            let told = home.api(method, path, &body.to_string()).await;
            assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY, "{method} {code}: {}", told.text);
            let told = &told.json()["fields"][0];
            assert_eq!((&told["field"], &told["code"]), (&json!("places"), &json!(code)), "{method}");
            assert!(!told["detail"].as_str().unwrap().starts_with("field-"), "{code} is said in words");
        }
    }
    assert_eq!(home.api("GET", &path, "").await.json()["places"], json!([known.to_string()]));
    assert_eq!(home.api("GET", WISHES, "").await.json()["items"].as_array().unwrap().len(), 1);
}

async fn a_place_that_goes_leaves_the_wish_narrow(db: TestDb) {
    let home = Home::new(db).await;
    let gone = place(&home, "Chez Clémence").await;
    let mut tx = home.app.write().await.unwrap();
    let only = wish::add(&mut tx, &home.app, home.me, NewWish { places: vec![gone], ..NewWish::told("vin") });
    let only = only.await.unwrap();
    tx.commit().await.unwrap();
    close(&home, gone).await;
    let mut tx = home.app.write().await.unwrap();
    assert_eq!(wish::wish(&mut tx, only.id).await.unwrap().unwrap().places, [gone]);
    let near = WishChange { distance_m: Some(300), places: Some(vec![gone]), ..WishChange::default() };
    let near = wish::change(&mut tx, home.me, only.id, near).await.unwrap();
    assert_eq!((near.distance_m, near.places), (300, vec![gone]), "what was named may stay");
    let other =
        wish::add(&mut tx, &home.app, home.me, NewWish { places: vec![gone], ..NewWish::told("pain") });
    assert_eq!(other.await.unwrap_err().fields, [("places", "unknown")], "but is not named anew");
}

async fn every_reading_gives_the_same_places(db: TestDb) {
    let home = Home::new(db).await;
    let (a, b) = (place(&home, "A").await, place(&home, "B").await);
    let neighbour = home.neighbour().await;
    let mut tx = home.app.write().await.unwrap();
    for (member, places) in
        [(home.me, vec![a]), (neighbour, vec![b]), (home.me, vec![]), (home.me, vec![a, b])]
    {
        wish::add(&mut tx, &home.app, member, NewWish { places, ..NewWish::told("vin") }).await.unwrap();
        home.app.clock.advance_secs(1);
    }
    tx.commit().await.unwrap();
    let mut tx = home.app.read().await.unwrap();
    let places = |wishes: &[domain::Wish]| wishes.iter().map(|wish| wish.places.clone()).collect::<Vec<_>>();
    let all = all(&mut tx).await;
    assert_eq!(places(&all), [vec![a], vec![b], vec![], vec![a, b]]);
    let mine = wish::of_member(&mut tx, home.me).await.unwrap();
    assert_eq!(places(&mine), [vec![a, b], vec![], vec![a]]);
    for wish in all {
        assert_eq!(wish::wish(&mut tx, wish.id).await.unwrap(), Some(wish));
    }
}

async fn a_wish_is_for_here_alone_by_hand(db: TestDb) {
    let home = Home::new(db).await;
    let here = place(&home, "Chez <Ana>").await;
    let list = home.look(&format!("/me/wishes?place={here}")).await.text;
    assert!(list.contains("Only here: Chez &#60;Ana&#62;") && list.contains(&format!("value=\"{here}\"")));
    for nowhere in [home.app.id::<PlaceId>().to_string(), "%22%3E".to_owned(), String::new()] {
        let list = home.look(&format!("/me/wishes?place={nowhere}")).await;
        assert_eq!(list.status, StatusCode::OK);
        assert!(!list.text.contains("name=\"only\"") && !list.text.contains("name=\"place\""), "{nowhere}");
    }
    let wishes = async || wish::of_member(&mut home.app.read().await.unwrap(), home.me).await.unwrap();
    let again = home.form("/me/wishes", &format!("title=&place={here}&only=anywhere")).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.text.contains(r#"<option value="anywhere" selected>"#), "what was chosen comes back");
    home.form("/me/wishes", &format!("title=cidre&place={here}&only=anywhere")).await;
    home.app.clock.advance_secs(1);
    home.form("/me/wishes", &format!("title=pain&place={here}&only=here")).await;
    let [pain, cidre] = &wishes().await[..] else { panic!("two wishes") };
    assert_eq!((&pain.places[..], &cidre.places[..]), (&[here][..], &[][..]));
    assert!(home.look("/me/wishes").await.text.contains("at one place only"));

    close(&home, here).await;
    let lost = home.form("/me/wishes", &format!("title=vin&place={here}&only=here")).await;
    assert_eq!(lost.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(lost.text.contains("id=\"f-only-error\"") && lost.text.contains("a place that is gone"));
    let page = format!("/me/wishes/{}", pain.id);
    assert!(home.look(&page).await.text.contains("Only here: a place that is gone"));
    for (only, places) in [("", 1), ("&only=here", 1), ("&only=anywhere", 0)] {
        home.form(&page, &format!("title=pain{only}")).await;
        assert_eq!(wishes().await[0].places.len(), places, "{only}");
    }
    assert!(!home.look(&page).await.text.contains("name=\"only\""));
}

both!(
    a_wish_is_for_here_alone_by_hand,
    a_wish_names_places_and_forgets_them,
    places_that_do_not_exist_are_refused,
    a_place_that_goes_leaves_the_wish_narrow,
    every_reading_gives_the_same_places,
);
