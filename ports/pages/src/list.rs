//! A page that lists things: somebody's wishes, a shelf, a selection. What each is called, where its own page is, what it costs.
//!
//! Heard in this order: an `ItemList` of schema.org, as this house's own lists are; products described in a row; the rows of a large
//! shop's list, told by their attributes; links that lead to pages of things.

use std::collections::HashSet;

use domain::{Gtin, Money, limits};

use crate::cards;
use crate::item::{Item, Value};
use crate::page::Page;
use crate::text::line;
use crate::tree::Id;
use crate::{Source, charset, codes, jsonld, microdata, price, rdfa};

/// Things of a page that are listed.
const MOST: usize = limits::IMPORT_LINES;
/// How deep a list is looked for in other things.
const DEPTH: usize = 6;
/// Parts of an address that lead to the page of one thing.
const PRODUCT_PATHS: &[&str] = &[
    "/dp/",
    "/gp/product/",
    "/product/",
    "/products/",
    "/produit/",
    "/produits/",
    "/item/",
    "/itm/",
    "/p/",
    "/artikel/",
];

/// A thing that a page lists.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// What it is called.
    pub name: String,
    /// Where its own page is.
    pub url: Option<String>,
    /// What it costs there.
    pub price: Option<Money>,
    /// Its barcode.
    pub gtin: Option<Gtin>,
}

/// Reads the things a page lists, in its order, each once. Never fails: of a page that lists nothing it is empty.
#[must_use]
pub fn list(source: &Source<'_>) -> Vec<Entry> {
    let bytes = &source.bytes[..source.bytes.len().min(source.limit)];
    let html = charset::decode(bytes, source.content_type);
    let page = Page::new(&html, url::Url::parse(source.url).ok(), source.locale);
    let mut items = jsonld::items(&page.tree);
    items.extend(microdata::items(&page.tree));
    items.extend(rdfa::items(&page.tree));
    let mut found = Vec::new();
    items.iter().for_each(|item| lists(item, &page, 0, &mut found));
    if found.is_empty() {
        let products = items.iter().filter(|item| item.is(&["Product", "Book", "Movie"]));
        found = products.filter_map(|item| entry(item, &page)).collect();
    }
    if found.len() < 2 {
        let shown = rows(&page);
        if shown.len() > found.len() {
            found = shown;
        }
        let cards = cards::entries(&page, None);
        if cards.len() > found.len()
            || cards.iter().filter(|card| card.price.is_some()).count() > found.len() / 2
        {
            found = cards;
        }
    }
    let mut seen = HashSet::new();
    found.retain(|entry| seen.insert((entry.name.clone(), entry.url.clone())));
    found.truncate(MOST);
    found
}

fn lists(item: &Item, page: &Page, depth: usize, found: &mut Vec<Entry>) {
    if item.is(&["ItemList"]) {
        for value in item.all("itemListElement").take(MOST) {
            found.extend(match value {
                Value::Text(text) => {
                    page.address(text).map(|url| Entry { url: Some(url.into()), ..Entry::default() })
                }
                Value::Item(one) => element(one, page),
            });
        }
        return;
    }
    if depth < DEPTH {
        item.inner().for_each(|(_, inner)| lists(inner, page, depth + 1, found));
    }
}

/// A `ListItem`, whose thing stands in it or is told by it; or the thing itself.
pub fn element(one: &Item, page: &Page) -> Option<Entry> {
    let Some(thing) = one.items("item").next() else { return entry(one, page) };
    let outer = entry(one, page).unwrap_or_default();
    let inner = entry(thing, page).unwrap_or_default();
    let whole = Entry {
        name: if inner.name.is_empty() { outer.name } else { inner.name },
        url: inner.url.or(outer.url),
        price: inner.price.or(outer.price),
        gtin: inner.gtin.or(outer.gtin),
    };
    Some(whole).filter(|entry| !entry.name.is_empty() || entry.url.is_some())
}

fn entry(item: &Item, page: &Page) -> Option<Entry> {
    let name = line(item.said("name").unwrap_or_default(), limits::TITLE_CHARS);
    let url = item.text("url").or_else(|| item.text("item")).or(item.id.as_deref());
    let url = url.and_then(|url| page.address(url)).map(String::from);
    let offer = item.items("offers").next();
    let amount = offer.and_then(|offer| offer.text("price").or_else(|| offer.text("lowPrice")));
    let currency = offer.and_then(|offer| offer.text("priceCurrency"));
    let price = amount.and_then(|amount| price::machine(amount, currency, &page.hints).ok());
    let codes = ["gtin13", "gtin", "gtin14", "gtin12", "gtin8", "isbn"];
    let gtin = codes.into_iter().find_map(|code| item.text(code).and_then(codes::gtin));
    (!name.is_empty() || url.is_some()).then_some(Entry { name, url, price, gtin })
}

