//! Purity: what the floor and the deciding files may not know: web, SQL, wire formats, waiting, clock, files.

use super::{Refusal, refuse};
use crate::manifest;
use crate::measure::{line_of, test_lines, words};
use crate::rust::lex;
use crate::tree::{Tree, file_name, is_test_file};

/// Crates whose presence makes a crate impure.
const IMPURE: &[&str] = &[
    "axum",
    "axum-extra",
    "tower",
    "tower-http",
    "sqlx",
    "serde",
    "serde_json",
    "tokio",
    "futures",
    "reqwest",
    "utoipa",
    "askama",
    "clap",
    "metrics",
    "tracing",
    "rand",
];

/// What pure code may not write, beyond naming those crates.
const ACTS: &[&str] = &[
    "SystemTime::now",
    "Instant::now",
    "Timestamp::now",
    "Zoned::now",
    "async fn",
    ".await",
    "std::fs",
    "std::net",
    "std::env",
    "std::process",
    "std::thread",
];

/// Crates a slice's `model.rs` and `decide.rs` may not name.
const EDGES: &[&str] = &["axum", "sqlx", "serde", "serde_json", "tokio", "utoipa", "askama"];

/// Refuses impure dependencies and impure code.
pub fn check(tree: &Tree) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    for one in manifest::all(tree) {
        if !is_pure(one.folder()) {
            continue;
        }
        for need in one.needs.iter().filter(|need| IMPURE.contains(&need.name.as_str())) {
            let said = format!("`{}` is pure and may not depend on `{}`", one.name, need.name);
            refusals.push(refuse(
                &one.path,
                need.line,
                said,
                "keep it at the edge and give its result in as an argument",
            ));
        }
    }
    for (path, text) in tree.ending(&["rs"]).filter(|(path, _)| !is_test_file(path)) {
        let top = path.split('/').next().unwrap_or_default();
        let decides = path.starts_with("slices/") && matches!(file_name(path), "model.rs" | "decide.rs");
        if is_pure(top) {
            refusals.extend(named(path, text, IMPURE, "::", "give the result in as an argument"));
            refusals.extend(named(path, text, ACTS, "", "time, chance and IO are arguments"));
        } else if decides {
            refusals.extend(named(path, text, EDGES, "::", "keep it in rows.rs, api.rs or pages.rs"));
        }
    }
    refusals
}

fn is_pure(folder: &str) -> bool {
    matches!(folder, "domain" | "engine" | "insight")
}

/// Refuses each of `names` (followed by `tail`) that stands in the code outside its tests.
fn named(path: &str, text: &str, names: &[&str], tail: &str, mend: &str) -> Vec<Refusal> {
    let code = lex(text).code;
    let tests = test_lines(&code);
    let mut refusals = Vec::new();
    for name in names {
        let sought = format!("{name}{tail}");
        for at in words(&code, &sought).map(|at| line_of(&code, at)).filter(|line| !tests[line - 1]) {
            refusals.push(refuse(path, at, format!("`{sought}` has no place in this file"), mend));
        }
    }
    refusals
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::places;

    const NONE: [&str; 0] = [];

    #[test]
    fn pure_code_passes_even_if_it_speaks_of_the_impure() {
        let files = [
            ("domain/Cargo.toml", "[package]\nname = \"domain\"\n[dependencies]\nuuid.workspace = true\n"),
            ("engine/src/lib.rs", "//! No serde::S here.\nfn f(now: Instant) {}\n"),
            ("engine/src/gate.rs", "fn f() {}\n#[cfg(test)]\nmod tests {\n use rand::Rng;\n}\n"),
            ("slices/wish/src/rows.rs", "use sqlx::Row;\n"),
            ("slices/wish/src/decide.rs", "use crate::model::Wish;\n"),
        ];
        assert_eq!(places(check, &files), NONE);
    }

    #[test]
    fn impure_dependencies_and_code_are_refused() {
        let files = [
            ("domain/Cargo.toml", "[package]\nname = \"domain\"\n[dependencies]\nserde.workspace = true\n"),
            ("engine/src/lib.rs", "fn f() {\n    let now = std::time::Instant::now();\n}\n"),
            ("slices/wish/src/model.rs", "use serde::Serialize;\n"),
        ];
        let expected = ["domain/Cargo.toml:4", "engine/src/lib.rs:2", "slices/wish/src/model.rs:1"];
        assert_eq!(places(check, &files), expected);
    }
}
