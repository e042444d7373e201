//! Own tables: a slice's statements live in `sql.rs`, which opens with `//! Tables: a, b`, and name only these.

use std::collections::BTreeMap;

use super::{Refusal, refuse};
use crate::measure::test_lines;
use crate::rust::{Lexed, lex};
use crate::tree::{Tree, is_test_file};

/// Refuses statements over tables of others, and statements outside `sql.rs`.
pub fn check(tree: &Tree) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    let mut owners: BTreeMap<String, String> = BTreeMap::new();
    let slices =
        tree.ending(&["rs"]).filter(|(path, _)| path.starts_with("slices/") && path.contains("/src/"));
    for (path, text) in slices.filter(|(path, _)| !is_test_file(path)) {
        let lexed = lex(text);
        if !(path.ends_with("/src/sql.rs") || path.contains("/src/sql/")) {
            refusals.extend(outside(path, &lexed));
            continue;
        }
        let slice = path.split('/').nth(1).unwrap_or_default();
        let Some(own) = declared(text) else {
            refusals.push(refuse(
                path,
                1,
                "the tables are not declared",
                "add the line `//! Tables: a, b` to the module doc",
            ));
            continue;
        };
        for table in &own {
            let owner = owners.entry(table.clone()).or_insert_with(|| slice.to_string());
            if owner != slice {
                let said = format!("`{table}` belongs to the slice `{owner}`");
                refusals.push(refuse(path, 1, said, "ask that slice by its public face"));
            }
        }
        for literal in &lexed.strings {
            for table in named(&literal.text).into_iter().filter(|table| !own.contains(table)) {
                let said = format!("`{table}` is not a table of this slice");
                refusals.push(refuse(
                    path,
                    literal.line,
                    said,
                    "ask its owner by its public face, or declare it",
                ));
            }
        }
    }
    refusals
}

/// The tables of the line `//! Tables: a, b` of the module doc.
fn declared(text: &str) -> Option<Vec<String>> {
    let docs = text.lines().take_while(|line| line.starts_with("//!"));
    let list =
        docs.filter_map(|line| line.trim_start_matches("//!").trim().strip_prefix("Tables:")).next()?;
    let clean = |name: &str| name.trim().trim_matches(['`', '.']).to_lowercase();
    Some(list.split(',').map(clean).filter(|name| !name.is_empty()).collect())
}

/// Literals of other files that are statements.
fn outside(path: &str, lexed: &Lexed) -> Vec<Refusal> {
    let tests = test_lines(&lexed.code);
    let is_statement = |text: &str| {
        let text = text.trim_start();
        (text.starts_with("SELECT ") && text.contains("FROM "))
            || ["INSERT INTO ", "DELETE FROM "].iter().any(|begin| text.starts_with(begin))
            || (text.starts_with("UPDATE ") && text.contains(" SET "))
    };
    let found = lexed.strings.iter().filter(|one| is_statement(&one.text) && !tests[one.line - 1]);
    found
        .map(|one| refuse(path, one.line, "a statement outside sql.rs", "make it a named constant there"))
        .collect()
}

/// The tables a statement names, crudely: what follows FROM, INTO, UPDATE and JOIN, less its own WITH names.
fn named(statement: &str) -> Vec<String> {
    let tokens = tokens(statement);
    let word = |at: usize| tokens.get(at).map_or("", String::as_str);
    let with: Vec<&str> = (1..tokens.len())
        .filter(|&at| word(at) == "as" && (word(at + 1) == "(" || word(at + 1).ends_with("materialized")))
        .map(|at| if word(at - 1) == ")" { before_parenthesis(&tokens, at - 1) } else { word(at - 1) })
        .collect();
    let mut found = Vec::new();
    for at in 0..tokens.len() {
        let before = at.checked_sub(1).map_or("", word);
        let begins = match word(at) {
            "from" => before != "distinct",
            "join" | "into" => true,
            "update" => before != "for" && before != "do" && before != "key",
            _ => false,
        };
        if !begins {
            continue;
        }
        let mut next = at + 1;
        loop {
            let table = word(next);
            let is_call = word(next + 1) == "(" && word(at) != "into";
            if is_name(table)
                && !is_call
                && !matches!(table, "select" | "set" | "lateral" | "only")
                && !with.contains(&table)
            {
                found.push(table.to_string());
            }
            // `FROM a, b AS c`: go on after the comma. What stands in parentheses speaks for itself.
            next = if table == "(" { after_parenthesis(&tokens, next) } else { next + 1 };
            while word(at) == "from" && is_name(word(next)) && !is_keyword(word(next)) {
                next += 1;
            }
            if word(at) != "from" || word(next) != "," {
                break;
            }
            next += 1;
        }
    }
    found
}

