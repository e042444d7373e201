//! Migration twins: both databases have the same migrations by the same numbers and names.

use std::collections::BTreeSet;

use super::{Refusal, refuse};
use crate::tree::{Tree, file_name};

/// The two folders of migrations.
const FOLDERS: [&str; 2] = ["store/migrations/sqlite/", "store/migrations/postgres/"];

/// Refuses a migration without its twin.
pub fn check(tree: &Tree) -> Vec<Refusal> {
    let [sqlite, postgres] = FOLDERS.map(|folder| -> BTreeSet<&str> {
        tree.files().map(|(path, _)| path).filter(|path| path.starts_with(folder)).map(file_name).collect()
    });
    let lonely = |here: &'static str, there: &'static str, name: &str| {
        refuse(&format!("{here}{name}"), 1, "this migration has no twin", format!("write {there}{name}"))
    };
    let only_sqlite = sqlite.difference(&postgres).map(|name| lonely(FOLDERS[0], FOLDERS[1], name));
    let only_postgres = postgres.difference(&sqlite).map(|name| lonely(FOLDERS[1], FOLDERS[0], name));
    only_sqlite.chain(only_postgres).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::places;

    #[test]
    fn twins_pass() {
        let files =
            [("store/migrations/sqlite/0001_a.sql", ""), ("store/migrations/postgres/0001_a.sql", "")];
        assert_eq!(places(check, &files), Vec::<String>::new());
    }

    #[test]
    fn lonely_migrations_are_refused() {
        let files =
            [("store/migrations/sqlite/0001_a.sql", ""), ("store/migrations/postgres/0001_b.sql", "")];
        let expected = ["store/migrations/postgres/0001_b.sql:1", "store/migrations/sqlite/0001_a.sql:1"];
        assert_eq!(places(check, &files), expected);
    }
}
