//! Wishes in the store: what is written is read, theirs stays theirs, news is told.

use crate::support::{Home, all};
use domain::ids::Id;
use domain::{Fact, Instant, Money, Subject, Visibility, WishId, WishState, limits};
use kit::Refusal;
use store::both;
use store::testing::TestDb;
use wish::{NewWish, WishChange};

/// The facts told since the beginning about wishes.
async fn told(home: &Home) -> Vec<WishId> {
    let mut tx = home.app.read().await.unwrap();
    let facts = store::facts_after(&mut tx, 0, 1000).await.unwrap();
    let wishes = facts.into_iter().filter_map(|(_, fact)| match fact {
        Some(Fact::Wish(id)) => Some(id),
        _ => None,
    });
    wishes.collect()
}

async fn added(home: &Home, title: &str) -> WishId {
    let mut tx = home.app.write().await.unwrap();
    let wish = wish::add(&mut tx, &home.app, home.me, NewWish::told(title)).await.unwrap();
    tx.commit().await.unwrap();
    home.app.clock.advance_secs(1);
    wish.id
}

async fn changed(home: &Home, id: WishId, change: WishChange) -> Result<WishState, Refusal> {
    let mut tx = home.app.write().await.unwrap();
    let wish = wish::change(&mut tx, home.me, id, change).await?;
    tx.commit().await.unwrap();
    Ok(wish.state)
}

async fn every_part_survives_the_store(db: TestDb) {
    let home = Home::new(db).await;
    let full = NewWish {
        title: "Œufs en chocolat".into(),
        subject: Subject {
            category: "food/chocolate".parse().ok(),
            gtin: "3017620422003".parse().ok(),
            brand: Some("cote d'or".into()),
            ..Subject::told(domain::Kind::Loan, "œufs chocolat")
        },
        top_price: Some(Money { minor: 1234, currency: "CHF".parse().unwrap() }),
        until: Some(Instant::parse_rfc3339("2027-01-01T00:00:00.000001Z").unwrap()),
        distance_m: 5000,
        places: Vec::new(),
        visibility: Visibility::Counted,
    };
    for new in [full, NewWish::told("vélo")] {
        let mut tx = home.app.write().await.unwrap();
        let written = wish::add(&mut tx, &home.app, home.me, new).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = home.app.read().await.unwrap();
        assert_eq!(wish::wish(&mut tx, written.id).await.unwrap(), Some(written));
    }
}

async fn lists_are_newest_first_and_know_nothing_dropped(db: TestDb) {
    let home = Home::new(db).await;
    let [a, b, c, d] = [
        added(&home, "a1").await,
        added(&home, "b1").await,
        added(&home, "c1").await,
        added(&home, "d1").await,
    ];
    changed(&home, b, WishChange::state(WishState::Dropped)).await.unwrap();
    changed(&home, c, WishChange::state(WishState::Fulfilled)).await.unwrap();
    let mut tx = home.app.read().await.unwrap();
    let ids = |wishes: Vec<domain::Wish>| wishes.into_iter().map(|wish| wish.id).collect::<Vec<_>>();
    assert_eq!(ids(wish::of_member(&mut tx, home.me).await.unwrap()), [d, c, a]);
    assert_eq!(ids(all(&mut tx).await), [a, c, d]);
    assert_eq!(wish::wish(&mut tx, b).await.unwrap().unwrap().state, WishState::Dropped);
    assert_eq!(told(&home).await, [a, b, c, d, b, c]);
}

async fn a_neighbour_s_wish_does_not_exist(db: TestDb) {
    let home = Home::new(db).await;
    let (mine, neighbour) = (added(&home, "vélo").await, home.neighbour().await);
    let mut tx = home.app.write().await.unwrap();
    for id in [mine, home.app.id()] {
        let refused = wish::change(&mut tx, neighbour, id, WishChange::state(WishState::Dropped)).await;
        assert_eq!(refused.unwrap_err().code, "not-found");
    }
    let nobody = home.app.id();
    let refused = wish::add(&mut tx, &home.app, nobody, NewWish::told("vélo")).await;
    assert_eq!(refused.unwrap_err().code, "not-found");
}

async fn fulfilling_is_told_once_and_leaves_others_alone(db: TestDb) {
    let home = Home::new(db).await;
    let (came, dropped) = (added(&home, "vélo").await, added(&home, "pain").await);
    changed(&home, dropped, WishChange::state(WishState::Dropped)).await.unwrap();
    for id in [came, came, dropped, home.app.id()] {
        let mut tx = home.app.write().await.unwrap();
        wish::fulfil(&mut tx, id).await.unwrap();
        tx.commit().await.unwrap();
    }
    let mut tx = home.app.read().await.unwrap();
    assert_eq!(wish::wish(&mut tx, came).await.unwrap().unwrap().state, WishState::Fulfilled);
    assert_eq!(wish::wish(&mut tx, dropped).await.unwrap().unwrap().state, WishState::Dropped);
    assert_eq!(told(&home).await, [came, dropped, dropped, came]);
}

async fn a_change_that_changes_nothing_is_no_news(db: TestDb) {
    let home = Home::new(db).await;
    let id = added(&home, "vélo").await;
    changed(&home, id, WishChange::state(WishState::Open)).await.unwrap();
    assert_eq!(told(&home).await, [id]);
}

async fn a_list_is_full_at_its_limit(db: TestDb) {
    let home = Home::new(db).await;
    let mut tx = home.app.write().await.unwrap();
    for _ in 0..limits::WISHES_PER_MEMBER {
        wish::add(&mut tx, &home.app, home.me, NewWish::told("vélo")).await.unwrap();
    }
    let refused = wish::add(&mut tx, &home.app, home.me, NewWish::told("vélo")).await;
    assert_eq!(refused.unwrap_err().code, "too-many");
    let last = wish::of_member(&mut tx, home.me).await.unwrap()[0].id;
    wish::fulfil(&mut tx, last).await.unwrap();
    assert!(wish::add(&mut tx, &home.app, home.me, NewWish::told("vélo")).await.is_ok(), "one came true");
    let again = wish::change(&mut tx, home.me, last, WishChange::state(WishState::Open)).await;
    assert_eq!(again.unwrap_err().code, "too-many");
}

async fn a_row_that_makes_no_sense_names_itself(db: TestDb) {
    let home = Home::new(db).await;
    let id = added(&home, "vélo").await;
    let spoil = store::Statement::new("SPOIL", "UPDATE wish SET state = 'hoped' WHERE id = $1");
    let mut tx = home.app.write().await.unwrap();
    store::execute!(&mut tx, spoil, id.uuid()).unwrap();
    let said = wish::wish(&mut tx, id).await.unwrap_err().to_string();
    assert!(said.contains("table wish, column state") && said.contains(&id.to_string()), "{said}");
}

async fn erasing_a_member_takes_their_wishes_along(db: TestDb) {
    let home = Home::new(db).await;
    let id = added(&home, "vélo").await;
    let mut tx = home.app.write().await.unwrap();
    people::erase(&mut tx, home.me).await.unwrap();
    assert_eq!(wish::wish(&mut tx, id).await.unwrap(), None);
}

both!(
    every_part_survives_the_store,
    lists_are_newest_first_and_know_nothing_dropped,
    a_neighbour_s_wish_does_not_exist,
    fulfilling_is_told_once_and_leaves_others_alone,
    a_change_that_changes_nothing_is_no_news,
    a_list_is_full_at_its_limit,
    a_row_that_makes_no_sense_names_itself,
    erasing_a_member_takes_their_wishes_along,
);
