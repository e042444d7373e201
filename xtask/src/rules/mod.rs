//! The house rules, one file each; every rule is a pure function from the tree to its refusals.

use crate::tree::Tree;

mod doors;
mod files;
mod imports;
mod languages;
mod length;
mod lock;
mod purity;
mod ratchet;
mod rooms;
mod sources;
mod tables;
mod twins;
mod words;

pub use length::{RATCHET, median};
pub use ratchet::{notices, tightened};

/// One breach of a rule: where it is, what is wrong and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Refusal {
    /// Path from the root of the house.
    pub path: String,
    /// Line, from 1.
    pub line: usize,
    /// What is wrong.
    pub said: String,
    /// What to do instead.
    pub mend: String,
}

/// A rule: its name and its check.
#[derive(Debug)]
pub struct Rule {
    /// The name refusals carry.
    pub name: &'static str,
    /// The check.
    pub check: fn(&Tree) -> Vec<Refusal>,
}

/// All rules, in the order of their names.
pub const RULES: &[Rule] = &[
    Rule { name: "data-source", check: sources::check },
    Rule { name: "dead-file", check: files::dead },
    Rule { name: "import-law", check: imports::check },
    Rule { name: "languages", check: languages::check },
    Rule { name: "length", check: length::check },
    Rule { name: "lock", check: lock::check },
    Rule { name: "migration-twins", check: twins::check },
    Rule { name: "module-doc", check: files::docs },
    Rule { name: "own-tables", check: tables::check },
    Rule { name: "purity", check: purity::check },
    Rule { name: "registry", check: doors::check },
    Rule { name: "rooms", check: rooms::check },
    Rule { name: "words", check: words::check },
];

/// Writes a refusal.
pub fn refuse(path: &str, line: usize, said: impl Into<String>, mend: impl Into<String>) -> Refusal {
    Refusal { path: path.to_string(), line, said: said.into(), mend: mend.into() }
}

/// What a rule says of a tree written by hand, as `path:line`, for the tests of the rules.
#[cfg(test)]
pub fn places(check: fn(&Tree) -> Vec<Refusal>, files: &[(&str, &str)]) -> Vec<String> {
    let mut found: Vec<_> =
        check(&Tree::of(files)).iter().map(|refusal| format!("{}:{}", refusal.path, refusal.line)).collect();
    found.sort();
    found
}
