//! Ways: several browsers, those that are gone, services that are away, suggestions by message, and whose a browser is.

use axum::http::Method;
use serde_json::json;
use store::both;
use store::testing::TestDb;

use super::browser::{Browser, Service};
use super::page::{DAY, Sale};
use crate::harness::{Town, spot};

const PUSH: &str = r#"{"suggestions": "push", "news": "push", "digest": "daily", "hour": 18}"#;

async fn every_browser_is_told_and_one_that_is_gone_is_forgotten(db: TestDb) {
    let service = Service::open().await;
    let t = Town::reaching(db, vec![service.at]).await;
    let camille = t.member("Camille").await;
    camille.put("/api/v1/me/channels", serde_json::from_str(PUSH).unwrap()).await.want(200);
    let [phone, laptop] =
        [("phone", 3), ("laptop", 4)].map(|(name, seed)| Browser::new(&service, name, seed));
    phone.subscribes(&camille).await;
    laptop.subscribes(&camille).await;
    let sale = Sale::opens(&t, "https://norda.example/x200", 8_000).await;
    sale.wished_by(&camille, None).await;
    t.waits(DAY).await;

    // The service is away: tried again after half a minute, not before.
    service.answers(500);
    sale.costs(6_000).await;
    assert_eq!((t.sends().await, service.asked()), (0, 2));
    t.waits(20).await;
    assert_eq!((t.sends().await, service.asked()), (0, 2));
    service.answers(201);
    t.waits(11).await;
    assert_eq!((t.sends().await, service.asked()), (2, 4));
    assert_eq!(phone.messages()[0]["tag"], laptop.messages()[0]["tag"]);

    // The service says that they are gone: nothing is ever sent there again.
    service.answers(410);
    t.waits(DAY).await;
    sale.costs(4_000).await;
    assert_eq!((t.sends().await, service.asked()), (0, 6));
    let left = camille.get("/api/v1/me/subscriptions").await.want(200).json();
    assert_eq!(left["items"], json!([]));
    let page = camille.page("/me/channels", "en").await.want(200);
    assert!(page.words().contains("no device takes any yet"), "{}", page.words());
    t.end().await;
}

async fn a_message_asked_for_is_sent_at_once(db: TestDb) {
    let service = Service::open().await;
    let t = Town::reaching(db, vec![service.at]).await;
    let camille = t.member("Camille").await;
    camille.attention(json!({"quiet_from": "11:00", "quiet_to": "14:00"})).await;
    let phone = Browser::new(&service, "phone", 3);
    let id = phone.subscribes(&camille).await;
    let same = camille.post("/api/v1/me/subscriptions", phone.subscription()).await.want(201).id();
    assert_eq!(id, same, "subscribed anew, and one all the same");
    let all = camille.get("/api/v1/me/subscriptions").await.json()["items"].as_array().unwrap().len();
    assert_eq!(all, 1);
    for count in 1..3 {
        camille.form(&format!("/me/subscriptions/{same}/test"), "").await.want(303);
        assert_eq!(t.sends().await, 1);
        assert_eq!(phone.messages().len(), count);
    }
    assert_eq!(phone.messages()[0]["title"], json!("Les messages arrivent"));
    camille.delete(&format!("/api/v1/me/subscriptions/{same}")).await.want(204);
    camille.post(&format!("/api/v1/me/subscriptions/{id}/test"), json!({})).await.refused(404, "not-found");
    assert_eq!(camille.get("/api/v1/me/subscriptions").await.json()["items"], json!([]));
    t.end().await;
}

async fn a_browser_is_whose_hand_it_is_in(db: TestDb) {
    let service = Service::open().await;
    let t = Town::reaching(db, vec![service.at]).await;
    let (camille, other) = (t.member("Camille").await, t.member("Anne").await);
    let shared = Browser::new(&service, "shared", 3);
    let first = shared.subscribes(&camille).await;
    camille.put("/api/v1/me/channels", serde_json::from_str(PUSH).unwrap()).await.want(200);
    let sale = Sale::opens(&t, "https://norda.example/x200", 8_000).await;
    sale.wished_by(&camille, None).await;
    shared.subscribes(&other).await;
    t.waits(DAY).await;
    sale.costs(6_000).await;
    assert_eq!((t.sends().await, service.asked()), (0, 0), "what is Camille's is not shown to Anne");
    other.post(&format!("/api/v1/me/subscriptions/{first}/test"), json!({})).await.refused(404, "not-found");
    for (change, field) in [
        (json!({"endpoint": "https://127.0.0.1/x"}), "endpoint"),
        (json!({"endpoint": "http://push.example/x"}), "endpoint"),
        (json!({"keys": {"p256dh": "AAAA", "auth": "AAAA"}}), "keys"),
        (json!({"label": "x".repeat(200)}), "label"),
    ] {
        let mut told = shared.subscription();
        told.as_object_mut().unwrap().extend(change.as_object().cloned().unwrap());
        let refused = other.post("/api/v1/me/subscriptions", told).await.refused(422, "invalid");
        assert_eq!(refused.json()["fields"][0]["field"], json!(field));
    }
    t.end().await;
}

