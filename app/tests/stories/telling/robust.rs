//! Several nodes, services that take their time, and whose session a browser's messages belong to.

use std::time::Duration;

use axum::http::Method;
use domain::OpportunityId;
use people::CredentialKind;
use serde_json::{Value, json};
use store::testing::TestDb;
use store::{Statement, both, execute};
use suggest::{Spoke, Topic};
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use super::browser::{Browser, Service};
use super::page::{DAY, Sale};
use crate::hand::Hand;
use crate::harness::{As, Town, spot};

pub const PUSH: &str = r#"{"suggestions": "push", "news": "push", "digest": "daily", "hour": 18}"#;

/// One of two nodes tells news and has not committed yet; the other sees the same room in the budget.
async fn two_nodes_have_one_budget(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    camille.attention(json!({"per_day": 1, "on": true})).await;
    let shop = t.shop("Au bon pain", "food/bread", spot(0, 0)).await;
    shop.offers("Brioche au beurre", 400, json!({})).await;
    camille.wishes("une brioche", None).await;
    t.turn().await;
    let other = t.restarted().await;
    let news: [OpportunityId; 2] = [t.app.id(), t.app.id()];
    let (says, said) = oneshot::channel();
    let first = t.house.street.speak(&t.app, camille.id, Topic::default(), news[0], async |_| {
        says.send(()).unwrap();
        tokio::time::sleep(Duration::from_millis(500)).await;
        Ok(true)
    });
    let there = Hand { t: &other, ..camille.clone() };
    let second = async {
        said.await.unwrap();
        let street = &other.house.street;
        tokio::join!(
            street.speak(&other.app, camille.id, Topic::default(), news[1], async |_| Ok(true)),
            there.walks_to(spot(0, 40))
        )
    };
    let (first, (second, walked)) = tokio::join!(first, second);
    assert_eq!((first.unwrap(), second.unwrap(), walked), (Spoke::Told, Spoke::Closed, 0));
    assert_eq!(camille.suggestions().await.len(), 0);
    other.end_by_hand();
    t.turn().await;
    t.end().await;
}

/// A page open at another node hears of it within a moment, too.
async fn a_page_hears_what_another_node_told(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    camille.mode_on().await;
    let shop = t.shop("Au bon pain", "food/bread", spot(0, 0)).await;
    shop.offers("Brioche au beurre", 400, json!({})).await;
    camille.wishes("une brioche", None).await;
    t.turn().await;
    let other = t.restarted().await;
    let mut live = camille.opens_page().await;
    let there = Hand { t: &other, ..camille.clone() };
    assert_eq!(there.walks_to(spot(0, 40)).await, 1);
    t.turn().await;
    assert_eq!(live.next().await.map(|event| event.kind).as_deref(), Some("suggestion"));
    other.end_by_hand();
    t.end().await;
}

/// A service that takes every connection and never answers.
pub async fn tarpit() -> std::net::SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let at = listener.local_addr().unwrap();
    tokio::spawn(async move {
        let mut held = Vec::new();
        while let Ok((stream, _)) = listener.accept().await {
            held.push(stream);
        }
    });
    at
}

