//! The rows of a list say what the best seller asks today, and when that was read unless it was today.

use serde_json::{Value, json};
use store::both;
use store::testing::TestDb;

use crate::hand::Hand;
use crate::harness::{Town, text};
use crate::telling::page::{DAY, Sale};

both!(
    a_row_says_the_price_of_today,
    what_a_few_others_hope_for_stands_in_no_row,
    what_was_taken_off_or_said_otherwise_counts
);

async fn row(who: &Hand<'_>) -> String {
    who.page("/me/wishes", "fr").await.want(200).words()
}

async fn best(who: &Hand<'_>, wish: &str) -> Value {
    let one = who.get(&format!("/api/v1/wishes/{wish}")).await.want(200).json()["best"].clone();
    let all = who.get("/api/v1/wishes").await.want(200).json();
    let listed = all["items"].as_array().unwrap().iter().find(|one| one["id"] == wish).unwrap().clone();
    assert_eq!(listed["best"], one, "the list says what the wish does");
    let kept = who.get("/api/v1/list").await.want(200).json();
    let kept = kept["wishes"].as_array().unwrap().iter().find(|one| one["id"] == wish).unwrap().clone();
    assert_eq!(kept["best"], one, "and what a device keeps of it");
    one
}

async fn a_row_says_the_price_of_today(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    let bare = camille.wishes("lanterne", None).await;
    assert_eq!(best(&camille, &bare).await, Value::Null, "of what no page sells no price is known");
    let sale = Sale::opens(&t, "https://norda.example/x200", 10_000).await;
    let wish = sale.wished_by(&camille, Some(9_000)).await;
    let said = row(&camille).await;
    assert!(said.contains("100,00 € chez norda.example · En stock<"), "of today, so without a day: {said}");
    assert!(!said.contains("Dans votre prix") && !said.contains("de moins"), "{said}");
    let english = camille.page("/me/wishes", "en").await.want(200).text;
    assert!(english.contains("€100.00 at norda.example · In stock"), "{english}");

    t.waits(DAY).await;
    sale.costs(8_000).await;
    let said = row(&camille).await;
    for so in ["80,00 € chez norda.example · En stock<", "20,00 € de moins", "Dans votre prix"] {
        assert!(said.contains(so), "{so}: {said}");
    }
    let told = best(&camille, &wish).await;
    assert_eq!(told["price"], json!({"minor": 8000, "currency": "EUR"}));
    assert_eq!(
        (&told["fell"]["minor"], &told["fresh"], &told["from"]),
        (&json!(2000), &json!(true), &json!(false))
    );
    assert_eq!((&told["retailer"], &told["availability"]), (&json!("norda.example"), &json!("in")));
    let read_at = text(&told["read_at"]);
    assert_eq!(read_at, t.app.now().to_rfc3339());

    // What nobody read since is what it was, and says so; it is praised no more.
    t.waits(2 * DAY).await;
    let said = row(&camille).await;
    assert!(said.contains("80,00 € chez norda.example · En stock · lu le "), "{said}");
    assert!(!said.contains("Dans votre prix") && !said.contains("20,00 € de moins"), "{said}");
    let told = best(&camille, &wish).await;
    assert_eq!(
        (&told["fresh"], &told["fell"], text(&told["read_at"])),
        (&json!(false), &Value::Null, read_at)
    );

    sale.runs_out(8_000).await;
    let said = row(&camille).await;
    assert!(said.contains("80,00 € chez norda.example · Épuisé<"), "{said}");
    assert!(!said.contains("Dans votre prix"), "it cannot be had for that: {said}");
    sale.fails().await;
    let said = row(&camille).await;
    assert!(
        said.contains("Épuisé · lu ") && said.contains("illisible depuis"),
        "what cannot be read again is not of now"
    );
    assert_eq!(best(&camille, &wish).await["fresh"], json!(false));
    t.end().await;
}

/// Another's page is in nobody's row before a crowd hopes from it (design, never 2).
async fn what_a_few_others_hope_for_stands_in_no_row(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    let norda = Sale::of(&t, "x200", "https://norda.example/x200", 10_000).await;
    let castor = Sale::of(&t, "x200", "https://castor.example/x200", 7_000).await;
    let wish = norda.wished_by(&camille, None).await;
    for name in ["Noor", "Maëlle", "Yann", "Ines"] {
        castor.wished_by(&t.member(name).await, None).await;
    }
    assert_eq!(best(&camille, &wish).await["retailer"], "norda.example");
    assert!(!row(&camille).await.contains("castor.example"));
    castor.wished_by(&t.member("Lou").await, None).await;
    assert_eq!(best(&camille, &wish).await["retailer"], "castor.example");
    assert!(row(&camille).await.contains("70,00 € chez castor.example"));
    t.end().await;
}

async fn what_was_taken_off_or_said_otherwise_counts(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    let norda = Sale::of(&t, "x200", "https://norda.example/x200", 10_000).await;
    let castor = Sale::opens(&t, "https://castor.example/other", 7_000).await;
    let wish = norda.wished_by(&camille, None).await;
    camille
        .post(&format!("/api/v1/wishes/{wish}/sellers"), json!({"listing": castor.listing.to_string()}))
        .await
        .want(200);
    assert_eq!(
        best(&camille, &wish).await["retailer"],
        "castor.example",
        "they said that it sells the very thing"
    );
    camille.delete(&format!("/api/v1/wishes/{wish}/sellers/{}", castor.listing)).await.want(204);
    assert_eq!(best(&camille, &wish).await["retailer"], "norda.example");

    let said = format!("listing={}&price=89%2C90&was_price=100%2C00", norda.listing);
    camille.form(&format!("/me/wishes/{wish}/said"), &said).await.want(303);
    let told = best(&camille, &wish).await;
    assert_eq!(told["price"]["minor"], 8_990, "{told}");
    let row = row(&camille).await;
    assert!(row.contains("89,90 € chez norda.example · En stock · dit par vous, "), "{row}");
    assert!(!row.contains("de moins"), "what was read then was not what they say: {row}");
    t.end().await;
}
