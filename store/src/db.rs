//! [`Db`] and [`Tx`]: two native pools behind an enum.

use std::sync::Arc;
use std::time::Duration;

use domain::{Fact, Instant};
use log::LevelFilter;
use sqlx::ConnectOptions;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{PgPool, Postgres, Sqlite, SqlitePool, Transaction};
use tokio::sync::watch;

use crate::error::StoreError;
use crate::{migrate, outbox};

/// Which engine a database runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// SQLite, inside this process.
    Sqlite,
    /// PostgreSQL, 15 and up.
    Postgres,
}

/// A statement that takes longer is worth a warning. Reading a whole town at the start takes seconds and is not.
const SLOW: Duration = Duration::from_secs(10);
/// All statements of a reading transaction see one state, as they do on SQLite.
const SNAPSHOT: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

#[derive(Debug, Clone)]
enum Pools {
    // One writer: SQLite allows one anyway, and queueing for it here never fails with "database is locked".
    Sqlite { write: SqlitePool, read: SqlitePool },
    Postgres(PgPool),
}

/// A database with its migrations applied.
#[derive(Debug, Clone)]
pub struct Db {
    pools: Pools,
    news: Arc<watch::Sender<u64>>,
}

/// A connection inside a transaction; the macros match on it.
#[derive(Debug)]
pub enum Conn {
    /// On SQLite.
    Sqlite(Transaction<'static, Sqlite>),
    /// On PostgreSQL.
    Postgres(Transaction<'static, Postgres>),
}

/// A transaction at one instant. Dropped without [`Tx::commit`] it leaves nothing behind.
#[derive(Debug)]
pub struct Tx {
    conn: Conn,
    now: Instant,
    facts: Vec<Fact>,
    news: Arc<watch::Sender<u64>>,
}

impl Db {
    /// Opens `postgres://…`, `sqlite:PATH` or a file path, and applies the migrations.
    ///
    /// # Errors
    /// When the database cannot be reached, a migration fails, or it was written by a newer program.
    pub async fn open(address: &str) -> Result<Self, StoreError> {
        let pools = if address.starts_with("postgres://") || address.starts_with("postgresql://") {
            Pools::Postgres(postgres(address).await?)
        } else {
            let path = address.strip_prefix("sqlite:").unwrap_or(address);
            if path.is_empty() || path.contains("://") {
                return Err(StoreError::Address(address.to_owned()));
            }
            sqlite(path).await?
        };
        let db = Self { pools, news: Arc::new(watch::channel(0).0) };
        match &db.pools {
            Pools::Sqlite { write, .. } => migrate::SQLITE.run(write).await?,
            Pools::Postgres(pool) => migrate::POSTGRES.run(pool).await?,
        }
        Ok(db)
    }

    /// The engine below.
    #[must_use]
    pub fn engine(&self) -> Engine {
        match self.pools {
            Pools::Sqlite { .. } => Engine::Sqlite,
            Pools::Postgres(_) => Engine::Postgres,
        }
    }

    /// Begins a transaction that only reads, beside the writer.
    ///
    /// # Errors
    /// When no connection can be had.
    pub async fn read(&self, now: Instant) -> Result<Tx, StoreError> {
        let conn = match &self.pools {
            Pools::Sqlite { read, .. } => Conn::Sqlite(read.begin().await?),
            Pools::Postgres(pool) => Conn::Postgres(begin(pool, SNAPSHOT).await?),
        };
        Ok(self.tx(conn, now))
    }

    /// Begins a transaction that writes; on SQLite it waits for its turn.
    ///
    /// # Errors
    /// When no connection can be had.
    pub async fn write(&self, now: Instant) -> Result<Tx, StoreError> {
        let conn = match &self.pools {
            Pools::Sqlite { write, .. } => Conn::Sqlite(write.begin_with("BEGIN IMMEDIATE").await?),
            Pools::Postgres(pool) => Conn::Postgres(begin(pool, "BEGIN").await?),
        };
        Ok(self.tx(conn, now))
    }

    fn tx(&self, conn: Conn, now: Instant) -> Tx {
        Tx { conn, now, facts: Vec::new(), news: self.news.clone() }
    }

    /// Changes whenever this process commits facts; other nodes' facts are found by asking again now and then.
    #[must_use]
    pub fn news(&self) -> watch::Receiver<u64> {
        self.news.subscribe()
    }

    /// Closes all connections after what runs has ended.
    pub async fn close(&self) {
        match &self.pools {
            Pools::Sqlite { write, read } => {
                read.close().await;
                write.close().await;
            }
            Pools::Postgres(pool) => pool.close().await,
        }
    }
}

/// Begins in a task of its own, which ends even when nobody waits for it any more. A `begin` of the library that is dropped on its way leaves
/// the connection inside a transaction that it does not know of, and whoever has it next is in it too
/// (<https://github.com/transact-rs/sqlx/issues/4393>).
async fn begin(pool: &PgPool, how: &'static str) -> Result<Transaction<'static, Postgres>, sqlx::Error> {
    let pool = pool.clone();
    let begun = tokio::spawn(async move { pool.begin_with(how).await });
    begun.await.map_err(|_| sqlx::Error::WorkerCrashed)?
}

impl Tx {
    /// The connection, for the macros.
    pub fn conn(&mut self) -> &mut Conn {
        &mut self.conn
    }

    /// The engine below.
    #[must_use]
    pub fn engine(&self) -> Engine {
        match self.conn {
            Conn::Sqlite(_) => Engine::Sqlite,
            Conn::Postgres(_) => Engine::Postgres,
        }
    }

    /// The instant at which this transaction happens.
    #[must_use]
    pub fn now(&self) -> Instant {
        self.now
    }

    /// Notes a fact that this transaction makes true; the same fact once.
    pub fn tell(&mut self, fact: Fact) {
        if !self.facts.contains(&fact) {
            self.facts.push(fact);
        }
    }

    /// Writes the facts and commits; rows and facts stand together or not at all.
    ///
    /// # Errors
    /// When the database refuses; nothing is kept then.
    pub async fn commit(mut self) -> Result<(), StoreError> {
        let facts = std::mem::take(&mut self.facts);
        outbox::append(&mut self, &facts).await?;
        match self.conn {
            Conn::Sqlite(tx) => tx.commit().await?,
            Conn::Postgres(tx) => tx.commit().await?,
        }
        if !facts.is_empty() {
            self.news.send_modify(|version| *version += 1);
        }
        Ok(())
    }
}

async fn sqlite(path: &str) -> Result<Pools, StoreError> {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        // FULL: an acknowledged write outlives the power cut, not only the process.
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(10))
        .optimize_on_close(true, 400)
        // Rows come from a thread of SQLite's: it and who reads them need not wake each other at every fifty.
        .row_buffer_size(512)
        .log_slow_statements(LevelFilter::Warn, SLOW);
    // A connection to a file in this process does not go stale: asking it before each use is a round trip for nothing.
    let pool = || SqlitePoolOptions::new().test_before_acquire(false);
    let write = pool().max_connections(1).connect_with(options.clone()).await?;
    let read = pool().max_connections(4).connect_lazy_with(options.read_only(true));
    Ok(Pools::Sqlite { write, read })
}

async fn postgres(address: &str) -> Result<PgPool, StoreError> {
    let options: PgConnectOptions =
        address.parse().map_err(|_| StoreError::Address("postgres://… (unreadable)".to_owned()))?;
    let options = options
        .application_name("hyperlieu")
        .options([("timezone", "UTC")])
        .log_slow_statements(LevelFilter::Warn, SLOW);
    let pool = PgPoolOptions::new().max_connections(16).acquire_timeout(Duration::from_secs(10));
    Ok(pool.connect_with(options).await?)
}
