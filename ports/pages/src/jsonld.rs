//! JSON-LD: every block of a page, as items.

use crate::item::{Item, NAME, Value, within};
use crate::json::{self, Json};
use crate::text::cut;
use crate::tree::Tree;

/// Bytes of one block that are read.
const BLOCK: usize = 1_000_000;

/// The items of every JSON-LD block, in order; members of a `@graph` each count.
pub fn items(tree: &Tree) -> Vec<Item> {
    let mut found = Vec::new();
    for (at, text) in blocks(tree).enumerate() {
        for value in json::all(cut(text, BLOCK)) {
            top(&value, &format!("JSON-LD block {}", at + 1), &mut found);
        }
    }
    link(&mut found);
    found
}

fn blocks(tree: &Tree) -> impl Iterator<Item = &str> {
    tree.elements().filter(|(_, node)| node.name == "script").filter_map(|(id, node)| {
        let kind = node.attribute("type")?.to_ascii_lowercase();
        kind.contains("ld+json").then(|| tree.raw(id))
    })
}

fn top(value: &Json, place: &str, found: &mut Vec<Item>) {
    match value {
        Json::List(values) => {
            for (at, value) in values.iter().enumerate() {
                top(value, &within(place, "", &format!("[{at}]")), found);
            }
        }
        Json::Object(members) => {
            if let Some(graph) = value.get("@graph") {
                top(graph, place, found);
            }
            if members.iter().any(|(key, _)| !key.starts_with('@')) || value.get("@type").is_some() {
                found.push(item(value, place));
            }
        }
        _ => {}
    }
}

fn item(value: &Json, place: &str) -> Item {
    let mut item = Item { place: place.to_owned(), ..Item::default() };
    let Json::Object(members) = value else { return item };
    for (key, value) in members.iter().filter(|(key, _)| key.len() <= NAME) {
        match key.as_str() {
            "@type" | "type" if matches!(value, Json::Text(_) | Json::List(_)) => {
                item.kinds.extend(texts(value))
            }
            "@id" => item.id = value.text().map(str::to_owned),
            "@context" | "@graph" => {}
            _ => add(&mut item, key, value, &within(place, separator(place), key)),
        }
    }
    item
}

fn separator(place: &str) -> &'static str {
    if place.contains(", ") { "." } else { ", " }
}

fn texts(value: &Json) -> Vec<String> {
    match value {
        Json::Text(text) => text.split_whitespace().map(str::to_owned).collect(),
        Json::List(values) => values.iter().filter_map(|value| value.text().map(str::to_owned)).collect(),
        _ => Vec::new(),
    }
}

fn add(item_: &mut Item, key: &str, value: &Json, place: &str) {
    match value {
        Json::List(values) => {
            for (at, value) in values.iter().enumerate() {
                add(item_, key, value, &within(place, "", &format!("[{at}]")));
            }
        }
        Json::Object(_) => item_.fields.push((key.to_owned(), Value::Item(item(value, place)))),
        Json::Text(text) | Json::Number(text) => {
            item_.fields.push((key.to_owned(), Value::Text(text.clone())))
        }
        Json::Bool(_) | Json::Null => {}
    }
}

/// Bytes that may be copied to where they are pointed from: a page could point to its largest thing from everywhere.
const COPIED: usize = 2_000_000;

/// Puts what is only pointed to (`{"@id": "#offer"}`) where it is pointed from, one step deep so that circles end.
fn link(found: &mut [Item]) {
    let full = found.iter().filter(|item| !item.fields.is_empty() && item.weight() <= COPIED);
    let known: std::collections::BTreeMap<String, Item> =
        full.take(200).filter_map(|item| item.id.clone().map(|id| (id, item.clone()))).collect();
    if known.is_empty() {
        return;
    }
    let mut left = COPIED;
    for value in found.iter_mut().take(500).flat_map(|item| item.fields.iter_mut().map(|(_, value)| value)) {
        if let Value::Item(inner) = value
            && inner.fields.is_empty()
            && let Some(meant) = inner.id.as_ref().and_then(|id| known.get(id))
            && let Some(rest) = left.checked_sub(meant.weight())
        {
            left = rest;
            *inner = meant.clone();
        }
    }
}
