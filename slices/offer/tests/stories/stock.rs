//! Stock is never given away more often than it exists.

use domain::OfferState;
use offer::{NewOffer, OfferChange};
use store::both;
use store::testing::TestDb;

use crate::Street;

both!(
    fifty_hands_take_what_there_is_and_no_more,
    what_is_over_or_gone_is_not_held,
    what_is_given_back_can_be_taken_again,
    an_edit_does_not_put_back_what_was_taken,
    two_pages_count_without_undoing_each_other
);

async fn fifty_hands_take_what_there_is_and_no_more(db: TestDb) {
    let street = Street::of(db).await;
    let made = street.publish(NewOffer { stock: Some(20), ..street.coffee() }).await.unwrap();
    let hands: Vec<_> = (0..50)
        .map(|_| {
            let app = street.app.clone();
            tokio::spawn(async move {
                let mut tx = app.write().await.unwrap();
                let held = offer::hold(&mut tx, made.id).await.map(|_| ()).map_err(|refusal| refusal.code);
                if held.is_ok() {
                    tx.commit().await.unwrap();
                }
                held
            })
        })
        .collect();
    let (mut held, mut gone) = (0, 0);
    for hand in hands {
        match hand.await.unwrap() {
            Ok(()) => held += 1,
            Err(code) => {
                assert_eq!(code, "stock-gone");
                gone += 1;
            }
        }
    }
    assert_eq!((held, gone), (20, 30));
    assert_eq!(street.shelf().await[0].stock, Some(0));
}

async fn what_is_over_or_gone_is_not_held(db: TestDb) {
    let street = Street::of(db).await;
    let now = street.app.now();
    let cases = [
        ("stock-gone", NewOffer { stock: Some(0), ..street.coffee() }, None),
        ("offer-over", NewOffer { from: Some(now.plus_secs(600)), ..street.coffee() }, None),
        ("offer-over", NewOffer { until: Some(now.plus_secs(1)), ..street.coffee() }, None),
        ("offer-over", NewOffer { stock: Some(0), ..street.coffee() }, Some(OfferState::Paused)),
        ("offer-over", street.coffee(), Some(OfferState::Closed)),
    ];
    let mut made = Vec::new();
    for (code, new, state) in cases {
        let id = street.publish(new).await.unwrap().id;
        let mut tx = street.app.write().await.unwrap();
        let change = OfferChange { state, ..OfferChange::default() };
        offer::change(&mut tx, street.shop, id, change).await.unwrap();
        tx.commit().await.unwrap();
        made.push((code, id));
    }
    street.app.clock.advance_secs(1);
    for (code, id) in made {
        let mut tx = street.app.write().await.unwrap();
        assert_eq!(offer::hold(&mut tx, id).await.unwrap_err().code, code);
    }
    let mut tx = street.app.write().await.unwrap();
    assert_eq!(offer::hold(&mut tx, street.app.id()).await.unwrap_err().code, "not-found");
}

async fn what_is_given_back_can_be_taken_again(db: TestDb) {
    let street = Street::of(db).await;
    let last = street.publish(NewOffer { stock: Some(1), ..street.coffee() }).await.unwrap().id;
    let endless = street.publish(street.coffee()).await.unwrap().id;
    let mut tx = street.app.write().await.unwrap();
    assert_eq!(offer::hold(&mut tx, last).await.unwrap().stock, Some(0));
    assert_eq!(offer::hold(&mut tx, endless).await.unwrap().stock, None);
    offer::release(&mut tx, endless).await.unwrap();
    offer::release(&mut tx, last).await.unwrap();
    assert_eq!(offer::hold(&mut tx, last).await.unwrap().stock, Some(0));
    let over = OfferChange { state: Some(OfferState::Closed), ..OfferChange::default() };
    offer::change(&mut tx, street.shop, last, over).await.unwrap();
    offer::release(&mut tx, last).await.unwrap();
    assert_eq!(
        offer::offer(&mut tx, last).await.unwrap().unwrap().stock,
        Some(1),
        "closed offers take back too"
    );
    offer::release(&mut tx, street.app.id()).await.unwrap();
}

async fn an_edit_does_not_put_back_what_was_taken(db: TestDb) {
    let street = Street::of(db).await;
    let made = street.publish(NewOffer { stock: Some(30), ..street.coffee() }).await.unwrap();
    let take = async || {
        let mut tx = street.app.write().await.unwrap();
        offer::hold(&mut tx, made.id).await.unwrap();
        tx.commit().await.unwrap();
    };
    let edit = async |number: usize| {
        let mut tx = street.app.write().await.unwrap();
        let change = OfferChange { title: Some(format!("Café {number}")), ..OfferChange::default() };
        offer::change(&mut tx, street.shop, made.id, change).await.unwrap();
        tx.commit().await.unwrap();
    };
    let app = street.app.clone();
    let hands = tokio::spawn(async move {
        for _ in 0..20 {
            let mut tx = app.write().await.unwrap();
            offer::hold(&mut tx, made.id).await.unwrap();
            tx.commit().await.unwrap();
        }
    });
    for number in 0..20 {
        edit(number).await;
    }
    hands.await.unwrap();
    take().await;
    assert_eq!(street.shelf().await[0].stock, Some(9));
}

async fn two_pages_count_without_undoing_each_other(db: TestDb) {
    let street = Street::of(db).await;
    let made = street.publish(NewOffer { stock: Some(1), ..street.coffee() }).await.unwrap().id;
    let endless = street.publish(street.coffee()).await.unwrap().id;
    let mut tx = street.app.write().await.unwrap();
    for (by, left) in [(1, 2), (1, 3), (-3, 0)] {
        assert_eq!(offer::add_stock(&mut tx, street.shop, made, by).await.unwrap().stock, Some(left));
    }
    for (organisation, id, by, code) in [
        (street.shop, made, -1, "stock-gone"),
        (street.shop, made, i64::MAX, "invalid"),
        (street.shop, endless, 1, "wrong-state"),
        (street.other, made, 1, "not-found"),
    ] {
        let refused = offer::add_stock(&mut tx, organisation, id, by).await.map(|offer| offer.stock);
        match refused {
            Err(refused) => assert_eq!(refused.code, code),
            Ok(stock) => {
                assert_eq!((by, stock), (i64::MAX, Some(domain::limits::STOCK_MAX)), "up to the limit")
            }
        }
    }
}