/// The name in `name (a, b) AS (`: what stands before the parenthesis that closes at `close`.
fn before_parenthesis(tokens: &[String], close: usize) -> &str {
    let open = tokens[..close].iter().rposition(|token| token == "(").unwrap_or(0);
    open.checked_sub(1).map_or("", |at| tokens[at].as_str())
}

/// What comes after the parenthesis that opens at `open`.
fn after_parenthesis(tokens: &[String], open: usize) -> usize {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        match token.as_str() {
            "(" => depth += 1,
            ")" if depth == 1 => return at + 1,
            ")" => depth -= 1,
            _ => {}
        }
    }
    tokens.len()
}

fn tokens(statement: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut word = String::new();
    let mut quoted = false;
    for c in statement.chars().chain([' ']) {
        if c == '\'' {
            quoted = !quoted;
        }
        if !quoted && (c.is_alphanumeric() || "_$.".contains(c)) {
            word.push(c.to_ascii_lowercase());
            continue;
        }
        if !word.is_empty() {
            tokens.push(std::mem::take(&mut word));
        }
        if !quoted && !c.is_whitespace() && c != '\\' {
            tokens.push(c.to_string());
        }
    }
    tokens
}

fn is_name(token: &str) -> bool {
    token.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

fn is_keyword(token: &str) -> bool {
    matches!(
        token,
        "where"
            | "join"
            | "left"
            | "inner"
            | "cross"
            | "on"
            | "order"
            | "group"
            | "limit"
            | "union"
            | "set"
            | "for"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::places;

    #[test]
    fn tables_are_found_in_every_kind_of_statement() {
        for (statement, tables) in [
            ("SELECT a FROM wish w, tag AS t WHERE a IS DISTINCT FROM b", vec!["wish", "tag"]),
            ("INSERT INTO wish (a) VALUES ($1) ON CONFLICT (a) DO UPDATE SET a = 1", vec!["wish"]),
            ("UPDATE wish SET a = 'x from y' WHERE b", vec!["wish"]),
            ("WITH due(a) AS (SELECT a FROM job) SELECT * FROM due JOIN wish ON true", vec!["job", "wish"]),
            ("SELECT x FROM unnest($1) LEFT JOIN wish USING (a) FOR UPDATE", vec!["wish"]),
            ("DELETE FROM wish WHERE a IN (SELECT b FROM offer)", vec!["wish", "offer"]),
        ] {
            assert_eq!(named(statement), tables, "{statement}");
        }
    }

    #[test]
    fn own_tables_pass() {
        let sql = "//! Statements.\n//! Tables: wish, wish_tag\nconst A: &str = \"SELECT a FROM wish JOIN wish_tag\";\n";
        let files = [
            ("slices/wish/src/sql.rs", sql),
            ("slices/wish/src/actions.rs", "//! A.\nconst B: &str = \"Select one from the list\";\n"),
        ];
        assert_eq!(places(check, &files), Vec::<String>::new());
    }

    #[test]
    fn tables_of_others_and_stray_statements_are_refused() {
        let files = [
            ("slices/offer/src/sql.rs", "//! Tables: offer\nconst A: &str = \"DELETE FROM wish\";\n"),
            ("slices/place/src/sql.rs", "//! Statements.\n"),
            ("slices/wish/src/sql.rs", "//! Tables: offer, wish\n"),
            ("slices/wish/src/actions.rs", "\nconst B: &str = \"SELECT a FROM wish\";\n"),
        ];
        let expected = [
            "slices/offer/src/sql.rs:2",
            "slices/place/src/sql.rs:1",
            "slices/wish/src/actions.rs:2",
            "slices/wish/src/sql.rs:1",
        ];
        assert_eq!(places(check, &files), expected);
    }
}
