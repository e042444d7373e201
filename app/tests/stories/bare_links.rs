//! What is wished by its address alone: it waits for its page, and is called as that is once it was read.

use std::net::SocketAddr;

use serde_json::{Value, json};
use store::both;
use store::testing::TestDb;

use crate::hand::Hand;
use crate::harness::{Town, text};
use crate::site::{Site, thing};

const DRILL: &str = "3017620422003";

/// Wishes a thing by its address, with a list of one line; gives its id.
async fn by_link(hand: &Hand<'_>, link: &str) -> String {
    let save = json!({"text": link, "save": true});
    text(&hand.post("/api/v1/wishes/import", save).await.want(201).json()["added"][0])
}

async fn wish(hand: &Hand<'_>, id: &str) -> Value {
    hand.get(&format!("/api/v1/wishes/{id}")).await.want(200).json()
}

/// Reads again what is due after a while; gives how many pages that were.
async fn reads(t: &Town, secs: i64) -> usize {
    t.waits(secs).await;
    let count = ingest::reread(&t.app, &t.house.web.clone().unwrap()).await.unwrap();
    t.turn().await;
    count
}

async fn town(db: TestDb) -> (Site, SocketAddr, Town) {
    let (site, address) = Site::open().await;
    let t = Town::reaching(db, vec![address]).await;
    (site, address, t)
}

async fn a_link_is_called_as_its_page_once_that_was_read(db: TestDb) {
    let (site, address, t) = town(db).await;
    let (camille, noor, anne) = (t.member("Camille").await, t.member("Noor").await, t.member("Anne").await);
    let link = format!("http://{address}/drill");
    let drill = by_link(&camille, &link).await;
    let renamed = by_link(&noor, &link).await;
    noor.patch(&format!("/api/v1/wishes/{renamed}"), json!({"title": "Pour Jo"})).await.want(200);
    let away = by_link(&anne, &link).await;
    let written_at = t.app.now().plus_secs(30).to_rfc3339();
    assert_eq!(wish(&camille, &drill).await["title"], "127.0.0.1");
    assert_eq!(reads(&t, 60).await, 1, "the page could not be read");
    assert_eq!(wish(&camille, &drill).await["title"], "127.0.0.1");

    site.says("/drill", thing("Perceuse sans fil X200", DRILL, "79.90"));
    assert_eq!(reads(&t, 2 * 3_600).await, 1);
    let read = wish(&camille, &drill).await;
    assert_eq!(read["title"], "Perceuse sans fil X200");
    let subject = &read["subject"];
    assert_eq!((&subject["gtin"], &subject["category"]), (&json!("03017620422003"), &json!("home/tools")));
    assert_eq!(wish(&noor, &renamed).await["title"], "Pour Jo", "their own word stays");
    let device = camille.get("/api/v1/list").await.want(200).json();
    assert_eq!(device["wishes"][0]["title"], "Perceuse sans fil X200");
    assert!(device["wishes"][0]["stamps"]["title"].is_string(), "their devices see who wrote it");

    // Renamed without a network before the page was read, and told only now.
    let edit = json!({"op": "0192f0c4-0000-7000-8000-000000000001", "at": written_at, "wish": away, "field": "title",
        "value": "La bleue", "base": null});
    let told = json!({"sent_at": t.app.now().to_rfc3339(), "edits": [edit]});
    let answer = anne.post("/api/v1/list/edits", told).await.want(200).json();
    assert_eq!(answer["settled"][0]["as"], "applied", "{answer}");
    assert_eq!(wish(&anne, &away).await["title"], "La bleue");

    // Called as its page once, it stays so, whatever that is called later.
    site.says("/drill", thing("Perceuse sans fil X200 en solde", DRILL, "69.90"));
    assert_eq!(reads(&t, 3 * 86_400).await, 1);
    assert_eq!(wish(&camille, &drill).await["title"], "Perceuse sans fil X200");
    t.end().await;
}

async fn a_link_is_called_as_its_page_when_somebody_has_it_read_meanwhile(db: TestDb) {
    let (site, address, t) = town(db).await;
    let (camille, noor) = (t.member("Camille").await, t.member("Noor").await);
    let link = format!("http://{address}/drill");
    let drill = by_link(&camille, &link).await;
    site.says("/drill", thing("Perceuse sans fil X200", DRILL, "79.90"));
    noor.post("/api/v1/capture", json!({"url": link})).await.want(200);
    assert_eq!(wish(&camille, &drill).await["title"], "Perceuse sans fil X200");
    t.turn().await;
    t.end().await;
}

both!(
    a_link_is_called_as_its_page_once_that_was_read,
    a_link_is_called_as_its_page_when_somebody_has_it_read_meanwhile,
);
