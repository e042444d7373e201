//! Time alone: what begins, opens or ends is said to whoever stands there, when it does and not before; and what comes is
//! told ahead.

use std::time::Duration;

use serde_json::{Value, json};
use store::both;
use store::testing::TestDb;

use crate::hand::{Hand, Shop};
use crate::harness::{Town, spot, text};

const MINUTES: i64 = 60;

/// A bakery, and Camille who wishes for a brioche, with the switch on and no quiet hours.
async fn street(t: &Town) -> (Shop<'_>, Hand<'_>) {
    let shop = t.shop("Au bon pain", "food/bread", spot(0, 0)).await;
    (shop, hopes(t, "Camille").await)
}

async fn hopes<'t>(t: &'t Town, name: &str) -> Hand<'t> {
    let hand = t.member(name).await;
    hand.wishes("une brioche", None).await;
    hand.attention(json!({"on": true, "quiet_from": null, "quiet_to": null})).await;
    hand
}

/// An instant so many seconds from now.
fn after(t: &Town, secs: i64) -> String {
    t.app.now().plus_secs(secs).to_rfc3339()
}

/// Gives the bakery hours.
pub async fn opens(t: &Town, shop: &Shop<'_>, hours: &str) {
    let placemaster = t.placemaster().await;
    let path = format!("/api/v1/places/{}", shop.place);
    let mut place = placemaster.get(&path).await.want(200).json();
    place.as_object_mut().unwrap().retain(|name, value| {
        ["organisation", "name", "category", "position", "radius_m"].contains(&name.as_str())
            && !value.is_null()
    });
    place["hours"] = json!(hours);
    placemaster.put(&path, place).await.want(200);
}

/// What comes for a member: offers with their instants.
async fn soon(hand: &Hand<'_>, lang: &str) -> Vec<Value> {
    let told = hand.get(&format!("/api/v1/soon?lang={lang}")).await.want(200).json();
    told["items"].as_array().unwrap().clone()
}

/// The sentence of the only thing that comes.
async fn words(hand: &Hand<'_>, lang: &str) -> String {
    let soon = soon(hand, lang).await;
    assert_eq!(soon.len(), 1, "{soon:?}");
    text(&soon[0]["words"])
}

async fn an_offer_that_begins(db: TestDb) {
    let t = Town::new(db).await;
    let (shop, camille) = street(&t).await;
    let begins = after(&t, 10 * MINUTES);
    let offer = shop.offers("Brioche au beurre", 400, json!({"from": begins})).await;
    assert_eq!(camille.walks_to(spot(0, 40)).await, 0, "not before");

    let coming = soon(&camille, "en").await;
    assert_eq!((coming.len(), &coming[0]["offer"]), (1, &json!(offer)));
    assert_eq!((&coming[0]["at"], &coming[0]["obstacles"]), (&json!(begins), &json!(["not-yet"])));
    assert_eq!(
        text(&coming[0]["words"]),
        "“Brioche au beurre”, Au bon pain: begins at 12:10, in 10 minutes."
    );
    assert_eq!(
        words(&camille, "fr").await,
        "«\u{a0}Brioche au beurre\u{a0}», Au bon pain\u{a0}: commence à 12\u{a0}h\u{a0}10, dans 10\u{a0}minutes."
    );
    let page = camille.page("/me", "fr").await.want(200);
    assert!(page.text.contains(&format!("datetime=\"{begins}\" data-until>commence à 12\u{a0}h\u{a0}10")));
    assert!(page.words().contains("Si vous restez par ici"), "{}", page.text);

    let mut live = camille.opens_page().await;
    t.waits(10 * MINUTES - 1).await;
    assert!(camille.suggestions().await.is_empty(), "not a second before");
    assert_eq!(
        words(&camille, "en").await,
        "“Brioche au beurre”, Au bon pain: begins at 12:10, in one minute."
    );
    t.waits(1).await;
    let made = camille.suggestion().await;
    assert_eq!((&made["offer"], &made["made_at"]), (&json!(offer), &json!(begins)));
    assert_eq!(live.next().await.map(|event| event.kind).as_deref(), Some("suggestion"));
    assert!(soon(&camille, "en").await.is_empty(), "what has come is no longer to come");
    assert!(!camille.page("/me", "fr").await.want(200).text.contains("Si vous restez"));
    t.waits(MINUTES).await;
    assert_eq!(camille.suggestions().await.len(), 1, "and once");
    t.end().await;
}

async fn a_shop_that_opens(db: TestDb) {
    let t = Town::new(db).await;
    let (shop, camille) = street(&t).await;
    opens(&t, &shop, "Mo-Sa 12:07-18:00").await;
    shop.offers("Brioche au beurre", 400, Value::Null).await;
    assert_eq!(camille.walks_to(spot(0, 40)).await, 0);
    assert_eq!(
        words(&camille, "en").await,
        "“Brioche au beurre”, Au bon pain: opens at 12:07, in 7 minutes."
    );
    t.waits(7 * MINUTES - 1).await;
    assert!(camille.suggestions().await.is_empty());
    t.waits(1).await;
    assert_eq!(camille.suggestions().await.len(), 1);
    t.end().await;
}

