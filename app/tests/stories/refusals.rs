//! One story per refusal: nothing is said, and `why` names the closed lock in both languages.

use serde_json::{Value, json};
use store::both;
use store::testing::TestDb;

use crate::hand::{Hand, Shop};
use crate::harness::{Town, spot};

/// A shop with honey, and a member who wishes for it with the switch on; nobody has come near yet.
async fn honey(t: &Town) -> (Shop<'_>, Hand<'_>, String) {
    let shop = t.shop("La Ruche", "food/grocery", spot(0, 0)).await;
    let camille = t.member("Camille").await;
    let wish = camille.wishes("miel de sarrasin", Some(1_200)).await;
    camille.mode_on().await;
    (shop, camille, wish)
}

const TITLE: &str = "Miel de sarrasin, 500 g";

/// Nothing is said of the offer here, and the first closed lock is this one, told in both languages.
async fn closed(camille: &Hand<'_>, offer: &str, code: &str, told: [&str; 2]) {
    for (lang, sentence) in ["fr", "en"].into_iter().zip(told) {
        let (obstacles, words) = camille.why(offer, lang).await;
        assert_eq!(obstacles.first().map(String::as_str), Some(code), "{obstacles:?}: {words}");
        assert!(words.contains(sentence), "{lang}: {sentence:?} is not in {words:?}");
    }
    let about = camille.suggestions().await.iter().any(|made| made["offer"] == *offer);
    assert!(!about, "{offer} was suggested");
}

async fn mode_off(db: TestDb) {
    let t = Town::new(db).await;
    let (shop, camille, _) = honey(&t).await;
    camille.mode_off().await;
    let offer = shop.offers(TITLE, 900, Value::Null).await;
    camille.tells(spot(0, 50)).await.refused(409, "mode-off");
    closed(&camille, &offer, "mode-off", ["Votre mode balade est éteint.", "Your shopper mode is off."])
        .await;
    t.end().await;
}

async fn denied_shop(db: TestDb) {
    let t = Town::new(db).await;
    let (shop, camille, _) = honey(&t).await;
    let offer = shop.offers(TITLE, 900, Value::Null).await;
    let deny = json!({"effect": "deny", "organisation": shop.organisation.to_string()});
    let grant = camille.consents(deny).await;
    assert_eq!(camille.walks_to(spot(0, 50)).await, 0);
    closed(&camille, &offer, "denied", ["Vous l’avez fermé", "You closed it"]).await;
    assert!(camille.why(&offer, "fr").await.1.contains("La Ruche"), "the sentence names the shop");
    // Deny wins over every opening.
    camille.consents(json!({"effect": "allow", "organisation": shop.organisation.to_string()})).await;
    assert_eq!(camille.walks_to(spot(0, 40)).await, 0);
    camille.delete(&format!("/api/v1/me/consents/{grant}")).await.want(204);
    assert_eq!(camille.walks_to(spot(0, 30)).await, 1, "withdrawn, the shop may speak again");
    t.end().await;
}

async fn denied_category(db: TestDb) {
    let t = Town::new(db).await;
    let (shop, camille, _) = honey(&t).await;
    let offer = shop.offers(TITLE, 900, Value::Null).await;
    camille.consents(json!({"effect": "deny", "category": "food"})).await;
    assert_eq!(camille.walks_to(spot(0, 50)).await, 0, "a branch holds its leaves");
    closed(&camille, &offer, "denied", ["Vous l’avez fermé", "You closed it"]).await;
    t.end().await;
}

async fn quiet_hours(db: TestDb) {
    let t = Town::new(db).await;
    let (shop, camille, _) = honey(&t).await;
    let offer = shop.offers(TITLE, 900, Value::Null).await;
    camille.attention(json!({"quiet_from": "11:30", "quiet_to": "13:15"})).await;
    assert_eq!(camille.walks_to(spot(0, 50)).await, 0);
    let told = ["Ce sont vos heures calmes, jusqu’à 13:15.", "These are your quiet hours, until 13:15."];
    closed(&camille, &offer, "quiet-hours", told).await;
    t.app.clock.advance_secs(75 * 60);
    assert_eq!(camille.walks_to(spot(0, 50)).await, 1, "at a quarter past one they are over");
    t.end().await;
}

async fn budget_spent(db: TestDb) {
    let t = Town::new(db).await;
    let (shop, camille, _) = honey(&t).await;
    let bakery = t.shop("Au bon pain", "food/bread", spot(30, 0)).await;
    camille.attention(json!({"per_day": 1})).await;
    camille.wishes("brioche", None).await;
    let brioche = bakery.offers("Brioche au beurre", 400, Value::Null).await;
    assert_eq!(camille.walks_to(spot(0, 50)).await, 1);
    let offer = shop.offers(TITLE, 900, Value::Null).await;
    t.turn().await;
    assert_eq!(camille.walks_to(spot(0, 40)).await, 0, "one a day was asked for");
    let told = ["Vous avez eu votre suggestion d’aujourd’hui.", "You have had your suggestion of today."];
    closed(&camille, &offer, "budget-spent", told).await;
    assert_eq!(camille.suggestion().await["offer"], brioche);
    t.app.clock.advance_secs(86_400);
    assert_eq!(camille.walks_to(spot(0, 50)).await, 1, "tomorrow is another day");
    t.end().await;
}

