//! What must never happen (design, section 4), each as a story. More of them: `refusals`, `taking`, `roles`, `random`.

use axum::http::Method;
use serde_json::{Value, json};
use store::both;
use store::testing::TestDb;

use crate::hand::{Hand, Shop};
use crate::harness::{As, Town, spot, text};
use crate::roles::Things;

/// A bakery that offers a brioche, and Camille who wishes for one, with the switch on, somewhere far away.
async fn street(t: &Town) -> (Shop<'_>, Hand<'_>, String) {
    let shop = t.shop("Au bon pain", "food/bread", spot(0, 0)).await;
    let offer = shop.offers("Brioche au beurre", 400, Value::Null).await;
    let camille = t.member("Camille").await;
    camille.wishes("une brioche", None).await;
    camille.mode_on().await;
    (shop, camille, offer)
}

async fn a_moment_outlives_its_switch(db: TestDb) {
    let t = Town::new(db).await;
    let (shop, camille, _) = street(&t).await;
    camille.walks_to(spot(0, 2_000)).await;
    assert_eq!(t.present(), 1);
    camille.mode_off().await;
    t.turn().await;
    assert_eq!(t.present(), 0, "the switch forgets where they were");

    let until = t.app.now().plus_secs(300).to_rfc3339();
    camille.attention(json!({"on": true, "until": until})).await;
    camille.walks_to(spot(0, 2_000)).await;
    t.app.clock.advance_secs(300);
    camille.tells(spot(0, 40)).await.refused(409, "mode-off");
    shop.offers("Brioche aux pralines", 450, json!({"reach_m": 5_000})).await;
    t.waits(0).await;
    assert!(camille.suggestions().await.is_empty(), "a switch that turned itself off is off");
    assert_eq!(t.present(), 0, "and forgets, too");
    t.end().await;
}

/// Everything an organisation, or anybody, can look at, as they would see it.
async fn looked_at(t: &Town, things: &Things, who: &[&As]) -> Vec<(String, String)> {
    let mut seen = Vec::new();
    for route in t.house.routes.iter().filter(|route| route.method == Method::GET) {
        let address = things.address(&route.path);
        for who in who {
            let page = t.call(Method::GET, &address, who, &[], "").await;
            seen.push((format!("{} as {who:?}", route.path), page.without_once()));
        }
    }
    seen
}

async fn an_organisation_learns_nothing_without_consent(db: TestDb) {
    let t = Town::new(db).await;
    let (shop, nour) = (t.shop("Au bon pain", "food/bread", spot(0, 0)).await, t.member("Nour").await);
    let things = Things::of(&shop, &nour).await;
    nour.mode_off().await;
    t.turn().await;
    let camille = t.member("Camille Le Goff").await;
    let strangers = [&shop.associate.cookie, &shop.associate.bearer, &As::Nobody];
    let path = format!("/api/v1/stream/organisations/{}", shop.organisation);
    let mut counter = t.live(&path, &shop.associate.cookie, &[]).await;
    let before = looked_at(&t, &things, &strangers).await;

    camille.wishes("une brioche", None).await;
    camille.mode_on().await;
    assert_eq!(camille.walks_to(spot(0, 10)).await, 1, "they are told");
    camille.walks_to(spot(0, 0)).await;
    t.turn().await;
    let after = looked_at(&t, &things, &strangers).await;
    for ((route, before), (_, after)) in before.iter().zip(&after) {
        assert_eq!(before, after, "{route} tells that somebody came");
    }
    for _ in 0..4 {
        assert_eq!(counter.next().await, None, "not by timing either");
    }
    assert_eq!(t.seen_by(shop.organisation), 0);
    t.end().await;
}

