//! Microdata: items as the HTML standard, section 5, has them, `itemref` included.

use std::collections::BTreeMap;

use crate::item::{Item, KEPT, Value, within};
use crate::tree::{Id, Tree};

/// Bytes of one value that are read.
const VALUE: usize = 5_000;
/// How deep items nest within items.
const NESTED: usize = 24;
/// Elements looked at in all: an item that points to itself from many places would be read over and over.
const LOOKED: usize = 600_000;

struct Reader<'a> {
    tree: &'a Tree,
    ids: BTreeMap<&'a str, Id>,
    left: usize,
    /// Bytes that may still be kept.
    kept: usize,
}

/// The items that stand in no other, in order; then, of types unknown, what has a name but stands in no item.
pub fn items(tree: &Tree) -> Vec<Item> {
    let ids = tree.elements().filter_map(|(id, node)| Some((node.attribute("id")?, id))).rev_unique();
    let mut reader = Reader { tree, ids, left: LOOKED, kept: KEPT };
    let mut found = Vec::new();
    for (id, node) in tree.elements() {
        if node.attribute("itemscope").is_some() && node.attribute("itemprop").is_none() {
            found.push(reader.item(id, format!("microdata item {}", found.len() + 1), 0));
        }
    }
    found.extend(stray(tree, reader.kept));
    found
}

trait RevUnique<'a> {
    fn rev_unique(self) -> BTreeMap<&'a str, Id>;
}

impl<'a, I: Iterator<Item = (&'a str, Id)>> RevUnique<'a> for I {
    /// The first element of each id, as browsers take it.
    fn rev_unique(self) -> BTreeMap<&'a str, Id> {
        let mut ids = BTreeMap::new();
        for (name, id) in self {
            ids.entry(name).or_insert(id);
        }
        ids
    }
}

/// Named values outside every item, as careless templates have them.
fn stray(tree: &Tree, mut kept: usize) -> Option<Item> {
    let mut item = Item { place: "microdata".to_owned(), ..Item::default() };
    let mut at = 1;
    while at < tree.len() {
        let node = tree.node(at);
        if node.attribute("itemscope").is_some() {
            at = node.end;
            continue;
        }
        if let Some(names) = node.attribute("itemprop") {
            item.node = item.node.or(Some(at));
            item.name(names.split_whitespace(), &Value::Text(text_value(tree, at)), &mut kept);
        }
        at += 1;
    }
    (!item.fields.is_empty()).then_some(item)
}

impl Reader<'_> {
    fn item(&mut self, id: Id, place: String, depth: usize) -> Item {
        let node = self.tree.node(id);
        let words = |name: &str| {
            node.attribute(name).unwrap_or("").split_whitespace().map(str::to_owned).collect::<Vec<_>>()
        };
        let mut item = Item {
            kinds: words("itemtype"),
            id: node.attribute("itemid").map(str::to_owned),
            place,
            node: Some(id),
            fields: Vec::new(),
        };
        let referred: Vec<Id> = words("itemref")
            .iter()
            .filter_map(|name| self.ids.get(name.as_str()).copied())
            .take(50)
            .collect();
        self.properties(id + 1, node.end, &mut item, depth);
        for at in referred.into_iter().filter(|at| *at != id && !self.tree.ancestors(id).any(|a| a == *at)) {
            self.properties(at, self.tree.node(at).end, &mut item, depth);
        }
        item
    }

    fn properties(&mut self, from: Id, end: Id, item: &mut Item, depth: usize) {
        let mut at = from;
        while at < end && self.left > 0 {
            self.left -= 1;
            let node = self.tree.node(at);
            let scope = node.attribute("itemscope").is_some();
            if let Some(names) = node.attribute("itemprop") {
                let joint = if item.place.contains(", ") { "." } else { ", " };
                let value = if scope && depth < NESTED {
                    let name = names.split_whitespace().next().unwrap_or("");
                    Value::Item(self.item(at, within(&item.place, joint, name), depth + 1))
                } else {
                    Value::Text(text_value(self.tree, at))
                };
                item.name(names.split_whitespace(), &value, &mut self.kept);
            }
            at = if scope { node.end } else { at + 1 };
        }
    }
}

fn text_value(tree: &Tree, id: Id) -> String {
    let node = tree.node(id);
    let attribute = match node.name.as_str() {
        "meta" => "content",
        "audio" | "embed" | "iframe" | "img" | "source" | "track" | "video" => "src",
        "a" | "area" | "link" => "href",
        "object" => "data",
        "data" | "meter" => "value",
        "time" => "datetime",
        _ => "content",
    };
    let said = node.attribute(attribute).or_else(|| node.attribute("content"));
    let text = said.map_or_else(|| tree.text(id, VALUE), |text| crate::text::cut(text, VALUE).to_owned());
    text.trim().to_owned()
}
