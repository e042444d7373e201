//! A member who leaves for good takes their encounters along, and gives back what was held for them.

use store::both;
use store::testing::TestDb;

use crate::support::quarter;

both!(erasing_gives_the_held_unit_back, whoever_left_unheard_is_found_later);

async fn erasing_gives_the_held_unit_back(t: TestDb) {
    let q = quarter(&t, 5).await;
    let camille = q.told("Camille").await;
    let begun = q.take(camille).await.unwrap();
    assert_eq!(q.stock().await, 4);
    encounter::gone::forget_gone(&q.app, camille.member).await.unwrap();
    assert_eq!(q.stock().await, 4, "one who is still there keeps what was held");
    let mut tx = q.app.write().await.unwrap();
    people::erase(&mut tx, camille.member).await.unwrap();
    tx.commit().await.unwrap();
    for fact in q.street.catch_up(&q.app).await.unwrap() {
        encounter::heard(&q.app, &q.street, fact).await.unwrap();
    }
    assert_eq!(q.stock().await, 5);
    let mut tx = q.app.read().await.unwrap();
    assert_eq!(encounter::encounter(&mut tx, begun.id).await.unwrap(), None);
}

async fn whoever_left_unheard_is_found_later(t: TestDb) {
    let q = quarter(&t, 5).await;
    let camille = q.told("Camille").await;
    q.take(camille).await.unwrap();
    let mut tx = q.app.write().await.unwrap();
    people::erase(&mut tx, camille.member).await.unwrap();
    tx.commit().await.unwrap();
    encounter::gone::sweep(&q.app).await.unwrap();
    encounter::gone::sweep(&q.app).await.unwrap();
    assert_eq!(q.stock().await, 5);
}
