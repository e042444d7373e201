//! What can be had in the town: an offer that comes to meet a wish is told once, by the channel chosen, wherever its member is.

use axum::http::Method;
use serde_json::{Value, json};
use store::both;
use store::testing::TestDb;

use super::browser::{Browser, Service};
use super::page::{DAY, news_of};
use crate::hand::{Hand, Shop};
use crate::harness::{Town, spot};
use crate::time::opens;

const HOUR: i64 = 3_600;
/// So long a change stands before it is told.
pub const STANDS: i64 = 300;

/// Looks around as the loop does.
async fn looks(t: &Town) {
    t.turn().await;
    opportunity::look_around(&t.app, &t.house.street).await.unwrap();
    t.sends().await;
}

/// Lets time pass and looks around.
pub async fn later(t: &Town, secs: i64) {
    t.turn().await;
    t.waits(secs).await;
    looks(t).await;
}

pub async fn tools<'t>(t: &'t Town, name: &str, at: (f64, f64)) -> Shop<'t> {
    t.shop(name, "home/tools", at).await
}

/// The only news somebody was told.
async fn one(who: &Hand<'_>) -> Value {
    let all = news_of(who).await;
    assert_eq!(all.len(), 1, "{all:?}");
    all[0].clone()
}

fn reasons(news: &Value) -> Vec<&str> {
    news["reasons"].as_array().unwrap().iter().map(|one| one["reason"].as_str().unwrap()).collect()
}

async fn starts_at(who: &Hand<'_>, way: &str, place: &str) {
    let form = format!("way={way}&car_cents_per_km=64&fare=0&from={place}");
    who.form("/me/travel", &form).await.want(303);
}

async fn an_offer_that_comes_is_told_once(db: TestDb) {
    let service = Service::open().await;
    let t = Town::reaching(db, vec![service.at]).await;
    let camille = t.member("Camille").await;
    let phone = Browser::new(&service, "phone", 3);
    phone.subscribes(&camille).await;
    let channels = json!({"suggestions": "page", "news": "push", "digest": "daily", "hour": 18});
    camille.put("/api/v1/me/channels", channels).await.want(200);
    tools(&t, "Mairie", spot(0, 0)).await;
    starts_at(&camille, "car", "Mairie").await;
    let shop = tools(&t, "Outils du plateau", spot(0, 800)).await;
    opens(&t, &shop, "Mo-Sa 09:00-19:00").await;
    shop.offers("Perceuse à percussion Norda", 5_500, json!({})).await;
    let wish = camille.wishes("une perceuse sans fil", Some(6_000)).await;
    let strange = t.member("Anne").await;
    strange.wishes("un vélo", None).await;
    let offer = shop.offers("Perceuse sans fil Norda", 5_900, json!({"stock": 3})).await;

    later(&t, STANDS - 1).await;
    assert_eq!(news_of(&camille).await.len(), 0, "it has to stand");
    later(&t, 1).await;
    let news = one(&camille).await;
    assert_eq!(
        (&news["wish"], &news["cause"], &news["offer"]),
        (&json!(wish), &json!("here"), &json!(offer))
    );
    assert_eq!(news["price"]["minor"], json!(5_900));
    assert_eq!(reasons(&news), ["came", "trip", "hours", "under-top"], "{news}");
    assert_eq!(news["reasons"][1]["total_minor"], json!(6_003), "800 m there and back by car");
    let id = news["id"].as_str().unwrap();
    for path in ["/me", "/me/news", &format!("/opportunities/{id}"), &format!("/opportunities/{id}/card")] {
        let page = camille.page(path, "fr").await.want(200).words();
        for part in [
            "À trouver chez Outils du plateau",
            "Perceuse sans fil Norda",
            "59,00 €",
            "Pour votre envie « une perceuse sans fil »",
            "Nouveau : proposé là depuis aujourd’hui à 12 h.",
            "3 min en voiture depuis « Mairie » (800 m). 60,03 € avec l’aller-retour.",
            "Ouvert jusqu’à 19 h.",
            "Vous vouliez mettre 60,00 € au plus.",
            "Voir où le trouver",
        ] {
            assert!(page.contains(part), "{path}: {part}: {page}");
        }
    }
    assert!(camille.page("/me/news", "en").await.words().contains("To be had at Outils du plateau"));
    let message = phone.message();
    assert_eq!(message["title"], json!("Perceuse sans fil Norda · 59,00\u{a0}€"));
    assert!(message["body"].as_str().unwrap().starts_with("À trouver chez Outils du plateau."), "{message}");

    // Looked at again, sold and counted, called otherwise: told no more.
    shop.changes(&offer, json!({"stock": 1})).await;
    later(&t, DAY).await;
    shop.changes(&offer, json!({"title": "Perceuse sans fil Norda 18 V"})).await;
    later(&t, DAY).await;
    assert_eq!((news_of(&camille).await.len(), news_of(&strange).await.len()), (1, 0));
    assert_eq!(phone.messages().len(), 1);
    assert_eq!(camille.suggestions().await.len(), 0, "the switch is off");
    t.end().await;
}
both!(an_offer_that_comes_is_told_once);

