//! A page that sells a thing in several colours: one of them chosen, and followed.

use domain::{Availability, Money};
use product::{Again, Besides, Found, Part, Seen, Told, Value, Variant};
use store::both;
use store::testing::TestDb;

use super::{noted, seen};

/// A page that sells a thing in two colours.
fn colours(cents: i64) -> Seen {
    let one = |key: &str, cents| Variant {
        key: key.into(),
        name: key.to_uppercase(),
        gtin: None,
        price: Some(Money::eur(cents)),
        availability: Availability::Out,
    };
    let range = Value::Range(Money::eur(1_000), Money::eur(cents));
    let found = vec![Found { part: Part::Range, value: range, at: "there".into(), taken: true }];
    let told = Told { found, variants: vec![one("red", 1_000), one("blue", cents)] };
    let besides = Besides { told, ..Besides::default() };
    Seen { besides, ..seen("https://a.example/1", "Vase", "Norda", None, 1_000) }
}

async fn a_colour_that_was_chosen_is_followed_by_itself(db: TestDb) {
    let app = kit::testing::app(db.db.clone());
    let page = noted(&app, colours(2_000)).await;
    let mut tx = app.write().await.unwrap();
    assert_eq!(product::told(&mut tx, page.id).await.unwrap(), colours(2_000).besides.told);
    assert_eq!(product::choose(&mut tx, &app, &page, "green").await.unwrap(), None);
    let blue = product::choose(&mut tx, &app, &page, "blue").await.unwrap().unwrap();
    let again = product::choose(&mut tx, &app, &page, "blue").await.unwrap().unwrap();
    assert_eq!(blue.id, again.id, "twice is once");
    assert_eq!((blue.price, blue.availability), (Some(Money::eur(2_000)), Availability::Out));
    assert_eq!(product::choose(&mut tx, &app, &blue, "").await.unwrap().unwrap().id, page.id);
    tx.commit().await.unwrap();
    app.clock.advance_secs(60);
    let mut tx = app.write().await.unwrap();
    let (blue, _) =
        product::reread(&mut tx, &app, blue, Again::Seen(Box::new(colours(1_500)))).await.unwrap();
    assert_eq!((blue.price, blue.failure.as_deref()), (Some(Money::eur(1_500)), None));
    let one = |seen: Seen| {
        let mut seen = seen;
        seen.besides.told.variants.truncate(1);
        Again::Seen(Box::new(seen))
    };
    let (blue, news) = product::reread(&mut tx, &app, blue, one(colours(1_500))).await.unwrap();
    assert_eq!((blue.price, blue.failure.as_deref()), (Some(Money::eur(1_500)), Some(product::NO_VARIANT)));
    assert_eq!(news, None);
    let prices: Vec<_> =
        product::history(&mut tx, blue.id).await.unwrap().iter().map(|point| point.price).collect();
    assert_eq!(prices, [Some(Money::eur(2_000)), Some(Money::eur(1_500))]);
    let kept = product::kept(&mut tx, page.id).await.unwrap().unwrap();
    assert_eq!(kept.price, Some(Money::eur(1_000)), "the page at large is another listing");
}

both!(a_colour_that_was_chosen_is_followed_by_itself);
