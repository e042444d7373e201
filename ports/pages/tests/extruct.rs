//! The readers of JSON-LD, microdata, RDFa and Open Graph beside the samples of extruct (BSD-3), which come with what is in them.
#![expect(clippy::unwrap_used, reason = "a test says what must be there")]

use std::collections::BTreeSet;
use std::io::Read;
use std::path::{Path, PathBuf};

use pages::{Item, Structured, Value};
use serde_json::Value as Json;

/// The samples, when they lie beside the checkout.
fn samples() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/pages-extruct-samples");
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("not compared: {} is absent", folder.display());
    None
}

/// Every file of this ending with the page it tells of.
fn expected(folder: &Path, ending: &str) -> Vec<(String, Json, Structured)> {
    let mut found = Vec::new();
    for section in std::fs::read_dir(folder).unwrap().flatten().filter(|entry| entry.path().is_dir()) {
        for file in std::fs::read_dir(section.path()).unwrap().flatten() {
            let name = file.file_name().into_string().unwrap();
            let Some(stem) = name.strip_suffix(ending) else { continue };
            let page = section.path().join(format!("{stem}.html.gz"));
            let Ok(packed) = std::fs::File::open(&page) else { continue };
            let mut bytes = Vec::new();
            flate2::read::GzDecoder::new(packed).read_to_end(&mut bytes).unwrap();
            let text = std::fs::read_to_string(file.path()).unwrap();
            let Ok(json) = serde_json::from_str(&text) else { continue };
            found.push((name, json, pages::structured_data(&String::from_utf8_lossy(&bytes))));
        }
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    found
}

fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The values of a thing at every depth, each with the names that lead to it.
fn leaves(item: &Item, path: &str, out: &mut BTreeSet<String>) {
    for kind in &item.kinds {
        out.insert(format!("{path}@type={kind}"));
    }
    for (name, value) in &item.fields {
        match value {
            Value::Text(text) => {
                out.insert(format!("{path}{name}={}", tidy(text)));
            }
            Value::Item(inner) => leaves(inner, &format!("{path}{name}."), out),
        }
    }
}

/// The same of a sample's JSON, in the forms of microdata (`type`, `properties`) and of JSON-LD.
fn told(json: &Json, path: &str, out: &mut BTreeSet<String>) {
    match json {
        Json::Array(values) => values.iter().for_each(|value| told(value, path, out)),
        Json::Object(members) => {
            for (name, value) in members {
                match name.as_str() {
                    "properties" => told(value, path, out),
                    // Some samples wrap the values of all blocks so.
                    "items" if path.is_empty() => told(value, path, out),
                    "type" | "@type" => told(value, &format!("{path}@type."), out),
                    "@context" | "@id" | "id" | "value" if path.is_empty() || name != "value" => {}
                    _ => told(value, &format!("{path}{name}."), out),
                }
            }
        }
        Json::String(text) => {
            out.insert(format!("{}={}", path.trim_end_matches('.'), tidy(text)));
        }
        Json::Number(number) => {
            out.insert(format!("{}={number}", path.trim_end_matches('.')));
        }
        Json::Bool(_) | Json::Null => {}
    }
}

/// How many of the told values were read, and how many were told, over all samples; prints those that are not whole.
fn agreement(
    samples: &[(String, Json, Structured)],
    items: impl Fn(&Structured) -> &[Item],
) -> (usize, usize, usize) {
    let (mut read, mut all, mut whole) = (0, 0, 0);
    for (name, json, page) in samples {
        let (mut want, mut got) = (BTreeSet::new(), BTreeSet::new());
        told(json, "", &mut want);
        items(page).iter().for_each(|item| leaves(item, "", &mut got));
        let missing: Vec<&String> = want.difference(&got).collect();
        read += want.len() - missing.len();
        all += want.len();
        whole += usize::from(missing.is_empty());
        if let Some(first) = missing.first() {
            eprintln!("{name}: {} of {} values differ, first {:.120}", missing.len(), want.len(), first);
        }
    }
    eprintln!("{read} of {all} values, {whole} of {} samples whole", samples.len());
    (read, all, whole)
}

#[test]
fn json_ld_is_read_as_extruct_reads_it() {
    let Some(folder) = samples() else { return };
    let found = expected(&folder, ".jsonld");
    let (read, all, whole) = agreement(&found, |page| &page.json_ld);
    assert!(all > 100 && read * 100 >= all * 97, "{read} of {all}");
    assert!(whole * 10 >= found.len() * 8);
}

#[test]
fn microdata_is_read_as_extruct_reads_it() {
    let Some(folder) = samples() else { return };
    let is_microdata = |json: &Json| {
        json.as_array()
            .is_some_and(|list| list.iter().all(|one| one.get("properties").is_some_and(Json::is_object)))
    };
    let mut found = expected(&folder, ".json");
    found.retain(|(name, json, _)| {
        is_microdata(json) && !name.contains("flat") && !name.contains("microformat")
    });
    let (read, all, whole) = agreement(&found, |page| &page.microdata);
    assert!(all > 100 && read * 100 >= all * 97, "{read} of {all}");
    assert!(whole * 10 >= found.len() * 7);
}

#[test]
fn open_graph_is_read_as_extruct_reads_it() {
    let Some(folder) = samples() else { return };
    let mut seen = 0;
    for (name, json, page) in
        expected(&folder, ".json").iter().filter(|(name, _, _)| name.starts_with("opengraph"))
    {
        for graph in json.as_array().unwrap() {
            let Some(pairs) = graph.get("properties").and_then(Json::as_array) else { continue };
            for pair in pairs.iter().filter_map(Json::as_array) {
                let (key, value) = (pair[0].as_str().unwrap().to_lowercase(), pair[1].as_str().unwrap());
                assert!(
                    page.metas.iter().any(|(k, v)| *k == key && tidy(v) == tidy(value)),
                    "{name}: {key} = {value}"
                );
                seen += 1;
            }
        }
    }
    assert!(seen >= 10, "{seen}");
}

#[test]
fn typed_things_of_rdfa_are_read_as_extruct_reads_them() {
    let Some(folder) = samples() else { return };
    let short = |name: &str| name.rsplit(['/', '#', ':']).next().unwrap_or("").to_owned();
    let (mut read, mut all) = (0, 0);
    for (name, json, page) in
        expected(&folder, ".expanded.json").iter().filter(|(name, _, _)| name.contains("rdfalite"))
    {
        let mut got = BTreeSet::new();
        page.rdfa.iter().for_each(|item| leaves(item, "", &mut got));
        let got: BTreeSet<String> = got
            .iter()
            .filter_map(|leaf| leaf.split_once('='))
            .map(|(key, value)| format!("{}={value}", short(key.rsplit('.').next().unwrap_or(""))))
            .collect();
        for node in json.as_array().unwrap().iter().filter(|node| node.get("@type").is_some()) {
            for (key, values) in node.as_object().unwrap().iter().filter(|(key, _)| !key.starts_with('@')) {
                for value in
                    values.as_array().unwrap().iter().filter_map(|value| value.get("@value")?.as_str())
                {
                    all += 1;
                    let want = format!("{}={}", short(key), tidy(value));
                    if got.contains(&want) {
                        read += 1;
                    } else {
                        eprintln!("{name}: {want}");
                    }
                }
            }
        }
    }
    assert!(all >= 5 && read * 10 >= all * 8, "{read} of {all}");
}
