//! The working tree as plain data, so that every rule is a pure function and its tests are small strings.

use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

/// Folders that hold nothing we wrote.
const SKIPPED: &[&str] = &["target", "node_modules", "dist", "shots", ".git"];

/// Kinds of file whose text the rules read; of all others they only see the name.
const READ: &[&str] = &[
    "rs",
    "ts",
    "js",
    "mjs",
    "css",
    "html",
    "toml",
    "sql",
    "ftl",
    "md",
    "sh",
    "txt",
    "json",
    "lock",
    "yml",
    "npmrc",
    "webmanifest",
    "svg",
];

/// Every file of the house by its path from the root, with `/` between folders.
#[derive(Debug, Default)]
pub struct Tree {
    files: BTreeMap<String, String>,
}

impl Tree {
    /// Reads the tree under `root`.
    pub fn read(root: &Path) -> io::Result<Tree> {
        let mut tree = Tree::default();
        tree.read_folder(root, "")?;
        Ok(tree)
    }

    /// A tree written by hand, for the tests of the rules.
    #[cfg(test)]
    pub fn of(files: &[(&str, &str)]) -> Tree {
        Tree { files: files.iter().map(|(path, text)| (path.to_string(), text.to_string())).collect() }
    }

    fn read_folder(&mut self, folder: &Path, prefix: &str) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = format!("{prefix}{name}");
            let kind = entry.file_type()?;
            if kind.is_dir() {
                // The folder `data` at the root is a running server's, not ours.
                if !SKIPPED.contains(&name.as_str()) && path != "data" {
                    self.read_folder(&entry.path(), &format!("{path}/"))?;
                }
            } else if kind.is_file() {
                let bytes = if is_read(&path) { fs::read(entry.path())? } else { Vec::new() };
                let text = String::from_utf8_lossy(&bytes).into_owned();
                self.files.insert(path, text);
            }
        }
        Ok(())
    }

    /// All files: path and text (empty for kinds the rules do not read).
    pub fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// The files whose name ends with one of these extensions.
    pub fn ending<'a>(&'a self, extensions: &'a [&str]) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.files().filter(|(path, _)| extensions.contains(&extension(path)))
    }

    /// The text of one file.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// Whether a file stands at this path.
    pub fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }
}

fn is_read(path: &str) -> bool {
    let lock_or_code = READ.contains(&extension(path));
    // Demonstration data is big and not ours; only the notes beside it are read.
    let data = path.starts_with("app/demo/") && extension(path) != "md";
    (lock_or_code && !data) || path == "Makefile" || path.starts_with(".ci/")
}

/// What follows the last point of the file's name, or nothing.
pub fn extension(path: &str) -> &str {
    file_name(path).rsplit_once('.').map_or("", |(_, extension)| extension)
}

/// The last segment of a path.
pub fn file_name(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

/// The folder of a path, without the last `/`; empty at the root.
pub fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Whether a Rust file is test code by its place: freer rules hold there.
pub fn is_test_file(path: &str) -> bool {
    let name = file_name(path);
    path.split('/').any(|part| matches!(part, "tests" | "benches" | "examples" | "testing"))
        || matches!(name, "tests.rs" | "testing.rs")
        || name.ends_with("_test.rs")
        || name.ends_with("_tests.rs")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_apart() {
        assert_eq!(extension("a/b.c/d.rs"), "rs");
        assert_eq!(extension("a.b/Makefile"), "");
        assert_eq!(folder("a/b/c.rs"), "a/b");
        assert_eq!(folder("c.rs"), "");
    }

    #[test]
    fn test_files_are_known_by_their_place() {
        assert!(is_test_file("slices/wish/tests/stories.rs"));
        assert!(is_test_file("kit/src/testing.rs"));
        assert!(!is_test_file("kit/src/page.rs"));
    }
}
