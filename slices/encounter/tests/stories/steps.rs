//! Each step of an encounter, and each way it is refused.

use domain::{Fact, Outcome, WishState, limits};
use encounter::{EncounterState, WRONG_MAX};
use store::both;
use store::testing::TestDb;
use suggest::News;

use crate::support::{no, quarter, signed, wrong};

both!(
    taken_held_confirmed_and_the_wish_fulfilled,
    both_pages_are_told,
    a_suggestion_is_taken_once_and_by_its_member,
    the_last_loaf_goes_once,
    what_is_no_longer_offered_is_not_taken,
    a_wrong_code_confirms_nothing,
    codes_cannot_be_tried_one_after_another,
    a_double_click_is_one_encounter,
    another_house_confirms_nothing,
    late_is_over_and_the_unit_comes_back,
    called_off_gives_back_once,
    what_took_place_is_not_called_off,
    codes_are_told_apart_and_come_again
);

async fn taken_held_confirmed_and_the_wish_fulfilled(t: TestDb) {
    let q = quarter(&t, 5).await;
    let camille = q.told("Camille").await;
    let begun = q.take(camille).await.unwrap();
    assert_eq!((begun.state, begun.amount), (EncounterState::Expected, domain::Money::eur(420)));
    assert_eq!(begun.expires_at, q.app.now().plus_secs(limits::HOLD_S));
    assert_eq!(q.stock().await, 4);
    let mut tx = q.app.read().await.unwrap();
    assert_eq!(encounter::expected_of(&mut tx, q.bakery).await.unwrap(), std::slice::from_ref(&begun));
    assert_eq!(encounter::of_member(&mut tx, camille.member).await.unwrap(), std::slice::from_ref(&begun));
    let told = suggest::suggestion(&mut tx, camille.suggestion).await.unwrap().unwrap();
    assert_eq!(told.outcome, Outcome::Taken);
    drop(tx);

    q.app.clock.advance_secs(600);
    let met = q.confirm(&q.baker(), &begun, &begun.code.to_string()).await.unwrap();
    assert_eq!((met.state, met.settled_at), (EncounterState::Confirmed, Some(q.app.now())));
    assert_eq!(met.confirmed_by, Some(q.baker().id));
    assert_eq!(q.stock().await, 4);
    let mut tx = q.app.read().await.unwrap();
    assert_eq!(encounter::encounter(&mut tx, begun.id).await.unwrap(), Some(met));
    assert!(encounter::expected_of(&mut tx, q.bakery).await.unwrap().is_empty());
    let wish = wish::wish(&mut tx, camille.wish).await.unwrap().unwrap();
    assert_eq!(wish.state, WishState::Fulfilled);
}

async fn both_pages_are_told(t: TestDb) {
    let q = quarter(&t, 5).await;
    let camille = q.told("Camille").await;
    q.street.catch_up(&q.app).await.unwrap();
    let mut news = q.street.opens(suggest::Whose::Member(camille.member));
    let begun = q.take(camille).await.unwrap();
    // A moment somewhere makes the World hear first: the pages must be told all the same.
    q.street.advance(&q.app).await.unwrap();
    let facts = q.street.catch_up(&q.app).await.unwrap();
    assert!(facts.contains(&Fact::Encounter(begun.id)) && facts.contains(&Fact::Offer(q.offer)));
    for fact in facts {
        encounter::heard(&q.app, &q.street, fact).await.unwrap();
    }
    let told = News::Encounter { member: camille.member, organisation: q.bakery };
    assert_eq!(news.try_next().unwrap(), told);
    assert!(news.try_next().is_err(), "once");
}

async fn a_suggestion_is_taken_once_and_by_its_member(t: TestDb) {
    let q = quarter(&t, 5).await;
    let (camille, robin) = (q.told("Camille").await, q.told("Robin").await);
    let theft = crate::support::Told { member: robin.member, ..camille };
    assert_eq!(no(q.take(theft).await), "not-found");
    q.take(camille).await.unwrap();
    assert_eq!(no(q.take(camille).await), "already-taken");
    assert_eq!(q.stock().await, 4);
}

