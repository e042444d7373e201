//! What is heard of a wish is chosen on its page, kind by kind.

use serde_json::{Value, json};
use store::both;
use store::testing::TestDb;

use super::dated::{Hall, comes, showing};
use super::here::{STANDS, later, tools};
use super::page::{DAY, Sale, news_of};
use crate::hand::{Hand, led};
use crate::harness::{Town, spot};

/// Every kind, as programs say it.
const ALL: [&str; 4] = ["drop", "back", "town", "day"];

/// Chooses for a wish, as a program does.
async fn hears(who: &Hand<'_>, wish: &str, kinds: &[&str]) {
    let now = who.patch(&format!("/api/v1/wishes/{wish}"), json!({ "hear": kinds })).await.want(200).json();
    assert_eq!(now["hear"], json!(kinds));
    who.t.turn().await;
}

/// The causes of all that somebody was told.
async fn causes(who: &Hand<'_>) -> Vec<Value> {
    news_of(who).await.into_iter().map(|one| one["cause"].clone()).collect()
}

async fn falls_are_not_told_and_returns_are(db: TestDb) {
    let t = Town::new(db).await;
    let (camille, other) = (t.member("Camille").await, t.member("Anne").await);
    let sale = Sale::opens(&t, "https://norda.example/x200", 8_000).await;
    let wish = sale.wished_by(&camille, None).await;
    sale.wished_by(&other, None).await;
    let path = format!("/me/wishes/{wish}");
    let page = camille.page(&path, "fr").await.want(200);
    assert!(page.words().contains("Ce dont on me prévient"));
    for kind in ALL {
        assert!(page.text.contains(&format!("value=\"{kind}\" checked>")), "all, until chosen: {kind}");
    }
    assert!(!page.words().contains("Vous avez choisi le silence"));
    let chosen = camille.form(&format!("{path}/hear"), "hear=back&hear=town&hear=day").await;
    assert_eq!(led(&chosen), path);
    let page = camille.page(&path, "fr").await.want(200).text;
    assert!(page.contains("value=\"drop\">") && page.contains("value=\"back\" checked>"), "{page}");

    t.waits(DAY).await;
    sale.costs(6_000).await;
    assert_eq!(causes(&camille).await, [""; 0], "a fall");
    assert_eq!(causes(&other).await, ["cheaper"], "who chose nothing hears all");
    t.waits(3_600).await;
    sale.runs_out(6_000).await;
    t.waits(12 * DAY).await;
    sale.costs(6_000).await;
    assert_eq!(causes(&camille).await, ["back"]);

    hears(&camille, &wish, &ALL).await;
    t.waits(DAY).await;
    sale.costs(5_000).await;
    assert_eq!(causes(&camille).await, ["back", "cheaper"], "undone");
    t.end().await;
}

async fn a_wish_that_fell_silent_while_news_waited_is_not_named(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    let shop = tools(&t, "Outils", spot(0, 100)).await;
    camille.attention(json!({"quiet_from": "11:00", "quiet_to": "14:00"})).await;
    camille.wishes("une perceuse", None).await;
    t.waits(1).await;
    let other = camille.wishes("une perceuse sans fil", None).await;
    shop.offers("Perceuse sans fil", 6_000, json!({})).await;
    later(&t, STANDS).await;
    assert_eq!(causes(&camille).await, [""; 0], "it waits for the end of the quiet hours");
    hears(&camille, &other, &["drop"]).await;
    later(&t, 2 * 3_600).await;
    assert_eq!(causes(&camille).await, ["here"]);
    let page = camille.page("/me/news", "fr").await.want(200).words();
    assert!(!page.contains("Aussi pour"), "{page}");
    t.end().await;
}