async fn a_price_falls_and_stock_returns_but_what_blinks_is_no_news(db: TestDb) {
    let t = Town::new(db).await;
    let (camille, anne) = (t.member("Camille").await, t.member("Anne").await);
    camille.wishes("une perceuse", Some(6_000)).await;
    let shop = tools(&t, "Outils du plateau", spot(0, 800)).await;
    let price = |cents: i64| json!({"price": {"minor": cents, "currency": "EUR"}});
    let offer = shop.offers("Perceuse", 7_000, json!({"stock": 2})).await;
    t.waits(1).await;
    anne.wishes("une perceuse", None).await;
    later(&t, DAY).await;
    assert_eq!(news_of(&camille).await.len(), 0, "above what they would pay");
    assert_eq!(news_of(&anne).await.len(), 0, "it was there before the wish");

    // A slip of the hand, put right within a minute, was never said.
    shop.changes(&offer, price(700)).await;
    later(&t, 60).await;
    shop.changes(&offer, price(7_000)).await;
    later(&t, DAY).await;
    assert_eq!(news_of(&camille).await.len() + news_of(&anne).await.len(), 0);

    shop.changes(&offer, price(6_000)).await;
    later(&t, STANDS).await;
    let fell = one(&camille).await;
    assert_eq!(reasons(&fell), ["fell", "dearer", "under-top"], "{fell}");
    assert_eq!(one(&anne).await["price"]["minor"], json!(6_000));
    let page = camille.page("/me/news", "fr").await.words();
    assert!(page.contains("Moins cher chez Outils du plateau"), "{page}");
    // A little less is not told again; clearly less is.
    for (cents, told) in [(5_900, 1), (5_600, 2)] {
        shop.changes(&offer, price(cents)).await;
        later(&t, DAY).await;
        assert_eq!(news_of(&camille).await.len(), told, "{cents}");
    }

    // Out for an hour is a blink; out for a day is not; once a week.
    for (days, away, told) in [(8, HOUR, 2), (1, DAY, 3), (1, DAY, 3)] {
        later(&t, days * DAY).await;
        shop.changes(&offer, json!({"stock": 0})).await;
        later(&t, away).await;
        shop.changes(&offer, json!({"stock": 4})).await;
        later(&t, STANDS).await;
        assert_eq!(news_of(&camille).await.len(), told, "{away}");
    }
    assert!(camille.page("/me/news", "fr").await.words().contains("De retour chez Outils du plateau"));
    t.end().await;
}
both!(a_price_falls_and_stock_returns_but_what_blinks_is_no_news);

