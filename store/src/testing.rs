//! Throw-away databases for tests: a SQLite file in a temporary folder, a PostgreSQL database copied from a template.
//!
//! PostgreSQL is found by `HYPERLIEU_TEST_POSTGRES` (`cargo xtask test` starts one and sets it). Without it the
//! PostgreSQL half of a test says so and passes; with `CI` or `HYPERLIEU_REQUIRE_POSTGRES` set it fails instead.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};

use crate::db::Db;
use crate::migrate;

static COUNT: AtomicU32 = AtomicU32::new(0);

/// A database that is removed when dropped.
#[derive(Debug)]
pub struct TestDb {
    /// The database, migrated and empty.
    pub db: Db,
    /// Its address, to open it a second time.
    pub address: String,
    folder: Option<PathBuf>,
}

impl Drop for TestDb {
    fn drop(&mut self) {
        if let Some(folder) = &self.folder {
            // Left-overs of a failed removal lie in the system's temporary folder and harm nobody.
            let _ = std::fs::remove_dir_all(folder);
        }
    }
}

fn unique() -> String {
    format!("hl_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed))
}

/// An empty SQLite database.
///
/// # Panics
/// When the temporary folder cannot be written.
#[expect(clippy::expect_used, reason = "test support: a panic is the report")]
pub async fn sqlite() -> TestDb {
    let folder = std::env::temp_dir().join(unique());
    // A process that was killed may have left the folder of our number.
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("temporary folder");
    let address = folder.join("test.sqlite").display().to_string();
    let db = Db::open(&address).await.expect("open SQLite");
    TestDb { db, address, folder: Some(folder) }
}

/// An empty PostgreSQL database, or `None` with a visible line when no server was given.
///
/// # Panics
/// When a server was given, or must be there, and cannot be used.
#[expect(clippy::expect_used, clippy::print_stderr, reason = "test support: a panic or a line is the report")]
pub async fn postgres() -> Option<TestDb> {
    let Ok(server) = std::env::var("HYPERLIEU_TEST_POSTGRES") else {
        let required =
            ["CI", "HYPERLIEU_REQUIRE_POSTGRES"].iter().any(|name| std::env::var_os(name).is_some());
        assert!(!required, "PostgreSQL is required here: run `cargo xtask test`");
        eprintln!("NOT RUN ON POSTGRESQL: run `cargo xtask test`, or set HYPERLIEU_TEST_POSTGRES");
        return None;
    };
    let base = server.rsplit_once('/').expect("postgres://…/database").0.to_owned();
    let mut admin = PgConnection::connect(&server).await.expect("connect to PostgreSQL");
    let template = format!("hl_template_{}", template_mark());
    make_template(&mut admin, &base, &template).await;
    let name = unique();
    // A long-lived server may still hold the database of an earlier process with our number.
    let drop = format!("DROP DATABASE IF EXISTS {name}");
    admin.execute(AssertSqlSafe(drop)).await.expect("drop an old namesake");
    let create = format!("CREATE DATABASE {name} TEMPLATE {template}");
    admin.execute(AssertSqlSafe(create)).await.expect("copy the template");
    let address = format!("{base}/{name}");
    let db = Db::open(&address).await.expect("open PostgreSQL");
    Some(TestDb { db, address, folder: None })
}

/// Names the template after the migrations, so that an edited migration makes a new one.
fn template_mark() -> String {
    let sum = migrate::POSTGRES.iter().flat_map(|m| m.checksum.iter().copied());
    let mark = sum.fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
    format!("{mark:016x}")
}

#[expect(clippy::expect_used, reason = "test support: a panic is the report")]
async fn make_template(admin: &mut PgConnection, base: &str, template: &str) {
    // Copying needs the template to have no other session, so making and copying take turns.
    admin.execute("SELECT pg_advisory_lock(7212027)").await.expect("take turns");
    let exists: bool = sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM pg_database WHERE datname = $1)")
        .bind(template)
        .fetch_one(&mut *admin)
        .await
        .expect("look for the template");
    if !exists {
        admin
            .execute(AssertSqlSafe(format!("CREATE DATABASE {template}")))
            .await
            .expect("create the template");
        let db = Db::open(&format!("{base}/{template}")).await.expect("migrate the template");
        db.close().await;
    }
    // The lock goes with the connection, after the copy.
}

/// Defines a test twice, once on each engine: `both!(name)` runs `async fn name(db: TestDb)`.
#[macro_export]
macro_rules! both {
    ($($name:ident),* $(,)?) => {$(
        mod $name {
            #[tokio::test]
            async fn sqlite() {
                super::$name($crate::testing::sqlite().await).await;
            }

            #[tokio::test]
            async fn postgres() {
                if let Some(db) = $crate::testing::postgres().await {
                    super::$name(db).await;
                }
            }
        }
    )*};
}
