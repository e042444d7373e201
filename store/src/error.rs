//! What can go wrong between a room and its rows.

/// A database that failed, or a row that makes no sense.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The statement failed; the name is the constant's.
    #[error("statement {statement}: {source}")]
    Statement {
        /// The constant's name.
        statement: &'static str,
        /// What the driver said.
        #[source]
        source: sqlx::Error,
    },
    /// Connecting, beginning or committing failed.
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    /// A migration failed or the database is newer than this program.
    #[error("migration: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// A row holds a value no constructor accepts.
    #[error(transparent)]
    BadRow(#[from] BadRow),
    /// The address names neither SQLite nor PostgreSQL.
    #[error("not a database address: {0} (expected a file path, sqlite:PATH or postgres://…)")]
    Address(String),
}

/// A row that makes no sense, told by table, column and key.
#[derive(Debug, thiserror::Error)]
#[error("table {table}, column {column}, row {row}: value makes no sense")]
pub struct BadRow {
    /// The table.
    pub table: &'static str,
    /// The column.
    pub column: &'static str,
    /// The row's key.
    pub row: String,
}

impl BadRow {
    /// For `ok_or_else`: names the table, the column and the row.
    pub fn at(
        table: &'static str,
        column: &'static str,
        row: impl std::fmt::Display,
    ) -> impl FnOnce() -> Self {
        move || Self { table, column, row: row.to_string() }
    }
}

impl StoreError {
    /// Whether a unique constraint refused the row.
    #[must_use]
    pub fn is_duplicate(&self) -> bool {
        matches!(self.driver(), Some(sqlx::Error::Database(e)) if e.is_unique_violation())
    }

    /// Whether a check constraint refused the row.
    #[must_use]
    pub fn is_check(&self) -> bool {
        matches!(self.driver(), Some(sqlx::Error::Database(e)) if e.is_check_violation())
    }

    /// Whether a foreign key refused the row.
    #[must_use]
    pub fn is_orphan(&self) -> bool {
        matches!(self.driver(), Some(sqlx::Error::Database(e)) if e.is_foreign_key_violation())
    }

    fn driver(&self) -> Option<&sqlx::Error> {
        match self {
            Self::Statement { source, .. } | Self::Database(source) => Some(source),
            _ => None,
        }
    }
}
