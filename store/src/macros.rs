//! The two-driver macros: one body, expanded once per driver.
//!
//! Arguments are bound in order as `$1`, `$2`, …; they are evaluated in the branch that runs. Rows are structs of
//! primitives with `#[derive(sqlx::FromRow)]`.

/// Runs a statement; gives the number of rows it touched.
#[macro_export]
macro_rules! execute {
    ($tx:expr, $statement:expr $(, $arg:expr)* $(,)?) => {{
        let tx: &mut $crate::Tx = $tx;
        let statement: $crate::Statement = $statement;
        match tx.conn() {
            $crate::Conn::Sqlite(c) => $crate::sqlx::query(statement.sqlite)$(.bind($arg))*
                .execute(&mut **c).await.map(|done| done.rows_affected()),
            $crate::Conn::Postgres(c) => $crate::sqlx::query(statement.postgres)$(.bind($arg))*
                .execute(&mut **c).await.map(|done| done.rows_affected()),
        }
        .map_err(|source| $crate::StoreError::Statement { statement: statement.name, source })
    }};
}

/// Reads all rows as `$row`.
#[macro_export]
macro_rules! fetch_all {
    ($tx:expr, $statement:expr, $row:ty $(, $arg:expr)* $(,)?) => {
        $crate::fetch!($tx, $statement, fetch_all, Vec<$row>, $row $(, $arg)*)
    };
}

/// Reads all rows as `$row`, one after the other, and gives each to a closure, whose error ends the reading. Nothing is
/// gathered: a town's million rows take the room of one.
#[macro_export]
macro_rules! fetch_each {
    ($tx:expr, $statement:expr, $row:ty, $give:expr $(, $arg:expr)* $(,)?) => {{
        let tx: &mut $crate::Tx = $tx;
        let statement: $crate::Statement = $statement;
        match tx.conn() {
            $crate::Conn::Sqlite(c) => {
                let rows = $crate::sqlx::query_as::<_, $row>(statement.sqlite)$(.bind($arg))*.fetch(&mut **c);
                $crate::each(statement.name, rows, $give).await
            }
            $crate::Conn::Postgres(c) => {
                let rows = $crate::sqlx::query_as::<_, $row>(statement.postgres)$(.bind($arg))*.fetch(&mut **c);
                $crate::each(statement.name, rows, $give).await
            }
        }
    }};
}

/// Reads the row as `$row`, if there is one.
#[macro_export]
macro_rules! fetch_optional {
    ($tx:expr, $statement:expr, $row:ty $(, $arg:expr)* $(,)?) => {
        $crate::fetch!($tx, $statement, fetch_optional, Option<$row>, $row $(, $arg)*)
    };
}

/// Reads exactly one row as `$row`.
#[macro_export]
macro_rules! fetch_one {
    ($tx:expr, $statement:expr, $row:ty $(, $arg:expr)* $(,)?) => {
        $crate::fetch!($tx, $statement, fetch_one, $row, $row $(, $arg)*)
    };
}

/// The shared body of the reading macros.
#[doc(hidden)]
#[macro_export]
macro_rules! fetch {
    ($tx:expr, $statement:expr, $how:ident, $out:ty, $row:ty $(, $arg:expr)*) => {{
        let tx: &mut $crate::Tx = $tx;
        let statement: $crate::Statement = $statement;
        let read: Result<$out, $crate::sqlx::Error> = match tx.conn() {
            $crate::Conn::Sqlite(c) => $crate::sqlx::query_as::<_, $row>(statement.sqlite)$(.bind($arg))*
                .$how(&mut **c).await,
            $crate::Conn::Postgres(c) => $crate::sqlx::query_as::<_, $row>(statement.postgres)$(.bind($arg))*
                .$how(&mut **c).await,
        };
        read.map_err(|source| $crate::StoreError::Statement { statement: statement.name, source })
    }};
}
