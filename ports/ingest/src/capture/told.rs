//! A reading → what its page told besides: each part with what else it may have been, the variants, and of what the page is.

use std::collections::HashSet;

use domain::{Availability, Condition, limits, text};
use pages::{Field, PageKind, Reading};
use product::{Found, Of, Part, Told, Value, Variant};

/// Characters of what a variant is called among programs.
const KEY: usize = 120;
/// Values of one part that are offered.
const OTHERS: usize = 4;

/// What a page told besides.
pub(super) fn of(reading: &Reading) -> Told {
    let mut found = Vec::new();
    let text = |text: &String| Value::Text(text.clone());
    part(&mut found, Part::Title, &reading.title, text);
    part(&mut found, Part::Brand, &reading.brand, text);
    part(&mut found, Part::Gtin, &reading.gtin, |gtin| Value::Gtin(*gtin));
    part(&mut found, Part::Model, &reading.mpn, text);
    part(&mut found, Part::Price, &reading.price, |price| Value::Money(*price));
    part(&mut found, Part::ListPrice, &reading.list_price, |price| Value::Money(*price));
    part(&mut found, Part::Range, &reading.price_range, |(low, high)| Value::Range(*low, *high));
    part(&mut found, Part::Availability, &reading.availability, |state| {
        Value::Availability(availability(*state))
    });
    part(&mut found, Part::Condition, &reading.condition, |state| Value::Condition(condition(*state)));
    part(&mut found, Part::Picture, &reading.picture, text);
    Told { found, variants: variants(reading) }
}

/// What was taken of a part, then what else it may have been.
fn part<T: PartialEq>(found: &mut Vec<Found>, part: Part, field: &Field<T>, value: impl Fn(&T) -> Value) {
    let taken = field.chosen().is_some();
    found.extend(field.candidates().iter().take(OTHERS).enumerate().map(|(at, one)| Found {
        part,
        value: value(&one.value),
        at: one.source.clone(),
        taken: taken && at == 0,
    }));
}

/// The sizes and colours that can be told apart: by programs at the next reading, and by people now.
fn variants(reading: &Reading) -> Vec<Variant> {
    let title = reading.title.value().map(|title| text::fold(title)).unwrap_or_default();
    let (mut keys, mut all) = (HashSet::new(), Vec::new());
    for one in &reading.variants {
        let named = Some(&one.name).filter(|name| !name.is_empty() && text::fold(name) != title);
        let Some(name) = named.or(one.sku.as_ref()).cloned() else { continue };
        let key = one
            .sku
            .clone()
            .or_else(|| one.gtin.map(|gtin| gtin.to_string()))
            .unwrap_or_else(|| text::fold(&name));
        let key: String = key.chars().take(KEY).collect();
        if keys.insert(key.clone()) {
            let price = one.price.filter(|price| (0..=limits::PRICE_MAX_MINOR).contains(&price.minor));
            all.push(Variant {
                key,
                name,
                gtin: one.gtin,
                price,
                availability: availability(one.availability),
            });
        }
    }
    all
}

/// Of what a page is.
pub(super) fn kind(reading: &Reading) -> Of {
    match reading.kind {
        PageKind::One => Of::One,
        PageKind::Many => Of::Many,
        PageKind::None => Of::Nothing,
    }
}

/// Whether a thing can be had, in the words of the house.
pub(super) fn availability(state: pages::Availability) -> Availability {
    match state {
        pages::Availability::In => Availability::In,
        pages::Availability::Out => Availability::Out,
        pages::Availability::Unknown => Availability::Unknown,
    }
}

fn condition(state: pages::Condition) -> Condition {
    match state {
        pages::Condition::New => Condition::New,
        pages::Condition::Used => Condition::Used,
        pages::Condition::Refurbished => Condition::Refurbished,
        pages::Condition::Damaged => Condition::Damaged,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(html: &str) -> Told {
        of(&pages::read(&pages::Source::new(
            html.as_bytes(),
            Some("text/html; charset=utf-8"),
            "https://a.example/vase",
        )))
    }

    #[test]
    fn what_else_a_part_may_be_is_kept() {
        let told = read(
            r#"<title>Vase</title><meta property="og:title" content="Le vase"><script type="application/ld+json">{"@type":"Product",
            "name":"Vase","offers":{"price":"12.90","priceCurrency":"EUR","itemCondition":"https://schema.org/UsedCondition"}}</script>"#,
        );
        assert_eq!(told.taken(Part::Title), Some(&Value::Text("Vase".into())));
        let titles: Vec<_> = told.found.iter().filter(|one| one.part == Part::Title && !one.taken).collect();
        assert!(titles.iter().any(|one| one.value == Value::Text("Le vase".into())), "{titles:?}");
        assert_eq!((told.condition(), told.variants), (Some(Condition::Used), Vec::new()));
    }

    #[test]
    fn variants_are_told_apart_or_left_out() {
        let variant = |name: &str, sku: &str, colour: &str| {
            format!(
                r#"{{"@type":"Product","name":"{name}","sku":"{sku}","color":"{colour}","offers":{{"price":"12.90","priceCurrency":"EUR"}}}}"#
            )
        };
        let names = |variants: &[String]| -> Vec<(String, String)> {
            let html = format!(
                r#"<script type="application/ld+json">{{"@type":"ProductGroup","name":"Vase","hasVariant":[{}]}}</script>"#,
                variants.join(",")
            );
            read(&html).variants.into_iter().map(|one| (one.key, one.name)).collect()
        };
        let pair = |key: &str, name: &str| (key.to_owned(), name.to_owned());
        assert_eq!(
            names(&[variant("Vase", "1", "Rouge"), variant("Vase", "2", "Bleu")]),
            [pair("1", "Rouge"), pair("2", "Bleu")]
        );
        assert_eq!(
            names(&[variant("Vase rouge", "", ""), variant("Vase bleu", "", "")]),
            [pair("vase rouge", "Vase rouge"), pair("vase bleu", "Vase bleu")]
        );
        assert_eq!(
            names(&[variant("Vase", "1", ""), variant("Vase", "1", ""), variant("Vase", "", "")]),
            [pair("1", "1")]
        );
    }
}
