//! Where a wish could be met: opening hours count where that is asked for, and pages stand in the order of what they are worth.

use serde_json::{Value, json};
use store::both;
use store::testing::TestDb;

use crate::harness::{Town, spot, text};
use crate::telling::page::{DAY, Sale};
use crate::time::opens;

async fn hours_are_told_and_what_is_open_goes_first_where_that_is_asked(db: TestDb) {
    let t = Town::new(db).await;
    let near = t.shop("Outils du Port", "home/tools", spot(0, 400)).await;
    let far = t.shop("Outils du Plateau", "home/tools", spot(0, 1_000)).await;
    // It is Saturday noon.
    opens(&t, &near, "Mo-Fr 09:00-19:00").await;
    opens(&t, &far, "Mo-Sa 09:00-18:00").await;
    let cheap = near.offers("Perceuse sans fil", 7_000, json!({})).await;
    let dear = far.offers("Perceuse-visseuse sans fil", 7_900, json!({})).await;
    let camille = t.member("Camille").await;
    let wish = camille.wishes("cordless drill", Some(10_000)).await;
    for (order, expected) in
        [("total", [&cheap, &dear]), ("near", [&cheap, &dear]), ("open", [&dear, &cheap])]
    {
        let path = format!("/api/v1/wishes/{wish}/where?order={order}");
        let items = camille.get(&path).await.want(200).json()["items"].clone();
        let told: Vec<(String, bool)> = items
            .as_array()
            .unwrap()
            .iter()
            .map(|item| (text(&item["offer"]), item["open"] == Value::Bool(true)))
            .collect();
        let expected: Vec<(String, bool)> =
            expected.into_iter().map(|offer| (offer.clone(), *offer == dear)).collect();
        assert_eq!(told, expected, "{order}");
    }
    let shown = camille.page(&format!("/me/wishes/{wish}/where?order=open"), "fr").await.want(200).words();
    for part in ["fermé, ouvre lundi à 9 h", "ouvert jusqu’à 18 h", "à pied (400 m)"] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    let at = |shop: &str| shown.find(shop).unwrap();
    assert!(at("Outils du Plateau") < at("Outils du Port"), "{shown}");
    t.end().await;
}

async fn a_page_that_is_sold_out_is_not_ahead_for_being_cheap(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    let norda = Sale::opens(&t, "https://norda.example/x200", 10_000).await;
    let castor = Sale::opens(&t, "https://castor.example/other", 7_000).await;
    let wish = norda.wished_by(&camille, None).await;
    let sellers = format!("/api/v1/wishes/{wish}/sellers");
    camille.post(&sellers, json!({"listing": castor.listing.to_string()})).await.want(200);
    let shown = async || camille.page(&format!("/me/wishes/{wish}/where"), "fr").await.want(200).words();
    let page = shown().await;
    let at = |page: &str, shop: &str| page.find(shop).unwrap_or_else(|| panic!("{shop}: {page}"));
    assert!(at(&page, "castor.example") < at(&page, "norda.example"), "the cheaper first: {page}");
    assert!(!page.contains("n’a pas pu être relue"), "{page}");

    t.waits(DAY).await;
    castor.runs_out(7_000).await;
    let page = shown().await;
    assert!(at(&page, "norda.example") < at(&page, "castor.example"), "what can be had first: {page}");
    assert!(page.contains("Épuisé") && page.contains("70,00 €"), "{page}");

    castor.costs(7_000).await;
    castor.fails().await;
    let page = shown().await;
    assert!(at(&page, "norda.example") < at(&page, "castor.example"), "{page}");
    assert!(
        page.contains("Depuis, la page n’a pas pu être relue."),
        "an old price says why it is old: {page}"
    );
    t.end().await;
}

both!(
    hours_are_told_and_what_is_open_goes_first_where_that_is_asked,
    a_page_that_is_sold_out_is_not_ahead_for_being_cheap,
);
