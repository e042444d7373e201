//! Where on a page something was read, in people's words.

use kit::Page;

/// What the reader of pages says of a place it concluded something from, and the words for it.
const CONCLUDED: [(&str, &str); 7] = [
    ("amount near", "wish-from-near"),
    ("range shown", "wish-from-range"),
    ("struck or", "wish-from-struck"),
    ("buy button", "wish-from-button"),
    ("words", "wish-from-words"),
    ("sold at", "wish-from-sold"),
    ("element named", "wish-from-brand"),
];

/// What was concluded, after its word in the report of the reader of pages.
fn concluded(at: &str) -> Option<&str> {
    at.strip_prefix("heuristic:").map(str::trim)
}

/// Where exactly a part stood: as the page calls it. Of what was concluded the words of the page, or the element; empty where there are none.
pub(super) fn exactly(at: &str) -> String {
    let Some(concluded) = concluded(at) else { return at.to_owned() };
    let quoted = concluded.split_once('“').and_then(|(_, rest)| rest.split_once('”')).map(|(said, _)| said);
    let element = concluded.rsplit_once(", in ").map(|(_, element)| element);
    quoted.or(element).unwrap_or_default().to_owned()
}

/// Where a part stood, in words: by the kind of place that the reader of pages names first.
pub(super) fn place(page: &Page, at: &str) -> String {
    if let Some(concluded) = concluded(at) {
        let named = CONCLUDED.iter().find(|(begins, _)| concluded.starts_with(begins));
        return page.t(named.map_or("wish-from-shown", |named| named.1));
    }
    let lower = at.to_ascii_lowercase();
    let first = |names: &[&str]| names.iter().any(|name| lower.starts_with(name));
    let key = if first(&["json-ld", "microdata", "rdfa"]) {
        "wish-from-data"
    } else if first(&[
        "og:",
        "product:",
        "twitter:",
        "book:",
        "hyperlieu:",
        "link:",
        "meta",
        "title",
        "brand",
    ]) {
        "wish-from-head"
    } else if first(&["script"]) {
        "wish-from-script"
    } else if first(&["address", "host"]) {
        "wish-from-address"
    } else {
        "wish-from-shown"
    };
    page.t(key)
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_was_concluded_is_told_in_the_words_of_the_page_alone() {
        for (at, exactly) in [
            ("heuristic: amount near title or buy button, in div.price", "div.price"),
            ("heuristic: buy button “Ajouter”, switched off", "Ajouter"),
            ("heuristic: range shown as the price", ""),
            ("og:price:amount", "og:price:amount"),
        ] {
            assert_eq!(super::exactly(at), exactly);
        }
    }
}
