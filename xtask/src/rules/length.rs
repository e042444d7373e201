//! Length: no file over 500 lines, no slice's file over 300, no function over 60, unless the ratchet already lists it.

use super::ratchet::{self, Ratchet};
use super::{Refusal, refuse};
use crate::measure::functions;
use crate::rust::lex;
use crate::tree::Tree;

/// Kinds of file that are measured.
pub const MEASURED: &[&str] = &["rs", "ts", "css", "html"];
/// What no file may pass, ratchet or not.
pub const HARD_STOP: usize = 500;
/// What a slice's file may not pass.
pub const SLICE_FILE: usize = 300;
/// What a function's body may not pass, blank and comment lines not counted, as clippy counts.
pub const FUNCTION: usize = 60;

/// Something longer than its rule allows.
#[derive(Debug, PartialEq)]
pub struct Long {
    /// The file.
    pub path: String,
    /// Where the length begins.
    pub line: usize,
    /// How the ratchet names it: the path, or `path::function`.
    pub key: String,
    /// Its length.
    pub lines: usize,
    /// The rule's limit.
    pub limit: usize,
}

/// Everything over its limit, before the ratchet is asked.
pub fn over(tree: &Tree) -> Vec<Long> {
    let mut found = Vec::new();
    for (path, text) in tree.ending(MEASURED) {
        let limit = if path.starts_with("slices/") { SLICE_FILE } else { HARD_STOP };
        let lines = text.lines().count();
        if lines > limit {
            found.push(Long { path: path.into(), line: limit + 1, key: path.into(), lines, limit });
        }
        if path.ends_with(".rs") {
            for one in functions(&lex(text).code).into_iter().filter(|one| one.lines > FUNCTION) {
                let key = format!("{path}::{}", one.name);
                found.push(Long {
                    path: path.into(),
                    line: one.line,
                    key,
                    lines: one.lines,
                    limit: FUNCTION,
                });
            }
        }
    }
    found
}

/// Refuses what is over its limit and over the ratchet.
pub fn check(tree: &Tree) -> Vec<Refusal> {
    let ratchet = Ratchet::of(tree);
    let mut refusals = ratchet.refusals.clone();
    for long in over(tree) {
        let is_file = long.key == long.path;
        if is_file && long.lines > HARD_STOP {
            let said = format!("{} lines; no file passes {HARD_STOP}", long.lines);
            refusals.push(refuse(&long.path, long.line, said, "it has two purposes: give each its own file"));
        } else if ratchet.allowed(&long.key).is_none_or(|allowed| long.lines > allowed) {
            let what = if is_file { "file" } else { "function" };
            let limit = ratchet.allowed(&long.key).unwrap_or(long.limit);
            let said = format!("this {what} has {} lines, at most {limit} are allowed", long.lines);
            refusals.push(refuse(&long.path, long.line, said, "split it by purpose"));
        }
    }
    refusals
}

/// The median length of the Rust files, and how many there are.
pub fn median(tree: &Tree) -> (usize, usize) {
    let mut lengths: Vec<_> = tree.ending(&["rs"]).map(|(_, text)| text.lines().count()).collect();
    lengths.sort_unstable();
    (lengths.get(lengths.len() / 2).copied().unwrap_or(0), lengths.len())
}

/// The ratchet's file, named here for the messages.
pub const RATCHET: &str = ratchet::PATH;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::places;

    fn lines(count: usize) -> String {
        "a();\n".repeat(count)
    }

    #[test]
    fn short_files_and_functions_pass() {
        let file = lines(300);
        let function = format!("fn f() {{\n{}}}\n", lines(60));
        let files = [("slices/wish/src/a.rs", file.as_str()), ("kit/src/b.rs", &function)];
        assert_eq!(places(check, &files), Vec::<String>::new());
    }

    #[test]
    fn long_files_and_functions_are_refused() {
        let (slice, any) = (lines(301), lines(501));
        let function = format!("\nfn f() {{\n{}}}\n", lines(61));
        let files =
            [("slices/wish/src/a.rs", slice.as_str()), ("web/a.ts", &any), ("kit/src/b.rs", &function)];
        assert_eq!(places(check, &files), ["kit/src/b.rs:2", "slices/wish/src/a.rs:301", "web/a.ts:501"]);
    }

    #[test]
    fn the_ratchet_allows_what_it_lists_and_no_line_more() {
        let (slice, giant) = (lines(320), lines(501));
        let listed = "slices/wish/src/a.rs 320\nkit/src/b.rs 600\n";
        let files = [("slices/wish/src/a.rs", slice.as_str()), ("kit/src/b.rs", &giant), (RATCHET, listed)];
        assert_eq!(places(check, &files), ["kit/src/b.rs:501"]);
        let tighter = [("slices/wish/src/a.rs", slice.as_str()), (RATCHET, "slices/wish/src/a.rs 319\n")];
        assert_eq!(places(check, &tighter), ["slices/wish/src/a.rs:301"]);
    }

    #[test]
    fn the_median_is_of_rust_files() {
        let tree =
            Tree::of(&[("a.rs", "1\n"), ("b.rs", "1\n2\n3\n"), ("c.rs", "1\n2\n"), ("d.md", "\n\n\n\n")]);
        assert_eq!(median(&tree), (2, 3));
    }
}