async fn recognised_by_whom_they_allow_while_they_allow_it(db: TestDb) {
    let t = Town::new(db).await;
    let (shop, camille, _) = street(&t).await;
    let other = t.shop("Le Cellier", "food/wine", spot(30, 0)).await;
    let mut counter = {
        let path = format!("/api/v1/stream/organisations/{}", shop.organisation);
        t.live(&path, &shop.associate.cookie, &[]).await
    };
    assert_eq!(counter.next().await, None);
    camille.walks_to(spot(0, 30)).await;
    let arrivals =
        async |shop: &Shop<'_>| shop.associate.page(&shop.page("/arrivals"), "fr").await.want(200).text;
    assert!(!arrivals(&shop).await.contains("Camille"));

    let allow =
        json!({"effect": "allow", "purpose": "recognise", "organisation": shop.organisation.to_string()});
    let grant = camille.consents(allow).await;
    t.turn().await;
    assert!(arrivals(&shop).await.contains("Camille"), "the bakery may greet them");
    assert!(!arrivals(&other).await.contains("Camille"), "nobody else may");
    let mut nudged = false;
    for _ in 0..5 {
        nudged = nudged || counter.next().await.is_some_and(|event| event.data.contains("arrivals"));
    }
    assert!(nudged, "the open counter hears of it");

    camille.delete(&format!("/api/v1/me/consents/{grant}")).await.want(204);
    t.turn().await;
    assert!(!arrivals(&shop).await.contains("Camille"), "withdrawn is withdrawn at once");
    let receipts = camille.get("/api/v1/me/consents/receipts").await.want(200).text;
    assert!(receipts.contains(&grant), "and leaves a receipt");
    let evening = json!({"effect": "allow", "purpose": "recognise", "organisation": shop.organisation.to_string(),
        "from": "18:00", "to": "19:00"});
    camille.consents(evening).await;
    t.turn().await;
    assert!(!arrivals(&shop).await.contains("Camille"), "an evening's consent does not hold at noon");
    t.app.clock.advance_secs(6 * 3_600 + 600);
    camille.walks_to(spot(0, 30)).await;
    assert!(arrivals(&shop).await.contains("Camille"), "but it does in the evening");
    camille.mode_off().await;
    t.turn().await;
    assert!(!arrivals(&shop).await.contains("Camille"), "and never with the switch off");
    t.end().await;
}

async fn never_the_same_thing_twice(db: TestDb) {
    let t = Town::new(db).await;
    let (shop, camille, offer) = street(&t).await;
    assert_eq!(camille.walks_to(spot(0, 40)).await, 1);
    for north in [3_000, 40, 0, 40] {
        t.app.clock.advance_secs(600);
        assert_eq!(camille.walks_to(spot(0, north)).await, 0);
    }
    shop.changes(&offer, json!({"price": {"minor": 300, "currency": "EUR"}, "title": "Brioche du samedi"}))
        .await;
    t.turn().await;
    t.app.clock.advance_secs(86_400);
    camille.walks_to(spot(0, 20)).await;
    let path = format!("/api/v1/suggestions/{}/outcome", text(&camille.suggestion().await["id"]));
    camille.post(&path, json!({"outcome": "dismissed"})).await.want(200);
    camille.walks_to(spot(0, 10)).await;
    assert_eq!(camille.suggestions().await.len(), 1);
    // Not after a restart either: what was said stands in the store.
    let again = t.restarted().await;
    assert_eq!(Hand { t: &again, ..camille.clone() }.walks_to(spot(0, 20)).await, 0);
    again.end().await;
    t.end().await;
}

async fn what_was_acknowledged_is_there_after_a_restart(db: TestDb) {
    let t = Town::new(db).await;
    let (shop, camille, offer) = street(&t).await;
    assert_eq!(camille.walks_to(spot(0, 40)).await, 1);
    let taken = camille.takes(&camille.suggestion().await).await.want(201).json();
    // The event loop never ran: nothing but the store knows.
    let town = t.restarted().await;
    let hand = Hand { t: &town, ..camille.clone() };
    assert_eq!(hand.encounter(&text(&taken["id"])).await["code"], taken["code"]);
    assert_eq!(hand.get(&format!("/api/v1/offers/{offer}")).await.want(200).json()["id"], offer.as_str());
    assert!(hand.why(&offer, "en").await.0.contains(&"already-told".to_owned()));
    town.end().await;
    shop.confirms(&text(&taken["id"]), &taken["code"]).await.want(200);
    t.end().await;
}