async fn offer_over(db: TestDb) {
    let t = Town::new(db).await;
    let (shop, camille, _) = honey(&t).await;
    let until = t.app.now().plus_secs(600).to_rfc3339();
    let offer = shop.offers(TITLE, 900, json!({ "until": until })).await;
    t.app.clock.advance_secs(600);
    assert_eq!(camille.walks_to(spot(0, 50)).await, 0, "the end is exclusive");
    closed(&camille, &offer, "over", ["L’offre s’est terminée", "The offer ended"]).await;
    let other = shop.offers(TITLE, 900, Value::Null).await;
    t.turn().await;
    let suggestion = camille.suggestion().await;
    shop.associate.delete(&format!("/api/v1/offers/{other}")).await.want(204);
    camille.takes(&suggestion).await.refused(409, "offer-over");
    t.end().await;
}

async fn stock_gone(db: TestDb) {
    let t = Town::new(db).await;
    let (shop, camille, _) = honey(&t).await;
    let offer = shop.offers(TITLE, 900, json!({"stock": 1})).await;
    shop.changes(&offer, json!({"stock": 0})).await;
    assert_eq!(camille.walks_to(spot(0, 50)).await, 0);
    closed(&camille, &offer, "no-stock", ["Il n’y en a plus.", "None are left."]).await;
    shop.changes(&offer, json!({"stock": 2})).await;
    t.turn().await;
    assert_eq!(camille.suggestion().await["offer"], offer, "back in stock, whoever stands there hears of it");
    t.end().await;
}

async fn wish_fulfilled(db: TestDb) {
    let t = Town::new(db).await;
    let (shop, camille, wish) = honey(&t).await;
    let offer = shop.offers(TITLE, 900, Value::Null).await;
    camille.patch(&format!("/api/v1/wishes/{wish}"), json!({"state": "fulfilled"})).await.want(200);
    assert_eq!(camille.walks_to(spot(0, 50)).await, 0);
    let told = ["est déjà exaucée.", "has come true already."];
    closed(&camille, &offer, "wish-fulfilled", told).await;
    t.end().await;
}

async fn wrong_currency(db: TestDb) {
    let t = Town::new(db).await;
    let shop = t.shop("La Ruche", "food/grocery", spot(0, 0)).await;
    let camille = t.member("Camille").await;
    let top = json!({"minor": 1_200, "currency": "CHF"});
    camille.wishes_for(json!({"title": "miel de sarrasin", "top_price": top})).await;
    camille.mode_on().await;
    let offer = shop.offers(TITLE, 900, Value::Null).await;
    assert_eq!(camille.walks_to(spot(0, 50)).await, 0);
    let told = ["compte en francs suisses, l’offre en euros.", "counts in Swiss francs, the offer in euros."];
    closed(&camille, &offer, "wrong-currency", told).await;
    t.end().await;
}

async fn too_dear_too_far_and_unknown(db: TestDb) {
    let t = Town::new(db).await;
    let (shop, camille, _) = honey(&t).await;
    let offer = shop.offers(TITLE, 1_350, json!({"reach_m": 200})).await;
    assert_eq!(camille.walks_to(spot(0, 50)).await, 0);
    closed(&camille, &offer, "too-dear", ["1,50 € de plus", "€1.50 more"]).await;
    shop.changes(&offer, json!({"price": {"minor": 900, "currency": "EUR"}})).await;
    camille.walks_to(spot(0, 400)).await;
    let away = camille.why(&offer, "en").await;
    assert!(
        away.0.contains(&"already-told".to_owned()) || away.0.contains(&"too-far".to_owned()),
        "{away:?}"
    );
    let nowhere = camille.why("offer_00000000000070008000000000000000", "en").await;
    assert_eq!(nowhere.0, ["unknown-offer"]);
    camille.get("/api/v1/why?offer=nonsense").await.refused(422, "invalid");
    t.end().await;
}

async fn unknown_member(db: TestDb) {
    let t = Town::new(db).await;
    let (shop, camille, wish) = honey(&t).await;
    let offer = shop.offers(TITLE, 900, Value::Null).await;
    assert_eq!(camille.walks_to(spot(0, 50)).await, 1);
    camille.delete("/api/v1/me").await.want(204);
    camille.tells(spot(0, 40)).await.refused(401, "sign-in-again");
    camille.get(&format!("/api/v1/why?offer={offer}")).await.refused(401, "sign-in-again");
    t.call(axum::http::Method::POST, "/owntracks", &camille.phone, &[], "[]")
        .await
        .refused(401, "device-unknown");
    t.turn().await;
    assert_eq!(t.present(), 0, "with the member their moment goes");
    let rows = t.rows().await;
    let id = wish.rsplit('_').next().unwrap();
    let kept = rows.iter().filter(|(table, _)| *table != "fact").flat_map(|(_, rows)| rows);
    let kept: Vec<_> = kept.filter(|row| row.to_lowercase().replace('-', "").contains(id)).collect();
    assert!(kept.is_empty(), "nothing of theirs remains but facts without content: {kept:?}");
    t.end().await;
}

both!(
    mode_off,
    denied_shop,
    denied_category,
    quiet_hours,
    budget_spent,
    offer_over,
    stock_gone,
    wish_fulfilled,
    wrong_currency,
    too_dear_too_far_and_unknown,
    unknown_member,
);
