//! Words: a wish and an offer meet across languages, plurals and sizes; and what was typed is shown as it was typed.

use axum::http::{Method, Request, header};
use axum::middleware::from_fn_with_state;
use domain::{Availability, ProductId};
use http_body_util::BodyExt;
use hyperlieu::rounds::{Round, Rounds};
use product::{Known, Seen};
use serde_json::json;
use store::testing::TestDb;
use store::{Statement, both, execute, fetch_one};
use tower::ServiceExt;

use crate::harness::{As, Town, spot};

async fn a_wish_meets_what_is_called_otherwise(db: TestDb) {
    let t = Town::new(db).await;
    let shop = t.shop("Outils du Port", "home/tools", spot(0, 0)).await;
    let drill = shop.offers("Perceuse-visseuse sans fil 18 V", 7_900, json!({})).await;
    shop.offers("Foret pour perceuse sans fil", 700, json!({})).await;
    let camille = t.member("Camille").await;
    camille.wishes("cordless drills", Some(10_000)).await;
    camille.mode_on().await;
    assert_eq!(camille.walks_to(spot(0, 60)).await, 1, "the drill, and not the bit for it");
    assert_eq!(camille.suggestion().await["offer"], json!(drill));
    let nour = t.member("Nour").await;
    nour.wishes("je cherche une perceuse 18 V", Some(10_000)).await;
    nour.mode_on().await;
    assert_eq!(nour.walks_to(spot(0, 60)).await, 1);
    let other = t.member("Ines").await;
    other.wishes("perceuse 12 V", Some(10_000)).await;
    other.mode_on().await;
    assert_eq!(other.walks_to(spot(0, 60)).await, 0, "both say a size, and not the same");
    t.end().await;
}