async fn only_by_whom_and_when_they_allow_it(db: TestDb) {
    let t = Town::new(db).await;
    let shop = tools(&t, "Outils du plateau", spot(0, 800)).await;
    let organisation = shop.organisation.to_string();
    let deny = |more: Value| {
        let mut all = json!({"effect": "deny", "purpose": "suggest"});
        all.as_object_mut().unwrap().extend(more.as_object().cloned().unwrap_or_default());
        all
    };
    let denied = t.member("Denies the shop").await;
    denied.consents(deny(json!({"organisation": organisation}))).await;
    let category = t.member("Denies tools").await;
    category.consents(deny(json!({"category": "home/tools"}))).await;
    let inside = t.member("Allows inside").await;
    let allow =
        json!({"effect": "allow", "purpose": "suggest", "organisation": organisation, "zone": "inside"});
    inside.consents(allow).await;
    let quiet = t.member("Sleeps").await;
    quiet.attention(json!({"quiet_from": "11:30", "quiet_to": "17:30"})).await;
    let spent = t.member("Has heard today").await;
    spent.attention(json!({"per_day": 1})).await;
    spent.wishes("un marteau", None).await;
    shop.offers("Marteau", 1_500, json!({})).await;
    later(&t, STANDS).await;
    one(&spent).await;
    let far = t.member("Lives far").await;
    tools(&t, "Ferme", spot(0, 3_000)).await;
    starts_at(&far, "walk", "Ferme").await;
    let free = t.member("Camille").await;
    let all = [&denied, &category, &inside, &quiet, &spent, &far, &free];
    for member in all {
        member.wishes("une perceuse", None).await;
    }
    let window = json!({"zone": "inside"});
    shop.offers("Perceuse du rayon", 1_000, window).await;
    let offer = shop.offers("Perceuse Norda", 5_900, json!({"stock": 1})).await;
    later(&t, STANDS).await;
    for member in [&denied, &category, &inside, &quiet, &far] {
        assert_eq!(news_of(member).await.len(), 0, "{:?}", member.id);
    }
    assert_eq!(one(&spent).await["title"], json!("Marteau"), "one a day");
    assert_eq!(one(&free).await["offer"], json!(offer), "what speaks inside only is told inside");

    // When the quiet hours end it is told; what is sold by then is not.
    later(&t, 6 * HOUR).await;
    assert_eq!(one(&quiet).await["offer"], json!(offer));
    shop.changes(&offer, json!({"stock": 0})).await;
    later(&t, HOUR).await;
    spent.attention(json!({"per_day": 5})).await;
    later(&t, HOUR).await;
    assert_eq!(news_of(&spent).await.len(), 1, "it is gone");
    for member in [&denied, &category, &inside, &far] {
        assert_eq!(news_of(member).await.len(), 0, "{:?}", member.id);
    }
    t.end().await;
}
both!(only_by_whom_and_when_they_allow_it);

async fn news_and_suggestion_are_not_told_together(db: TestDb) {
    let t = Town::new(db).await;
    let shop = tools(&t, "Outils du plateau", spot(0, 0)).await;
    let (there, away) = (t.member("Camille").await, t.member("Anne").await);
    for member in [&there, &away] {
        member.wishes("une perceuse", None).await;
        member.mode_on().await;
    }
    t.turn().await;
    there.walks_to(spot(0, 60)).await;
    let offer = shop.offers("Perceuse Norda", 5_900, json!({})).await;
    later(&t, STANDS).await;
    assert_eq!((there.suggestions().await.len(), news_of(&there).await.len()), (1, 0), "told in the street");
    assert_eq!((away.suggestions().await.len(), news_of(&away).await.len()), (0, 1));
    assert_eq!(away.walks_to(spot(0, 60)).await, 0, "they have just read it");
    assert!(away.why(&offer, "fr").await.0.contains(&"already-told".to_owned()));
    later(&t, 3 * HOUR).await;
    assert_eq!(away.walks_to(spot(0, 50)).await, 1, "they stand before it");
    t.end().await;
}
both!(news_and_suggestion_are_not_told_together);

async fn one_touch_closes_an_offer_or_a_shop(db: TestDb) {
    let t = Town::new(db).await;
    let shop = tools(&t, "Outils du plateau", spot(0, 0)).await;
    let other = tools(&t, "Quincaillerie", spot(0, 300)).await;
    let camille = t.member("Camille").await;
    camille.mode_on().await;
    camille.wishes("une perceuse", None).await;
    let offer = shop.offers("Perceuse Norda", 5_900, json!({})).await;
    later(&t, STANDS).await;
    let first = one(&camille).await;
    let touch = |id: &Value, answer: &str| {
        (format!("/opportunities/{}/answer", id.as_str().unwrap()), format!("answer={answer}&back=/me"))
    };
    let (path, body) = touch(&first["id"], "not-this");
    camille.form(&path, &body).await.want(303);
    later(&t, DAY).await;
    assert_eq!(camille.walks_to(spot(0, 60)).await, 0, "put aside is put aside in the street as well");
    let page = camille.page("/me/news", "fr").await.want(200).words();
    assert!(page.contains("Perceuse Norda · Outils du plateau") && page.contains("cette offre"), "{page}");
    camille.form("/me/news/allow", &format!("kind=page&what={offer}")).await.want(303);
    assert_eq!(camille.walks_to(spot(0, 50)).await, 1, "opened again");
    // What is suggested in the street is no news.
    camille.mode_off().await;
    camille.wishes("une scie", None).await;
    let saw = other.offers("Scie Norda", 2_900, json!({})).await;
    later(&t, STANDS).await;
    let second = news_of(&camille).await.pop().unwrap();
    assert_eq!(second["offer"], json!(saw));
    let (path, body) = touch(&second["id"], "not-this-shop");
    camille.form(&path, &body).await.want(303);
    camille.form(&path, &body).await.want(303);
    let consents = camille.page("/me/consents", "fr").await.want(200).words();
    assert!(consents.contains("Quincaillerie"), "{consents}");
    camille.wishes("un marteau", None).await;
    other.offers("Marteau Norda", 1_900, json!({})).await;
    later(&t, DAY).await;
    assert_eq!(news_of(&camille).await.len(), 2);
    camille.mode_on().await;
    assert_eq!(camille.walks_to(spot(0, 300)).await, 0);
    let anne = t.member("Anne").await;
    let (path, body) = touch(&first["id"], "not-this");
    anne.form(&path, &body).await.want(404);
    t.end().await;
}
both!(one_touch_closes_an_offer_or_a_shop);

