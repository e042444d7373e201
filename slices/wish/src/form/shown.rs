//! A wish as its form shows it, with what its page had shown.

use domain::{Category, CivilZone, Currency, Gtin, ListId, Money, Priority, Subject, Wish, limits};
use kit::{Fields, Lang};

use super::last_day;
use crate::shelf;

/// An untouched form for a new wish on a list, perhaps from the page of a place.
pub(crate) fn blank(place: &str, list: Option<ListId>) -> Fields {
    let list = list.map(|list| list.to_string()).unwrap_or_default();
    let distance = limits::WISH_DISTANCE_M.to_string();
    let priority = Priority::default().name();
    Fields::with(&[
        ("distance_m", &distance),
        ("quantity", "1"),
        ("priority", priority),
        ("place", place),
        ("list", &list),
    ])
}

/// The parts of a wish in its form.
pub(super) const PARTS: [&str; 7] =
    ["title", "category", "gtin", "top_price", "top_currency", "until", "distance_m"];

/// A wish as its form says it, its price written as the language writes it, with what its page shows; `usual` is the currency of a price
/// to come.
pub(crate) fn parts(wish: &Wish, zone: &CivilZone, lang: Lang, usual: Currency) -> Vec<(String, String)> {
    let price = wish.top_price.map(Money::plain).unwrap_or_default();
    let price = if lang == Lang::Fr { price.replace('.', ",") } else { price };
    let Subject { category, gtin, .. } = &wish.subject;
    let parts = [
        wish.title.clone(),
        category.as_ref().map_or("", Category::path).to_owned(),
        gtin.map(Gtin::printed).unwrap_or_default(),
        price,
        wish.top_price.map_or(usual, |top| top.currency).to_string(),
        wish.until.map(|until| last_day(until, zone)).unwrap_or_default(),
        wish.distance_m.to_string(),
    ];
    with_was(PARTS, parts)
}

/// Each part as its form says it, and as its page had shown it.
pub(crate) fn with_was<const N: usize>(names: [&str; N], values: [String; N]) -> Vec<(String, String)> {
    let pairs = names.into_iter().zip(values);
    pairs
        .flat_map(|(name, value)| [(format!("was_{name}"), value.clone()), (name.to_owned(), value)])
        .collect()
}

/// What a form says of what its page had shown, as the page is to say it again.
pub(crate) fn hidden(fields: &Fields) -> Vec<(String, String)> {
    let names = PARTS.iter().chain(&shelf::PARTS).map(|name| format!("was_{name}"));
    names
        .chain(["stamps".to_owned()])
        .map(|name| {
            let value = fields.value(&name).to_owned();
            (name, value)
        })
        .collect()
}
