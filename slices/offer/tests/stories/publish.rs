//! Publishing and changing, and every refusal of both.

use domain::{Fact, Money, OfferId, OfferState, limits};
use offer::{Filter, NewOffer, OfferChange};
use store::both;
use store::testing::TestDb;

use crate::Street;

both!(
    an_offer_is_published_found_and_told,
    what_may_not_be_published_is_refused_by_its_field,
    a_change_holds_what_publishing_holds,
    closing_is_for_good,
    lists_show_what_is_open_newest_first
);

async fn an_offer_is_published_found_and_told(db: TestDb) {
    let street = Street::of(db).await;
    let before = street.facts().await;
    let new = NewOffer {
        reference_price: Some(Money::eur(650)),
        stock: Some(3),
        until: Some(street.app.now().plus_secs(3_600)),
        ..street.coffee()
    };
    let made = street.publish(new).await.unwrap();
    let mut tx = street.app.read().await.unwrap();
    assert_eq!(offer::offer(&mut tx, made.id).await.unwrap(), Some(made.clone()));
    assert_eq!(offer::all(&mut tx).await.unwrap(), std::slice::from_ref(&made));
    assert_eq!((made.state, made.from), (OfferState::Open, street.app.now()));
    assert_eq!(made.subject.words, ["250", "cafe", "grain"]);
    let facts = store::facts_after(&mut tx, 0, 100).await.unwrap();
    assert_eq!(
        facts[before..].iter().map(|(_, fact)| *fact).collect::<Vec<_>>(),
        [Some(Fact::Offer(made.id))]
    );
    let nobody = offer::offer(&mut tx, street.app.id::<OfferId>()).await.unwrap();
    assert_eq!(nobody, None);
}

async fn what_may_not_be_published_is_refused_by_its_field(db: TestDb) {
    let street = Street::of(db).await;
    let now = street.app.now();
    let usd = |minor| Money { minor, currency: "USD".parse().unwrap() };
    let brand = |brand: &str| {
        let mut new = street.coffee();
        new.subject.brand = Some(brand.to_owned());
        new
    };
    let cases = [
        ("title", "required", NewOffer { title: "  ".into(), ..street.coffee() }),
        ("title", "too-long", NewOffer { title: "é".repeat(limits::TITLE_CHARS + 1), ..street.coffee() }),
        ("title", "type", NewOffer { title: "a\0b".into(), ..street.coffee() }),
        ("price", "amount", NewOffer { price: Money::eur(-1), ..street.coffee() }),
        ("price", "amount", NewOffer { price: Money::eur(limits::PRICE_MAX_MINOR + 1), ..street.coffee() }),
        ("reference_price", "same-currency", NewOffer { reference_price: Some(usd(900)), ..street.coffee() }),
        ("reference_price", "amount", NewOffer { reference_price: Some(Money::eur(490)), ..street.coffee() }),
        ("stock", "range", NewOffer { stock: Some(limits::STOCK_MAX + 1), ..street.coffee() }),
        ("until", "past", NewOffer { until: Some(now), ..street.coffee() }),
        (
            "until",
            "ends-first",
            NewOffer { from: Some(now.plus_secs(100)), until: Some(now.plus_secs(100)), ..street.coffee() },
        ),
        ("reach_m", "range", NewOffer { reach_m: 0, ..street.coffee() }),
        ("reach_m", "range", NewOffer { reach_m: limits::REACH_MAX_M + 1, ..street.coffee() }),
        ("brand", "type", brand("a\0b")),
        ("reference", "required", NewOffer { reference: Some(" ".into()), ..street.coffee() }),
        ("place", "unknown", NewOffer { place: street.elsewhere, ..street.coffee() }),
        ("place", "unknown", NewOffer { place: street.app.id(), ..street.coffee() }),
    ];
    for (field, wrong, new) in cases {
        let refused = street.publish(new).await.unwrap_err();
        assert_eq!((refused.code, refused.fields), ("invalid", vec![(field, wrong)]));
    }
    let named = || NewOffer { reference: Some("A-1".into()), ..street.coffee() };
    street.publish(named()).await.unwrap();
    assert_eq!(street.publish(named()).await.unwrap_err().code, "conflict");
    let theirs = NewOffer { organisation: street.other, place: street.elsewhere, ..named() };
    street.publish(theirs).await.unwrap();
    assert_eq!(street.shelf().await.len(), 1, "what is refused leaves nothing behind");
}

