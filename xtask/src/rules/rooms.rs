//! Rooms: the table of rooms says of each crate once what it knows.

use std::collections::BTreeMap;

use super::{Refusal, refuse};
use crate::manifest;
use crate::tree::Tree;

/// Where the table is.
const TABLE: &str = "ARCHITECTURE.md";

/// Refuses a slice or port that the table of rooms leaves out, and a room that it has twice: two merges doubled rows that then disagreed.
pub fn check(tree: &Tree) -> Vec<Refusal> {
    let Some(text) = tree.text(TABLE) else { return Vec::new() };
    let rows = text.lines().enumerate().filter_map(|(at, line)| {
        let cell = line.strip_prefix("| `")?.split('`').next()?;
        Some((cell.trim_end_matches('/'), at + 1))
    });
    let (mut first, mut found) = (BTreeMap::new(), Vec::new());
    for (room, line) in rows {
        if let Some(there) = first.insert(room, line) {
            let said = format!("`{room}` has a row already, on line {there}");
            found.push(refuse(TABLE, line, said, "make one of both"));
        }
    }
    for one in manifest::all(tree) {
        let is_room = ["slices/", "ports/"].iter().any(|start| one.folder().starts_with(start));
        if is_room && !first.contains_key(one.folder()) {
            found.push(refuse(&one.path, 1, "no row in the table of rooms", format!("add it to {TABLE}")));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::places;

    const CRATE: (&str, &str) = ("slices/wish/Cargo.toml", "[package]\nname = \"wish\"\n");

    #[test]
    fn a_room_with_one_row_passes() {
        let table =
            (TABLE, "| room | knows |\n|---|---|\n| `slices/wish` | hopes |\n| `web/`, `e2e/` | pages |\n");
        assert_eq!(places(check, &[CRATE, table]), Vec::<String>::new());
    }

    #[test]
    fn doubled_and_missing_rows_are_refused() {
        let table = (TABLE, "| `slices/offer` | one |\n| `slices/offer` | another |\n");
        assert_eq!(places(check, &[CRATE, table]), ["ARCHITECTURE.md:2", "slices/wish/Cargo.toml:1"]);
    }
}
