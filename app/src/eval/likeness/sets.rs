//! The match-* sets: gzipped JSON lines `{left, right, match}`, each side a record of texts.

use std::collections::HashMap;
use std::fmt;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;
use insight::likeness::{Description, Digest};
use product::{Described, Thing};
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};

use crate::server::Failure;

/// The splits, in the order they are told.
const SPLITS: [&str; 3] = ["train", "valid", "test"];
/// A column that is no description: in Fodors–Zagats it holds the number of the true thing, equal exactly where the label says so.
const ANSWER: &str = "class";

/// One set.
pub(super) struct Set {
    pub name: String,
    /// The two lists, each description once.
    pub left: Vec<Digest>,
    pub right: Vec<Digest>,
    /// The records as they stand, for baselines and for showing.
    pub left_told: Vec<String>,
    pub right_told: Vec<String>,
    /// What a page would tell of them.
    pub left_named: Vec<Described>,
    pub right_named: Vec<Described>,
    pub pairs: Vec<Labelled>,
}

/// A pair and what its label says.
#[derive(Debug, Clone, Copy)]
pub(super) struct Labelled {
    pub split: &'static str,
    pub left: usize,
    pub right: usize,
    pub same: bool,
}

impl Set {
    /// The splits it has.
    pub(super) fn splits(&self) -> Vec<&'static str> {
        SPLITS.into_iter().filter(|split| self.pairs.iter().any(|pair| pair.split == *split)).collect()
    }

    /// What is told of each pair of a split (or of `all`) beside its label.
    pub(super) fn rows(&self, split: &str, told: &[f64]) -> Vec<(f64, bool)> {
        let of = self.pairs.iter().zip(told).filter(|(pair, _)| split == "all" || pair.split == split);
        of.map(|(pair, told)| (*told, pair.same)).collect()
    }

    /// Each split as a set of its own, with only the descriptions that its pairs name.
    pub(super) fn apart(&self) -> Vec<Self> {
        let split = |split: &&'static str| {
            let mut set = Self::empty(&self.name);
            let (mut lefts, mut rights) = (HashMap::new(), HashMap::new());
            for pair in self.pairs.iter().filter(|pair| pair.split == *split) {
                let left = *lefts.entry(pair.left).or_insert_with(|| {
                    set.left_told.push(self.left_told[pair.left].clone());
                    set.left.push(self.left[pair.left].clone());
                    set.left_named.push(self.left_named[pair.left].clone());
                    set.left.len() - 1
                });
                let right = *rights.entry(pair.right).or_insert_with(|| {
                    set.right_told.push(self.right_told[pair.right].clone());
                    set.right.push(self.right[pair.right].clone());
                    set.right_named.push(self.right_named[pair.right].clone());
                    set.right.len() - 1
                });
                set.pairs.push(Labelled { left, right, ..*pair });
            }
            set
        };
        self.splits().iter().map(split).collect()
    }

    fn empty(name: &str) -> Self {
        let (left, right, left_told, right_told, pairs) = Default::default();
        let (left_named, right_named) = Default::default();
        Self { name: name.to_owned(), left, right, left_told, right_told, left_named, right_named, pairs }
    }
}

/// The folders of the sets under a folder, or the folder itself if it is one.
pub(super) fn folders(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    if is_set(folder) {
        return Ok(vec![folder.to_owned()]);
    }
    let absent = |why: String| {
        format!(
            "no match-* sets in {}: {why}. Give the folder that holds them, or one of them, with \
             train.jsonl.gz, valid.jsonl.gz or test.jsonl.gz inside",
            folder.display()
        )
    };
    let entries = std::fs::read_dir(folder).map_err(|why| absent(why.to_string()))?;
    let mut found: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    found.retain(|path| name(path).starts_with("match-") && is_set(path));
    found.sort();
    if found.is_empty() { Err(absent("none is there".into()).into()) } else { Ok(found) }
}

fn is_set(folder: &Path) -> bool {
    SPLITS.iter().any(|split| file(folder, split).is_file())
}

fn file(folder: &Path, split: &str) -> PathBuf {
    folder.join(format!("{split}.jsonl.gz"))
}

/// The name of a folder.
pub(super) fn name(folder: &Path) -> String {
    let absolute = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    absolute.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Reads a set with all its splits.
pub(super) fn read(folder: &Path) -> Result<Set, Failure> {
    let mut set = Set::empty(&name(folder));
    let (mut lefts, mut rights) = (HashMap::new(), HashMap::new());
    for split in SPLITS {
        let path = file(folder, split);
        if !path.is_file() {
            continue;
        }
        let mut text = String::new();
        GzDecoder::new(File::open(&path)?).read_to_string(&mut text)?;
        // On \n only: a line may hold U+0085 and the like.
        for (at, line) in text.split('\n').enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let row: Row = serde_json::from_str(line)
                .map_err(|why| format!("{}, line {}: {why}", path.display(), at + 1))?;
            let left = row.left.once(&mut lefts, &mut set.left, &mut set.left_told, &mut set.left_named);
            let right =
                row.right.once(&mut rights, &mut set.right, &mut set.right_told, &mut set.right_named);
            set.pairs.push(Labelled { split, left, right, same: row.same == 1 });
        }
    }
    Ok(set)
}

