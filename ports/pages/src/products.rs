//! Which of the things a page describes is its product, and what kind of page that makes it.

use domain::text::fold;

use crate::item::{Item, Value};
use crate::page::{Page, overlap};
use crate::reading::PageKind;

/// Types that are products.
pub const PRODUCTS: &[&str] = &[
    "Product",
    "ProductGroup",
    "ProductModel",
    "IndividualProduct",
    "SomeProducts",
    "Vehicle",
    "Car",
    "Book",
    "SoftwareApplication",
    "MobileApplication",
    "VideoGame",
    "DataFeedItem",
];
/// Names under which other products stand in one.
const OTHERS: &[&str] = &[
    "isRelatedTo",
    "isSimilarTo",
    "isAccessoryOrSparePartFor",
    "isConsumableFor",
    "review",
    "reviews",
    "itemListElement",
    "hasVariant",
    "isVariantOf",
    "itemReviewed",
];
/// Offers of one product that are looked at.
const OFFERS: usize = 300;
/// How deep products are looked for in other things.
const DEPTH: usize = 6;

/// A product a page describes.
pub struct Described<'a> {
    /// The product.
    pub item: &'a Item,
    /// How well it fits the page: address, headline, offers.
    pub fit: i32,
    /// Whether it stands neither in another nor beside the matter.
    pub alone: bool,
    /// Whether it is called as the page is.
    pub called: bool,
}

/// Hundredths of the words of a name that a page's names share where both are called the same.
const SAME_NAME: usize = 80;

/// The page's products, the best fitting first.
pub fn described<'a>(items: &'a [Item], page: &Page) -> Vec<Described<'a>> {
    let mut found = Vec::new();
    for item in items {
        collect(item, 0, false, &mut found);
    }
    let names = page_names(page);
    let mut described: Vec<Described<'a>> = found
        .into_iter()
        .take(400)
        .enumerate()
        .map(|(at, (item, other))| fitted(item, other, at, &names, page))
        .collect();
    described.sort_by_key(|one| std::cmp::Reverse(one.fit));
    described
}

fn collect<'a>(item: &'a Item, depth: usize, other: bool, found: &mut Vec<(&'a Item, bool)>) {
    if item.is(PRODUCTS) {
        found.push((item, other));
    }
    if depth < DEPTH {
        for (name, inner) in item.inner() {
            let beside = OTHERS.iter().any(|one| one.eq_ignore_ascii_case(name));
            collect(inner, depth + 1, other || beside, found);
        }
    }
}

fn page_names(page: &Page) -> Vec<String> {
    let told = [page.headline_text(), page.metas.get("og:title").map(str::to_owned), page.document_title()];
    told.into_iter().flatten().map(|name| fold(&name)).collect()
}

fn fitted<'a>(item: &'a Item, other: bool, at: usize, names: &[String], page: &Page) -> Described<'a> {
    let mut fit = 10 - i32::try_from(at.min(10)).unwrap_or(10);
    let name = item.text("name").map(fold).unwrap_or_default();
    let best = names.iter().map(|told| overlap(told, &name)).max().unwrap_or(0);
    fit += i32::try_from(best / 3).unwrap_or(0);
    let here =
        item.text("url").or(item.id.as_deref()).is_some_and(|url| url.contains('/') && page.is_here(url));
    fit += if here { 25 } else { 0 };
    fit += if item.all("offers").next().is_some() { 12 } else { 0 };
    fit -= if other { 40 } else { 0 };
    let aside = item.node.is_some_and(|node| page.is_aside(node));
    fit -= if aside { 40 } else { 0 };
    Described { item, fit, alone: !other && !aside, called: best >= SAME_NAME }
}

/// What the page is about, by the things it describes; `sold` is whether it shows a price and a way to buy.
pub fn kind(items: &[Item], described: &[Described<'_>], page: &Page, sold: bool) -> PageKind {
    let list = items
        .iter()
        .any(|item| item.is(&["ItemList", "CollectionPage", "SearchResultsPage", "OfferCatalog"]));
    let kind = page.metas.get("og:type").unwrap_or("").to_ascii_lowercase();
    let fitting = described.iter().filter(|one| one.fit > 20).count();
    let single = kind.contains("product") || described.first().is_some_and(|one| one.fit >= 35);
    match (described.len(), single) {
        (_, true) if fitting <= 3 || kind.contains("product") => PageKind::One,
        (0, _) if sold => PageKind::One,
        (0, _) if list => PageKind::Many,
        (0, _) => PageKind::None,
        (1, _) => PageKind::One,
        (2, _) if sold && !list => PageKind::One,
        (_, true) => PageKind::One,
        _ => PageKind::Many,
    }
}

/// The offers of a product: those it has, or, for a group, those of its variants.
pub fn offers(item: &Item) -> Vec<&Item> {
    let mut found = Vec::new();
    for offer in item.items("offers").chain(item.items("offer")).take(OFFERS) {
        let inner: Vec<&Item> = offer.items("offers").chain(offer.items("offer")).collect();
        if offer.text("price").is_some()
            || offer.text("lowPrice").is_some()
            || offer.items("priceSpecification").next().is_some()
            || inner.is_empty()
        {
            found.push(offer);
        }
        found.extend(inner.into_iter().take(200));
    }
    for variant in item.items("hasVariant").take(200) {
        found.extend(variant.items("offers").take(20));
    }
    // Microdata templates often leave the offer's own scope out.
    if found.is_empty()
        && item
            .fields
            .iter()
            .any(|(key, value)| crate::item::short(key) == "price" && matches!(value, Value::Text(_)))
    {
        found.push(item);
    }
    found
}
