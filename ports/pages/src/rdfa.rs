//! RDFa Lite 1.1 as shops use it: `vocab`, `typeof`, `property`, `resource` and `prefix`.

use crate::item::{Item, KEPT, Value, within};
use crate::tree::{Id, Tree};

/// How deep items nest within items.
const NESTED: usize = 24;

/// Bytes of one value that are read.
const VALUE: usize = 5_000;

/// The items that stand in no other, in order. Open Graph names are left to the reader of meta elements.
pub fn items(tree: &Tree) -> Vec<Item> {
    let (mut found, mut kept) = (Vec::new(), KEPT);
    let mut at = 1;
    while at < tree.len() {
        let node = tree.node(at);
        if node.attribute("typeof").is_some() {
            found.push(item(tree, at, format!("RDFa item {}", found.len() + 1), 0, &mut kept));
            at = node.end;
        } else {
            at += 1;
        }
    }
    found
}

fn item(tree: &Tree, id: Id, place: String, depth: usize, kept: &mut usize) -> Item {
    let node = tree.node(id);
    let joint = if place.contains(", ") { "." } else { ", " };
    let kinds = node.attribute("typeof").unwrap_or("").split_whitespace().map(str::to_owned).collect();
    let subject = node.attribute("resource").or_else(|| node.attribute("about"));
    let mut item = Item { kinds, id: subject.map(str::to_owned), place, node: Some(id), fields: Vec::new() };
    let mut at = id + 1;
    while at < node.end {
        let inner = tree.node(at);
        let typed = inner.attribute("typeof").is_some();
        if let Some(names) = inner.attribute("property").or_else(|| inner.attribute("rel").filter(|_| typed))
        {
            let value = if typed && depth < NESTED {
                let name = names.split_whitespace().next().unwrap_or("");
                Value::Item(self::item(tree, at, within(&item.place, joint, name), depth + 1, kept))
            } else {
                Value::Text(text_value(tree, at))
            };
            item.name(names.split_whitespace(), &value, kept);
        }
        at = if typed { inner.end } else { at + 1 };
    }
    item
}

fn text_value(tree: &Tree, id: Id) -> String {
    let node = tree.node(id);
    let said =
        ["content", "resource", "href", "src", "datetime"].iter().find_map(|name| node.attribute(name));
    said.map_or_else(|| tree.text(id, VALUE), |text| crate::text::cut(text, VALUE).to_owned())
        .trim()
        .to_owned()
}
