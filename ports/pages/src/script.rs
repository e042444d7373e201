//! What the data in a page's scripts say: `"sku":"123"`, `price: 12.5`, however deep, escaped or broken the data are.
//!
//! A scan for names with a value behind a colon, not a parse: state of that kind runs to megabytes and is rarely JSON to the letter.

use crate::page::Page;
use crate::tree::Tree;

/// Bytes of all scripts together that are scanned.
const SCANNED: usize = 6_000_000;
/// Pairs kept.
const PAIRS: usize = 5_000;

/// A name and its value.
#[derive(Debug)]
pub struct Pair {
    /// The name in lower case, without `_`, `-` and `.`.
    pub name: String,
    /// The value, as written.
    pub value: String,
    /// Which script of the page, from 1.
    pub script: usize,
}

/// Names worth keeping: whether a name in lower case says something of a product.
fn wanted(name: &str) -> bool {
    const ENDS: &[&str] = &[
        "sku",
        "skuid",
        "productid",
        "itemid",
        "productcode",
        "productsku",
        "articleid",
        "articlenumber",
        "gtin",
        "gtin8",
        "gtin12",
        "gtin13",
        "gtin14",
        "ean",
        "ean13",
        "upc",
        "isbn",
        "mpn",
        "brand",
        "brandname",
        "manufacturer",
        "price",
        "pricecurrency",
        "currency",
        "currencycode",
        "availability",
        "instock",
        "stockstatus",
        "isinstock",
        "saleprice",
        "currentprice",
        "asin",
    ];
    ENDS.iter().any(|end| name.ends_with(end))
}

/// Every pair of interest in the page's scripts, JSON-LD left out, in order.
pub fn pairs(tree: &Tree) -> Vec<Pair> {
    let mut found = Vec::new();
    let (mut left, mut script) = (SCANNED, 0);
    for (id, node) in tree.elements() {
        if node.name != "script" || node.attribute("src").is_some() {
            continue;
        }
        script += 1;
        if node.attribute("type").is_some_and(|kind| kind.to_ascii_lowercase().contains("ld+json")) {
            continue;
        }
        let text = crate::text::cut(tree.raw(id), left);
        left -= text.len();
        scan(text, script, &mut found);
        if found.len() >= PAIRS || left == 0 {
            break;
        }
    }
    found
}

fn scan(text: &str, script: usize, found: &mut Vec<Pair>) {
    let bytes = text.as_bytes();
    for (at, _) in text.match_indices(':') {
        if found.len() >= PAIRS {
            return;
        }
        let Some(name) = name_before(text, at) else { continue };
        let name: String =
            name.chars().filter(|c| c.is_ascii_alphanumeric()).collect::<String>().to_ascii_lowercase();
        if !wanted(&name) {
            continue;
        }
        if let Some(value) = value_behind(text, bytes, at + 1) {
            found.push(Pair { name, value, script });
        }
    }
}

fn name_before(text: &str, colon: usize) -> Option<&str> {
    let bytes = text.as_bytes();
    let mut end = colon;
    while end > 0 && matches!(bytes[end - 1], b' ' | b'"' | b'\'' | b'\\') && colon - end < 6 {
        end -= 1;
    }
    let mut start = end;
    while start > 0
        && end - start < 40
        && (bytes[start - 1].is_ascii_alphanumeric() || matches!(bytes[start - 1], b'_' | b'-' | b'.'))
    {
        start -= 1;
    }
    (start < end).then(|| &text[start..end])
}

fn value_behind(text: &str, bytes: &[u8], from: usize) -> Option<String> {
    let mut at = from;
    // Quotes may be escaped, once or several times, where data are nested in texts.
    while at < bytes.len() && at - from < 12 && matches!(bytes[at], b' ' | b'[' | b'\\') {
        at += 1;
    }
    let quoted = bytes.get(at).filter(|b| matches!(b, b'"' | b'\'')).copied();
    let start = if quoted.is_some() { at + 1 } else { at };
    let mut end = start;
    while end < bytes.len() && end - start < 120 {
        let byte = bytes[end];
        let over = match quoted {
            Some(quote) => byte == quote || byte == b'\\' || byte == b'\n',
            None => !(byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-')),
        };
        if over {
            break;
        }
        end += 1;
    }
    let value = text.get(start..end)?.trim();
    let said = !value.is_empty() && !matches!(value, "null" | "undefined" | "true" | "false" | "function")
        || (quoted.is_none() && matches!(value, "true" | "false"));
    said.then(|| value.to_owned())
}

/// The values of names that end so, with how often each comes, the most frequent first.
pub fn tally<'a>(pairs: &'a [Pair], names: &[&str]) -> Vec<(&'a Pair, usize)> {
    let mut counted: Vec<(&Pair, usize)> = Vec::new();
    for pair in pairs.iter().filter(|pair| names.contains(&pair.name.as_str())) {
        if let Some((_, count)) = counted.iter_mut().find(|(known, _)| known.value == pair.value) {
            *count += 1;
        } else if counted.len() < 200 {
            counted.push((pair, 1));
        }
    }
    counted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counted
}

/// The pairs of a page.
pub fn of(page: &Page) -> Vec<Pair> {
    pairs(&page.tree)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_found_however_they_are_wrapped() {
        for (script, want) in [
            (r#"window.x = {"sku":"A-1"}"#, "A-1"),
            ("var x = {sku: 'A-1',}", "A-1"),
            (r#"JSON.parse("{\"sku\":\"A-1\"}")"#, "A-1"),
            (r#"{product_sku:["A-1"]}"#, "A-1"),
            (r#"{"sku" : 123}"#, "123"),
        ] {
            let tree = Tree::read(&format!("<script>{script}</script>"));
            let pairs = pairs(&tree);
            assert_eq!(pairs.first().map(|pair| pair.value.as_str()), Some(want), "{script}");
        }
        assert!(pairs(&Tree::read("<script>a ? b : c; sku:</script>")).is_empty());
    }
}
