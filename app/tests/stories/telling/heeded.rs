//! What a member closes, moves or takes back is heeded up to the last moment before anything is said.

use agenda::NewEvent;
use consent::NewGrant;
use domain::{Effect, OrganisationId, Purpose};
use serde_json::json;
use store::both;
use store::testing::TestDb;

use super::browser::{Browser, Service};
use super::dated::{Hall, comes, showing};
use super::mail::{TO, asks_and_confirms, town};
use super::page::{DAY, Sale, news_of};
use super::smtp::Server;
use crate::hand::Hand;
use crate::harness::{Town, spot};

async fn pauses(t: &Town, who: &Hand<'_>) {
    let mut tx = t.app.write().await.unwrap();
    consent::pause(&mut tx, &t.app, who.id).await.unwrap();
    tx.commit().await.unwrap();
}

async fn denies(t: &Town, who: &Hand<'_>, organisation: OrganisationId) {
    let mut tx = t.app.write().await.unwrap();
    let new = NewGrant::new(Effect::Deny, Purpose::Suggest);
    let new = NewGrant { organisation: Some(organisation), ..new };
    consent::give(&mut tx, &t.app, who.id, new).await.unwrap();
    tx.commit().await.unwrap();
}

async fn ends(who: &Hand<'_>, wish: &str, until: &str) {
    who.patch(&format!("/api/v1/wishes/{wish}"), json!({ "until": until })).await.want(200);
}

async fn an_end_that_moved_is_told_once(db: TestDb) {
    let t = Town::new(db).await;
    let (camille, other) = (t.member("Camille").await, t.member("Anne").await);
    let sale = Sale::opens(&t, "https://norda.example/x200", 8_000).await;
    let mut wishes = Vec::new();
    for who in [&camille, &other] {
        who.attention(json!({"per_day": 20, "quiet_from": "09:00", "quiet_to": "20:00"})).await;
        let wish = sale.wished_by(who, Some(9_000)).await;
        ends(who, &wish, "2026-11-25T12:00:00Z").await;
        wishes.push(wish);
    }
    comes(&t, "2026-11-23T10:00").await;
    let moved = "2026-11-25T18:00:00Z";
    ends(&camille, &wishes[0], moved).await;
    ends(&other, &wishes[1], "2027-03-01T12:00:00Z").await;
    comes(&t, "2026-11-23T11:00").await;
    assert_eq!(news_of(&camille).await.len(), 0, "quiet");
    comes(&t, "2026-11-23T20:00").await;
    comes(&t, "2026-11-23T20:30").await;
    let all = news_of(&camille).await;
    assert_eq!(all.len(), 1, "one end, one piece of news: {all:?}");
    assert!(all[0]["reasons"].to_string().contains(moved), "{all:?}");
    assert_eq!(news_of(&other).await.len(), 0, "its end is not near any more");
    t.end().await;
}

async fn mail_waits_for_the_end_of_a_pause(db: TestDb) {
    let server = Server::open().await;
    let t = town(db, &server).await;
    let camille = t.member("Camille").await;
    asks_and_confirms(&t, &server, &camille).await;
    let sale = Sale::opens(&t, "https://norda.example/x200", 8_000).await;
    sale.wished_by(&camille, None).await;
    t.waits(DAY).await;
    sale.costs(6_000).await;
    t.waits(5 * 3_600 + 1_800).await;
    pauses(&t, &camille).await;
    t.waits(3_600).await;
    assert_eq!((t.sends().await, server.letters(TO).len()), (0, 1), "not in a pause");
    t.waits(3_700).await;
    assert_eq!(t.sends().await, 1, "and then it is not lost");
    t.end().await;
}

async fn a_message_asks_once_more(db: TestDb) {
    let service = Service::open().await;
    let t = Town::reaching(db, vec![service.at]).await;
    let [camille, nour] = [t.member("Camille").await, t.member("Nour").await];
    let mut phones = Vec::new();
    for (who, name) in [(&camille, "phone"), (&nour, "other")] {
        let phone = Browser::new(&service, name, 3);
        phone.subscribes(who).await;
        let channels = json!({"suggestions": "push", "news": "push", "digest": "daily", "hour": 18});
        who.put("/api/v1/me/channels", channels).await.want(200);
        phones.push(phone);
    }
    let sale = Sale::opens(&t, "https://norda.example/x200", 8_000).await;
    sale.wished_by(&camille, None).await;
    t.waits(DAY).await;
    sale.costs(6_000).await;
    assert_eq!(news_of(&camille).await.len(), 1);
    pauses(&t, &camille).await;
    t.sends().await;
    assert_eq!(phones[0].messages().len(), 0, "a pause closes news, too");

    let shop = t.shop("Au bon pain", "food/bread", spot(0, 0)).await;
    shop.offers("Brioche au beurre", 400, json!({})).await;
    nour.wishes("une brioche", None).await;
    nour.attention(json!({"on": true, "per_day": 20})).await;
    assert_eq!(nour.walks_to(spot(0, 40)).await, 1);
    denies(&t, &nour, shop.organisation).await;
    t.turn().await;
    t.waits(30).await;
    t.sends().await;
    assert_eq!(phones[1].messages().len(), 0, "denied before it was sent");
    t.end().await;
}