/// What is shown as rows: an element that carries an item's number and a link with a title, or links to pages of things.
fn rows(page: &Page) -> Vec<Entry> {
    let mut found = Vec::new();
    for (id, node) in page.tree.elements() {
        let Some(href) = node.attribute("href").filter(|_| node.name == "a") else { continue };
        let Some(url) = page.address(href) else { continue };
        let named = node.attribute("id").is_some_and(|id| id.starts_with("itemName_"));
        let here = page.url.as_ref().is_none_or(|own| own.host_str() == url.host_str());
        let thing = here && PRODUCT_PATHS.iter().any(|part| url.path().contains(part));
        if !named && (!thing || page.is_hidden(id)) {
            continue;
        }
        let text = node.attribute("title").map_or_else(|| page.tree.text(id, 400), str::to_owned);
        let name = line(&text, limits::TITLE_CHARS);
        // A picture or "see more" beside the name leads to the same page and says nothing.
        if name.chars().count() < 4 || (!named && name.split_whitespace().count() < 2) {
            continue;
        }
        let price = told_price(page, id);
        found.push(Entry { name, url: Some(url.into()), price, gtin: None });
        if found.len() >= MOST {
            break;
        }
    }
    let mut seen = HashSet::new();
    found.retain(|entry: &Entry| seen.insert(entry.url.clone()));
    found
}

/// The price that a row about a link carries for programs.
fn told_price(page: &Page, id: Id) -> Option<Money> {
    let row = page.tree.ancestors(id).take(12).find_map(|at| page.tree.attribute(at, "data-price"))?;
    price::machine(row, None, &page.hints).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(html: &str) -> Vec<Entry> {
        list(&Source::new(html.as_bytes(), Some("text/html; charset=utf-8"), "https://shop.example/list/1"))
    }

    #[test]
    fn a_list_for_programs_is_read_in_each_of_its_forms() {
        let html = r#"<html lang="fr"><script type="application/ld+json">{"@context":"https://schema.org","@type":"ItemList","itemListElement":[
            {"@type":"ListItem","position":1,"item":{"@type":"Product","name":"Théière en fonte","url":"/t/1","gtin13":"3017620422003",
             "offers":{"price":"39.90","priceCurrency":"EUR"}}},
            {"@type":"ListItem","position":2,"name":"Un bon roman","url":"https://shop.example/t/2"},
            {"@type":"Product","name":"Perceuse"},
            "https://shop.example/t/4"]}</script></html>"#;
        let found = read(html);
        let names: Vec<&str> = found.iter().map(|entry| entry.name.as_str()).collect();
        assert_eq!(names, ["Théière en fonte", "Un bon roman", "Perceuse", ""]);
        assert_eq!(found[0].url.as_deref(), Some("https://shop.example/t/1"));
        assert_eq!(found[0].price, Some(Money::eur(3_990)));
        assert!(found[0].gtin.is_some());
        assert_eq!(found[3].url.as_deref(), Some("https://shop.example/t/4"));
    }

    #[test]
    fn rows_of_a_large_shop_and_links_to_things_are_read() {
        let large = r#"<ul><li data-itemid="I1" data-price="24.99"><h2><a id="itemName_I1" title="Bouilloire 1,7 L" href="/dp/B000/?coliid=I1">Bouilloire…</a></h2></li>
            <li data-itemid="I2" data-price="-Infinity"><a id="itemName_I2" title="Carnet" href="/dp/B001/">Carnet</a></li></ul>"#;
        let found = read(&format!(
            "<html lang=\"fr\"><meta property=\"og:price:currency\" content=\"EUR\">{large}</html>"
        ));
        assert_eq!((found.len(), found[0].name.as_str(), found[1].price), (2, "Bouilloire 1,7 L", None));
        let links = r#"<a href="/produit/12">Lampe de bureau</a> <a href="/produit/12"><img></a> <a href="/panier">Voir le panier</a>
            <a href="https://other.example/produit/3">Autre lampe</a> <a href="/produit/13">Chaise pliante</a>"#;
        let found = read(links);
        let names: Vec<&str> = found.iter().map(|entry| entry.name.as_str()).collect();
        assert_eq!(names, ["Lampe de bureau", "Chaise pliante"]);
        assert!(read("<p>nothing").is_empty());
    }
}
