//! Whether a page lists things and none of them is its own: a shelf, a search, somebody's wishes.
//!
//! A page of one thing names others, too: what goes with it, what others bought, its sizes and colours. So nothing is called a list by
//! how many things stand in it alone, and whatever speaks for one thing of its own is heard first.

use std::collections::BTreeSet;

use domain::text::fold;

use crate::cards;
use crate::item::{Item, Value};
use crate::list::element;
use crate::page::Page;
use crate::products::{Described, PRODUCTS};
use crate::reading::Reading;

/// From how many things on they make a list where the page does not say that it is one.
const SEVERAL: usize = 3;
/// Things of a list whose prices are looked at.
const LOOKED_AT: usize = 100;

/// Whether a page surely lists things and has none of its own.
pub fn is_list(items: &[Item], described: &[Described<'_>], page: &Page, reading: &Reading) -> bool {
    if says_one(items, page) || has_main(described, page) {
        return false;
    }
    let own = names(described.iter().filter(|one| one.alone)).len();
    // One or two that nobody knows to be the page's own are no list either.
    if own > 0 {
        return own >= SEVERAL;
    }
    declared(items)
        || in_order(items, page, reading)
        || rows_of_wishes(page)
        || (described.is_empty() && !cards::entries(page, Some(reading)).is_empty())
}

/// Whether the page says of itself that it is of one thing.
fn says_one(items: &[Item], page: &Page) -> bool {
    let kind = page.metas.get("og:type").unwrap_or_default().to_ascii_lowercase();
    let priced = ["product:price:amount", "og:price:amount", "product:price"];
    (kind.contains("product") && !kind.ends_with("group"))
        || page.metas.first(&priced).is_some()
        || items.iter().any(|item| item.is(&["ItemPage"]))
}

/// Whether one of the things is the page's own: its address is the page's, or it is called as the page is. Several that are called so
/// are its sizes and colours, unless each has a page elsewhere: then the page is called after what they have in common.
fn has_main(described: &[Described<'_>], page: &Page) -> bool {
    let alone: Vec<&Described<'_>> = described.iter().filter(|one| one.alone).collect();
    if alone.iter().any(|one| own_address(one.item).is_some_and(|url| page.is_here(url))) {
        return true;
    }
    let called: Vec<&Described<'_>> = alone.into_iter().filter(|one| one.called).collect();
    let elsewhere = called.iter().all(|one| own_address(one.item).is_some());
    !called.is_empty() && (names(called.iter().copied()).len() < SEVERAL || !elsewhere)
}

/// The address of a thing's own page, as it or its offer says.
fn own_address(item: &Item) -> Option<&str> {
    item.text("url").or_else(|| item.items("offers").find_map(|offer| offer.text("url")))
}

fn names<'a, 'b: 'a>(of: impl Iterator<Item = &'a Described<'b>>) -> BTreeSet<String> {
    of.filter_map(|one| one.item.text("name")).map(fold).collect()
}

/// Whether the page is said to be a collection, or a list to be what it is about.
fn declared(items: &[Item]) -> bool {
    items.iter().any(|item| {
        item.is(&["CollectionPage", "SearchResultsPage"])
            || item.items("mainEntity").any(|main| main.is(&["ItemList", "OfferCatalog"]))
    })
}

/// Whether an element of a list is a thing, or the address of one.
fn is_thing(value: &Value) -> bool {
    match value {
        Value::Text(_) => true,
        Value::Item(one) => match one.items("item").next() {
            Some(thing) => thing.is(PRODUCTS),
            None => one.is(PRODUCTS) || one.text("url").is_some() || one.text("item").is_some(),
        },
    }
}

/// Whether a list of things, or of the pages they have, stands in the page in its own right; not where the page shows a price beside
/// them, for then the list is of what goes with its own thing.
fn in_order(items: &[Item], page: &Page, reading: &Reading) -> bool {
    let is_aside = |item: &Item| item.node.is_some_and(|node| page.is_aside(node));
    let lists: Vec<&Item> = items.iter().filter(|item| item.is(&["ItemList"]) && !is_aside(item)).collect();
    let things = |list: &Item| {
        let all = list.all("itemListElement").filter(|value| is_thing(value));
        all.take(SEVERAL).count()
    };
    if !lists.iter().any(|list| things(list) >= SEVERAL) {
        return false;
    }
    let Some(price) = reading.price.chosen() else { return true };
    let told = ["JSON-LD", "microdata", "RDFa"].iter().any(|from| price.source.starts_with(from));
    let mut listed = lists.iter().flat_map(|list| list.items("itemListElement").take(LOOKED_AT));
    told || listed.any(|one| element(one, page).is_some_and(|one| one.price == Some(price.value)))
}

/// Whether it shows the rows of a large shop's list of wishes, told by their names for programs.
fn rows_of_wishes(page: &Page) -> bool {
    let rows = page.tree.elements().filter(|(_, node)| {
        node.name == "a" && node.attribute("id").is_some_and(|id| id.starts_with("itemName_"))
    });
    rows.take(2).count() > 1
}