async fn a_change_holds_what_publishing_holds(db: TestDb) {
    let street = Street::of(db).await;
    let made = street.publish(NewOffer { stock: Some(2), ..street.coffee() }).await.unwrap();
    let now = street.app.now();
    let refused = [
        ("price", "amount", OfferChange { price: Some(Money::eur(-1)), ..OfferChange::default() }),
        ("until", "past", OfferChange { until: Some(Some(now)), ..OfferChange::default() }),
        ("place", "unknown", OfferChange { place: Some(street.elsewhere), ..OfferChange::default() }),
        (
            "reference_price",
            "amount",
            OfferChange { reference_price: Some(Some(Money::eur(1))), ..OfferChange::default() },
        ),
    ];
    for (field, wrong, change) in refused {
        let mut tx = street.app.write().await.unwrap();
        let refused = offer::change(&mut tx, street.shop, made.id, change).await.unwrap_err();
        assert_eq!(refused.fields, [(field, wrong)]);
    }
    let mut tx = street.app.write().await.unwrap();
    let not_theirs = offer::change(&mut tx, street.other, made.id, OfferChange::default()).await.unwrap_err();
    assert_eq!(not_theirs.code, "not-found");
    let change = OfferChange {
        title: Some("Chocolat noir".into()),
        price: Some(Money::eur(300)),
        reference_price: Some(Some(Money::eur(400))),
        stock: Some(None),
        place: Some(street.second),
        ..OfferChange::default()
    };
    let changed = offer::change(&mut tx, street.shop, made.id, change).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!((changed.price, changed.stock, changed.place), (Money::eur(300), None, street.second));
    assert_eq!(changed.subject.words, ["chocolat", "noir"], "words follow the title");
    assert_eq!(street.shelf().await, [changed]);
}

async fn closing_is_for_good(db: TestDb) {
    let street = Street::of(db).await;
    let made = street.publish(street.coffee()).await.unwrap();
    let to = |state| OfferChange { state: Some(state), ..OfferChange::default() };
    let mut tx = street.app.write().await.unwrap();
    for state in [OfferState::Paused, OfferState::Open, OfferState::Closed, OfferState::Closed] {
        assert_eq!(offer::change(&mut tx, street.shop, made.id, to(state)).await.unwrap().state, state);
    }
    let again = offer::change(&mut tx, street.shop, made.id, to(OfferState::Open)).await.unwrap_err();
    assert_eq!(again.code, "offer-over");
    tx.commit().await.unwrap();
    assert!(street.shelf().await.is_empty());
    let mut tx = street.app.read().await.unwrap();
    assert!(offer::all(&mut tx).await.unwrap().is_empty());
    assert!(offer::offer(&mut tx, made.id).await.unwrap().is_some(), "what was taken of it still finds it");
}

async fn lists_show_what_is_open_newest_first(db: TestDb) {
    let street = Street::of(db).await;
    let now = street.app.now();
    let subject = |category: &str| {
        let mut subject = street.coffee().subject;
        subject.category = category.parse().ok();
        subject
    };
    let mut made = Vec::new();
    for new in [
        NewOffer { subject: subject("food/wine"), ..street.coffee() },
        NewOffer { subject: subject("food"), place: street.second, ..street.coffee() },
        NewOffer { organisation: street.other, place: street.elsewhere, ..street.coffee() },
        NewOffer { from: Some(now.plus_secs(60)), ..street.coffee() },
        NewOffer { until: Some(now.plus_secs(30)), ..street.coffee() },
    ] {
        street.app.clock.advance_secs(1);
        made.push(street.publish(new).await.unwrap().id);
    }
    let [wine, food, theirs, later, brief] = made[..] else { panic!("five offers") };
    let list = async |filter: Filter, limit| {
        let mut tx = street.app.read().await.unwrap();
        let found = offer::open_page(&mut tx, &filter, limit).await.unwrap();
        found.into_iter().map(|offer| offer.id).collect::<Vec<_>>()
    };
    let of = |organisation| Filter { organisation: Some(organisation), ..Filter::default() };
    let about = |category: &str| Filter { category: category.parse().ok(), ..Filter::default() };
    assert_eq!(list(Filter::default(), 10).await, [brief, theirs, food, wine]);
    assert_eq!(list(Filter { after: Some(theirs), ..Filter::default() }, 1).await, [food]);
    assert_eq!(list(of(street.other), 10).await, [theirs]);
    assert_eq!(list(about("food"), 10).await, [food, wine]);
    assert_eq!(list(about("food/wine"), 10).await, [wine]);
    assert_eq!(list(Filter { place: Some(street.second), ..Filter::default() }, 10).await, [food]);
    street.app.clock.advance_secs(60);
    assert_eq!(list(of(street.shop), 10).await, [later, food, wine]);
    assert_eq!(
        street.shelf().await.first().map(|offer| offer.id),
        Some(brief),
        "newest first, ended ones too"
    );
}
