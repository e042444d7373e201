//! Import law: who may depend on whom (design section 6). Cargo refuses cycles; this refuses the rest.

use super::{Refusal, refuse};
use crate::manifest::{self, Manifest};
use crate::tree::Tree;

/// The slices, row by row from the floor up: a slice knows only rows below its own.
const ROWS: &[&[&str]] = &[
    &["people", "consent", "place", "product", "circle", "channel"],
    &["wish", "offer", "moment", "agenda"],
    &["suggest", "encounter", "share"],
    &["loyalty", "taste", "errand", "street", "memory", "resolver", "opportunity"],
];

/// The sideways arrows that are allowed, each for a reason written in the docs of the first.
const EXCEPTIONS: &[(&str, &str)] = &[
    ("consent", "people"),
    ("place", "people"),
    ("circle", "people"),
    ("channel", "people"),
    ("encounter", "suggest"),
];

/// Refuses every arrow between our crates that the law does not allow.
pub fn check(tree: &Tree) -> Vec<Refusal> {
    let crates = manifest::all(tree);
    let mut refusals = Vec::new();
    for from in &crates {
        if is_slice(from) && row(&from.name).is_none() {
            let said = format!("the slice `{}` has no row", from.name);
            refusals.push(refuse(&from.path, 1, said, "write it into ROWS in xtask/src/rules/imports.rs"));
        }
        for need in &from.needs {
            let Some(to) = crates.iter().find(|other| other.name == need.name) else { continue };
            if !may(from, to) {
                let said = format!("`{}` may not depend on `{}`", from.name, to.name);
                refusals.push(refuse(&from.path, need.line, said, mend(from, to)));
            }
        }
    }
    refusals
}

fn is_slice(one: &Manifest) -> bool {
    one.folder().starts_with("slices/")
}

fn row(name: &str) -> Option<usize> {
    ROWS.iter().position(|row| row.contains(&name))
}

fn may(from: &Manifest, to: &Manifest) -> bool {
    let target = to.name.as_str();
    match from.name.as_str() {
        // Fuzz targets speak to whatever they feed, and nobody imports them.
        "hyperlieu" | "hyperlieu-fuzz" => target != "xtask",
        "engine" | "insight" | "store" | "sim" => target == "domain",
        "kit" => matches!(target, "domain" | "store"),
        name if is_slice(from) => match target {
            "domain" | "store" | "kit" | "insight" => true,
            "engine" => name == "suggest",
            _ if is_slice(to) => row(target) < row(name) || EXCEPTIONS.contains(&(name, target)),
            _ => false,
        },
        "fetch" | "pages" => target == "domain",
        _ if from.folder().starts_with("ports/") => {
            // The one way out to the web and the reader of what comes from there are ports themselves, and the only ones that others may know.
            matches!(target, "domain" | "store" | "kit" | "fetch" | "pages") || is_slice(to)
        }
        _ => false, // `domain` and `xtask` know nothing of ours
    }
}

fn mend(from: &Manifest, to: &Manifest) -> String {
    match to.name.as_str() {
        "hyperlieu" => "nobody imports the app, except tests by a dev-dependency".into(),
        "engine" => "only `suggest` speaks to the engine: ask it".into(),
        _ if is_slice(from) && is_slice(to) => {
            "say the news as a `Fact` in the outbox, or move what both need to a lower row".into()
        }
        _ => "move what is needed to a crate both may see (see design section 6)".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::places;

    fn house(from: &str, needs: &str) -> Vec<String> {
        let place = |name: &str| match name {
            "people" | "consent" | "wish" | "offer" | "suggest" | "encounter" | "unheard" => {
                format!("slices/{name}")
            }
            "ingest" | "fetch" => format!("ports/{name}"),
            "hyperlieu" => "app".to_string(),
            _ => name.to_string(),
        };
        let mut files = Vec::new();
        for name in [
            "domain",
            "engine",
            "store",
            "kit",
            "sim",
            "people",
            "consent",
            "wish",
            "offer",
            "suggest",
            "encounter",
            "ingest",
            "fetch",
            "hyperlieu",
        ] {
            if name != from {
                files
                    .push((format!("{}/Cargo.toml", place(name)), format!("[package]\nname = \"{name}\"\n")));
            }
        }
        let needs: String =
            needs.split_whitespace().map(|need| format!("{need}.workspace = true\n")).collect();
        let text = format!("[package]\nname = \"{from}\"\n[dependencies]\n{needs}");
        files.push((format!("{}/Cargo.toml", place(from)), text));
        let files: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        places(check, &files)
    }

    #[test]
    fn arrows_of_the_law_pass() {
        for (from, needs) in [
            ("domain", "uuid"),
            ("sim", "domain rand"),
            ("kit", "domain store"),
            ("consent", "domain kit store people"),
            ("wish", "people consent"),
            ("suggest", "engine wish offer"),
            ("encounter", "suggest offer"),
            ("ingest", "domain store kit wish people fetch"),
            ("fetch", "domain"),
            ("hyperlieu", "engine ingest suggest kit sim"),
        ] {
            assert_eq!(house(from, needs), Vec::<String>::new(), "{from} -> {needs}");
        }
    }

    #[test]
    fn arrows_against_the_law_are_refused() {
        for (from, needs, place) in [
            ("domain", "store", "domain/Cargo.toml:4"),
            ("engine", "store", "engine/Cargo.toml:4"),
            ("kit", "people", "kit/Cargo.toml:4"),
            ("people", "consent", "slices/people/Cargo.toml:4"),
            ("wish", "people offer", "slices/wish/Cargo.toml:5"),
            ("suggest", "encounter", "slices/suggest/Cargo.toml:4"),
            ("wish", "engine", "slices/wish/Cargo.toml:4"),
            ("wish", "ingest", "slices/wish/Cargo.toml:4"),
            ("ingest", "engine", "ports/ingest/Cargo.toml:4"),
            ("fetch", "kit", "ports/fetch/Cargo.toml:4"),
            ("fetch", "ingest", "ports/fetch/Cargo.toml:4"),
            ("wish", "fetch", "slices/wish/Cargo.toml:4"),
            ("sim", "hyperlieu", "sim/Cargo.toml:4"),
            ("unheard", "domain", "slices/unheard/Cargo.toml:1"),
        ] {
            assert_eq!(house(from, needs), [place], "{from} -> {needs}");
        }
    }
}
