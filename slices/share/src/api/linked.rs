//! A public list for machines: schema.org's `ItemList` as JSON-LD.

use serde_json::{Value, json};

use crate::view::{Gift, Shop};

/// Writes a public list as JSON-LD that may stand inside a `script` element.
pub(crate) fn linked(name: &str, address: &str, gifts: &[Gift]) -> String {
    let items = gifts.iter().enumerate().map(|(at, gift)| {
        json!({
            "@type": "ListItem",
            "position": at + 1,
            "url": format!("{address}/wishes/{}", gift.wish.id),
            "item": item(gift),
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

fn item(gift: &Gift) -> Value {
    let mut item = json!({"@type": "Product", "name": gift.wish.title});
    let subject = &gift.wish.subject;
    let parts = [
        ("gtin", subject.gtin.map(|gtin| json!(gtin.to_string()))),
        ("brand", subject.brand.as_ref().map(|brand| json!({"@type": "Brand", "name": brand}))),
        ("image", gift.shop.as_ref().and_then(|shop| shop.picture.as_ref()).map(|url| json!(url))),
        ("offers", gift.shop.as_ref().map(offer)),
    ];
    if let Some(fields) = item.as_object_mut() {
        fields.extend(parts.into_iter().filter_map(|(name, part)| Some((name.to_owned(), part?))));
    }
    item
}

fn offer(shop: &Shop) -> Value {
    let seller = json!({"@type": "Organization", "name": shop.retailer});
    match shop.price {
        Some(price) => json!({"@type": "Offer", "url": shop.url, "seller": seller,
            "price": price.plain(), "priceCurrency": price.currency.code()}),
        None => json!({"@type": "Offer", "url": shop.url, "seller": seller}),
    }
}
