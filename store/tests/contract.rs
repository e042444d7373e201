//! What every database must do, on both engines.

#![expect(clippy::unwrap_used, reason = "a test panics to fail")]

use domain::{Fact, Instant, MemberId, ids::Id};
use store::testing::TestDb;
use store::{Remembered, both, execute, facts_after, fetch_one, statements};

const NOW: Instant = Instant::from_secs(1_790_000_000);

statements! {
    ADD = "INSERT INTO organisation (id, name, osm, created_at) VALUES ($1, $2, $3, $4)";
    NAMED = "SELECT name FROM organisation WHERE id = $1";
    COUNT = "SELECT count(*) FROM organisation";
}

both!(
    a_dropped_transaction_leaves_nothing,
    facts_stand_with_their_rows_in_order,
    what_is_swept_is_the_beginning_of_the_log,
    a_key_is_answered_once,
    a_reader_may_not_write,
    who_gives_up_while_beginning_leaves_no_transaction,
    a_thousand_writers_all_succeed,
    a_duplicate_is_told_as_such,
);

fn member(n: u8) -> MemberId {
    MemberId::make(NOW, [n; 10])
}

async fn a_dropped_transaction_leaves_nothing(t: TestDb) {
    let mut tx = t.db.write(NOW).await.unwrap();
    execute!(&mut tx, ADD, member(1).uuid(), "Épicerie", None::<String>, NOW.micros()).unwrap();
    tx.tell(Fact::Member(member(1)));
    drop(tx);
    let mut tx = t.db.read(NOW).await.unwrap();
    assert_eq!(fetch_one!(&mut tx, COUNT, (i64,)).unwrap().0, 0);
    assert_eq!(facts_after(&mut tx, 0, 10).await.unwrap(), []);
}

async fn facts_stand_with_their_rows_in_order(t: TestDb) {
    let news = t.db.news();
    for n in 1..=3 {
        let mut tx = t.db.write(NOW).await.unwrap();
        tx.tell(Fact::Member(member(n)));
        tx.tell(Fact::Member(member(n)));
        tx.commit().await.unwrap();
    }
    assert!(news.has_changed().unwrap());
    let mut tx = t.db.read(NOW).await.unwrap();
    let facts: Vec<_> =
        facts_after(&mut tx, 1, 10).await.unwrap().into_iter().filter_map(|(_, f)| f).collect();
    assert_eq!(facts, [Fact::Member(member(2)), Fact::Member(member(3))]);
}

async fn what_is_swept_is_the_beginning_of_the_log(t: TestDb) {
    let mut tx = t.db.read(NOW).await.unwrap();
    assert_eq!(store::newest_mark(&mut tx).await.unwrap(), None);
    drop(tx);
    let mut marks = Vec::new();
    // The fourth began before the third and was committed after it.
    for (n, secs) in [(1, 0), (2, 10), (3, 30), (4, 20), (5, 40)] {
        let mut tx = t.db.write(NOW.plus_secs(secs)).await.unwrap();
        tx.tell(Fact::Member(member(n)));
        tx.commit().await.unwrap();
        let mut tx = t.db.read(NOW).await.unwrap();
        marks.push(store::newest_mark(&mut tx).await.unwrap().unwrap());
    }
    for (before, gone) in [(0, 0), (5, 1), (25, 2), (35, 4), (90, 4)] {
        let mut tx = t.db.write(NOW).await.unwrap();
        store::sweep_facts(&mut tx, NOW.plus_secs(before), i64::MAX).await.unwrap();
        for (place, mark) in marks.iter().enumerate() {
            let found = store::mark(&mut tx, mark.seq).await.unwrap();
            assert_eq!(found.as_ref(), Some(mark).filter(|_| place >= gone), "{place}, {before} s");
        }
        tx.commit().await.unwrap();
    }
}

async fn a_key_is_answered_once(t: TestDb) {
    let scope = member(1).uuid();
    let mut tx = t.db.write(NOW).await.unwrap();
    assert_eq!(store::remember(&mut tx, scope, "k", b"a").await.unwrap(), Remembered::New);
    store::settle(&mut tx, scope, "k", 201, "{}").await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = t.db.write(NOW).await.unwrap();
    let again = store::remember(&mut tx, scope, "k", b"a").await.unwrap();
    assert_eq!(again, Remembered::Answered { status: 201, body: "{}".into() });
    let other = store::remember(&mut tx, scope, "k", b"b").await.unwrap();
    assert_eq!(other, Remembered::OtherRequest);
    let elsewhere = store::remember(&mut tx, member(2).uuid(), "k", b"b").await.unwrap();
    assert_eq!(elsewhere, Remembered::New);
}

async fn a_reader_may_not_write(t: TestDb) {
    let mut tx = t.db.read(NOW).await.unwrap();
    assert!(execute!(&mut tx, ADD, member(1).uuid(), "x", None::<String>, 0_i64).is_err());
}

async fn a_thousand_writers_all_succeed(t: TestDb) {
    let mut tasks = tokio::task::JoinSet::new();
    for lane in 0..20_u8 {
        let db = t.db.clone();
        tasks.spawn(async move {
            for n in 0..50_u8 {
                let id = MemberId::make(NOW, [0, 0, 0, 0, 0, 0, 0, 0, lane, n]);
                let mut tx = db.write(NOW).await.unwrap();
                execute!(&mut tx, ADD, id.uuid(), "x", None::<String>, 0_i64).unwrap();
                assert_eq!(fetch_one!(&mut tx, NAMED, (String,), id.uuid()).unwrap().0, "x");
                tx.tell(Fact::Member(id));
                tx.commit().await.unwrap();
            }
        });
    }
    tasks.join_all().await;
    let mut tx = t.db.read(NOW).await.unwrap();
    assert_eq!(fetch_one!(&mut tx, COUNT, (i64,)).unwrap().0, 1000);
    assert_eq!(facts_after(&mut tx, 0, 2000).await.unwrap().len(), 1000);
}

async fn a_duplicate_is_told_as_such(t: TestDb) {
    let mut tx = t.db.write(NOW).await.unwrap();
    execute!(&mut tx, ADD, member(1).uuid(), "x", None::<String>, 0_i64).unwrap();
    let again = execute!(&mut tx, ADD, member(1).uuid(), "y", None::<String>, 0_i64).unwrap_err();
    assert!(again.is_duplicate() && !again.is_orphan());
}

/// A request may be dropped at any await, that of its first statement too: whoever has the connection next must not find its
/// transaction there.
async fn who_gives_up_while_beginning_leaves_no_transaction(t: TestDb) {
    for n in 0..200_u8 {
        // Given up while it is on its way, now here, now there.
        let patience = std::time::Duration::from_micros(u64::from(n) * 2);
        let _given_up = tokio::time::timeout(patience, t.db.read(NOW)).await;
        let _one_more = tokio::time::timeout(patience, t.db.read(NOW)).await;
        let mut tx = t.db.write(NOW).await.unwrap();
        execute!(&mut tx, ADD, member(n).uuid(), "Épicerie", None::<String>, NOW.micros()).unwrap();
        tx.commit().await.unwrap();
    }
    let mut tx = t.db.read(NOW).await.unwrap();
    assert_eq!(fetch_one!(&mut tx, COUNT, (i64,)).unwrap().0, 200);
}
