//! Fields out of meta elements, titles, breadcrumbs and addresses.

use domain::text::fold;

use crate::codes;
use crate::item::Item;
use crate::page::{Page, names};
use crate::price::{self, Hints};
use crate::reading::{Availability, Reading};
use crate::stock;
use crate::structured::brand_name;
use crate::text::plain;

const TITLE: usize = domain::limits::TITLE_CHARS;
const NAME: usize = domain::limits::NAME_CHARS;

/// Reads meta elements.
pub fn metas(page: &Page, reading: &mut Reading) {
    let metas = &page.metas;
    for (names, sure) in [
        (["product:sale_price:amount", "product:price:amount"], 72),
        (["og:price:amount", "og:price"], 66),
        (["twitter:data1", "price"], 35),
    ] {
        if let Some((name, amount)) = metas.first(&names) {
            let code = metas
                .first(&["product:price:currency", "og:price:currency", "product:sale_price:currency"])
                .map(|(_, code)| code);
            if let Ok(money) = price::machine(amount, code, &page.hints)
                && money.minor > 0
                && (name != "twitter:data1" || price::parse(amount, &Hints::default()).is_ok())
            {
                reading.price.add(money, name, sure);
            }
        }
    }
    if let Some((name, amount)) = metas.first(&["product:original_price:amount", "og:price:standard_amount"])
        && let Ok(money) = price::machine(amount, None, &page.hints)
    {
        reading.list_price.add(money, name, 60);
    }
    if let Some((name, text)) = metas.first(&["product:availability", "og:availability", "product:stock"])
        && let Some(state) = stock::machine(text)
    {
        reading.availability.add(state, name, 80);
    }
    if let Some((name, text)) = metas.first(&["product:brand", "og:brand", "brand"])
        && let Some(brand) = brand_name(text)
    {
        reading.brand.add(brand, name, 75);
    }
    meta_numbers(page, reading);
}

fn meta_numbers(page: &Page, reading: &mut Reading) {
    let metas = &page.metas;
    for (name, text) in [
        "product:ean",
        "product:gtin",
        "product:upc",
        "product:isbn",
        "book:isbn",
        "og:upc",
        "og:ean",
        "gtin13",
    ]
    .iter()
    .filter_map(|name| Some((name, metas.get(name)?)))
    {
        if let Some(gtin) = codes::gtin(text) {
            reading.gtin.add(gtin, *name, 85);
        }
    }
    for (name, sure) in [
        ("product:retailer_item_id", 66),
        ("product:sku", 66),
        ("og:sku", 55),
        ("sku", 55),
        ("product:retailer_part_no", 50),
        ("product_id", 40),
    ] {
        if let Some(code) = metas.get(name).and_then(codes::code) {
            reading.sku.add(code, name, sure);
        }
    }
    if let Some(code) = metas.get("product:mfr_part_no").and_then(codes::code) {
        reading.mpn.add(code, "product:mfr_part_no", 75);
    }
    if let Some((name, condition)) = metas
        .first(&["product:condition", "og:condition"])
        .and_then(|(name, text)| Some((name, stock::condition(text)?)))
    {
        reading.condition.add(condition, name, 75);
    }
}

/// Reads names, pictures and addresses.
pub fn identity(page: &Page, reading: &mut Reading) {
    let metas = &page.metas;
    let shop = metas.get("og:site_name").map(|name| plain(name, NAME));
    let heading = page.headline_text().map(|text| plain(&text, TITLE));
    let told = |text: &str| plain(&without_shop(&plain(text, 400), shop.as_deref()), TITLE);
    for (text, name, sure) in [
        (heading, "heading of the page", 70),
        (metas.get("og:title").map(told), "og:title", 65),
        (metas.get("twitter:title").map(told), "twitter:title", 50),
        (page.document_title().as_deref().map(told), "title", 45),
    ] {
        // A title of nothing but markup is none.
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            reading.title.add(text, name, sure);
        }
    }
    for (name, sure) in [
        // What a person chose with our extension.
        ("hyperlieu:picture", 95),
        ("og:image:secure_url", 76),
        ("og:image", 75),
        ("og:image:url", 74),
        ("twitter:image", 60),
        ("twitter:image:src", 60),
        ("link:image_src", 50),
    ] {
        if let Some(url) = metas.get(name).and_then(|text| page.address(text)) {
            reading.picture.add(url.to_string(), name, sure);
        }
    }
    for (name, sure) in [("link:canonical", 90), ("og:url", 70)] {
        if let Some(url) = metas.get(name).and_then(|text| page.address(text)) {
            reading.canonical.add(url.to_string(), name, sure);
        }
    }
    if let Some(name) = shop.filter(|name| !name.is_empty()) {
        reading.retailer.add(name, "og:site_name", 85);
    }
    if let Some(name) =
        metas.get("application-name").map(|name| plain(name, NAME)).filter(|name| !name.is_empty())
    {
        reading.retailer.add(name, "application-name", 60);
    }
    if let Some(host) = page.url.as_ref().and_then(url::Url::host_str) {
        reading.retailer.add(host.strip_prefix("www.").unwrap_or(host).to_owned(), "address", 45);
    }
}

