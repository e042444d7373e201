//! Meta elements: Open Graph, `product:`, Twitter cards, Dublin Core and the plain ones; and links with a role.

use crate::text::cut;
use crate::tree::Tree;

/// Meta elements and links of a page, names in lower case, in order.
#[derive(Debug, Default)]
pub struct Metas {
    all: Vec<(String, String)>,
}

impl Metas {
    /// Collects them.
    pub fn of(tree: &Tree) -> Self {
        let mut all = Vec::new();
        for (_, node) in tree.elements() {
            match node.name.as_str() {
                "meta" => {
                    let content = node.attribute("content").or_else(|| node.attribute("value"));
                    let names =
                        ["property", "name", "http-equiv"].iter().filter_map(|key| node.attribute(key));
                    if let Some(content) =
                        content.map(|content| cut(content, 5_000).trim()).filter(|c| !c.is_empty())
                    {
                        all.extend(
                            names.take(1).map(|name| (name.trim().to_ascii_lowercase(), content.to_owned())),
                        );
                    }
                }
                "link" => {
                    if let (Some(rel), Some(href)) = (node.attribute("rel"), node.attribute("href")) {
                        all.push((
                            format!("link:{}", rel.to_ascii_lowercase()),
                            cut(href, 5_000).trim().to_owned(),
                        ));
                    }
                }
                "base" => {
                    all.extend(node.attribute("href").map(|href| ("base".to_owned(), href.trim().to_owned())))
                }
                _ => {}
            }
        }
        Self { all }
    }

    /// The first value of this name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.all.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The first name of several that has a value, with it.
    pub fn first<'a>(&'a self, names: &[&'a str]) -> Option<(&'a str, &'a str)> {
        names.iter().find_map(|name| Some((*name, self.get(name)?)))
    }

    /// Every name and value, in order.
    pub fn into_pairs(self) -> Vec<(String, String)> {
        self.all
    }
}
