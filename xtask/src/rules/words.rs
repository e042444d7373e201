//! Words: marks of unfinished work, silenced lints, stray printing, skipped tests and paths of one machine.

use super::{Refusal, refuse};
use crate::measure::{line_of, test_lines, words};
use crate::rust::lex;
use crate::tree::{Tree, extension, file_name, is_test_file};

/// Marks refused wherever they stand in code, comments included (spelled apart, so that this file passes).
const MARKS: &[&str] = &[concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X")];
/// Kinds of file where marks are looked for.
const CODE: &[&str] = &["rs", "ts", "js", "mjs", "css", "html", "toml", "sql", "ftl", "sh"];

/// Rust that is refused, with what to do instead.
const RUST: &[(&str, &str)] = &[
    ("todo!", "write it, or leave it out"),
    ("unimplemented!", "write it, or leave it out"),
    ("dbg!", "use tracing, or an assertion"),
    ("#[allow(", "use #[expect(..., reason = \"...\")]"),
    ("#![allow(", "use #![expect(..., reason = \"...\")]"),
    ("#[ignore", "mend the test or delete it"),
];
/// Printing, refused where nobody reads it.
const PRINTS: &[&str] = &["println!", "print!", "eprintln!", "eprint!"];
/// Skipped or lonely browser tests.
const SKIPS: &[&str] =
    &["test.skip", "test.only", "test.todo", "it.skip", "it.only", "describe.skip", "describe.only"];

/// Refuses banned words, file by file.
pub fn check(tree: &Tree) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    for (path, text) in tree.files() {
        if CODE.contains(&extension(path)) || file_name(path) == "Makefile" {
            for mark in MARKS {
                // A quoted mark is a word spoken of, such as the currency code of no currency.
                for at in words(text, mark).filter(|&at| !text[..at].ends_with(['"', '`'])) {
                    refusals.push(refuse(
                        path,
                        line_of(text, at),
                        format!("`{mark}`"),
                        "do it now, or open an issue",
                    ));
                }
            }
        }
        match extension(path) {
            "rs" => refusals.extend(rust(path, text)),
            "ts" | "js" | "mjs" => refusals.extend(script(path, text)),
            _ => {}
        }
        refusals.extend(paths(path, text));
    }
    refusals
}

fn rust(path: &str, text: &str) -> Vec<Refusal> {
    let code = lex(text).code;
    let tests = test_lines(&code);
    let mut refusals = Vec::new();
    for (banned, mend) in RUST {
        for at in words(&code, banned) {
            refusals.push(refuse(path, line_of(&code, at), format!("`{banned}` is banned"), *mend));
        }
    }
    let speaks = is_test_file(path)
        || ["app/", "xtask/", "sim/src/bin/", "sim/src/main.rs"].iter().any(|room| path.starts_with(room))
        || file_name(path) == "build.rs";
    for print in PRINTS.iter().filter(|_| !speaks) {
        for line in words(&code, print).map(|at| line_of(&code, at)).filter(|line| !tests[line - 1]) {
            refusals.push(refuse(
                path,
                line,
                format!("`{print}` in a library"),
                "use tracing, without positions or wishes",
            ));
        }
    }
    refusals
}

fn script(path: &str, text: &str) -> Vec<Refusal> {
    let found = SKIPS.iter().flat_map(|skip| words(text, skip).map(move |at| (skip, at)));
    found
        .map(|(skip, at)| refuse(path, line_of(text, at), format!("`{skip}`"), "mend the test or delete it"))
        .collect()
}

/// Refuses absolute paths of one machine; the temporary folder is free in tests and in prose.
fn paths(path: &str, text: &str) -> Vec<Refusal> {
    let code = if extension(path) == "rs" { lex(text).code } else { String::new() };
    let tests = test_lines(&code);
    let mut refusals = Vec::new();
    for (room, free_in_tests) in [("work", false), ("root", false), ("tmp", true)] {
        let sought = format!("/{room}/");
        for (at, _) in text.match_indices(&sought) {
            let line = line_of(text, at);
            // `https://x/work/`, `~/work/` and `a/work/` are not absolute paths.
            let absolute = !text[..at].ends_with(|c: char| c.is_alphanumeric() || "._-/~})>".contains(c));
            let free = free_in_tests
                && (is_test_file(path) || extension(path) == "md" || tests.get(line - 1) == Some(&true));
            if absolute && !free {
                let said = format!("`{sought}` is a path of one machine");
                refusals.push(refuse(
                    path,
                    line,
                    said,
                    "take the folder as an argument or from the environment",
                ));
            }
        }
    }
    refusals
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::places;

    #[test]
    fn plain_code_passes() {
        let files = [
            (
                "kit/src/a.rs",
                "#[expect(dead_code, reason = \"x\")]\nfn f() { \"todo!()\"; } // println! is not here\n",
            ),
            ("kit/src/b.rs", "#[cfg(test)]\nmod tests {\n fn t() { println!(\"seed 3\"); }\n}\n"),
            ("app/src/main.rs", "fn main() { println!(\"hello\"); }\n"),
            ("docs/a.md", "the address https://example.org/work/ is fine, ~/work/ too\n"),
            ("e2e/a.mjs", "test('skip')\n"),
        ];
        assert_eq!(places(check, &files), Vec::<String>::new());
    }

    #[test]
    fn banned_rust_is_refused() {
        let source = "fn f() {\n    todo!();\n    dbg!(1);\n    println!();\n}\n#[allow(dead_code)]\n#[ignore]\nfn g() {}\n";
        let places = places(check, &[("kit/src/a.rs", source)]);
        assert_eq!(places, [2, 3, 4, 6, 7].map(|line| format!("kit/src/a.rs:{line}")));
    }

    #[test]
    fn a_quoted_mark_passes() {
        let files = [("kit/src/a.rs", format!("// `{0}` is no currency\nf(\"{0}\");\n", MARKS[2]))];
        assert_eq!(
            places(check, &files.each_ref().map(|(path, text)| (*path, text.as_str()))),
            Vec::<String>::new()
        );
    }

    #[test]
    fn marks_paths_and_skipped_tests_are_refused() {
        let mark = format!("a {{}}\n/* {}: later */\n", MARKS[0]);
        let path = format!("see `/{}/main`\n", "work");
        let files = [("web/a.css", mark.as_str()), ("docs/a.md", &path), ("e2e/a.mjs", "test.skip('x')\n")];
        assert_eq!(places(check, &files), ["docs/a.md:1", "e2e/a.mjs:1", "web/a.css:2"]);
    }

    #[test]
    fn the_temporary_folder_is_free_in_tests_only() {
        let line = format!("const A: &str = \"/{}/x\";\n", "tmp");
        let files = [("kit/src/a.rs", line.as_str()), ("kit/tests/a.rs", &line)];
        assert_eq!(places(check, &files), ["kit/src/a.rs:1"]);
    }
}
