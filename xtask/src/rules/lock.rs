//! Lock: packages that never enter `Cargo.lock`, and no source but the registry.

use super::{Refusal, refuse};
use crate::tree::Tree;

/// Packages refused by name, with the reason.
const NEVER: &[(&str, &str)] = &[
    ("aws-lc-rs", "one TLS provider: ring"),
    ("aws-lc-sys", "one TLS provider: ring"),
    ("openssl", "one TLS provider: ring"),
    ("openssl-sys", "one TLS provider: ring"),
    ("native-tls", "one TLS provider: ring"),
    ("activitypub_federation", "AGPL: our licence is MIT OR Apache-2.0"),
    ("lemmy_utils", "AGPL: our licence is MIT OR Apache-2.0"),
];

/// Refuses banned packages and packages from elsewhere than the registry.
pub fn check(tree: &Tree) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    for (index, line) in tree.text("Cargo.lock").unwrap_or_default().lines().enumerate() {
        let Some((key, value)) = line.split_once(" = ") else { continue };
        let value = value.trim_matches('"');
        if let Some((name, why)) = NEVER.iter().find(|(name, _)| key == "name" && value == *name) {
            let mend = format!("`cargo tree -i {name}` names who brings it: turn that feature off");
            refusals.push(refuse("Cargo.lock", index + 1, format!("`{name}` is refused ({why})"), mend));
        }
        if key == "source" && !value.starts_with("registry+") {
            let mend = "use a published version";
            refusals.push(refuse("Cargo.lock", index + 1, format!("a package comes from `{value}`"), mend));
        }
    }
    refusals
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::places;

    #[test]
    fn plain_packages_pass() {
        let lock = "[[package]]\nname = \"ring\"\nsource = \"registry+https://example.org\"\ndependencies = [\n \"openssl-probe\",\n]\n";
        assert_eq!(places(check, &[("Cargo.lock", lock)]), Vec::<String>::new());
        assert_eq!(places(check, &[]), Vec::<String>::new());
    }

    #[test]
    fn refused_packages_and_sources_are_named() {
        let lock = "[[package]]\nname = \"aws-lc-sys\"\nsource = \"git+https://example.org/x\"\n";
        assert_eq!(places(check, &[("Cargo.lock", lock)]), ["Cargo.lock:2", "Cargo.lock:3"]);
    }
}
