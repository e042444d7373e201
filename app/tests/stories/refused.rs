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
    "https://brand.example/01/03017620422004",
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
    assert!(seen.words().contains("réseau privé") && !seen.text.contains("secret"), "{}", seen.text);
    assert!(!seen.words().contains("seront lues"), "{}", seen.text);
    camille.form("/me/wishes/import", &filled(&seen.text)).await.want(303);
    let all = wishes(&camille).await;
    assert_eq!(all.len(), 2);
    assert!(all.iter().all(|wish| wish["listing"].is_null()), "{all:?}");
    let told = camille.post("/api/v1/wishes/import", json!({"text": list})).await.want(200).json();
    assert_eq!(told["lines"][0]["unread"], "fetch-private-address");
    assert_eq!(
        (&told["lines"][1]["unread"], &told["lines"][1]["link"]),
        (&json!("fetch-bad-address"), &Value::Null)
    );
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
        let misread = told["lines"][0]["misread"] == true || told["lines"][0]["unread"].is_string();
        assert!(misread || typed.contains("brand.example"), "{typed}: {told}");
    }
    assert!(wishes(&camille).await.is_empty());
    // Put right, it is the product.
    let right = "title=%2801%2903017620422003&distance_m=1000";
    camille.form("/me/wishes/new", right).await.want(303);
    assert_eq!(wishes(&camille).await[0]["subject"]["gtin"], "03017620422003");
    t.end().await;
}

async fn all_that_is_handed_over_is_read_and_no_picture_is(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    let picture = looks(&t, &camille, "file", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR").await.want(422);
    assert!(picture.words().contains("n’est pas un texte mais une image"), "{}", picture.text);
    let part = |name: &str, file: &str, value: &str| {
        format!("--cut\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n{value}\r\n")
    };
    let body = part("text", "", "un bonnet\ndes gants")
        + &part("file", "; filename=\"liste.csv\"", "Titre;Prix\nune lampe;12,50")
        + "--cut--\r\n";
    let headers = [("content-type", "multipart/form-data; boundary=cut"), ("sec-fetch-site", "same-origin")];
    let path = "/me/wishes/import/read";
    let seen = t.call(Method::POST, path, &camille.cookie, &headers, body).await.want(200);
    for said in ["un bonnet", "des gants", "une lampe"] {
        assert!(seen.text.contains(&format!("value=\"{said}\"")), "{said}: {}", seen.text);
    }
    t.end().await;
}

async fn one_line_costs_no_other_its_place(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    let long = "x".repeat(400);
    let list = format!(
        "title,top_price,currency,list,priority,until\nun vase,12.00,EUR,{long},usual,\nune lampe,,,Maison,usual,2020-01-01\n"
    );
    let seen = looks(&t, &camille, "file", list.as_bytes()).await.want(200);
    assert!(seen.words().contains("elle rejoint la liste principale"), "{}", seen.text);
    camille.form("/me/wishes/import", &filled(&seen.text)).await.want(303);
    let titles: Vec<Value> = wishes(&camille).await.iter().map(|wish| wish["title"].clone()).collect();
    assert_eq!(titles.len(), 2, "{titles:?}");
    t.end().await;
}

both!(
    an_address_that_is_never_read_becomes_no_page_by_any_way,
    a_wrong_check_digit_is_seen_in_whatever_it_stands,
    all_that_is_handed_over_is_read_and_no_picture_is,
    one_line_costs_no_other_its_place,
);
