//! A top price and a page that counts in other money: the form offers the page's, and what cannot be compared is told.

use serde_json::json;
use store::both;
use store::testing::TestDb;

use crate::harness::{Town, text};
use crate::site::{Site, thing};

const APART: &str = "les deux ne se comparent pas";

async fn a_top_price_is_in_the_money_of_its_page_or_told_apart(db: TestDb) {
    let (site, address) = Site::open().await;
    let t = Town::reaching(db, vec![address]).await;
    let camille = t.member("Camille").await;
    site.says("/watch", thing("Montre", "", "60.00").replace("EUR", "GBP"));
    let link = format!("http://{address}/watch");
    let asked = camille.form("/me/wishes/read", &format!("title={link}&top_currency=EUR")).await.want(200);
    assert!(asked.text.contains("<option value=\"GBP\" selected>"), "{}", asked.text);
    // What was chosen beside an amount stays chosen.
    let typed = camille.form("/me/wishes/read", &format!("title={link}&top_price=70&top_currency=EUR")).await;
    let typed = typed.want(200);
    assert!(typed.text.contains("<option value=\"EUR\" selected>"), "{}", typed.text);

    let read = camille.post("/api/v1/capture", json!({"url": link})).await.want(200).json();
    let new = format!("title=Montre&distance_m=1000&from=page&once=k1&listing={}", text(&read["listing"]));
    let odd = camille.form("/me/wishes/new", &format!("{new}&top_price=70&top_currency=XXQ")).await.want(422);
    assert!(
        odd.text.contains("id=\"f-top_price-error\"") && odd.text.contains("value=\"70\""),
        "{}",
        odd.text
    );
    camille.form("/me/wishes/new", &format!("{new}&top_price=70&top_currency=GBP")).await.want(303);
    let all = camille.get("/api/v1/wishes").await.want(200).json();
    let wish = &all["items"][0];
    assert_eq!(wish["top_price"], json!({"minor": 7_000, "currency": "GBP"}));
    let at = format!("/me/wishes/{}", text(&wish["id"]));
    let page = camille.page(&at, "fr").await.want(200);
    assert!(!page.words().contains(APART), "{}", page.text);
    assert!(page.text.contains("name=\"was_top_currency\" value=\"GBP\""), "{}", page.text);

    // The same amount in other money is another price.
    let form = "title=Montre&was_title=Montre&top_price=70%2C00&was_top_price=70%2C00&top_currency=EUR&was_top_currency=GBP\
        &distance_m=1000&was_distance_m=1000";
    camille.form(&at, form).await.want(303);
    let path = format!("/api/v1/wishes/{}", text(&wish["id"]));
    let euros = camille.get(&path).await.want(200).json();
    assert_eq!(euros["top_price"], json!({"minor": 7_000, "currency": "EUR"}));
    let page = camille.page(&at, "fr").await.want(200);
    assert!(page.words().contains(APART) && page.words().contains("livres sterling"), "{}", page.text);
    // The sign that was typed says more than what stood beside it.
    let form = "title=Montre&top_price=65+%E2%82%AC&top_currency=GBP&distance_m=1000";
    camille.form(&at, form).await.want(303);
    let signed = camille.get(&path).await.want(200).json();
    assert_eq!(signed["top_price"], json!({"minor": 6_500, "currency": "EUR"}));
    let francs = json!({"top_price": {"minor": 5_000, "currency": "CHF"}});
    camille.patch(&path, francs.clone()).await.want(200);
    assert_eq!(camille.get(&path).await.want(200).json()["top_price"], francs["top_price"]);
    t.turn().await;
    t.end().await;
}

both!(a_top_price_is_in_the_money_of_its_page_or_told_apart);
