//! What a test looks into: everything that was logged, and every row of every table.

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::{Mutex, Once, PoisonError};

use store::sqlx::postgres::PgConnection;
use store::sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use store::sqlx::{AssertSqlSafe, Connection, query_scalar};
use tracing_subscriber::EnvFilter;

static LOGS: Mutex<Vec<u8>> = Mutex::new(Vec::new());
static LISTENING: Once = Once::new();

struct Tray;

impl Write for Tray {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        LOGS.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Gathers all logs of this process, whatever their level and thread; gives where the tray stands now.
pub fn listen() -> usize {
    LISTENING.call_once(|| {
        // Without the time of each line: its digits may be those of a position, and so may a duration.
        let all = tracing_subscriber::fmt()
            .with_env_filter(EnvFilter::new("trace"))
            .with_ansi(false)
            .without_time();
        all.with_writer(|| Tray).init();
    });
    LOGS.lock().unwrap_or_else(PoisonError::into_inner).len()
}

/// What was logged since.
pub fn logs(from: usize) -> String {
    let logs = LOGS.lock().unwrap_or_else(PoisonError::into_inner);
    let text = String::from_utf8_lossy(&logs[from..]);
    let lasting = |word: &&str| !word.starts_with("elapsed");
    text.lines().map(|line| line.split(' ').filter(lasting).collect::<Vec<_>>().join(" ") + "\n").collect()
}

/// The rows of each table, in a fixed order.
pub type Rows = BTreeMap<String, Vec<String>>;

/// Reads every row of every table, whole.
pub async fn rows(address: &str) -> Rows {
    let mut all =
        if address.starts_with("postgres") { of_postgres(address).await } else { of_sqlite(address).await };
    all.retain(|table, _| !table.starts_with('_'));
    all.values_mut().for_each(|rows| rows.sort());
    assert!(all.len() > 10, "the tables of the house: {:?}", all.keys());
    all
}

async fn of_sqlite(path: &str) -> Rows {
    let options = SqliteConnectOptions::new().filename(path).read_only(true);
    let mut conn = SqliteConnection::connect_with(&options).await.unwrap();
    let tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";
    let tables: Vec<String> = query_scalar(tables).fetch_all(&mut conn).await.unwrap();
    let mut all = Rows::new();
    for table in tables {
        let columns = format!("SELECT 'quote(' || name || ')' FROM pragma_table_info('{table}')");
        let columns: Vec<String> = query_scalar(AssertSqlSafe(columns)).fetch_all(&mut conn).await.unwrap();
        let read = format!("SELECT {} FROM {table}", columns.join(" || ',' || "));
        let rows = query_scalar(AssertSqlSafe(read)).fetch_all(&mut conn).await.unwrap();
        all.insert(table, rows);
    }
    conn.close().await.unwrap();
    all
}

async fn of_postgres(address: &str) -> Rows {
    let mut conn = PgConnection::connect(address).await.unwrap();
    let tables = "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'";
    let tables: Vec<String> = query_scalar(tables).fetch_all(&mut conn).await.unwrap();
    let mut all = Rows::new();
    for table in tables {
        let read = format!("SELECT t::text FROM {table} t");
        let rows = query_scalar(AssertSqlSafe(read)).fetch_all(&mut conn).await.unwrap();
        all.insert(table, rows);
    }
    conn.close().await.unwrap();
    all
}

/// Fails naming the tables in which two readings differ.
pub fn assert_same(before: &Rows, after: &Rows, what: &str) {
    for (table, rows) in before {
        assert_eq!(rows, &after[table], "{what}: table {table} changed");
    }
}
