//! One touch on a suggestion of a moment: not this, not this shop, not now; each closes what it says at once, and is taken back.

use serde_json::{Value, json};
use store::both;
use store::testing::TestDb;

use crate::hand::{Hand, Shop, led};
use crate::harness::{Town, spot, text};

/// A bakery with two things a member wishes for, told of the first.
async fn street(t: &Town) -> (Shop<'_>, Hand<'_>, String) {
    let shop = t.shop("Au bon pain", "food/bread", spot(0, 0)).await;
    shop.offers("Brioche au beurre", 400, json!({})).await;
    let camille = t.member("Camille").await;
    camille.wishes("une brioche", None).await;
    camille.attention(json!({"on": true, "per_day": 20})).await;
    assert_eq!(camille.walks_to(spot(0, 40)).await, 1);
    let suggestion = text(&camille.suggestion().await["id"]);
    (shop, camille, suggestion)
}

async fn touches(who: &Hand<'_>, suggestion: &str, answer: &str) -> Value {
    let path = format!("/api/v1/suggestions/{suggestion}/answer");
    who.post(&path, json!({ "answer": answer })).await.want(200).json()
}

async fn not_this_is_for_good_and_taken_back(db: TestDb) {
    let t = Town::new(db).await;
    let (_, camille, id) = street(&t).await;
    let card = camille.page("/me", "fr").await.want(200);
    for part in ["Pas maintenant", "Pas pour moi", "Pas cette boutique"] {
        assert!(card.words().contains(part), "{part}");
    }
    let answer = camille.form(&format!("/suggestions/{id}/answer"), "answer=not-this").await;
    assert_eq!(led(&answer), format!("/me#answered-{id}"));
    camille.form(&format!("/suggestions/{id}/answer"), "answer=not-this").await.want(303);
    assert_eq!(camille.suggestion().await["outcome"], json!("dismissed"), "a double click is one");
    let page = camille.page("/me", "fr").await.want(200);
    assert!(page.words().contains("« Brioche au beurre » : plus jamais."), "{}", page.words());
    assert!(page.text.contains(&format!("action=\"/suggestions/{id}/undo\"")), "{}", page.text);
    assert!(!page.text.contains(&format!("data-suggestion=\"{id}\"")), "the card is gone");
    let (_, list) = page.text.split_once("data-live-list").unwrap();
    assert!(list.contains(&format!("id=\"answered-{id}\"")), "what became of it stands in its place");

    assert_eq!(led(&camille.form(&format!("/suggestions/{id}/undo"), "").await), format!("/me#{id}"));
    camille.form(&format!("/suggestions/{id}/undo"), "").await.want(303);
    assert!(
        camille.page("/me", "fr").await.text.contains(&format!("data-suggestion=\"{id}\"")),
        "it is back"
    );
    touches(&camille, &id, "not-this").await;
    t.app.clock.advance_secs(700);
    camille.post(&format!("/api/v1/suggestions/{id}/undo"), json!({})).await.refused(409, "already-taken");
    assert!(!camille.page("/me", "fr").await.words().contains("plus jamais"));
    assert_eq!(camille.walks_to(spot(0, 20)).await, 0);
    t.end().await;
}

async fn not_this_shop_is_a_consent(db: TestDb) {
    let t = Town::new(db).await;
    let (shop, camille, id) = street(&t).await;
    let told = touches(&camille, &id, "not-this-shop").await;
    assert_eq!(told["outcome"], json!("dismissed"));
    let again = touches(&camille, &id, "not-this-shop").await;
    assert_eq!(again["consent"], told["consent"], "given once");
    let second = shop.offers("Brioche aux pralines", 500, json!({})).await;
    assert_eq!(camille.walks_to(spot(0, 30)).await, 0, "the shop is silent");
    assert!(camille.why(&second, "fr").await.0.contains(&"denied".to_owned()));
    let consents = camille.page("/me/consents", "fr").await.words();
    assert!(consents.contains("Au bon pain ne vous parle pas."), "{consents}");
    let page = camille.page("/me", "en").await.words();
    assert!(page.contains("Nothing more from “Au bon pain”."), "{page}");

    camille.form(&format!("/suggestions/{id}/undo"), "").await.want(303);
    t.app.clock.advance_secs(5);
    camille.walks_to(spot(0, 35)).await;
    t.turn().await;
    assert_eq!(camille.suggestions().await.len(), 2, "it speaks again");
    t.end().await;
}

async fn closing_the_shop_after_is_taken_back_too(db: TestDb) {
    let t = Town::new(db).await;
    let (_, camille, id) = street(&t).await;
    touches(&camille, &id, "not-this").await;
    t.app.clock.advance_secs(60);
    let told = touches(&camille, &id, "not-this-shop").await;
    assert!(told["consent"].is_string(), "{told}");
    t.app.clock.advance_secs(60);
    touches(&camille, &id, "not-this-shop").await;
    let page = camille.page("/me", "en").await.words();
    assert!(page.contains("Nothing more from “Au bon pain”."), "{page}");
    camille.post(&format!("/api/v1/suggestions/{id}/undo"), json!({})).await.want(200);
    let left = camille.get("/api/v1/me/consents").await.json();
    assert_eq!(left["items"].as_array().map_or(0, Vec::len), 0, "the shop may speak again: {left}");
    t.end().await;
}