async fn a_suggestion_goes_by_message_when_no_page_is_open(db: TestDb) {
    let service = Service::open().await;
    let t = Town::reaching(db, vec![service.at]).await;
    let camille = t.member("Camille").await;
    camille.put("/api/v1/me/channels", serde_json::from_str(PUSH).unwrap()).await.want(200);
    let phone = Browser::new(&service, "phone", 3);
    phone.subscribes(&camille).await;
    let shop = t.shop("Au bon pain", "food/bread", spot(0, 0)).await;
    shop.offers("Brioche au beurre", 400, json!({})).await;
    camille.wishes("une brioche", None).await;
    camille.mode_on().await;
    assert_eq!(camille.walks_to(spot(0, 40)).await, 1);
    t.sends().await;
    let message = phone.message();
    assert_eq!(
        (&message["title"], &message["url"]),
        (&json!("Brioche au beurre · 4,00\u{a0}€"), &json!("/me"))
    );
    assert!(message["body"].as_str().unwrap().starts_with("Au bon pain. Vous espériez"), "{message}");
    assert!(!message.to_string().contains(&format!("{:.3}", spot(0, 40).0)), "no position");

    // With the page open, it is told there.
    let live = camille.opens_page().await;
    shop.offers("Brioche tressée", 400, json!({})).await;
    t.sends().await;
    assert_eq!((camille.suggestions().await.len(), phone.messages().len()), (2, 1));
    drop(live);

    // The switch turned off ends what was about to be said.
    service.answers(500);
    shop.offers("Brioche aux pralines", 400, json!({})).await;
    t.sends().await;
    assert_eq!((camille.suggestions().await.len(), service.asked()), (3, 2));
    camille.mode_off().await;
    service.answers(201);
    t.waits(60).await;
    assert_eq!((t.sends().await, service.asked()), (0, 2));
    t.end().await;
}

async fn what_is_chosen_is_looked_at(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    let page = camille.page("/me/channels", "fr").await.want(200);
    assert!(page.text.contains("data-key=\"B"), "the key with which browsers subscribe");
    assert!(page.words().contains("Le courriel n’est pas encore en place ici"), "{}", page.words());
    let key = camille.get("/api/v1/me/channels").await.json()["push_key"].clone();
    let again = t.restarted().await;
    let same = again.call(Method::GET, "/api/v1/me/channels", &camille.bearer, &[], "").await.json();
    assert_eq!(same["push_key"], key, "made once");
    again.end_by_hand();
    for (form, field) in
        [("news=mail", "f-news-error"), ("suggestions=mail", "f-suggestions-error"), ("hour=24", "")]
    {
        let refused = camille.form("/me/channels", form).await.want(422);
        assert!(refused.text.contains(field), "{form}");
    }
    camille.form("/me/channels/mail", "address=a%40b.example").await.want(409);
    camille.form("/me/channels", "suggestions=push&news=page").await.want(303);
    let stands = camille.get("/api/v1/me/channels").await.json();
    assert_eq!((&stands["suggestions"], &stands["news"]), (&json!("push"), &json!("page")));
    t.end().await;
}

async fn without_a_contact_no_messages_are_sent(db: TestDb) {
    let t = Town::set(db, |settings| settings.push_contact.clear()).await;
    let camille = t.member("Camille").await;
    let page = camille.page("/me/channels", "fr").await.want(200);
    assert!(!page.text.contains("data-push"), "nothing is offered that does not work");
    let none =
        json!({"endpoint": "https://push.example/x", "keys": {"p256dh": "", "auth": ""}, "label": "x"});
    camille.post("/api/v1/me/subscriptions", none).await.refused(409, "no-push");
    t.end().await;
}

both!(
    every_browser_is_told_and_one_that_is_gone_is_forgotten,
    a_message_asked_for_is_sent_at_once,
    a_browser_is_whose_hand_it_is_in,
    a_suggestion_goes_by_message_when_no_page_is_open,
    what_is_chosen_is_looked_at,
    without_a_contact_no_messages_are_sent,
);
