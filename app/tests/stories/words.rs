//! Words: a wish and an offer meet across languages, plurals and sizes; and what was typed is shown as it was typed.

use axum::http::{Method, Request, header};
use axum::middleware::from_fn_with_state;
use http_body_util::BodyExt;
use serde_json::json;
use store::both;
use store::testing::TestDb;
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

both!(
    a_wish_meets_what_is_called_otherwise,
    what_was_typed_is_shown_as_it_was_typed,
    the_one_box_needs_no_web_for_words,
);
