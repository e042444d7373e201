//! Every registered statement is prepared on both databases: a misspelt column or a word of the other dialect is found
//! here, not by the first person who needs it.
#![expect(clippy::unwrap_used, reason = "a panic is the report of a test")]

use std::collections::BTreeSet;

use domain::Instant;
use store::sqlx::{AssertSqlSafe, Executor, SqlSafeStr, query_as};
use store::testing::TestDb;
use store::{Conn, Engine, Statement, StoreError, both};

const NOW: Instant = Instant::from_secs(1_795_258_800);

/// Every room that speaks SQL, by name; the store has several of its own.
fn rooms() -> Vec<(&'static str, &'static [Statement])> {
    let mut rooms: Vec<_> = store::STATEMENTS.iter().map(|statements| ("store", *statements)).collect();
    rooms.extend([
        ("people", people::STATEMENTS),
        ("consent", consent::STATEMENTS),
        ("place", place::STATEMENTS),
        ("product", product::STATEMENTS),
        ("wish", wish::STATEMENTS),
        ("offer", offer::STATEMENTS),
        ("suggest", suggest::STATEMENTS),
        ("agenda", agenda::STATEMENTS),
        ("encounter", encounter::STATEMENTS),
        ("opportunity", opportunity::STATEMENTS),
        ("channel", channel::STATEMENTS),
        ("circle", circle::STATEMENTS),
        ("share", share::STATEMENTS),
        ("resolver", resolver::STATEMENTS),
    ]);
    rooms
}

both!(every_statement_is_prepared);

async fn every_statement_is_prepared(t: TestDb) {
    let mut refused = Vec::new();
    for (room, statements) in rooms() {
        assert!(!statements.is_empty(), "{room} registers nothing");
        for &statement in statements {
            if let Err(why) = prepare(&t, statement).await {
                refused.push(format!("{room}::{}: {why}", statement.name));
            }
        }
    }
    assert!(refused.is_empty(), "{:?} refuses\n{}", t.db.engine(), refused.join("\n"));
}

/// Each in its own transaction: on PostgreSQL a refused one spoils the rest.
async fn prepare(t: &TestDb, statement: Statement) -> Result<(), StoreError> {
    let mut tx = t.db.write(NOW).await?;
    let prepared = match tx.conn() {
        Conn::Sqlite(conn) => conn.prepare(statement.sqlite.into_sql_str()).await.map(drop),
        Conn::Postgres(conn) => conn.prepare(statement.postgres.into_sql_str()).await.map(drop),
    };
    prepared.map_err(|source| StoreError::Statement { statement: statement.name, source })
}

both!(what_does_not_exist_is_refused);

/// Preparing must be able to fail, or the test above says nothing.
async fn what_does_not_exist_is_refused(t: TestDb) {
    let wrong = Statement::new("WRONG", "SELECT beard FROM member WHERE id = $1");
    assert!(prepare(&t, wrong).await.is_err());
    let foreign = Statement::pair("FOREIGN", "SELECT '{}'::jsonb", "SELECT julianday('now')");
    assert!(prepare(&t, foreign).await.is_err(), "{:?} understands the other's dialect", t.db.engine());
    let own = match t.db.engine() {
        Engine::Sqlite => Statement::new("OWN", "SELECT julianday('now')"),
        Engine::Postgres => Statement::new("OWN", "SELECT '{}'::jsonb"),
    };
    assert!(prepare(&t, own).await.is_ok());
}

/// What is asked often of tables that grow with the town, and the index that is walked for it.
const WALKED: &[(&str, &str, &str)] = &[
    ("opportunity", "DATED", "opportunity_dated"),
    ("opportunity", "WAITING", "opportunity_waiting"),
    ("opportunity", "FOUND", "dated_wish_by_key"),
    ("product", "WORDLESS", "product_by_words"),
    ("product", "WORDS_OF", "product_word_by_product"),
    ("wish", "ENDING", "wish_by_end"),
];

both!(what_grows_with_the_town_is_walked_by_an_index);

async fn what_grows_with_the_town_is_walked_by_an_index(t: TestDb) {
    for (room, name, index) in WALKED {
        let (_, all) = rooms().into_iter().find(|(known, _)| known == room).unwrap();
        let statement = *all.iter().find(|statement| statement.name == *name).unwrap();
        let plan = plan(&t, statement).await;
        assert!(plan.contains(index), "{room}::{name} walks no {index}:\n{plan}");
        for sorts in ["TEMP B-TREE", "Sort"] {
            assert!(!plan.contains(sorts), "{room}::{name} sorts what it found:\n{plan}");
        }
        for scans in ["SCAN opportunity", "SCAN product", "SCAN wish", "SCAN dated_wish", "Seq Scan"] {
            assert!(!plan.contains(scans), "{room}::{name} looks through all:\n{plan}");
        }
    }
}

/// How an engine would go about a statement, whatever is asked. PostgreSQL would scan tables as empty as these, and is kept from it.
async fn plan(t: &TestDb, statement: Statement) -> String {
    let mut tx = t.db.write(NOW).await.unwrap();
    match tx.conn() {
        Conn::Sqlite(conn) => {
            let asked = AssertSqlSafe(format!("EXPLAIN QUERY PLAN {}", statement.sqlite));
            let rows: Vec<(i64, i64, i64, String)> = query_as(asked).fetch_all(&mut **conn).await.unwrap();
            rows.into_iter().map(|row| row.3).collect::<Vec<_>>().join("\n")
        }
        Conn::Postgres(conn) => {
            let ways = ["seqscan", "bitmapscan", "sort", "hashjoin", "mergejoin"];
            let ways = ways.map(|way| format!("SET LOCAL enable_{way} = off;")).concat();
            let asked = format!(
                "{ways} SET LOCAL plan_cache_mode = force_generic_plan; PREPARE planned AS {}",
                statement.postgres
            );
            conn.execute(AssertSqlSafe(asked)).await.unwrap();
            let most = (1..9).filter(|number| statement.postgres.contains(&format!("${number}"))).count();
            let given = vec!["NULL"; most].join(", ");
            let given = if most == 0 { given } else { format!("({given})") };
            let rows: Vec<(String,)> = query_as(AssertSqlSafe(format!("EXPLAIN EXECUTE planned{given}")))
                .fetch_all(&mut **conn)
                .await
                .unwrap();
            conn.execute("DEALLOCATE planned").await.unwrap();
            rows.into_iter().map(|row| row.0).collect::<Vec<_>>().join("\n")
        }
    }
}

#[test]
fn the_house_registers_what_its_rooms_do() {
    let of_rooms: usize = rooms().iter().map(|(_, statements)| statements.len()).sum();
    assert_eq!(
        hyperlieu::statements().len(),
        of_rooms,
        "a room's statements are missing here or in compose.rs"
    );
}

#[test]
fn names_are_unique_within_a_room() {
    for (room, statements) in rooms() {
        let mut names = BTreeSet::new();
        for statement in statements {
            assert!(names.insert(statement.name), "{room} has two statements named {}", statement.name);
        }
    }
}

#[test]
fn dialects_seldom_differ() {
    let all = hyperlieu::statements();
    let pairs: Vec<_> = all.iter().filter(|one| one.sqlite != one.postgres).map(|one| one.name).collect();
    // Under 5 %, in whole numbers: 20 · pairs < all.
    assert!(20 * pairs.len() < all.len(), "{} of {} statements are pairs: {pairs:?}", pairs.len(), all.len());
}