/// A title without the shop's name at its end.
fn without_shop(title: &str, shop: Option<&str>) -> String {
    for mark in [" | ", " – ", " — ", " - ", " : ", " · "] {
        if let Some((head, tail)) = title.rsplit_once(mark) {
            let tail = fold(tail);
            let named = shop.is_some_and(|shop| fold(shop) == tail)
                || tail.split('.').count() == 2 && !tail.contains(' ');
            if named && head.chars().count() >= 3 {
                return head.trim().to_owned();
            }
        }
    }
    title.to_owned()
}

/// Reads the shop and the way to the product that structured data tell.
pub fn things(items: &[Item], page: &Page, reading: &mut Reading) {
    for item in items.iter().take(500) {
        if item.is(&["BreadcrumbList"]) {
            let mut steps: Vec<(u32, String)> = item
                .items("itemListElement")
                .take(20)
                .filter_map(|step| {
                    let name = step
                        .text("name")
                        .or_else(|| step.items("item").find_map(|inner| inner.text("name")))?;
                    Some((
                        step.text("position").and_then(|at| at.parse().ok()).unwrap_or(0),
                        plain(name, NAME),
                    ))
                })
                .collect();
            steps.sort_by_key(|(at, _)| *at);
            category(steps.into_iter().map(|(_, name)| name).collect(), &item.place, 80, page, reading);
        }
        if item.is(&["WebSite", "OnlineStore", "Store"])
            && let Some(name) =
                item.text("name").map(|name| plain(name, NAME)).filter(|name| !name.is_empty())
        {
            reading.retailer.add(name, format!("{}, name", item.place), 70);
        }
    }
    let crumbs = page.tree.elements().find(|(id, node)| {
        !page.is_hidden(*id)
            && matches!(node.name.as_str(), "nav" | "ol" | "ul" | "div")
            && names(node).iter().any(|name| name == "breadcrumb" || name == "breadcrumbs")
    });
    if let Some((id, _)) = crumbs {
        let links = page.tree.within(id).filter(|(_, node)| node.name == "a").take(12);
        let steps = links.map(|(link, _)| plain(&page.tree.text(link, 300), NAME)).collect();
        category(steps, "breadcrumbs of the page", 55, page, reading);
    }
}

/// Takes home page and product itself from the ends of a way.
fn category(mut steps: Vec<String>, source: &str, sure: u8, page: &Page, reading: &mut Reading) {
    let home =
        ["home", "accueil", "startseite", "start", "homepage", "inicio", "strona glowna", "hem", "shop", "/"];
    steps.retain(|step| !step.is_empty() && !home.contains(&fold(step).as_str()));
    let headline = page.headline_text().map(|text| fold(&text)).unwrap_or_default();
    if steps.last().is_some_and(|last| fold(last) == headline) {
        steps.pop();
    }
    if !steps.is_empty() {
        reading.category.add(steps, source, sure);
    }
}

/// A page that shows a price and nothing against it can be had from.
pub fn supposed(reading: &mut Reading) {
    if reading.price.value().is_some() && reading.availability.value().is_none() {
        reading.availability.add(
            Availability::In,
            "heuristic: sold at a price, and nothing says it is out",
            45,
        );
    }
}
