//! Registry: nothing names the address of a package registry, so that the house builds behind any mirror.

use super::{Refusal, refuse};
use crate::measure::line_of;
use crate::tree::{Tree, file_name};

/// Addresses that are refused (spelled apart, so that this file passes).
const HOSTS: &[&str] = &[
    concat!("registry.", "npmjs.org"),
    concat!("registry.", "yarnpkg.com"),
    concat!("index.", "crates.io"),
    concat!("static.", "crates.io"),
    concat!("crates.io", "/api"),
    concat!("github.com/rust-lang/", "crates.io-index"),
    concat!("pypi", ".org"),
    concat!("proxy.", "golang.org"),
    concat!("deb.", "debian.org"),
];

/// Refuses registry addresses; `Cargo.lock` cannot do without the name of the default one.
pub fn check(tree: &Tree) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    for (path, text) in tree.files().filter(|(path, _)| file_name(path) != "Cargo.lock") {
        if file_name(path) == "package-lock.json" {
            for (index, line) in text.lines().enumerate() {
                if line.trim_start().starts_with("\"resolved\"") && line.contains("://") {
                    let mend = "write `omit-lockfile-registry-resolved=true` into .npmrc and run `npm install` again";
                    refusals.push(refuse(path, index + 1, "the lock file names a registry", mend));
                }
            }
            continue;
        }
        for host in HOSTS {
            for (at, _) in text.match_indices(host) {
                let said = format!("`{host}` is the address of a registry");
                refusals.push(refuse(
                    path,
                    line_of(text, at),
                    said,
                    "leave it to the machine's own settings",
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
    fn lock_files_without_addresses_pass() {
        let lock = format!("source = \"registry+https://{}\"\n", HOSTS[5]);
        let files = [
            ("Cargo.lock", lock.as_str()),
            ("web/package-lock.json", "{\n\"integrity\": \"sha512-x\",\n\"resolved\": \"../kit\"\n}"),
            ("README.md", "see https://crates.io/crates/axum"),
        ];
        assert_eq!(places(check, &files), Vec::<String>::new());
    }

    #[test]
    fn addresses_are_refused() {
        let npm = format!("{{\n \"resolved\": \"https://{}/a.tgz\"\n}}", HOSTS[0]);
        let settings = format!("registry=https://{}/\n", HOSTS[0]);
        let files = [("web/package-lock.json", npm.as_str()), ("web/.npmrc", &settings)];
        assert_eq!(places(check, &files), ["web/.npmrc:1", "web/package-lock.json:2"]);
    }
}