async fn touches(who: &Hand<'_>, answer: &str) {
    let id = news_of(who).await.last().unwrap()["id"].as_str().unwrap().to_owned();
    who.post(&format!("/api/v1/opportunities/{id}/answer"), json!({ "answer": answer })).await.want(200);
}

async fn a_closed_venue_does_not_silence_another(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    camille.wishes("voir Dune", None).await;
    let hall = Hall::opens(&t, "Agglo").await;
    let dune = showing(&t, "Dune", "Ciné Manivel", "2026-11-21T20:30");
    hall.announces(std::slice::from_ref(&dune)).await;
    touches(&camille, "not-this-shop").await;
    camille.wishes("voir Playtime", None).await;
    let here = showing(&t, "Playtime", "Ciné Manivel", "2026-11-21T19:00");
    let there = showing(&t, "Playtime", "Le Manège", "2026-11-21T21:00");
    hall.announces(&[dune, here, there]).await;
    let all = news_of(&camille).await;
    assert_eq!(all.len(), 2, "{all:?}");
    assert_eq!(all[1]["retailer"], json!("Le Manège"));
    assert!(!all[1]["reasons"].to_string().contains("Manivel"), "{all:?}");
    t.end().await;
}

async fn one_thing_a_day_counts_what_is_told(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    camille.attention(json!({"per_day": 20, "quiet_from": "16:00", "quiet_to": "09:00"})).await;
    camille.wishes("voir un film", None).await;
    let hall = Hall::opens(&t, "Ciné Manivel").await;
    let dune = showing(&t, "Dune", "", "2026-11-22T20:30");
    hall.announces(std::slice::from_ref(&dune)).await;
    comes(&t, "2026-11-21T17:30").await;
    assert_eq!(news_of(&camille).await.len(), 0, "quiet");
    comes(&t, "2026-11-22T08:30").await;
    hall.announces(&[dune, showing(&t, "Playtime", "", "2026-11-22T19:00")]).await;
    comes(&t, "2026-11-22T09:00").await;
    comes(&t, "2026-11-22T09:15").await;
    assert_eq!(news_of(&camille).await.len(), 1, "the evening's news and the morning's are of one day");
    t.end().await;
}

async fn put_aside_and_reopened_it_is_not_told_again(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    let wish = camille.wishes("voir Playtime", None).await;
    let hall = Hall::opens(&t, "Ciné Manivel").await;
    hall.announces(&[showing(&t, "Playtime", "", "2026-11-21T20:30")]).await;
    touches(&camille, "not-now").await;
    camille.form("/me/news/allow", &format!("kind=wish&what={wish}")).await.want(303);
    comes(&t, "2026-11-21T12:30").await;
    comes(&t, "2026-11-21T18:00").await;
    assert_eq!(news_of(&camille).await.len(), 1, "the very same showing");
    t.end().await;
}

async fn called_off_while_it_runs_it_is_not_on(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    camille.wishes("voir une exposition", None).await;
    let hall = Hall::opens(&t, "Le Manège").await;
    let opens = showing(&t, "Exposition Tati", "", "2026-11-21T09:00");
    let opens = NewEvent { ends: opens.starts.plus_secs(9 * 3_600), ..opens };
    hall.announces(&[opens]).await;
    let page = camille.page("/me/news", "fr").await.words();
    assert!(page.contains("En ce moment, jusqu’à 18 h · Le Manège"), "{page}");
    hall.announces(&[]).await;
    let page = camille.page("/me/news", "fr").await.words();
    assert!(page.contains("N’est plus annoncé · Le Manège"), "{page}");
    assert!(!page.contains("En ce moment"), "{page}");
    t.end().await;
}

both!(
    an_end_that_moved_is_told_once,
    mail_waits_for_the_end_of_a_pause,
    a_message_asks_once_more,
    a_closed_venue_does_not_silence_another,
    one_thing_a_day_counts_what_is_told,
    put_aside_and_reopened_it_is_not_told_again,
    called_off_while_it_runs_it_is_not_on,
);
