//! Taking, twice, too late, and by two at once; and what is not fetched goes back on the shelf.

use domain::limits;
use serde_json::{Value, json};
use store::both;
use store::testing::TestDb;

use crate::hand::{Hand, Shop};
use crate::harness::{Town, spot, text};

const TITLE: &str = "Brioche au beurre";

/// A bakery with so many brioches, and members who wish for one, told of it.
async fn bakery<'t>(t: &'t Town, stock: u32, names: &[&str]) -> (Shop<'t>, String, Vec<Hand<'t>>) {
    let shop = t.shop("Au bon pain", "food/bread", spot(0, 0)).await;
    let offer = shop.offers(TITLE, 400, json!({ "stock": stock })).await;
    let mut hands = Vec::new();
    for name in names {
        let hand = t.member(name).await;
        hand.wishes("une brioche", None).await;
        hand.mode_on().await;
        assert_eq!(hand.walks_to(spot(20, 60)).await, 1, "{name}");
        hands.push(hand);
    }
    (shop, offer, hands)
}

async fn taken_twice_is_taken_once(db: TestDb) {
    let t = Town::new(db).await;
    let (shop, offer, hands) = bakery(&t, 5, &["Camille"]).await;
    let camille = &hands[0];
    let suggestion = camille.suggestion().await;
    camille.takes(&suggestion).await.want(201);
    camille.takes(&suggestion).await.refused(409, "already-taken");
    let path = format!("/api/v1/suggestions/{}/outcome", text(&suggestion["id"]));
    for outcome in ["taken", "dismissed", "saved"] {
        camille.post(&path, json!({ "outcome": outcome })).await.refused(409, "already-taken");
    }
    camille.post(&path, json!({"outcome": "made"})).await.refused(422, "invalid");
    assert_eq!(shop.stock(&offer).await, 4);
    t.end().await;
}

async fn two_reach_for_the_last_one(db: TestDb) {
    let t = Town::new(db).await;
    let (shop, offer, hands) = bakery(&t, 1, &["Camille", "Nour"]).await;
    let (one, two) = (hands[0].suggestion().await, hands[1].suggestion().await);
    let (first, second) = tokio::join!(hands[0].takes(&one), hands[1].takes(&two));
    let mut statuses = [first.status.as_u16(), second.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409], "{} {}", first.text, second.text);
    let late = usize::from(first.status == 201);
    let codes = [first.code(), second.code()];
    assert_eq!((codes[late].as_str(), shop.stock(&offer).await), ("stock-gone", json!(0)));
    assert_eq!(hands[late].suggestion().await["outcome"], "made", "who was too late keeps the suggestion");
    t.end().await;
}

async fn many_hands_never_take_more_than_there_is(db: TestDb) {
    let t = Town::new(db).await;
    let names = ["Anne", "Bilal", "Camille", "Dao", "Enora", "Fanch", "Gwen", "Hana"];
    let (shop, offer, hands) = bakery(&t, 3, &names).await;
    let mut told = Vec::new();
    for hand in &hands {
        told.push(hand.suggestion().await);
    }
    let takes = hands.iter().zip(&told).map(|(hand, suggestion)| hand.takes(suggestion));
    let answers = futures::future::join_all(takes).await;
    let taken = answers.iter().filter(|answer| answer.status == 201).count();
    let gone = answers.iter().filter(|answer| answer.code() == "stock-gone").count();
    assert_eq!((taken, gone, shop.stock(&offer).await), (3, 5, json!(0)));
    let counter =
        shop.associate.get(&format!("/api/v1/organisations/{}/encounters", shop.organisation)).await.json();
    assert_eq!(counter["items"].as_array().map(Vec::len), Some(3));
    t.end().await;
}