async fn what_was_just_forbidden_is_not_said(db: TestDb) {
    let t = Town::new(db).await;
    let (shop, camille, first) = street(&t).await;
    shop.associate.delete(&format!("/api/v1/offers/{first}")).await.want(204);
    camille.walks_to(spot(0, 40)).await;
    let deny = json!({"effect": "deny", "organisation": shop.organisation.to_string()});
    let quiet = json!({"quiet_from": "11:00", "quiet_to": "13:00"});
    // The offer is committed first, what forbids it a moment later; the street hears of both at once.
    for number in 0..3 {
        shop.offers(&format!("Brioche {number}"), 400, Value::Null).await;
        let grant = match number {
            0 => camille.consents(deny.clone()).await,
            1 => {
                camille.attention(quiet.clone()).await;
                String::new()
            }
            _ => {
                camille.mode_off().await;
                String::new()
            }
        };
        t.turn().await;
        assert!(camille.suggestions().await.is_empty(), "{number}: it was forbidden before it was said");
        if !grant.is_empty() {
            camille.delete(&format!("/api/v1/me/consents/{grant}")).await.want(204);
        }
        camille.attention(json!({"quiet_from": null, "quiet_to": null})).await;
    }
    t.end().await;
}

async fn reasons_are_what_chose(db: TestDb) {
    let t = Town::new(db).await;
    let (shop, camille, first) = street(&t).await;
    let more = json!({"stock": 2, "reference_price": {"minor": 600, "currency": "EUR"}});
    let second = shop.offers("Brioche aux pralines", 500, more).await;
    camille.walks_to(spot(0, 40)).await;
    let told = camille.suggestion().await;
    // One of a shop at a time: the other one waits, and says why it will come.
    let waiting = if told["offer"] == first { &second } else { &first };
    let why = camille.get(&format!("/api/v1/why?offer={waiting}&lang=en")).await.want(200).json();
    assert_eq!(why["would"], true, "{why}");
    assert_eq!(camille.walks_to(spot(0, 40)).await, 1);
    let all = camille.suggestions().await;
    let said = all.iter().find(|made| made["offer"] == waiting.as_str()).unwrap();
    assert_eq!((&said["reasons"], &said["score"]), (&why["reasons"], &why["score"]));
    for made in &all {
        let reasons = made["reasons"].as_array().unwrap();
        let named = |name: &str| reasons.iter().any(|reason| reason["reason"] == name);
        assert!(named("wished") && named("near") && named("allowed"), "{made}");
        let page =
            camille.page(&format!("/suggestions/{}/why", text(&made["id"])), "en").await.want(200).text;
        assert_eq!(
            page.matches("class=\"reason\"").count(),
            reasons.len(),
            "each reason once, in words: {page}"
        );
    }
    t.end().await;
}

async fn somebody_elses_things_do_not_exist(db: TestDb) {
    let t = Town::new(db).await;
    let shop = t.shop("Au bon pain", "food/bread", spot(0, 0)).await;
    let (camille, nour) = (t.member("Camille").await, t.member("Nour").await);
    let things = Things::of(&shop, &camille).await;
    for route in t
        .house
        .routes
        .iter()
        .filter(|route| route.access == kit::Access::Member && route.path.contains("{id}"))
    {
        let address = things.address(&route.path);
        for (who, kind, body) in [
            (&nour.bearer, "application/json", "{\"outcome\":\"saved\"}"),
            (&nour.cookie, "application/x-www-form-urlencoded", "outcome=saved&state=paused&title=x"),
        ] {
            let answer = t.call(route.method.clone(), &address, who, &[("content-type", kind)], body).await;
            let hidden = matches!(answer.status.as_u16(), 404 | 400 | 415);
            assert!(hidden, "{} {}: {} {}", route.method, route.path, answer.status, answer.text);
        }
        let own = t
            .call(route.method.clone(), &address, &nour.bearer, &[("content-type", "application/json")], "{}")
            .await;
        assert_ne!(own.status, 200, "{} {}", route.method, route.path);
    }
    let path = format!("/api/v1/offers/{}", things.offer);
    let other = t.shop("Le Cellier", "food/wine", spot(40, 0)).await;
    other.associate.patch(&path, json!({"stock": 0})).await.refused(403, "not-your-organisation");
    other.associate.delete(&path).await.refused(403, "not-your-organisation");
    let forged = json!({"organisation": shop.organisation.to_string(), "place": shop.place, "title": "Pain",
        "price": {"minor": 1, "currency": "EUR"}});
    other.associate.post("/api/v1/offers", forged).await.refused(403, "not-your-organisation");
    t.end().await;
}

both!(
    a_moment_outlives_its_switch,
    an_organisation_learns_nothing_without_consent,
    recognised_by_whom_they_allow_while_they_allow_it,
    never_the_same_thing_twice,
    what_was_acknowledged_is_there_after_a_restart,
    reasons_are_what_chose,
    what_was_just_forbidden_is_not_said,
    somebody_elses_things_do_not_exist,
);
