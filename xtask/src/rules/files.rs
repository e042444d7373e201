//! Files: each Rust file opens with its purpose, and each is reached from a target of its crate.

use std::collections::BTreeSet;

use super::{Refusal, refuse};
use crate::manifest::{self, Manifest};
use crate::measure::words;
use crate::rust::lex;
use crate::tree::{Tree, file_name, folder};

/// Refuses a Rust file that does not open with a module doc.
pub fn docs(tree: &Tree) -> Vec<Refusal> {
    let silent = tree.ending(&["rs"]).filter(|(_, text)| !text.trim_start().starts_with("//!"));
    silent
        .map(|(path, _)| refuse(path, 1, "no module doc", "open with `//!` and what this file is for"))
        .collect()
}

/// Refuses a Rust file that no `mod` and no target reaches.
pub fn dead(tree: &Tree) -> Vec<Refusal> {
    let mut alive = BTreeSet::new();
    let crates = manifest::all(tree);
    for one in &crates {
        for (path, _) in tree.ending(&["rs"]).filter(|(path, _)| is_target(one, path)) {
            visit(tree, path, true, &mut alive);
        }
    }
    let inside = |path: &str| crates.iter().any(|one| path.starts_with(&format!("{}/", one.folder())));
    let dead =
        tree.ending(&["rs"]).map(|(path, _)| path).filter(|path| inside(path) && !alive.contains(*path));
    dead.map(|path| refuse(path, 1, "no `mod` reaches this file", "declare it or delete it")).collect()
}

/// Whether Cargo builds this file by itself.
fn is_target(one: &Manifest, path: &str) -> bool {
    let Some(rest) = path.strip_prefix(one.folder()).and_then(|rest| rest.strip_prefix('/')) else {
        return false;
    };
    let parts: Vec<&str> = rest.split('/').collect();
    one.targets.iter().any(|target| target == path)
        || matches!(
            parts.as_slice(),
            ["build.rs"] | ["src", "lib.rs" | "main.rs"] | ["src", "bin", _] | ["src", "bin", _, "main.rs"]
        )
        || matches!(parts.as_slice(), ["tests" | "benches" | "examples", _])
        || matches!(parts.as_slice(), ["tests" | "benches" | "examples", _, "main.rs"])
}

fn visit(tree: &Tree, path: &str, is_root: bool, alive: &mut BTreeSet<String>) {
    let Some(text) = tree.text(path).filter(|_| alive.insert(path.to_string())) else { return };
    let lexed = lex(text);
    let base = if is_root || file_name(path) == "mod.rs" {
        folder(path).to_string()
    } else {
        path.trim_end_matches(".rs").to_string()
    };
    for at in words(&lexed.code, "mod") {
        let rest = &lexed.code[at + 3..];
        let Some((name, _)) =
            rest.split_once([';', '{']).filter(|(name, _)| rest[name.len()..].starts_with(';'))
        else {
            continue;
        };
        for child in children(tree, &base, name.trim()) {
            visit(tree, &child, false, alive);
        }
    }
    // Files named in a literal: `#[path = "…"]` and `include!("…")`.
    for named in lexed.strings.iter().filter(|one| one.text.ends_with(".rs")) {
        visit(tree, &beside(path, &named.text), false, alive);
    }
}

/// Where a module's file may stand; a module declared inside an inline one lies deeper.
fn children(tree: &Tree, base: &str, name: &str) -> Vec<String> {
    let plain = [format!("{base}/{name}.rs"), format!("{base}/{name}/mod.rs")];
    let found: Vec<String> = plain.into_iter().filter(|path| tree.has(path)).collect();
    if !found.is_empty() {
        return found;
    }
    let deeper =
        tree.ending(&["rs"]).map(|(path, _)| path).filter(|path| path.starts_with(&format!("{base}/")));
    deeper.filter(|path| path.ends_with(&format!("/{name}.rs"))).map(str::to_string).collect()
}

fn beside(path: &str, named: &str) -> String {
    let mut parts: Vec<&str> = folder(path).split('/').collect();
    for part in named.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." => {}
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::places;

    const CRATE: (&str, &str) = ("kit/Cargo.toml", "[package]\nname = \"kit\"\n");

    #[test]
    fn reached_files_pass() {
        let files = [
            CRATE,
            (
                "kit/src/lib.rs",
                "//! A.\nmod a;\npub mod b;\n#[path = \"../odd.rs\"]\nmod c;\nmod d { mod e; }\n",
            ),
            ("kit/src/a.rs", "//! A.\nmod deep;\n"),
            ("kit/src/a/deep.rs", "//! A.\n"),
            ("kit/src/b/mod.rs", "//! A.\n"),
            ("kit/odd.rs", "//! A.\n"),
            ("kit/src/d/e.rs", "//! A.\n"),
            ("kit/tests/story.rs", "//! A.\nmod help;\n"),
            ("kit/tests/help/mod.rs", "//! A.\n"),
        ];
        assert_eq!(places(dead, &files), Vec::<String>::new());
        assert_eq!(places(docs, &files), Vec::<String>::new());
    }

    #[test]
    fn dead_files_are_refused() {
        let files = [
            CRATE,
            ("kit/src/lib.rs", "//! A.\n// mod a;\nmod b {}\n"),
            ("kit/src/a.rs", ""),
            ("kit/src/b.rs", ""),
        ];
        assert_eq!(places(dead, &files), ["kit/src/a.rs:1", "kit/src/b.rs:1"]);
    }

    #[test]
    fn files_without_purpose_are_refused() {
        assert_eq!(places(docs, &[("kit/src/lib.rs", "use a;\n//! late\n")]), ["kit/src/lib.rs:1"]);
    }
}