async fn the_last_loaf_goes_once(t: TestDb) {
    let q = quarter(&t, 1).await;
    let (camille, robin) = (q.told("Camille").await, q.told("Robin").await);
    q.take(camille).await.unwrap();
    assert_eq!(no(q.take(robin).await), "stock-gone");
    assert_eq!(q.stock().await, 0);
    let mut tx = q.app.read().await.unwrap();
    let told = suggest::suggestion(&mut tx, robin.suggestion).await.unwrap().unwrap();
    assert_ne!(told.outcome, Outcome::Taken, "what could not be had was not taken");
}

async fn what_is_no_longer_offered_is_not_taken(t: TestDb) {
    let q = quarter(&t, 5).await;
    let camille = q.told("Camille").await;
    let mut tx = q.app.write().await.unwrap();
    let pause = offer::OfferChange { state: Some(domain::OfferState::Paused), ..Default::default() };
    offer::change(&mut tx, q.bakery, q.offer, pause).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(no(q.take(camille).await), "offer-over");
    assert_eq!(q.stock().await, 5);
}

async fn a_wrong_code_confirms_nothing(t: TestDb) {
    let q = quarter(&t, 5).await;
    let begun = q.take(q.told("Camille").await).await.unwrap();
    for said in [wrong(&begun).as_str(), "", "12345", "abcd"] {
        assert_eq!(no(q.confirm(&q.baker(), &begun, said).await), "wrong-code", "{said}");
    }
    let mut tx = q.app.read().await.unwrap();
    let state = encounter::encounter(&mut tx, begun.id).await.unwrap().unwrap().state;
    assert_eq!(state, EncounterState::Expected);
}

async fn codes_cannot_be_tried_one_after_another(t: TestDb) {
    let q = quarter(&t, 5).await;
    let begun = q.take(q.told("Camille").await).await.unwrap();
    for _ in 0..WRONG_MAX {
        let mut tx = q.app.write().await.unwrap();
        let tried = encounter::confirm_code(&mut tx, &q.app, &q.baker(), q.bakery, &wrong(&begun)).await;
        assert_eq!(no(tried), "encounter-not-expected");
    }
    let right = begun.code.to_string();
    assert_eq!(no(q.confirm(&q.baker(), &begun, &right).await), "too-often");
    q.app.clock.advance_secs(encounter::WINDOW_S);
    q.confirm(&q.baker(), &begun, &right).await.unwrap();
}

async fn a_double_click_is_one_encounter(t: TestDb) {
    let q = quarter(&t, 5).await;
    let begun = q.take(q.told("Camille").await).await.unwrap();
    let code = begun.code.to_string();
    let met = q.confirm(&q.baker(), &begun, &code).await.unwrap();
    assert_eq!(q.confirm(&q.baker(), &begun, &code).await.unwrap(), met);
    let mut tx = q.app.write().await.unwrap();
    let again = encounter::confirm_code(&mut tx, &q.app, &q.baker(), q.bakery, &code).await.unwrap();
    assert_eq!(again, met);
    drop(tx);
    q.app.clock.advance_secs(60);
    assert_eq!(no(q.confirm(&q.baker(), &begun, &code).await), "encounter-over");
    let mut tx = q.app.write().await.unwrap();
    let used = encounter::confirm_code(&mut tx, &q.app, &q.baker(), q.bakery, &code).await;
    assert_eq!(no(used), "encounter-not-expected", "a used code is no code");
}

async fn another_house_confirms_nothing(t: TestDb) {
    let q = quarter(&t, 5).await;
    let camille = q.told("Camille").await;
    let begun = q.take(camille).await.unwrap();
    let code = begun.code.to_string();
    assert_eq!(no(q.confirm(&q.vintner(), &begun, &code).await), "not-found");
    assert_eq!(no(q.confirm(&signed(camille.member, &[]), &begun, &code).await), "not-found");
    assert_eq!(no(q.cancel(&q.vintner(), &begun).await), "not-found");
    let mut tx = q.app.write().await.unwrap();
    let theirs = encounter::confirm_code(&mut tx, &q.app, &q.vintner(), q.other, &code).await;
    assert_eq!(no(theirs), "encounter-not-expected");
    let ours = encounter::confirm_code(&mut tx, &q.app, &q.vintner(), q.bakery, &code).await;
    assert_eq!(no(ours), "not-your-organisation");
}

