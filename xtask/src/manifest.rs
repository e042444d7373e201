//! What the rules need of each `Cargo.toml`: the crate's name, its place, what it depends on, its extra targets.

use crate::tree::{Tree, file_name, folder};

/// One crate of the workspace.
#[derive(Debug, Default)]
pub struct Manifest {
    /// Path of the `Cargo.toml`.
    pub path: String,
    /// The package's name.
    pub name: String,
    /// Normal dependencies (also those of one target or system only).
    pub needs: Vec<Need>,
    /// Paths of targets named in the manifest, from the root of the house.
    pub targets: Vec<String>,
}

/// One dependency and the line it stands on.
#[derive(Debug, PartialEq)]
pub struct Need {
    /// The package's name, also when it is renamed here.
    pub name: String,
    /// Line, from 1.
    pub line: usize,
}

impl Manifest {
    /// The crate's folder.
    pub fn folder(&self) -> &str {
        folder(&self.path)
    }
}

/// The manifests of all crates (the workspace's own, at the root, is not a crate).
pub fn all(tree: &Tree) -> Vec<Manifest> {
    tree.files()
        .filter(|(path, _)| file_name(path) == "Cargo.toml")
        .map(|(path, text)| read(path, text))
        .filter(|manifest| !manifest.name.is_empty())
        .collect()
}

/// Reads one manifest, line by line: enough for the plain way ours are written.
pub fn read(path: &str, text: &str) -> Manifest {
    let mut manifest = Manifest { path: path.to_string(), ..Manifest::default() };
    let mut section = String::new();
    for (index, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.starts_with('[') {
            section = line.trim_matches(['[', ']']).to_string();
            if let Some((_, name)) = section.split_once("dependencies.").filter(|(head, _)| is_normal(head)) {
                manifest.needs.push(Need { name: name.to_string(), line: index + 1 });
            }
            continue;
        }
        let Some((key, value)) = line.split_once('=').map(|(key, value)| (key.trim(), value.trim())) else {
            continue;
        };
        if section == "package" && key == "name" {
            manifest.name = value.trim_matches('"').to_string();
        } else if matches!(section.as_str(), "lib" | "bin" | "test" | "bench" | "example") && key == "path" {
            manifest.targets.push(format!("{}/{}", folder(path), value.trim_matches('"')));
        } else if section.strip_suffix("dependencies").is_some_and(is_normal) {
            let name = renamed(value).unwrap_or_else(|| key.split('.').next().unwrap_or(key));
            manifest.needs.push(Need { name: name.to_string(), line: index + 1 });
        }
    }
    manifest
}

/// Whether what stands before `dependencies` makes it neither a dev- nor a build-dependency.
fn is_normal(head: &str) -> bool {
    head.is_empty() || head.ends_with('.')
}

/// The real name of a dependency written `x = { package = "y", … }`.
fn renamed(value: &str) -> Option<&str> {
    let (_, after) = value.split_once("package")?;
    after.split('"').nth(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dependencies_are_read_in_each_way_of_writing() {
        let text = "[package]\nname = \"wish\"\n[dependencies]\ndomain.workspace = true\nx = { package = \"serde\", version = \"1\" }\n\
                    [dependencies.kit]\nworkspace = true\n[target.'cfg(unix)'.dependencies]\nnix = \"1\"\n\
                    [dev-dependencies]\nhyperlieu.workspace = true\n[[bench]]\nname = \"b\"\npath = \"more/b.rs\"\n";
        let manifest = read("slices/wish/Cargo.toml", text);
        let names: Vec<_> = manifest.needs.iter().map(|need| (need.name.as_str(), need.line)).collect();
        assert_eq!(manifest.name, "wish");
        assert_eq!(names, [("domain", 4), ("serde", 5), ("kit", 6), ("nix", 9)]);
        assert_eq!(manifest.targets, ["slices/wish/more/b.rs"]);
    }
}
