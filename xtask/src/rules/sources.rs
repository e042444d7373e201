//! Data source: every folder of demonstration data says where it comes from and under which licence.

use std::collections::BTreeSet;

use super::{Refusal, refuse};
use crate::tree::{Tree, extension};

/// Where the data of `hyperlieu demo` lies.
const ROOM: &str = "app/demo/";

/// Refuses data without a SOURCE.md that names its licence.
pub fn check(tree: &Tree) -> Vec<Refusal> {
    let data = tree.files().map(|(path, _)| path).filter(|path| !matches!(extension(path), "rs" | "md"));
    let folders: BTreeSet<String> =
        data.filter_map(|path| path.strip_prefix(ROOM)).map(folder_of_data).collect();
    let mut refusals = Vec::new();
    for folder in folders {
        let note = format!("{folder}SOURCE.md");
        let mend = "write there whose data it is, where it was taken, when, and under which licence";
        match tree.text(&note) {
            None => refusals.push(refuse(&note, 1, "data without its source", mend)),
            Some(text) if !text.to_lowercase().contains("licen") => {
                refusals.push(refuse(&note, 1, "the licence is not named", mend));
            }
            Some(_) => {}
        }
    }
    refusals
}

/// The folder that answers for a file: the first below `app/demo`, or `app/demo` itself.
fn folder_of_data(rest: &str) -> String {
    match rest.split_once('/') {
        Some((first, _)) => format!("{ROOM}{first}/"),
        None => ROOM.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::places;

    #[test]
    fn data_with_its_source_passes() {
        let files = [("app/demo/redon/tiles/a.json", ""), ("app/demo/redon/SOURCE.md", "Licence: ODbL 1.0")];
        assert_eq!(places(check, &files), Vec::<String>::new());
    }

    #[test]
    fn data_without_source_or_licence_is_refused() {
        let files =
            [("app/demo/a.csv", ""), ("app/demo/x/b.csv", ""), ("app/demo/x/SOURCE.md", "from a friend")];
        assert_eq!(places(check, &files), ["app/demo/SOURCE.md:1", "app/demo/x/SOURCE.md:1"]);
    }
}