#[derive(Deserialize)]
struct Row {
    left: Record,
    right: Record,
    #[serde(rename = "match")]
    same: u8,
}

/// A record's columns in their order: the first is the name of the thing.
struct Record(Vec<(String, String)>);

impl Record {
    /// Its place in a list that holds each description once.
    fn once(
        &self,
        places: &mut HashMap<String, usize>,
        list: &mut Vec<Digest>,
        told: &mut Vec<String>,
        named: &mut Vec<Described>,
    ) -> usize {
        let values: Vec<&str> = self.told().map(|(_, value)| value.as_str()).collect();
        let line = values.join(" | ");
        *places.entry(line.clone()).or_insert_with(|| {
            let description = self.description();
            list.push(Digest::of(&description));
            named.push(named_by(description));
            told.push(line);
            list.len() - 1
        })
    }

    fn told(&self) -> impl Iterator<Item = &(String, String)> {
        self.0.iter().filter(|(name, _)| !name.eq_ignore_ascii_case(ANSWER))
    }

    /// The parts by the usual names of columns; the first is the title, what has no usual name a further part.
    fn description(&self) -> Description {
        let mut told = Description::default();
        for (at, (name, value)) in self.told().enumerate() {
            let some = || (!value.trim().is_empty()).then(|| value.clone());
            match name.to_lowercase().as_str() {
                _ if at == 0 => told.title.clone_from(value),
                "brand" | "manufacturer" => told.brand = some(),
                "description" => told.text.clone_from(value),
                "category" => told.category = some(),
                "model" | "modelno" | "mpn" => told.model = some(),
                "gtin" | "ean" | "upc" => told.gtin = value.trim().parse().ok(),
                "price" => told.price = value.replace(['$', '€', ' '], "").parse().ok(),
                _ => told.attributes.push((name.clone(), value.clone())),
            }
        }
        told
    }
}

/// What of a record a page would tell.
fn named_by(told: Description) -> Described {
    let Description { title, brand, gtin, model, .. } = told;
    Described { title, thing: Thing { brand, gtin, model, category: None } }
}

impl<'de> Deserialize<'de> for Record {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Columns;
        impl<'de> Visitor<'de> for Columns {
            type Value = Record;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a record of texts")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Record, A::Error> {
                let mut columns = Vec::new();
                while let Some(column) = map.next_entry()? {
                    columns.push(column);
                }
                Ok(Record(columns))
            }
        }
        from.deserialize_map(Columns)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_keeps_the_order_of_its_columns_and_drops_the_answer() {
        let text = r#"{"Song_Name": "Chevy Van", "Artist": "Eric", "Price": "$ 1.29", "class": "50"}"#;
        let record: Record = serde_json::from_str(text).unwrap();
        let told = record.description();
        assert_eq!((told.title.as_str(), told.price), ("Chevy Van", Some(1.29)));
        assert_eq!(told.attributes, [("Artist".to_owned(), "Eric".to_owned())]);
    }

    #[test]
    fn lines_end_at_newlines_only_and_each_description_stands_once() {
        use std::io::Write;
        let folder = std::env::temp_dir().join(format!("match-of-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let lines = concat!(
            "{\"left\": {\"name\": \"a\u{85}b\"}, \"right\": {\"name\": \"c\"}, \"match\": 1}\n",
            "{\"left\": {\"name\": \"d\"}, \"right\": {\"name\": \"c\"}, \"match\": 0}\n"
        );
        let file = File::create(file(&folder, "test")).unwrap();
        let mut zip = flate2::write::GzEncoder::new(file, flate2::Compression::fast());
        zip.write_all(lines.as_bytes()).unwrap();
        zip.finish().unwrap();
        let set = read(&folder);
        std::fs::remove_dir_all(&folder).unwrap();
        let set = set.unwrap();
        assert_eq!((set.left.len(), set.right.len(), set.splits()), (2, 1, vec!["test"]));
        assert_eq!(set.rows("test", &[0.9, 0.1]), [(0.9, true), (0.1, false)]);
    }

    #[test]
    fn absent_data_is_told_in_a_sentence() {
        let why = folders(Path::new("nowhere/at/all")).unwrap_err().to_string();
        assert!(why.starts_with("no match-* sets in nowhere/at/all"), "{why}");
    }
}