async fn late_is_over_and_the_unit_comes_back(t: TestDb) {
    let q = quarter(&t, 5).await;
    let begun = q.take(q.told("Camille").await).await.unwrap();
    assert_eq!(encounter::expire(&q.app).await.unwrap(), 0);
    q.app.clock.advance_secs(limits::HOLD_S);
    let code = begun.code.to_string();
    assert_eq!(no(q.confirm(&q.baker(), &begun, &code).await), "encounter-over", "before it is swept");
    assert_eq!(encounter::expire(&q.app).await.unwrap(), 1);
    assert_eq!(q.stock().await, 5);
    assert_eq!(encounter::expire(&q.app).await.unwrap(), 0);
    assert_eq!(no(q.confirm(&q.baker(), &begun, &code).await), "encounter-over");
    let left = q.cancel(&q.baker(), &begun).await.unwrap();
    assert_eq!((left.state, q.stock().await), (EncounterState::Expired, 5));
}

async fn called_off_gives_back_once(t: TestDb) {
    let q = quarter(&t, 5).await;
    let (camille, robin) = (q.told("Camille").await, q.told("Robin").await);
    let (hers, his) = (q.take(camille).await.unwrap(), q.take(robin).await.unwrap());
    assert_eq!(q.stock().await, 3);
    for _ in 0..2 {
        let off = q.cancel(&signed(camille.member, &[]), &hers).await.unwrap();
        assert_eq!((off.state, q.stock().await), (EncounterState::Cancelled, 4));
    }
    assert_eq!(no(q.cancel(&signed(camille.member, &[]), &his).await), "not-found");
    q.cancel(&q.baker(), &his).await.unwrap();
    assert_eq!(q.stock().await, 5);
    let code = hers.code.to_string();
    assert_eq!(no(q.confirm(&q.baker(), &hers, &code).await), "encounter-over");
    let mut tx = q.app.read().await.unwrap();
    let wish = wish::wish(&mut tx, camille.wish).await.unwrap().unwrap();
    assert_eq!(wish.state, WishState::Open);
}

async fn what_took_place_is_not_called_off(t: TestDb) {
    let q = quarter(&t, 5).await;
    let camille = q.told("Camille").await;
    let begun = q.take(camille).await.unwrap();
    q.confirm(&q.baker(), &begun, &begun.code.to_string()).await.unwrap();
    for who in [q.baker(), signed(camille.member, &[])] {
        assert_eq!(no(q.cancel(&who, &begun).await), "encounter-over");
    }
    assert_eq!(q.stock().await, 4);
}

async fn codes_are_told_apart_and_come_again(t: TestDb) {
    let q = quarter(&t, 5).await;
    let mut begun = Vec::new();
    for name in ["Camille", "Robin", "Alix"] {
        let told = q.told(name).await;
        // The same chance each time: without the guard every code would be the first one's.
        let app = kit::App { chance: kit::Chance::seeded(7), ..q.app.clone() };
        let mut tx = app.write().await.unwrap();
        begun.push(encounter::take(&mut tx, &app, told.member, told.suggestion).await.unwrap());
        tx.commit().await.unwrap();
        q.app.clock.advance_secs(1);
        if begun.len() == 2 {
            q.cancel(&q.baker(), &begun[0]).await.unwrap();
            q.cancel(&q.baker(), &begun[1]).await.unwrap();
        }
    }
    assert_ne!(begun[0].code, begun[1].code, "both were expected at once");
    assert_eq!(begun[0].code, begun[2].code, "a settled code may be drawn again");
}
