//! A public list for machines: schema.org's `ItemList` as JSON-LD.

use product::Size;
use serde_json::{Value, json};

use crate::view::{Gift, Shop};

/// Writes a public list as JSON-LD that may stand inside a `script` element.
pub(crate) fn linked(name: &str, address: &str, gifts: &[Gift]) -> String {
    let host = address.rsplit_once("/lists/").map_or(address, |(host, _)| host);
    let items = gifts.iter().enumerate().map(|(at, gift)| {
        json!({
            "@type": "ListItem",
            "position": at + 1,
            "url": format!("{address}/wishes/{}", gift.wish.id),
            "item": item(gift, host),
        })
    });
    let list = json!({
        "@context": "https://schema.org",
        "@type": "ItemList",
        "name": name,
        "url": address,
        "numberOfItems": gifts.len(),
        "itemListElement": items.collect::<Vec<_>>(),
    });
    // Nothing in it may end the element it stands in.
    list.to_string().replace('<', "\\u003c")
}

fn item(gift: &Gift, host: &str) -> Value {
    let mut item = json!({"@type": "Product", "name": gift.wish.title});
    // Ours, for whoever reads the list is no reader of the shop.
    let picture = gift.shop.as_ref().and_then(|shop| shop.shown);
    let subject = &gift.wish.subject;
    let parts = [
        ("gtin", subject.gtin.map(|gtin| json!(gtin.to_string()))),
        ("brand", subject.brand.as_ref().map(|brand| json!({"@type": "Brand", "name": brand}))),
        ("image", picture.map(|picture| json!(format!("{host}{}", picture.url(Size::Large))))),
        ("offers", gift.shop.as_ref().map(offer)),
    ];
    if let Some(fields) = item.as_object_mut() {
        fields.extend(parts.into_iter().filter_map(|(name, part)| Some((name.to_owned(), part?))));
    }
    item
}

/// An offer has no day on which its price was read: one that is not of today is left out.
fn offer(shop: &Shop) -> Value {
    let seller = json!({"@type": "Organization", "name": shop.retailer});
    match shop.price.filter(|_| shop.fresh) {
        Some(price) => json!({"@type": "Offer", "url": shop.url, "seller": seller,
            "price": price.plain(), "priceCurrency": price.currency.code()}),
        None => json!({"@type": "Offer", "url": shop.url, "seller": seller}),
    }
}
