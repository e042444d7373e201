//! Fields out of JSON-LD, microdata and RDFa: one reader for all three.

use domain::Money;

use crate::codes;
use crate::item::{Item, Value};
use crate::page::Page;
use crate::price::{self, Hints};
use crate::products::{Described, offers};
use crate::reading::{Availability, Reading, Variant};
use crate::stock;
use crate::text::plain;

const TITLE: usize = domain::limits::TITLE_CHARS;
const NAME: usize = domain::limits::NAME_CHARS;
/// Variants kept.
const VARIANTS: usize = 100;

/// Reads the product that fits best, with `trust` in hundredths for what it says.
pub fn read(described: &[Described<'_>], page: &Page, reading: &mut Reading) {
    let Some(best) = described.first() else { return };
    let trust: u8 = if best.fit >= 25 {
        0
    } else if best.fit >= 5 {
        10
    } else {
        40
    };
    // The same product is often said twice, in JSON-LD and in microdata: both are heard.
    for one in described.iter().filter(|one| one.fit + 12 >= best.fit).take(4) {
        let weaker = if std::ptr::eq(one.item, best.item) { trust } else { trust + 8 };
        identity(one.item, weaker, page, reading);
        sale(one.item, weaker, page, reading);
        variants(one.item, page, reading);
    }
}

fn at(item: &Item, name: &str) -> String {
    if item.place.contains(", ") {
        format!("{}.{name}", item.place)
    } else {
        format!("{}, {name}", item.place)
    }
}

fn identity(item: &Item, less: u8, page: &Page, reading: &mut Reading) {
    if let Some(name) = item.text("name").map(|name| plain(name, TITLE)).filter(|name| !name.is_empty()) {
        reading.title.add(name, at(item, "name"), 92 - less);
    }
    for (key, sure) in [("brand", 92), ("manufacturer", 55), ("author", 30)] {
        if let Some(brand) = item.said(key).and_then(brand_name) {
            reading.brand.add(brand, at(item, key), sure - less.min(sure));
        }
    }
    for key in
        ["gtin13", "gtin14", "gtin12", "gtin8", "gtin", "isbn", "ean", "upc", "productID", "sku", "mpn"]
    {
        let loose = matches!(key, "productID" | "sku" | "mpn");
        if let Some(gtin) = item
            .text(key)
            .and_then(codes::gtin)
            .filter(|_| !loose || item.text(key).is_some_and(|t| t.trim().len() >= 12))
        {
            reading.gtin.add(gtin, at(item, key), if loose { 60 } else { 95 } - less);
        }
    }
    for (key, sure) in [("sku", 90), ("productID", 72), ("identifier", 40)] {
        if let Some(code) = item.text(key).and_then(codes::code) {
            reading.sku.add(code, at(item, key), sure - less.min(sure));
        }
    }
    for (key, sure) in [("mpn", 92), ("model", 60)] {
        if let Some(code) = item.said(key).and_then(codes::code) {
            reading.mpn.add(code, at(item, key), sure - less);
        }
    }
    for (n, value) in item.all("image").enumerate().take(3) {
        let picture = match value {
            Value::Text(text) => Some(text.as_str()),
            Value::Item(image) => {
                image.text("contentUrl").or_else(|| image.text("url")).or(image.id.as_deref())
            }
        };
        if let Some(url) = picture.and_then(|text| page.address(text)) {
            reading.picture.add(
                url.to_string(),
                at(item, "image"),
                90 - less - u8::try_from(n * 5).unwrap_or(0),
            );
        }
    }
    if let Some(path) = item.text("category").map(|text| plain(text, 300)) {
        let parts: Vec<String> = path
            .split(['>', '/', '›', '»'])
            .map(|part| plain(part, NAME))
            .filter(|p| !p.is_empty() && !p.contains("://"))
            .collect();
        if !parts.is_empty() {
            reading.category.add(parts, at(item, "category"), 60 - less);
        }
    }
    if let Some(condition) = item.text("itemCondition").and_then(stock::condition) {
        reading.condition.add(condition, at(item, "itemCondition"), 85 - less);
    }
}

/// A brand's name: one short line that is no address and no filler.
pub fn brand_name(text: &str) -> Option<String> {
    let name = plain(text, NAME);
    let filler = matches!(
        name.to_lowercase().as_str(),
        "" | "n/a"
            | "na"
            | "none"
            | "null"
            | "undefined"
            | "brand"
            | "unknown"
            | "unbranded"
            | "generic"
            | "no brand"
            | "-"
    );
    // Templates left unfilled, and titles of pages.
    let template = name.contains(['$', '{', '}', '<', '|', '[', ']', '=']) || name.starts_with('%');
    (!filler && !template && !name.contains("://") && name.chars().any(char::is_alphabetic)).then_some(name)
}

/// What one offer says.
struct Offered {
    price: Option<(Money, String)>,
    high: Option<Money>,
    list: Option<(Money, String)>,
    state: Option<(Availability, String)>,
    fits: bool,
}

fn offered(offer: &Item, outer: Option<&str>, page: &Page) -> Offered {
    let hints = &page.hints;
    let code = offer.text("priceCurrency").or_else(|| offer.text("currency")).or(outer);
    let money = |item: &Item, key: &str| -> Option<(Money, String)> {
        let code = item.text("priceCurrency").or(code);
        let money = price::machine(item.text(key)?, code, hints).ok().filter(|money| money.minor > 0)?;
        Some((money, at(item, key)))
    };
    let mut price = money(offer, "price").or_else(|| money(offer, "lowPrice"));
    let mut list = None;
    for spec in offer.items("priceSpecification").take(10) {
        let kind = spec.text("priceType").unwrap_or("").to_ascii_lowercase();
        if kind.contains("list")
            || kind.contains("strike")
            || kind.contains("srp")
            || kind.contains("regular")
        {
            list = list.or_else(|| money(spec, "price"));
        } else if spec.items("referenceQuantity").next().is_none() {
            price = price.or_else(|| money(spec, "price").or_else(|| money(spec, "minPrice")));
        }
    }
    let state =
        offer.text("availability").and_then(|text| Some((stock::machine(text)?, at(offer, "availability"))));
    Offered {
        price,
        high: money(offer, "highPrice").map(|(money, _)| money),
        list,
        state,
        fits: offer.text("url").is_some_and(|url| {
            page.url.as_ref().is_some_and(|here| page.address(url).is_some_and(|one| one == *here))
        }),
    }
}

fn sale(item: &Item, less: u8, page: &Page, reading: &mut Reading) {
    let offers = offers(item);
    let outer = offers.iter().find_map(|offer| offer.text("priceCurrency"));
    let all: Vec<Offered> = offers.iter().map(|offer| offered(offer, outer, page)).collect();
    let many = all.iter().filter(|one| one.price.is_some()).count() > 1;
    let in_stock = |one: &Offered| one.state.as_ref().is_none_or(|(state, _)| *state == Availability::In);
    let chosen = all
        .iter()
        .find(|one| one.fits && one.price.is_some())
        .or_else(|| all.iter().find(|one| one.price.is_some() && in_stock(one)))
        .or_else(|| all.iter().find(|one| one.price.is_some()));
    if let Some((money, source)) = chosen.and_then(|one| one.price.clone()) {
        reading.price.add(money, source, 88 - less - if many { 6 } else { 0 });
    }
    for (money, source) in all.iter().filter_map(|one| one.list.clone()) {
        reading.list_price.add(money, source, 85 - less);
    }
    let prices: Vec<Money> = all
        .iter()
        .flat_map(|one| one.price.as_ref().map(|(money, _)| *money).into_iter().chain(one.high))
        .collect();
    if let (Some(low), Some(high)) =
        (prices.iter().min_by_key(|m| m.minor), prices.iter().max_by_key(|m| m.minor))
        && low.minor < high.minor
        && prices.iter().all(|money| money.currency == low.currency)
    {
        reading.price_range.add((*low, *high), at(item, "offers"), 85 - less);
    }
    let states: Vec<&(Availability, String)> = all.iter().filter_map(|one| one.state.as_ref()).collect();
    let own =
        item.text("availability").and_then(|text| Some((stock::machine(text)?, at(item, "availability"))));
    let fitting = all.iter().find(|one| one.fits).and_then(|one| one.state.as_ref());
    let state = fitting
        .or_else(|| states.iter().find(|(state, _)| *state == Availability::In).copied())
        .or_else(|| states.first().copied())
        .or(own.as_ref());
    if let Some((state, source)) = state {
        reading.availability.add(*state, source.clone(), 90 - less);
    }
    for offer in &offers {
        if let Some(condition) = offer.text("itemCondition").and_then(stock::condition) {
            reading.condition.add(condition, at(offer, "itemCondition"), 85 - less);
        }
        if let Some(code) = offer.text("sku").and_then(codes::code) {
            reading.sku.add(code, at(offer, "sku"), if many { 40 } else { 74 } - less);
        }
        if let Some(gtin) = ["gtin13", "gtin", "gtin12", "gtin14", "gtin8"]
            .iter()
            .find_map(|key| offer.text(key).and_then(codes::gtin))
        {
            reading.gtin.add(gtin, at(offer, "gtin"), if many { 45 } else { 85 } - less);
        }
        if let Some(code) = offer.text("mpn").and_then(codes::code).filter(|_| !many) {
            reading.mpn.add(code, at(offer, "mpn"), 75 - less);
        }
    }
}

fn variants(item: &Item, page: &Page, reading: &mut Reading) {
    let own = item.items("hasVariant").map(|variant| (variant, offers(variant).first().copied()));
    let listed = offers(item)
        .into_iter()
        .filter(|offer| offer.is(&["Offer"]) && (offer.text("sku").is_some() || offer.text("name").is_some()))
        .map(|offer| (offer, Some(offer)));
    let all: Vec<(&Item, Option<&Item>)> = own.chain(listed).take(VARIANTS).collect();
    // One offer alone is that of the thing itself; of sizes and colours one may be left.
    let is_itself = all.len() < 2 && item.items("hasVariant").next().is_none();
    if !reading.variants.is_empty() || is_itself {
        return;
    }
    let names: Vec<&str> = all.iter().map(|(variant, _)| variant.said("name").unwrap_or("")).collect();
    let apart = names.iter().collect::<std::collections::HashSet<_>>().len() == names.len();
    for ((variant, offer), name) in all.into_iter().zip(names) {
        let offered = offer.map(|offer| offered(offer, None, page));
        reading.variants.push(Variant {
            name: variant_name(variant, name, apart),
            sku: variant.text("sku").and_then(codes::code),
            gtin: ["gtin13", "gtin", "gtin14", "gtin12", "gtin8"]
                .iter()
                .find_map(|key| variant.text(key).and_then(codes::gtin)),
            price: offered.as_ref().and_then(|one| one.price.as_ref().map(|(money, _)| *money)),
            availability: offered
                .as_ref()
                .and_then(|one| one.state.as_ref().map(|(state, _)| *state))
                .unwrap_or(Availability::Unknown),
            source: crate::text::line(&variant.place, 200),
        });
    }
}

/// What tells a variant apart: its name, unless others are called the same; then its size, colour and what it is made of.
fn variant_name(variant: &Item, name: &str, apart: bool) -> String {
    let parts: Vec<&str> =
        ["size", "color", "material", "pattern"].iter().filter_map(|key| variant.said(key)).collect();
    if parts.is_empty() || (apart && !name.is_empty()) {
        return plain(name, TITLE);
    }
    plain(&parts.join(", "), TITLE)
}

/// The currency that structured data and meta elements name for the page's prices, the most frequent.
pub fn page_currency(items: &[Item], page: &Page) -> Option<domain::Currency> {
    let mut found: Vec<domain::Currency> = Vec::new();
    let named = page.metas.first(&[
        "product:price:currency",
        "og:price:currency",
        "product:sale_price:currency",
        "currency",
    ]);
    found.extend(named.and_then(|(_, code)| price::currency(code, &Hints::default())));
    for item in items {
        gather(item, 0, &page.hints, &mut found);
    }
    let first = *found.first()?;
    found
        .iter()
        .copied()
        .max_by_key(|one| (found.iter().filter(|other| other == &one).count(), *one == first))
}

fn gather(item: &Item, depth: usize, hints: &Hints, found: &mut Vec<domain::Currency>) {
    if found.len() > 50 {
        return;
    }
    found.extend(item.text("priceCurrency").and_then(|code| price::currency(code, hints)));
    if depth < 6 {
        for (_, inner) in item.inner() {
            gather(inner, depth + 1, hints, found);
        }
    }
}