async fn not_now_is_a_pause_that_ends(db: TestDb) {
    let t = Town::new(db).await;
    let (shop, camille, id) = street(&t).await;
    let answer = camille.form(&format!("/suggestions/{id}/answer"), "answer=not-now").await;
    assert_eq!(led(&answer), "/me#paused");
    let other = t.shop("La Brioche dorée", "food/bread", spot(0, 60)).await;
    shop.offers("Brioche aux pralines", 500, json!({})).await;
    other.offers("Brioche dorée", 500, json!({})).await;
    assert_eq!(camille.walks_to(spot(0, 30)).await, 0, "nobody speaks");
    let page = camille.page("/me", "fr").await;
    assert!(page.words().contains("Silence jusqu’à 14 h"), "{}", page.words());
    assert!(!page.text.contains(&format!("data-suggestion=\"{id}\"")), "its card waits");
    let consents = camille.page("/me/consents", "fr").await.words();
    assert!(consents.contains("Personne ne vous parle (jusqu’à 14 h)."), "{consents}");

    // Pressed often it is one pause; ended by hand, everybody may speak again, and the card is back.
    for _ in 0..3 {
        t.app.clock.advance_secs(60);
        touches(&camille, &id, "not-now").await;
    }
    let standing = camille.get("/api/v1/me/consents").await.want(200).json();
    assert_eq!(standing["items"].as_array().map_or(0, Vec::len), 1, "{standing}");
    assert_eq!(led(&camille.form("/me/resume", "").await), "/me");
    camille.form("/me/resume", "").await.want(303);
    assert!(camille.page("/me", "fr").await.text.contains(&format!("data-suggestion=\"{id}\"")));
    camille.walks_to(spot(0, 35)).await;
    t.turn().await;
    assert!(camille.suggestions().await.len() > 1, "what waited is said");

    // And by itself, after two hours, for whoever stands there.
    shop.offers("Brioche au sucre", 300, json!({})).await;
    let paused = t.member("Nour").await;
    paused.wishes("une brioche", None).await;
    paused.attention(json!({"on": true, "per_day": 20})).await;
    paused.walks_to(spot(0, 30)).await;
    let first = text(&paused.suggestions().await[0]["id"]);
    touches(&paused, &first, "not-now").await;
    let before = paused.suggestions().await.len();
    shop.offers("Brioche au chocolat", 300, json!({})).await;
    t.turn().await;
    t.waits(7_100).await;
    paused.walks_to(spot(0, 31)).await;
    assert_eq!(paused.suggestions().await.len(), before);
    t.waits(101).await;
    t.turn().await;
    assert!(paused.suggestions().await.len() > before, "the pause is over");
    t.end().await;
}

/// A World of another node may not have heard yet: what it proposes is held against the store.
async fn another_node_heeds_it_at_once(db: TestDb) {
    let t = Town::new(db).await;
    let (shop, camille, id) = street(&t).await;
    let told = camille.suggestion().await;
    for (number, answer) in ["not-now", "not-this-shop"].into_iter().enumerate() {
        let offer = shop.offers(&format!("Tarte {number}"), 300, json!({})).await;
        let proposal = engine::Proposal {
            member: camille.id,
            offer: offer.parse().unwrap(),
            organisation: shop.organisation,
            place: text(&told["place"]).parse().unwrap(),
            wish: text(&told["wish"]).parse().unwrap(),
            reasons: vec![domain::Reason::Near { metres: 40 }],
            score: 1,
        };
        let saved = async || {
            let mut tx = t.app.write().await.unwrap();
            suggest::save(&mut tx, &t.app, &proposal).await.unwrap()
        };
        assert!(matches!(saved().await, suggest::Saved::Made(_)), "{answer}: it may be said before");
        touches(&camille, &id, answer).await;
        assert_eq!(saved().await, suggest::Saved::Forbidden, "{answer}");
        camille.form("/me/resume", "").await.want(303);
    }
    t.end().await;
}

async fn nobody_answers_for_another(db: TestDb) {
    let t = Town::new(db).await;
    let (_, camille, id) = street(&t).await;
    let other = t.member("Anne").await;
    for answer in ["not-this", "not-this-shop", "not-now"] {
        let body = json!({ "answer": answer });
        other.post(&format!("/api/v1/suggestions/{id}/answer"), body).await.refused(404, "not-found");
    }
    other.post(&format!("/api/v1/suggestions/{id}/undo"), json!({})).await.refused(404, "not-found");
    let none = other.get("/api/v1/me/consents").await.json();
    assert_eq!(none["items"].as_array().map_or(0, Vec::len), 0, "and is not silenced by it: {none}");
    camille
        .post(&format!("/api/v1/suggestions/{id}/answer"), json!({"answer": "no"}))
        .await
        .refused(422, "invalid");
    camille.takes(&camille.suggestion().await).await.want(201);
    for answer in ["not-this", "not-this-shop"] {
        let body = json!({ "answer": answer });
        camille.post(&format!("/api/v1/suggestions/{id}/answer"), body).await.refused(409, "already-taken");
    }
    let late = camille.form(&format!("/suggestions/{id}/answer"), "answer=not-this").await;
    assert_eq!(led(&late), format!("/me#answered-{id}"), "told where the card was");
    t.end().await;
}

both!(
    not_this_is_for_good_and_taken_back,
    not_this_shop_is_a_consent,
    closing_the_shop_after_is_taken_back_too,
    not_now_is_a_pause_that_ends,
    another_node_heeds_it_at_once,
    nobody_answers_for_another,
);