async fn one_piece_of_news_for_many_offers_and_many_wishes(db: TestDb) {
    let t = Town::new(db).await;
    let (near, dear) =
        (tools(&t, "Outils", spot(0, 100)).await, tools(&t, "Quincaillerie", spot(0, 900)).await);
    let camille = t.member("Camille").await;
    let wish = camille.wishes("une perceuse", None).await;
    t.waits(1).await;
    camille.wishes("une perceuse sans fil", None).await;
    dear.offers("Perceuse sans fil", 6_500, json!({})).await;
    let best = near.offers("Perceuse sans fil", 6_000, json!({})).await;
    later(&t, STANDS).await;
    let told = one(&camille).await;
    assert_eq!(
        (&told["wish"], &told["offer"]),
        (&json!(wish), &json!(best)),
        "the cheapest of both, for both"
    );
    let page = camille.page("/me/news", "fr").await.words();
    assert!(page.contains("Aussi pour : une perceuse sans fil."), "{page}");
    // What is no better than what can be had is no news; what is clearly better is, and anything once that is gone.
    dear.offers("Perceuse sans fil Volta", 5_900, json!({})).await;
    later(&t, DAY).await;
    assert_eq!(news_of(&camille).await.len(), 1);
    dear.offers("Perceuse sans fil Turin", 5_000, json!({"stock": 1})).await;
    later(&t, DAY).await;
    assert_eq!(news_of(&camille).await.len(), 2);
    t.end().await;
}
both!(one_piece_of_news_for_many_offers_and_many_wishes);

async fn a_stop_two_nodes_and_an_erased_member_make_nothing_twice_and_lose_nothing(db: TestDb) {
    let t = Town::new(db).await;
    let shop = tools(&t, "Outils du plateau", spot(0, 800)).await;
    let (camille, gone) = (t.member("Camille").await, t.member("Gone").await);
    for member in [&camille, &gone] {
        member.wishes("une perceuse", None).await;
    }
    t.turn().await;
    let begins = t.app.now().plus_secs(DAY).to_rfc3339();
    shop.offers("Perceuse Norda", 5_900, json!({})).await;
    // Nobody has heard of it when the house stops; it stands still for a day.
    t.app.clock.advance_secs(DAY);
    let other = t.restarted().await;
    other.turn().await;
    t.turn().await;
    for member in [&camille, &gone] {
        assert_eq!(news_of(member).await.len(), 0);
    }
    gone.delete("/api/v1/me").await.want(204);
    t.app.clock.advance_secs(STANDS);
    let (here, there) = (
        opportunity::look_around(&t.app, &t.house.street),
        opportunity::look_around(&other.app, &other.house.street),
    );
    let (here, there) = tokio::join!(here, there);
    here.unwrap();
    there.unwrap();
    looks(&t).await;
    looks(&other).await;
    one(&camille).await;

    // What begins is news when it begins; what ends before is none.
    camille.wishes("une scie", None).await;
    let begins = domain::Instant::parse_rfc3339(&begins).unwrap().plus_secs(DAY).to_rfc3339();
    shop.offers("Scie Norda", 900, json!({"from": begins})).await;
    shop.offers("Scie Volta", 800, json!({"until": t.app.now().plus_secs(60).to_rfc3339()})).await;
    later(&t, HOUR).await;
    assert_eq!(news_of(&camille).await.len(), 1);
    later(&t, DAY).await;
    later(&t, STANDS).await;
    let all = news_of(&camille).await;
    assert_eq!((all.len(), &all[1]["title"]), (2, &json!("Scie Norda")));
    t.turn().await;
    other.call(Method::GET, "/api/v1/me", &camille.bearer, &[], "").await.want(200);
    other.end().await;
    t.end().await;
}
both!(a_stop_two_nodes_and_an_erased_member_make_nothing_twice_and_lose_nothing);