async fn who_does_not_come_gives_it_back(db: TestDb) {
    let t = Town::new(db).await;
    let (shop, offer, hands) = bakery(&t, 1, &["Camille"]).await;
    let taken = hands[0].takes(&hands[0].suggestion().await).await.want(201).json();
    let id = text(&taken["id"]);
    t.waits(limits::HOLD_S - 1).await;
    assert_eq!(
        (hands[0].encounter(&id).await["state"].clone(), shop.stock(&offer).await),
        (json!("expected"), json!(0))
    );
    t.waits(1).await;
    assert_eq!(
        (hands[0].encounter(&id).await["state"].clone(), shop.stock(&offer).await),
        (json!("expired"), json!(1))
    );
    shop.confirms(&id, &taken["code"]).await.refused(409, "encounter-over");
    t.waits(60).await;
    assert_eq!(shop.stock(&offer).await, 1, "given back once");
    let wishes = hands[0].get("/api/v1/wishes").await.json();
    assert_eq!(wishes["items"][0]["state"], "open", "the wish is still hoped for");
    t.end().await;
}

async fn called_off_it_goes_back_once(db: TestDb) {
    let t = Town::new(db).await;
    let (shop, offer, hands) = bakery(&t, 2, &["Camille", "Nour"]).await;
    let taken = hands[0].takes(&hands[0].suggestion().await).await.want(201).json();
    let cancel = format!("/api/v1/encounters/{}/cancel", text(&taken["id"]));
    hands[1].post(&cancel, Value::Null).await.refused(404, "not-found");
    for _ in 0..2 {
        assert_eq!(hands[0].post(&cancel, Value::Null).await.want(200).json()["state"], "cancelled");
    }
    assert_eq!(shop.stock(&offer).await, 2);
    shop.confirms(&text(&taken["id"]), &taken["code"]).await.refused(409, "encounter-over");
    t.end().await;
}

async fn a_code_opens_its_own_encounter_and_is_not_guessed(db: TestDb) {
    let t = Town::new(db).await;
    let (shop, offer, hands) = bakery(&t, 3, &["Camille"]).await;
    let other = t.shop("Le Cellier", "food/wine", spot(40, 0)).await;
    let taken = hands[0].takes(&hands[0].suggestion().await).await.want(201).json();
    let id = text(&taken["id"]);
    other.confirms(&id, &taken["code"]).await.refused(404, "not-found");
    hands[0]
        .post(&format!("/api/v1/encounters/{id}/confirm"), json!({"code": taken["code"]}))
        .await
        .refused(403, "not-for-you");
    let right: u16 = text(&taken["code"]).parse().unwrap();
    for guess in 1..=10 {
        let wrong = json!(format!("{:04}", (right + guess) % 10_000));
        shop.confirms(&id, &wrong).await.refused(422, "wrong-code");
    }
    shop.confirms(&id, &taken["code"]).await.refused(429, "too-often");
    t.app.clock.advance_secs(61);
    assert_eq!(shop.confirms(&id, &taken["code"]).await.want(200).json()["state"], "confirmed");
    assert_eq!(shop.stock(&offer).await, 2);
    t.end().await;
}

/// Two towns may be of one seed, and have the same ids: what is tried in one is nothing to the other.
async fn wrong_codes_of_one_town_keep_none_from_meeting_in_another(db: TestDb) {
    let towns = [Town::new(db).await, Town::new(store::testing::sqlite().await).await];
    let mut shops = Vec::new();
    for (town, wrong) in towns.iter().zip([10, 0]) {
        let (shop, _, hands) = bakery(town, 3, &["Camille"]).await;
        let taken = hands[0].takes(&hands[0].suggestion().await).await.want(201).json();
        let (id, right) = (text(&taken["id"]), text(&taken["code"]).parse::<u16>().unwrap());
        for guess in 1..=wrong {
            let code = json!(format!("{:04}", (right + guess) % 10_000));
            shop.confirms(&id, &code).await.refused(422, "wrong-code");
        }
        let answer = shop.confirms(&id, &taken["code"]).await;
        assert_eq!(answer.status.as_u16(), if wrong > 0 { 429 } else { 200 }, "{}", answer.text);
        shops.push(shop.organisation);
    }
    assert_eq!(shops[0], shops[1], "another id would show nothing");
    for town in &towns {
        town.end().await;
    }
}

both!(
    wrong_codes_of_one_town_keep_none_from_meeting_in_another,
    taken_twice_is_taken_once,
    two_reach_for_the_last_one,
    many_hands_never_take_more_than_there_is,
    who_does_not_come_gives_it_back,
    called_off_it_goes_back_once,
    a_code_opens_its_own_encounter_and_is_not_guessed,
);
