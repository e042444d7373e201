//! The journey: a wish meets an offer in the street. And the same walk with the switch off.

use serde_json::json;
use store::both;
use store::testing::TestDb;

use crate::hand::{Shop, led};
use crate::harness::{Town, spot, text};
use crate::watch;

const REASONS: [(&str, [&str; 8]); 2] = [
    (
        "fr",
        [
            "Vous espériez « chocolat noir ».",
            "C’est à 120 m, 2 minutes à pied.",
            "0,60 € de moins que d’habitude.",
            "1,10 € de moins que ce que vous vouliez mettre.",
            "Il n’en reste que 3.",
            "L’offre se termine à 12 h 30.",
            "12 h 30</time>",
            "Votre mode balade est allumé, et rien n’est fermé à cette boutique.",
        ],
    ),
    (
        "en",
        [
            "You were hoping for “chocolat noir”.",
            "It is 120 m away, 2 minutes on foot.",
            "€0.60 less than usual.",
            "€1.10 less than you were ready to pay.",
            "Only 3 are left.",
            "The offer ends at 12:30.",
            "12:30</time>",
            "Your shopper mode is on, and you have closed nothing to this shop.",
        ],
    ),
];

async fn chocolate(t: &Town) -> (Shop<'_>, String) {
    let shop = t.shop("Épicerie du Port", "food/chocolate", spot(0, 0)).await;
    let until = t.app.now().plus_secs(1_800).to_rfc3339();
    let more = json!({"stock": 3, "until": until, "reference_price": {"minor": 450, "currency": "EUR"}});
    let offer = shop.offers("Tablette de chocolat noir 70 %", 390, more).await;
    (shop, offer)
}

async fn a_wish_meets_an_offer_in_the_street(db: TestDb) {
    let t = Town::new(db).await;
    let (shop, offer) = chocolate(&t).await;
    let camille = t.member("Camille").await;
    let wish = camille.wishes("chocolat noir", Some(500)).await;
    camille.mode_on().await;
    let mut live = camille.opens_page().await;

    assert_eq!(camille.walks_to(spot(0, 2_000)).await, 0, "two kilometres away nothing is said");
    assert_eq!(camille.walks_to(spot(0, 120)).await, 1);
    let event = live.next().await.expect("the open page hears of it within a second");
    let told: serde_json::Value = serde_json::from_str(&event.data).unwrap();
    assert_eq!((event.kind.as_str(), event.id.as_str()), ("suggestion", "1"));
    let suggestion = camille.suggestion().await;
    assert_eq!(
        (&told["id"], &suggestion["offer"], &suggestion["wish"]),
        (&suggestion["id"], &json!(offer), &json!(wish))
    );

    for (lang, sentences) in REASONS {
        let card = camille.page(&text(&told["html_url"]), lang).await.want(200).words();
        let why =
            camille.page(&format!("/suggestions/{}/why", text(&told["id"])), lang).await.want(200).words();
        for sentence in sentences {
            assert!(card.contains(sentence), "{lang}: {sentence:?} is not on the card: {card}");
        }
        for sentence in sentences.iter().filter(|sentence| sentence.ends_with('.')) {
            assert!(why.contains(sentence), "{lang}: {sentence:?} is not told under why: {why}");
        }
        assert!(card.contains("Épicerie du Port"), "{lang}: where is it? {card}");
    }

    let taken = camille.takes(&suggestion).await.want(201).json();
    assert_eq!((&taken["state"], shop.stock(&offer).await), (&json!("expected"), json!(2)), "a unit is held");
    t.turn().await;
    assert_eq!(live.next().await.map(|event| event.kind).as_deref(), Some("refresh"));

    let counter = shop.associate.page(&shop.page("/expected"), "fr").await.want(200).text;
    assert!(counter.contains("Tablette de chocolat noir"), "{counter}");
    let words: Vec<&str> = counter.split(|c: char| !c.is_alphanumeric()).collect();
    assert!(
        !words.contains(&"Camille") && !words.contains(&text(&taken["code"]).as_str()),
        "neither who nor the code: {counter}"
    );
    let done = shop.associate.form(&shop.page("/confirm"), &format!("code={}", text(&taken["code"]))).await;
    assert!(led(&done).starts_with(&shop.page("?met=")), "{}", led(&done));

    assert_eq!(camille.encounter(&text(&taken["id"])).await["state"], "confirmed");
    assert_eq!(camille.get(&format!("/api/v1/wishes/{wish}")).await.json()["state"], "fulfilled");
    assert_eq!(
        (shop.stock(&offer).await, camille.suggestion().await["outcome"].clone()),
        (json!(2), json!("taken"))
    );
    t.turn().await;
    assert_eq!(camille.walks_to(spot(0, 60)).await, 0, "what came true is not said again");
    t.end().await;
}

async fn with_the_switch_off_the_same_walk_leaves_no_trace(db: TestDb) {
    let t = Town::new(db).await;
    let (_, offer) = chocolate(&t).await;
    let camille = t.member("Camille").await;
    camille.wishes("chocolat noir", Some(500)).await;
    t.turn().await;
    let (before, logged) = (t.rows().await, t.logs().len());

    for north in [2_000, 800, 400, 120, 30, 0] {
        t.app.clock.advance_secs(60);
        camille.tells(spot(0, north)).await.refused(409, "mode-off");
        let (lat, lon) = spot(3, north);
        t.keep_position_secret((lat, lon));
        let tst = t.app.now().secs();
        let phone = json!({"_type": "location", "lat": lat, "lon": lon, "acc": 9, "tst": tst, "tid": "ca"});
        assert_eq!(camille.phone_sends(&phone).await.text, "[]");
    }
    t.turn().await;
    hyperlieu::events::tidy_up(&t.app, &t.house.street).await.unwrap();

    assert_eq!(t.present(), 0, "the World keeps nothing");
    watch::assert_same(&before, &t.rows().await, "a walk with the switch off");
    assert!(camille.suggestions().await.is_empty());
    let logs = t.logs().split_off(logged);
    assert!(!logs.contains(&camille.id.to_string()), "who walked stands in no log");
    assert_eq!(camille.why(&offer, "en").await.0.first().map(String::as_str), Some("mode-off"));
    t.end().await;
}

async fn a_page_that_was_closed_hears_what_it_missed(db: TestDb) {
    let t = Town::new(db).await;
    let (_, _) = chocolate(&t).await;
    let camille = t.member("Camille").await;
    camille.wishes("chocolat noir", None).await;
    camille.mode_on().await;
    assert_eq!(camille.walks_to(spot(0, 120)).await, 1);
    let mut live = t.live("/api/v1/stream", &camille.cookie, &[("last-event-id", "0")]).await;
    assert_eq!(live.next().await.map(|event| event.id).as_deref(), Some("1"));
    let mut fresh = camille.opens_page().await;
    assert_eq!(fresh.next().await, None, "a new page begins after what was there when it was drawn");
    t.end().await;
}

both!(
    a_wish_meets_an_offer_in_the_street,
    with_the_switch_off_the_same_walk_leaves_no_trace,
    a_page_that_was_closed_hears_what_it_missed,
);
