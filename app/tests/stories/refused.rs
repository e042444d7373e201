//! What can never be read, is no list or no code is told by every way in, and what was written beside it stands.

use axum::http::Method;
use serde_json::{Value, json};
use store::both;
use store::testing::TestDb;

use crate::hand::Hand;
use crate::harness::{As, Town};
use crate::imports::{filled, looks};

/// A wrong check digit, within what it may be written in.
const WRONG: [&str; 4] = [
    "(01)03017620422004",
    "https://id.gs1.org/01/03017620422004",
    "http://localhost/01/3017620422004",
    "Nutella 3017620422004",
];

async fn wishes(hand: &Hand<'_>) -> Vec<Value> {
    hand.get("/api/v1/wishes").await.want(200).json()["items"].as_array().unwrap().clone()
}

async fn an_address_that_is_never_read_becomes_no_page_by_any_way(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    let never =
        ["http://10.0.0.1/drill", "https://me:secret@shop.example/drill", "http://localhost/me/wishes"];
    for address in never {
        let told = camille.post("/api/v1/wishes", json!({"title": address})).await;
        let told = told.refused(422, "invalid");
        assert_eq!(told.json()["fields"][0]["code"], "address-never", "{address}");
        let form = [("content-type", "application/x-www-form-urlencoded"), ("accept-language", "fr")];
        let typed = format!("title={}", address.replace(':', "%3A").replace('@', "%40"));
        let begun = t.call(Method::POST, "/start", &As::Nobody, &form, typed).await.want(422);
        assert!(begun.words().contains("Aucune page ne sera jamais lue"), "{}", begun.text);
        assert!(begun.text.contains(&format!("value=\"{address}\"")), "still filled: {}", begun.text);
    }
    let list = format!("Titre;Lien\nPerceuse;{}\nLampe;{}\n", never[0], never[1]);
    let seen = looks(&t, &camille, "text", list.as_bytes()).await.want(200);
    assert!(!seen.text.contains("secret"), "{}", seen.text);
    assert!(!seen.words().contains("seront lues"), "{}", seen.text);
    camille.form("/me/wishes/import", &filled(&seen.text)).await.want(303);
    let all = wishes(&camille).await;
    assert_eq!(all.len(), 2);
    assert!(all.iter().all(|wish| wish["listing"].is_null()), "{all:?}");
    let told = camille.post("/api/v1/wishes/import", json!({"text": list})).await.want(200).json();
    for line in told["lines"].as_array().unwrap() {
        assert_eq!((&line["unlinked"], &line["link"]), (&json!(true), &Value::Null), "{line}");
    }
    t.end().await;
}

async fn a_wrong_check_digit_is_seen_in_whatever_it_stands(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    let wrong = "Le dernier chiffre ne va pas avec les autres";
    for typed in WRONG {
        let box_ = format!("title={}", typed.replace(':', "%3A").replace(' ', "+"));
        let asked = camille.form("/me/wishes/read", &box_).await;
        assert!(asked.words().contains(wrong), "{typed}: {}", asked.text);
        assert!(asked.text.contains(&format!("value=\"{typed}\"")), "{typed}: {}", asked.text);
        let told = camille.post("/api/v1/wishes/import", json!({"text": typed})).await.want(200).json();
        let misread = told["lines"][0]["misread"] == true || told["lines"][0]["unlinked"] == true;
        assert!(misread || typed.contains("id.gs1.org"), "{typed}: {told}");
    }
    assert!(wishes(&camille).await.is_empty());
    // Put right, it is the product.
    let right = "title=%2801%2903017620422003&distance_m=1000";
    camille.form("/me/wishes/new", right).await.want(303);
    assert_eq!(wishes(&camille).await[0]["subject"]["gtin"], "03017620422003");
    t.end().await;
}

both!(
    an_address_that_is_never_read_becomes_no_page_by_any_way,
    a_wrong_check_digit_is_seen_in_whatever_it_stands,
);
