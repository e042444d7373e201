//! The one source of truth, on SQLite (bundled) or PostgreSQL, from one SQL text.
//!
//! Knows: [`Db`] and [`Tx`], the macros that expand one statement once per driver, migrations with equal numbers in two
//! folders, the outbox of facts written in the same transaction as the rows, how far each
//! listener has heard them ([`hearing`]), turns ([`turn`]), and remembered answers of creating requests.
//! Refuses to know any table of a slice: statements are [`Statement`] constants that each slice registers.
//!
//! ```ignore
//! let mut tx = db.write(now).await?;
//! let gone = execute!(&mut tx, sql::WITHDRAW, id.uuid(), now.micros())?;
//! tx.tell(Fact::Grants(member));
//! tx.commit().await?;
//! ```

mod db;
mod each;
mod error;
pub mod hearing;
mod idempotency;
mod macros;
mod migrate;
mod outbox;
mod statement;
mod tally;
#[cfg(feature = "testing")]
pub mod testing;
mod turn;

pub use db::{Conn, Db, Engine, Tx};
pub use each::each;
pub use error::{BadRow, StoreError};
pub use idempotency::{Remembered, answered, remember, settle, sweep as sweep_answers};
pub use migrate::latest as latest_migration;
pub use outbox::{
    Mark, after as facts_after, last as last_fact, mark, newest as newest_mark, sweep as sweep_facts,
};
pub use sqlx;
pub use statement::Statement;
pub use tally::{Tally, tally};
pub use turn::turn;

/// Every statement of the store itself.
pub const STATEMENTS: &[&[Statement]] = &[outbox::ALL, idempotency::ALL, hearing::ALL, turn::ALL];
