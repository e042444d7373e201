//! `cargo xtask tidy`: runs every rule over the tree and prints what they refuse.

use std::fs;
use std::path::Path;

use crate::rules::{self, RULES};
use crate::tree::Tree;

/// Runs the rules; true when nothing is refused.
pub fn run(root: &Path, tighten: bool) -> Result<bool, String> {
    let tree = Tree::read(root).map_err(|error| format!("the tree cannot be read: {error}"))?;
    if tighten {
        fs::write(root.join(rules::RATCHET), rules::tightened(&tree)).map_err(|error| error.to_string())?;
    }
    let mut count = 0;
    for rule in RULES {
        let mut refusals = (rule.check)(&tree);
        refusals.sort();
        count += refusals.len();
        for one in refusals {
            println!("{}:{}: [{}] {}\n    mend: {}", one.path, one.line, rule.name, one.said, one.mend);
        }
    }
    if !tighten {
        for notice in rules::notices(&tree) {
            println!("note: {notice} (`cargo xtask tidy --tighten` does it)");
        }
    }
    let (median, files) = rules::median(&tree);
    let rules = RULES.len();
    println!("tidy: {rules} rules over {files} Rust files of {median} lines in the median, {count} refused");
    Ok(count == 0)
}
