//! What goes wrong on the way, and must neither repeat itself nor hold up others; and who no longer hears.

use std::time::Duration;

use channel::About;
use kit::App;
use serde_json::json;
use store::testing::TestDb;
use store::{Statement, both, execute};

use super::browser::{Browser, Service};
use super::mail::{TO, asks_and_confirms, town};
use super::page::{DAY, Sale};
use super::robust::{PUSH, tarpit};
use super::smtp::Server;
use crate::harness::{Town, spot};
use crate::sharing::a_list;

async fn by_hand(app: &App, sql: &'static str) {
    let mut tx = app.write().await.unwrap();
    execute!(&mut tx, Statement::new("BY_HAND", sql)).unwrap();
    tx.commit().await.unwrap();
}

/// Whoever leaves in one tab leaves in all.
async fn open_streams_end_with_the_session(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    let shop = t.shop("Au bon pain", "food/bread", spot(0, 0)).await;
    let sale = Sale::opens(&t, "https://norda.example/x200", 8_000).await;
    sale.wished_by(&camille, None).await;
    let (list, _) = a_list(&camille, "Noël", &[("un vélo", 1)]).await;
    let allow =
        json!({"effect": "allow", "purpose": "recognise", "organisation": shop.organisation.to_string()});
    camille.consents(allow).await;
    t.waits(DAY).await;
    let mut own = camille.opens_page().await;
    let mut shown = t.live(&format!("/api/v1/stream/lists/{list}"), &camille.cookie, &[]).await;
    let counter = format!("/api/v1/stream/organisations/{}", shop.organisation);
    let mut counter = t.live(&counter, &shop.associate.cookie, &[]).await;
    for live in [&mut own, &mut shown, &mut counter] {
        while live.next().await.is_some() {}
    }
    camille.form("/leave", "").await.want(303);
    shop.associate.form("/leave", "").await.want(303);
    sale.costs(6_000).await;
    camille.mode_on().await;
    camille.walks_to(spot(0, 40)).await;
    t.turn().await;
    assert!(own.ends().await, "no news for whoever left");
    assert!(shown.ends().await, "no list");
    assert!(counter.ends().await, "no counter");
    t.end().await;
}

/// More than is fetched at a time waits for one service: others are found all the same.
async fn a_slow_service_with_many_due_holds_up_its_own_alone(db: TestDb) {
    let (service, slow) = (Service::open().await, tarpit().await);
    let t = Town::reaching(db, vec![service.at, slow]).await;
    let (anne, camille) = (t.member("Anne").await, t.member("Camille").await);
    let stuck = service.moved_to(slow);
    for n in 0..8 {
        Browser::new(&stuck, &format!("phone{n}"), 3).subscribes(&anne).await;
    }
    let phone = Browser::new(&service, "phone", 3);
    let id = phone.subscribes(&camille).await;
    let mut tx = t.app.write().await.unwrap();
    for _ in 0..70 {
        channel::queue(&mut tx, anne.id, About::Test(t.app.id()), 0, DAY).await.unwrap();
    }
    tx.commit().await.unwrap();
    t.app.clock.advance_secs(60);
    camille.post(&format!("/api/v1/me/subscriptions/{id}/test"), json!({})).await.want(202);
    let arrived = async {
        while service.asked() == 0 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::select! {
        sent = t.sends() => panic!("ended with {sent} sent, before the slow one was given up"),
        arrived = tokio::time::timeout(Duration::from_secs(7), arrived) => arrived.expect("Camille's arrives"),
    }
    t.end().await;
}

/// The store is away while services take messages: they are noted when it is back, and none goes twice.
async fn what_was_taken_is_noted_when_the_store_is_back(db: TestDb) {
    let service = Service::open().await;
    let t = Town::reaching(db, vec![service.at]).await;
    let camille = t.member("Camille").await;
    camille.put("/api/v1/me/channels", serde_json::from_str(PUSH).unwrap()).await.want(200);
    for name in ["phone", "laptop", "tablet"] {
        Browser::new(&service, name, 3).subscribes(&camille).await;
    }
    let sale = Sale::opens(&t, "https://norda.example/x200", 8_000).await;
    sale.wished_by(&camille, None).await;
    t.waits(DAY).await;
    sale.costs(6_000).await;
    t.turn().await;
    service.keeps_waiting(true);
    let trouble = async {
        while service.asked() < 3 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        by_hand(&t.app, "ALTER TABLE push RENAME TO push_away").await;
        service.keeps_waiting(false);
        tokio::time::sleep(Duration::from_millis(1_500)).await;
        by_hand(&t.app, "ALTER TABLE push_away RENAME TO push").await;
    };
    let (sent, ()) = tokio::join!(deliver::send_messages(&t.app, &t.house.post), trouble);
    assert_eq!(sent.unwrap(), 3);
    assert!(t.logs().contains("could not be noted"), "the store was away indeed");
    t.waits(600).await;
    assert_eq!((t.sends().await, service.asked()), (0, 3), "none goes twice");
    t.end().await;
}

/// A server that falls silent after a letter may have it: the same is never sent again, and later ones are.
async fn a_letter_that_may_have_come_is_not_sent_again(db: TestDb) {
    let server = Server::open().await;
    let t = town(db, &server).await;
    let camille = t.member("Camille").await;
    asks_and_confirms(&t, &server, &camille).await;
    let sale = Sale::opens(&t, "https://norda.example/x200", 8_000).await;
    sale.wished_by(&camille, None).await;
    t.waits(DAY).await;
    sale.costs(6_000).await;
    t.waits(7 * 3_600).await;
    server.hangs_up(true);
    for _ in 0..3 {
        assert_eq!(t.sends().await, 0);
        t.waits(60).await;
    }
    assert_eq!(server.letters(TO).len(), 2, "the first, and this one once");
    server.hangs_up(false);
    assert_eq!(t.sends().await, 0);
    t.waits(DAY).await;
    sale.costs(4_000).await;
    assert_eq!((t.sends().await, server.letters(TO).len()), (1, 3));
    t.end().await;
}

both!(
    open_streams_end_with_the_session,
    a_slow_service_with_many_due_holds_up_its_own_alone,
    what_was_taken_is_noted_when_the_store_is_back,
    a_letter_that_may_have_come_is_not_sent_again,
);