async fn quiet_hours_that_end(db: TestDb) {
    let t = Town::new(db).await;
    let (shop, camille) = street(&t).await;
    camille.attention(json!({"quiet_from": "11:30", "quiet_to": "12:05"})).await;
    shop.offers("Brioche au beurre", 400, Value::Null).await;
    assert_eq!(camille.walks_to(spot(0, 40)).await, 0);
    let told = words(&camille, "en").await;
    assert_eq!(told, "“Brioche au beurre”, Au bon pain: after your quiet hours, at 12:05, in 5 minutes.");
    t.waits(5 * MINUTES - 1).await;
    assert!(camille.suggestions().await.is_empty());
    t.waits(1).await;
    assert_eq!(camille.suggestions().await.len(), 1);
    t.end().await;
}

async fn several_things_at_once(db: TestDb) {
    let t = Town::new(db).await;
    let (shop, camille) = street(&t).await;
    opens(&t, &shop, "Mo-Sa 13:20-18:00").await;
    camille.attention(json!({"quiet_from": "11:30", "quiet_to": "12:05"})).await;
    shop.offers("Brioche au beurre", 400, Value::Null).await;
    shop.offers("Brioche aux pralines", 400, json!({"from": after(&t, 121 * MINUTES)})).await;
    assert_eq!(camille.walks_to(spot(0, 40)).await, 0);
    let coming = soon(&camille, "fr").await;
    assert_eq!(coming.len(), 1, "two hours ahead and no further: {coming:?}");
    let told = text(&coming[0]["words"]).replace('\u{a0}', " ");
    assert_eq!(told, "« Brioche au beurre », Au bon pain : possible à 13 h 20, dans 1 h 20.");
    t.end().await;
}

async fn what_is_not_only_a_matter_of_time(db: TestDb) {
    let t = Town::new(db).await;
    let (shop, camille) = street(&t).await;
    let begins = || json!({"from": after(&t, 5 * MINUTES)});
    let sold_out = shop.offers("Brioche au beurre", 400, begins()).await;
    shop.changes(&sold_out, json!({"stock": 0})).await;
    let far = json!({"from": after(&t, 5 * MINUTES), "reach_m": 100});
    shop.offers("Brioche aux pralines", 400, far).await;
    shop.offers("Cidre", 400, begins()).await;
    assert_eq!(camille.walks_to(spot(0, 300)).await, 0);
    assert!(soon(&camille, "fr").await.is_empty(), "none left, too far, not wished for");
    shop.offers("Petite brioche", 400, begins()).await;
    assert_eq!(soon(&camille, "fr").await.len(), 1);
    let denial = json!({"effect": "deny", "organisation": shop.organisation.to_string()});
    camille.consents(denial).await;
    assert!(soon(&camille, "fr").await.is_empty(), "closed by its member");
    camille.mode_off().await;
    let stranger = t.member("Loïc").await;
    assert!(soon(&camille, "fr").await.is_empty() && soon(&stranger, "fr").await.is_empty());
    t.end().await;
}

async fn who_left_is_not_told(db: TestDb) {
    let t = Town::new(db).await;
    let shop = t.shop("Au bon pain", "food/bread", spot(0, 0)).await;
    let names = ["off", "away", "silent", "gone", "denies", "drops", "stays"];
    let mut people = Vec::new();
    for name in names {
        people.push(hopes(&t, name).await);
    }
    let [off, away, silent, gone, denies, drops, stays] = people.as_slice() else { unreachable!() };
    shop.offers("Brioche au beurre", 400, json!({"from": after(&t, 20 * MINUTES)})).await;
    for hand in &people {
        assert_eq!(hand.walks_to(spot(0, 40)).await, 0);
    }
    t.waits(10 * MINUTES).await;
    off.mode_off().await;
    gone.delete("/api/v1/me").await.want(204);
    denies.consents(json!({"effect": "deny", "category": "food"})).await;
    let wish = drops.get("/api/v1/wishes").await.want(200).json();
    drops.delete(&format!("/api/v1/wishes/{}", text(&wish["items"][0]["id"]))).await.want(204);
    away.walks_to(spot(0, 2_000)).await;
    for here in [denies, drops, stays] {
        assert_eq!(here.walks_to(spot(0, 30)).await, 0);
    }
    t.waits(10 * MINUTES).await;
    for hand in [off, away, silent, denies, drops] {
        assert!(hand.suggestions().await.is_empty());
    }
    assert_eq!(stays.suggestions().await.len(), 1);
    assert_eq!(t.present(), 4, "nobody heard of the silent one for a while");
    t.end().await;
}

async fn the_event_loop_keeps_time(db: TestDb) {
    let t = Town::new(db).await;
    let (shop, camille) = street(&t).await;
    shop.offers("Brioche au beurre", 400, json!({"from": after(&t, 10 * MINUTES)})).await;
    assert_eq!(camille.walks_to(spot(0, 40)).await, 0);
    // That there is a wish is old news to the page.
    t.turn().await;
    let mut live = camille.opens_page().await;
    let (street, post) = (t.house.street.clone(), t.house.post.clone());
    let turning = tokio::spawn(hyperlieu::events::run(t.app.clone(), street, None, post));
    assert_eq!(live.next().await, None, "not before");
    t.app.clock.advance_secs(10 * MINUTES);
    let mut told = None;
    for _ in 0..10 {
        if told.is_none() {
            told = live.next().await;
        }
    }
    assert_eq!(told.map(|event| event.kind).as_deref(), Some("suggestion"));
    t.app.stop.request();
    tokio::time::timeout(Duration::from_secs(5), turning).await.unwrap().unwrap();
    t.end().await;
}

both!(
    an_offer_that_begins,
    a_shop_that_opens,
    quiet_hours_that_end,
    several_things_at_once,
    what_is_not_only_a_matter_of_time,
    who_left_is_not_told,
    the_event_loop_keeps_time,
);