/// The whole of it is for its member alone, and the way counts as they go.
async fn a_wish_is_told_where_it_could_be_met(db: TestDb) {
    let t = Town::new(db).await;
    let near = t.shop("Outils du Port", "home/tools", spot(0, 400)).await;
    let far = t.shop("Outils du Plateau", "home/tools", spot(0, 3_000)).await;
    let dear = near.offers("Perceuse sans fil", 8_200, json!({"stock": 2})).await;
    let cheap = far.offers("Perceuse-visseuse sans fil", 7_900, json!({})).await;
    far.offers("Foret pour perceuse", 300, json!({})).await;
    let camille = t.member("Camille").await;
    let wish = camille.wishes("cordless drill", Some(10_000)).await;
    let told = async |order: &str| {
        let found = camille.get(&format!("/api/v1/wishes/{wish}/where?order={order}")).await.want(200).json();
        let offers: Vec<String> = found["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|item| crate::harness::text(&item["offer"]))
            .collect();
        (found, offers)
    };
    let (found, offers) = told("total").await;
    assert_eq!((&found["from"], offers), (&json!("middle"), vec![cheap.clone(), dear.clone()]));
    assert_eq!((&found["items"][1]["metres"], &found["items"][1]["minutes"]), (&json!(400), &json!(6)));
    assert_eq!(told("near").await.1, [dear.clone(), cheap.clone()]);

    // By car the way counts: 6 km at 64 cents are more than the 3 euros that are saved.
    camille.form("/me/travel", "way=car&car_cents_per_km=64&fare=0&from=").await.want(303);
    let (found, offers) = told("total").await;
    assert_eq!(offers, [dear.clone(), cheap.clone()]);
    assert_eq!(found["items"][0]["total"], json!({"minor": 8_252, "currency": "EUR"}));

    // From a place by its name; and one that nobody knows comes back beside its field.
    camille.form("/me/travel", "way=walk&car_cents_per_km=64&from=outils+du+plateau").await.want(303);
    let (found, offers) = told("near").await;
    assert_eq!((&found["from"], &offers[0]), (&json!("place"), &cheap));
    let again = camille.form("/me/travel", "way=walk&car_cents_per_km=64&from=Nulle+part").await.want(422);
    assert!(again.text.contains("value=\"Nulle part\"") && again.words().contains("Cela n’existe pas ici"));

    // Where they stand counts while the switch is on, and is in no address and no log.
    let here = spot(0, 380);
    t.keep_position_secret(here);
    camille.mode_on().await;
    camille.walks_to(here).await;
    let (found, offers) = told("near").await;
    assert_eq!((&found["from"], &offers[0]), (&json!("here"), &dear));
    let shown = camille.page(&format!("/me/wishes/{wish}/where"), "fr").await.want(200).words();
    for part in ["Outils du Port", "82,00 € + 1 min à pied (20 m)", "Il en reste 2", "là où vous êtes"]
    {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    assert!(camille.page(&format!("/me/wishes/{wish}"), "fr").await.text.contains("/where"));
    camille.form("/me/shopper-mode", "mode=off").await.want(303);
    assert_eq!(told("near").await.0["from"], json!("place"), "with the switch off nothing of it is used");

    // Nobody else may ask, and what is silent, gone or over is not told.
    let nour = t.member("Nour").await;
    nour.get(&format!("/api/v1/wishes/{wish}/where")).await.want(404);
    nour.page(&format!("/me/wishes/{wish}/where"), "fr").await.want(404);
    near.associate.patch(&format!("/api/v1/offers/{dear}"), json!({"state": "paused"})).await.want(200);
    assert_eq!(told("near").await.1, [cheap]);
    t.end().await;
}

async fn what_was_typed_is_shown_as_it_was_typed(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    let asked = camille
        .form(
            "/me/wishes/read",
            "title=je+cherche+un+canap%C3%A9+convertible+moins+de+300+%E2%82%AC&distance_m=5000",
        )
        .await
        .want(200);
    assert!(asked.text.contains("value=\"canapé convertible\""), "the words are as they were written");
    assert!(!asked.text.contains("canape"), "and nowhere folded");
    for (said, words) in [
        ("perceuse+sans+fil+moins+de+80+%E2%82%AC", "perceuse sans fil"),
        ("a+drill+with+a+case+under+%E2%82%AC80", "drill with a case"),
    ] {
        let asked = camille.form("/me/wishes/read", &format!("title={said}")).await.want(200).text;
        assert!(asked.contains(&format!("name=\"words\" type=\"text\" value=\"{words}\"")), "{asked}");
    }
    assert!(asked.text.contains("value=\"5000\" selected"), "the distance that was chosen beside is kept");
    camille
        .form(
            "/me/wishes/new",
            "title=Canap%C3%A9&words=canap%C3%A9+convertible&top_price=300&distance_m=5000&once=w1",
        )
        .await
        .want(303);
    let wish = camille.get("/api/v1/wishes").await.json()["items"][0].clone();
    assert_eq!(wish["distance_m"], json!(5_000));
    t.end().await;
}

/// Words and codes need no way out to the web, and addresses say that there is none.
async fn the_one_box_needs_no_web_for_words(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    let (router, ..) = ingest::routes().split();
    let identify = from_fn_with_state(t.app.clone(), people::identify);
    let router = router.layer(identify).with_state(t.app.clone());
    let As::Cookie(cookie) = &camille.cookie else { panic!("a page has a cookie") };
    let ask = async |what: &str| {
        let request = Request::builder()
            .method(Method::POST)
            .uri("/me/wishes/read")
            .header(header::HOST, "localhost")
            .header(header::COOKIE, cookie)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(axum::body::Body::from(format!("what={what}")))
            .unwrap();
        let (parts, body) = router.clone().oneshot(request).await.unwrap().into_parts();
        let text = String::from_utf8(body.collect().await.unwrap().to_bytes().to_vec()).unwrap();
        (parts.status.as_u16(), text)
    };
    let (status, text) = ask("un+roman+moins+de+8+euros").await;
    assert_eq!(status, 200);
    assert!(text.contains("value=\"un roman\""), "{text}");
    assert_eq!(ask("3017620422003").await.0, 200);
    assert_eq!(ask("https%3A%2F%2Fshop.example%2Fp").await.0, 503);
    camille.get("/api/v1/wishes").await.want(200);
    t.end().await;
}

/// What a shop's page says that names no make.
async fn page_says(t: &Town, url: &str, title: &str) -> ProductId {
    let seen = Seen {
        url: url.into(),
        retailer: "norda.example".into(),
        title: title.into(),
        brand: None,
        gtin: None,
        model: None,
        category: None,
        picture: None,
        price: None,
        list_price: None,
        availability: Availability::In,
        known: Known::default(),
        besides: product::Besides::default(),
    };
    let mut tx = t.app.write().await.unwrap();
    let listing = product::note(&mut tx, &t.app, seen, None).await.unwrap();
    tx.commit().await.unwrap();
    listing.product
}

/// A town that was there before words of products were noted, and is started by a program that notes them.
async fn a_product_from_before_is_found_by_its_rare_word_after_the_start(db: TestDb) {
    let t = Town::new(db).await;
    let known = page_says(&t, "https://norda.example/1", "Perceuse sans fil PSR1800LI-2 18 V").await;
    for (number, title) in ["Casque de vélo", "Lampe de chevet", "Tente 4 places"].into_iter().enumerate() {
        page_says(&t, &format!("https://norda.example/z{number}"), title).await;
    }
    let mut tx = t.app.write().await.unwrap();
    for sql in ["DELETE FROM product_word", "UPDATE product SET words_by = 0"] {
        execute!(&mut tx, Statement::new("BEFORE", sql)).unwrap();
    }
    tx.commit().await.unwrap();

    let again = t.restarted().await;
    let house = &again.house;
    let mut rounds =
        Rounds::new(again.app.clone(), house.street.clone(), house.web.clone(), house.post.clone());
    rounds.begin(Round::Words);
    rounds.end().await;
    let words = Statement::new("WORDED", "SELECT count(DISTINCT product) FROM product_word");
    assert_eq!(fetch_one!(&mut t.app.read().await.unwrap(), words, (i64,)).unwrap().0, 4);
    let same = page_says(&t, "https://b.example/1", "Perceuse-visseuse PSR-1800 LI-2 sans fil 18V").await;
    assert_eq!(same, known);
    again.end_by_hand();
    t.turn().await;
    t.member("Camille").await;
    t.end().await;
}

both!(
    a_product_from_before_is_found_by_its_rare_word_after_the_start,
    a_wish_meets_what_is_called_otherwise,
    a_wish_is_told_where_it_could_be_met,
    what_was_typed_is_shown_as_it_was_typed,
    the_one_box_needs_no_web_for_words,
);