async fn nothing_chosen_is_silence_and_nobody_else_chooses(db: TestDb) {
    let t = Town::new(db).await;
    let (camille, other) = (t.member("Camille").await, t.member("Anne").await);
    let sale = Sale::opens(&t, "https://norda.example/x200", 8_000).await;
    let wish = sale.wished_by(&camille, None).await;
    let (path, api) = (format!("/me/wishes/{wish}"), format!("/api/v1/wishes/{wish}"));
    other.patch(&api, json!({ "hear": [] })).await.refused(404, "not-found");
    other.form(&format!("{path}/hear"), "").await.want(404);
    let wrong = camille.patch(&api, json!({"hear": ["drop", "all"], "quantity": 2})).await;
    let wrong = wrong.refused(422, "invalid").json();
    assert_eq!(wrong["fields"][0]["field"], json!("hear"), "{wrong}");
    camille.form(&format!("{path}/hear"), "hear=all").await.want(422);
    let listed = camille.get("/api/v1/wishes").await.want(200).json();
    assert_eq!((&listed["items"][0]["hear"], &listed["items"][0]["quantity"]), (&json!(ALL), &json!(1)));

    camille.form(&format!("{path}/hear"), "once=x").await.want(303);
    let page = camille.page(&path, "fr").await.want(200).words();
    assert!(
        page.contains("Vous avez choisi le silence pour cette envie : on ne vous en donne aucune"),
        "{page}"
    );
    let page = camille.page(&path, "en").await.want(200).words();
    assert!(page.contains("You chose silence for this wish"), "{page}");
    // What else is written of the wish leaves the choice as it is.
    let now = camille.patch(&api, json!({"note": "la bleue"})).await.want(200).json();
    assert_eq!((&now["hear"], &now["note"]), (&json!([]), &json!("la bleue")));
    t.waits(DAY).await;
    sale.costs(6_000).await;
    sale.runs_out(6_000).await;
    t.waits(12 * DAY).await;
    sale.costs(6_000).await;
    t.sends().await;
    assert_eq!(causes(&camille).await, [""; 0]);
    t.end().await;
}

async fn what_waits_is_asked_once_more(db: TestDb) {
    let t = Town::new(db).await;
    let (camille, other) = (t.member("Camille").await, t.member("Anne").await);
    let sale = Sale::opens(&t, "https://norda.example/x200", 8_000).await;
    let wish = sale.wished_by(&camille, None).await;
    sale.wished_by(&other, None).await;
    for who in [&camille, &other] {
        who.attention(json!({"quiet_from": "11:00", "quiet_to": "14:00"})).await;
    }
    t.waits(DAY).await;
    sale.costs(6_000).await;
    hears(&camille, &wish, &["back"]).await;
    t.waits(3 * 3_600).await;
    t.sends().await;
    assert_eq!((causes(&camille).await.len(), causes(&other).await.len()), (0, 1));
    t.end().await;
}

async fn the_town_is_heard_where_it_is_chosen(db: TestDb) {
    let t = Town::new(db).await;
    let (camille, other) = (t.member("Camille").await, t.member("Anne").await);
    let wish = camille.wishes("une perceuse sans fil", None).await;
    other.wishes("une perceuse sans fil", None).await;
    hears(&camille, &wish, &["drop", "back", "day"]).await;
    let shop = tools(&t, "Outils du plateau", spot(0, 800)).await;
    shop.offers("Perceuse sans fil Norda", 5_900, json!({})).await;
    later(&t, STANDS).await;
    assert_eq!((causes(&camille).await.len(), causes(&other).await.len()), (0, 1));

    hears(&camille, &wish, &ALL).await;
    shop.offers("Perceuse sans fil Norda compacte", 4_500, json!({})).await;
    later(&t, STANDS).await;
    assert_eq!(causes(&camille).await, ["here"], "undone");
    t.end().await;
}

async fn a_day_is_heard_where_it_is_chosen(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    let film = camille.wishes("voir Peau d’âne", None).await;
    hears(&camille, &film, &["drop", "back", "town"]).await;
    let hall = Hall::opens(&t, "Ciné Manivel").await;
    hall.announces(&[showing(&t, "Peau d’âne", "Ciné Manivel", "2026-11-21T20:30")]).await;
    assert_eq!(causes(&camille).await, [""; 0]);
    hears(&camille, &film, &ALL).await;
    assert_eq!(causes(&camille).await, ["on"], "undone, it is told while there is time");

    let sale = Sale::opens(&t, "https://norda.example/x200", 8_000).await;
    let wish = sale.wished_by(&camille, Some(9_000)).await;
    let until = json!({"until": "2026-11-25T22:59:59Z", "hear": ["drop"]});
    camille.patch(&format!("/api/v1/wishes/{wish}"), until).await.want(200);
    comes(&t, "2026-11-23T10:00").await;
    assert_eq!(causes(&camille).await, ["on"], "its end is near");
    hears(&camille, &wish, &["day"]).await;
    comes(&t, "2026-11-23T11:00").await;
    assert_eq!(causes(&camille).await, ["on", "ends"]);
    t.end().await;
}

both!(
    a_wish_that_fell_silent_while_news_waited_is_not_named,
    falls_are_not_told_and_returns_are,
    nothing_chosen_is_silence_and_nobody_else_chooses,
    what_waits_is_asked_once_more,
    the_town_is_heard_where_it_is_chosen,
    a_day_is_heard_where_it_is_chosen,
);
