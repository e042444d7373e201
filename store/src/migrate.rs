//! Migrations, embedded: two folders with equal numbers, for the types differ (blob and uuid) and the meaning must not.

use sqlx::migrate::Migrator;

/// The migrations of SQLite.
pub(crate) static SQLITE: Migrator = sqlx::migrate!("migrations/sqlite");
/// The migrations of PostgreSQL.
pub(crate) static POSTGRES: Migrator = sqlx::migrate!("migrations/postgres");

/// The number of the newest migration this program knows.
#[must_use]
pub fn latest() -> i64 {
    SQLITE.iter().map(|migration| migration.version).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_engines_have_the_same_migrations() {
        let names = |m: &Migrator| m.iter().map(|m| (m.version, m.description.clone())).collect::<Vec<_>>();
        assert_eq!(names(&SQLITE), names(&POSTGRES));
        assert!(latest() >= 8);
    }
}
