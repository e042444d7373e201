//! What the house keeps of one member, for them to take along: the rows of registered statements as JSON.
//!
//! A slice names its parts in `OWN`; the names of a statement's columns say what they hold. `…_at` and `at` are instants (RFC 3339),
//! `is_…` is true or false, an id stands with the column's name before it (`wish_…`), `reasons` are JSON already, amounts are in
//! minor units of the currency beside them.

use domain::{Gtin, Instant};
use serde_json::{Map, Value};
use store::sqlx::postgres::PgRow;
use store::sqlx::sqlite::SqliteRow;
use store::sqlx::{self, Column as _, Row as _, TypeInfo as _, ValueRef as _, query};
use store::{Conn, Statement, StoreError, Tx, each};
use uuid::Uuid;

/// By whose id rows are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// The member's.
    Member,
    /// That of each of their named lists.
    List,
}

/// One kind of thing that is kept of a member.
#[derive(Debug, Clone, Copy)]
pub struct Own {
    /// How it is called in the file.
    pub name: &'static str,
    /// By whose id it is found.
    pub whose: Whose,
    /// Reads it, the newest first: `$1` is the id, `$2` how many rows at the most.
    pub statement: Statement,
}

impl Own {
    /// What is found by the member.
    #[must_use]
    pub const fn of_member(name: &'static str, statement: Statement) -> Self {
        Self { name, whose: Whose::Member, statement }
    }

    /// What is found by each of their named lists.
    #[must_use]
    pub const fn of_list(name: &'static str, statement: Statement) -> Self {
        Self { name, whose: Whose::List, statement }
    }

    /// Reads at most so many rows.
    ///
    /// # Errors
    /// When the database fails, or a column holds what cannot be told.
    pub async fn rows(&self, tx: &mut Tx, of: Uuid, most: usize) -> Result<Vec<Value>, StoreError> {
        let Statement { name, sqlite, postgres } = self.statement;
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let mut rows = Vec::new();
        match tx.conn() {
            Conn::Sqlite(conn) => {
                let read = query(sqlite).bind(of).bind(most).fetch(&mut **conn);
                let keep = |row: SqliteRow| -> Result<(), StoreError> {
                    let cells = of_sqlite(&row);
                    rows.push(cells.map_err(|source| StoreError::Statement { statement: name, source })?);
                    Ok(())
                };
                each(name, read, keep).await?;
            }
            Conn::Postgres(conn) => {
                let read = query(postgres).bind(of).bind(most).fetch(&mut **conn);
                let keep = |row: PgRow| -> Result<(), StoreError> {
                    let cells = of_postgres(&row);
                    rows.push(cells.map_err(|source| StoreError::Statement { statement: name, source })?);
                    Ok(())
                };
                each(name, read, keep).await?;
            }
        }
        Ok(rows)
    }
}

/// A cell as a database gives it.
#[derive(Debug, Clone, PartialEq)]
enum Cell {
    Nothing,
    Whole(i64),
    Flag(bool),
    Text(String),
    Id(Uuid),
}

/// Reads a row of one engine, cell by cell.
macro_rules! reader {
    ($name:ident, $row:ty) => {
        fn $name(row: &$row) -> Result<Value, sqlx::Error> {
            let mut cells = Map::new();
            for (at, column) in row.columns().iter().enumerate() {
                let kind = match row.try_get_raw(at)? {
                    raw if raw.is_null() => String::new(),
                    raw => raw.type_info().name().to_owned(),
                };
                let cell = match kind.as_str() {
                    "" => Cell::Nothing,
                    "INTEGER" | "INT8" => Cell::Whole(row.try_get(at)?),
                    "BOOL" => Cell::Flag(row.try_get(at)?),
                    "TEXT" => Cell::Text(row.try_get(at)?),
                    "BLOB" | "UUID" => Cell::Id(row.try_get(at)?),
                    other => {
                        let told = format!("{} holds {other}, which is not told", column.name());
                        return Err(sqlx::Error::Protocol(told));
                    }
                };
                cells.insert(column.name().to_owned(), told(column.name(), cell));
            }
            Ok(Value::Object(cells))
        }
    };
}

reader!(of_sqlite, SqliteRow);
reader!(of_postgres, PgRow);

/// What a cell says, by the name of its column.
fn told(column: &str, cell: Cell) -> Value {
    match cell {
        Cell::Nothing => Value::Null,
        Cell::Flag(flag) => flag.into(),
        Cell::Whole(number) if column.starts_with("is_") => (number != 0).into(),
        Cell::Whole(number) if column == "at" || column.ends_with("_at") => {
            Instant::from_micros(number).to_rfc3339().into()
        }
        Cell::Whole(number) if column == "gtin" => {
            Gtin::from_number(number).map_or(Value::Null, |gtin| gtin.to_string().into())
        }
        Cell::Whole(number) => number.into(),
        Cell::Text(text) if column == "reasons" => serde_json::from_str(&text).unwrap_or(Value::String(text)),
        Cell::Text(text) => text.into(),
        Cell::Id(id) => format!("{column}_{}", id.simple()).into(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_name_of_a_column_says_what_it_holds() {
        for (column, cell, said) in [
            ("wish", Cell::Id(Uuid::nil()), json!("wish_00000000000000000000000000000000")),
            ("at", Cell::Whole(0), json!("1970-01-01T00:00:00Z")),
            ("added_at", Cell::Whole(1_000_000), json!("1970-01-01T00:00:01Z")),
            ("is_secret", Cell::Whole(1), json!(true)),
            ("is_secret", Cell::Flag(false), json!(false)),
            ("gtin", Cell::Whole(3_017_620_422_003), json!("03017620422003")),
            ("top_minor", Cell::Whole(8_000), json!(8_000)),
            ("note", Cell::Text("[1]".into()), json!("[1]")),
            ("reasons", Cell::Text("[1]".into()), json!([1])),
            ("reasons", Cell::Text("near".into()), json!("near")),
            ("until_at", Cell::Nothing, Value::Null),
        ] {
            assert_eq!(told(column, cell), said, "{column}");
        }
    }
}