/// As many as there are great ones.
async fn three_slow_services_hold_up_their_own_alone(db: TestDb) {
    let (service, slow) = (Service::open().await, [tarpit().await, tarpit().await, tarpit().await]);
    let t = Town::reaching(db, [&[service.at], &slow[..]].concat()).await;
    let camille = t.member("Camille").await;
    let others = [t.member("Anne").await, t.member("Bilal").await, t.member("Dao").await];
    let stuck = slow.map(|at| service.moved_to(at));
    let [sale, later] = [
        Sale::opens(&t, "https://norda.example/x200", 8_000).await,
        Sale::opens(&t, "https://norda.example/x300", 8_000).await,
    ];
    for (who, service) in others.iter().zip(&stuck).chain([(&camille, &service)]) {
        who.put("/api/v1/me/channels", serde_json::from_str(PUSH).unwrap()).await.want(200);
        for n in 0..8 {
            Browser::new(service, &format!("phone{n}"), 3).subscribes(who).await;
        }
        let of = if who.id == camille.id { &later } else { &sale };
        of.wished_by(who, None).await;
    }
    t.waits(DAY).await;
    sale.costs(6_000).await;
    // When hers are due, all that hang are under way.
    t.app.clock.advance_secs(60);
    later.costs(6_000).await;
    let began = std::time::Instant::now();
    let arrived = async {
        while service.asked() < 8 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::select! {
        sent = t.sends() => panic!("ended with {sent} sent, before the slow ones were given up"),
        arrived = tokio::time::timeout(Duration::from_secs(5), arrived) => arrived.expect("the others arrive"),
    }
    println!("eight others arrived after {:?}", began.elapsed());
    t.end().await;
}

/// Subscribes in a browser, whose session it is.
async fn subscribes_here(who: &Hand<'_>, browser: &Browser) -> String {
    let headers = [("content-type", "application/json"), ("sec-fetch-site", "same-origin")];
    let body = browser.subscription().to_string();
    who.t.call(Method::POST, "/api/v1/me/subscriptions", &who.cookie, &headers, body).await.want(201).id()
}

async fn takes(who: &Hand<'_>) -> Vec<Value> {
    let all = who.get("/api/v1/me/subscriptions").await.want(200).json();
    all["items"].as_array().unwrap().iter().map(|one| one["label"].clone()).collect()
}

async fn messages_end_with_the_session_that_asked_for_them(db: TestDb) {
    let service = Service::open().await;
    let t = Town::reaching(db, vec![service.at]).await;
    let camille = t.member("Camille").await;
    camille.put("/api/v1/me/channels", serde_json::from_str(PUSH).unwrap()).await.want(200);
    let [phone, laptop] =
        [("phone", 3), ("laptop", 4)].map(|(name, seed)| Browser::new(&service, name, seed));
    subscribes_here(&camille, &phone).await;
    laptop.subscribes(&camille).await;
    let sale = Sale::opens(&t, "https://norda.example/x200", 8_000).await;
    sale.wished_by(&camille, None).await;
    t.waits(DAY).await;
    sale.costs(6_000).await;
    t.turn().await;
    // The message for the phone waits when its session ends.
    camille.form("/leave", "").await.want(303);
    assert_eq!(t.sends().await, 1);
    assert_eq!((phone.messages().len(), laptop.messages().len()), (0, 1));
    assert_eq!(takes(&camille).await, [json!("laptop")]);

    // A session that nobody uses any more ends by itself.
    let mut tx = t.app.write().await.unwrap();
    let (_, session) = people::issue(&mut tx, &t.app, CredentialKind::Session, camille.id, "").await.unwrap();
    tx.commit().await.unwrap();
    let cookie = people::session_cookie(&t.app, &session);
    let cookie = As::Cookie(cookie.split(';').next().unwrap().to_owned());
    let again = Hand { cookie, ..camille.clone() };
    subscribes_here(&again, &phone).await;
    assert_eq!(takes(&camille).await.len(), 2);
    t.app.clock.advance_secs((domain::limits::SESSION_DAYS + 1) * DAY);
    let mut tx = t.app.write().await.unwrap();
    people::sweep(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(takes(&camille).await, [json!("laptop")]);
    t.end().await;
}

async fn a_browser_says_whose_session_it_is_now(db: TestDb) {
    let service = Service::open().await;
    let t = Town::reaching(db, vec![service.at]).await;
    let (camille, other) = (t.member("Camille").await, t.member("Anne").await);
    let phone = Browser::new(&service, "phone", 3);
    let id = phone.subscribes(&camille).await;
    // As it was before sessions were kept with it.
    let unbind = Statement::new("UNBIND", "UPDATE subscription SET credential = NULL WHERE created_at >= $1");
    let mut tx = t.app.write().await.unwrap();
    execute!(&mut tx, unbind, 0_i64).unwrap();
    tx.commit().await.unwrap();
    let here = || {
        let mut told = phone.subscription();
        told.as_object_mut().unwrap().retain(|name, _| name == "endpoint" || name == "keys");
        told
    };
    other.put("/api/v1/me/subscriptions", here()).await.refused(404, "not-found");
    let mut unknown = here();
    unknown["endpoint"] = json!(format!("http://{}/send/elsewhere", service.at));
    camille.put("/api/v1/me/subscriptions", unknown).await.refused(404, "not-found");
    assert_eq!(takes(&camille).await.len(), 1, "nothing is begun by it");
    let mut private = here();
    private["endpoint"] = json!("https://127.0.0.1/x");
    camille.put("/api/v1/me/subscriptions", private).await.refused(422, "invalid");

    let headers = [("content-type", "application/json"), ("sec-fetch-site", "same-origin")];
    t.call(Method::PUT, "/api/v1/me/subscriptions", &camille.cookie, &headers, here().to_string())
        .await
        .want(204);
    let list = camille.get("/api/v1/me/subscriptions").await.json();
    assert_eq!((&list["items"][0]["id"], &list["items"][0]["label"]), (&json!(id), &json!("phone")));
    camille.form("/leave", "").await.want(303);
    assert_eq!(takes(&camille).await.len(), 0, "it went with the session");
    camille.put("/api/v1/me/subscriptions", here()).await.refused(404, "not-found");

    // A key that is taken back takes along what a program subscribed with it.
    let (key, secret) = {
        let mut tx = t.app.write().await.unwrap();
        let made = people::issue(&mut tx, &t.app, CredentialKind::Bearer, camille.id, "desk").await.unwrap();
        tx.commit().await.unwrap();
        made
    };
    let program = Hand { bearer: As::Bearer(secret), ..camille.clone() };
    phone.subscribes(&program).await;
    assert_eq!(takes(&camille).await.len(), 1);
    let mut tx = t.app.write().await.unwrap();
    people::revoke(&mut tx, camille.id, key).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(takes(&camille).await.len(), 0);
    t.end().await;
}

/// A page may be open and its network gone, or nobody look at it.
async fn an_open_page_that_shows_nothing_swallows_no_message(db: TestDb) {
    let service = Service::open().await;
    let t = Town::reaching(db, vec![service.at]).await;
    let camille = t.member("Camille").await;
    camille.put("/api/v1/me/channels", serde_json::from_str(PUSH).unwrap()).await.want(200);
    let phone = Browser::new(&service, "phone", 3);
    phone.subscribes(&camille).await;
    let shop = t.shop("Au bon pain", "food/bread", spot(0, 0)).await;
    camille.wishes("une brioche", None).await;
    camille.mode_on().await;
    camille.walks_to(spot(0, 40)).await;
    let live = camille.opens_page().await;
    for (title, shown, told) in [("Brioche au beurre", true, 0), ("Brioche tressée", false, 1)] {
        shop.offers(title, 400, json!({})).await;
        assert_eq!(t.sends().await, 0, "the page has time to show it");
        if shown {
            let id = camille.suggestion().await["id"].as_str().unwrap().to_owned();
            camille.page(&format!("/suggestions/{id}/card"), "fr").await.want(200);
        }
        t.waits(16).await;
        assert_eq!((t.sends().await, phone.messages().len()), (told, told), "{title}");
    }
    drop(live);
    t.end().await;
}

async fn a_message_is_not_lost_to_a_clock_that_jumped(db: TestDb) {
    let service = Service::open().await;
    let t = Town::reaching(db, vec![service.at]).await;
    let camille = t.member("Camille").await;
    let phone = Browser::new(&service, "phone", 3);
    let id = phone.subscribes(&camille).await;
    t.app.clock.advance_secs(400 * DAY);
    camille.post(&format!("/api/v1/me/subscriptions/{id}/test"), json!({})).await.want(202);
    t.app.clock.advance_secs(-400 * DAY);
    assert_eq!((t.sends().await, phone.messages().len()), (1, 1));
    t.end().await;
}

both!(
    two_nodes_have_one_budget,
    a_page_hears_what_another_node_told,
    three_slow_services_hold_up_their_own_alone,
    messages_end_with_the_session_that_asked_for_them,
    a_browser_says_whose_session_it_is_now,
    an_open_page_that_shows_nothing_swallows_no_message,
    a_message_is_not_lost_to_a_clock_that_jumped,
);
