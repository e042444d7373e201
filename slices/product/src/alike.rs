//! Whether a page is of a product that is known, by likeness.

use std::collections::BTreeSet;

use domain::text;
use insight::likeness::{
    Calibration, Comparison, Corpus, Description, Digest, Evidence, attribute::Parts, compare,
};

use crate::model::{Product, Seen, Thing};

/// How likely it must be: two things taken for one mislead everybody who wishes for either, one taken for two only hides a seller.
const SURE: f64 = 0.9;

/// Words by which a title says that it is of something for the thing, not the thing, folded, of one; together those for the same.
const BESIDE: &[&[&str]] = &[
    // These say that it is for the thing, but not what.
    &["for", "pour", "compatible", "replacement", "rechange", "accessoire", "accessory"],
    &["battery", "batterie"],
    &["bag", "sac", "sacoche"],
    &["box", "boite", "coffret", "malette", "mallette"],
    &["cable"],
    &["case", "cover", "coque", "etui", "housse", "sleeve"],
    &["charger", "chargeur"],
    &["film", "protection"],
    &["filter", "filtre"],
    &["support"],
    &["recharge", "refill"],
    &["adapter", "adaptateur"],
    &["bracelet", "strap"],
    &["joint", "gasket"],
];

/// What for the thing a word names, as its place in [`BESIDE`]; of several as of one.
fn named(word: &str) -> Option<usize> {
    let word = text::fold(word);
    let known = |one: &str| BESIDE.iter().position(|words| words.contains(&one));
    let singular = |end: &str| word.strip_suffix(end).and_then(known);
    known(&word).or_else(|| singular("s")).or_else(|| singular("es")).or_else(|| {
        let (stem, y) = (word.strip_suffix("ies")?, "y");
        known(&format!("{stem}{y}"))
    })
}

/// Whether one of two titles, and not the other, is of something for the thing, or each of another such thing.
fn beside(comparison: &Comparison<'_>) -> bool {
    let says = |lone: &[&str]| -> BTreeSet<usize> { lone.iter().filter_map(|word| named(word)).collect() };
    comparison.items.iter().any(|item| match &item.evidence {
        Evidence::Words { left, right, .. } => {
            let (left, right) = (says(left), says(right));
            let things =
                |said: &BTreeSet<usize>| said.iter().copied().filter(|at| *at > 0).collect::<Vec<_>>();
            left.is_empty() != right.is_empty() || things(&left) != things(&right)
        }
        _ => false,
    })
}

/// The product a page is of, if one of those known is likely enough and no other nearly as likely.
pub(crate) fn same(seen: &Seen, known: Vec<Product>) -> Option<Product> {
    let page = of_page(seen);
    let digests: Vec<Digest> = known.iter().map(of_product).collect();
    let corpus = Corpus::of(digests.iter().chain([&page]));
    let calibration = Calibration::default();
    let parts = Parts::default();
    let likely = |one: &Digest| {
        let comparison = compare(&page, one, &corpus, &parts);
        if beside(&comparison) { 0.0 } else { calibration.probability(comparison.points()) }
    };
    let mut all: Vec<(f64, Product)> = digests.iter().map(likely).zip(known).collect();
    all.sort_by(|a, b| b.0.total_cmp(&a.0));
    let rival = all.get(1).map_or(0.0, |second| second.0);
    all.into_iter().next().filter(|first| first.0 >= SURE && rival < SURE).map(|first| first.1)
}

/// How likely a page is of the thing that was so called and described before.
pub(crate) fn likely(title: &str, thing: &Thing, seen: &Seen) -> f64 {
    let before = Digest::of(&Description {
        title: title.to_owned(),
        brand: thing.brand.clone(),
        model: thing.model.clone(),
        ..Description::default()
    });
    // One page may name the barcode and the other not: the names alone are compared.
    let now = Digest::of(&Description { gtin: None, ..description(seen) });
    let corpus = Corpus::of([&before, &now]);
    let parts = Parts::default();
    let comparison = compare(&before, &now, &corpus, &parts);
    if beside(&comparison) { 0.0 } else { Calibration::default().probability(comparison.points()) }
}

/// What a page says of its thing.
pub(crate) fn of_page(seen: &Seen) -> Digest {
    Digest::of(&description(seen))
}

fn description(seen: &Seen) -> Description {
    Description {
        title: seen.title.clone(),
        brand: seen.brand.clone(),
        gtin: seen.gtin,
        model: seen.model.clone(),
        ..Description::default()
    }
}

/// What is known of a product.
pub(crate) fn of_product(product: &Product) -> Digest {
    Digest::of(&Description {
        title: product.title.clone(),
        brand: product.brand.clone(),
        gtin: product.gtin,
        model: product.model.clone(),
        ..Description::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn differ(one: &str, other: &str) -> bool {
        let digest =
            |title: &str| Digest::of(&Description { title: title.to_owned(), ..Description::default() });
        let (one, other) = (digest(one), digest(other));
        let corpus = Corpus::of([&one, &other]);
        beside(&compare(&one, &other, &corpus, &Parts::default()))
    }

    #[test]
    fn what_is_for_a_thing_is_not_the_thing_nor_something_else_for_it() {
        let thing = "Aspirateur Dyson V11";
        for other in [
            "Housse pour aspirateur Dyson V11",
            "Housses aspirateur Dyson V11",
            "Câbles aspirateur Dyson V11",
            "Chargers aspirateur Dyson V11",
            "Batteries aspirateur Dyson V11",
            "Accessoires aspirateur Dyson V11",
            "Joint aspirateur Dyson V11",
        ] {
            assert!(differ(thing, other) && differ(other, thing), "{other}");
        }
        let cover = "Housse pour aspirateur Dyson V11";
        assert!(differ(cover, "Batterie pour aspirateur Dyson V11"));
        assert!(differ(cover, "Filtres pour aspirateur Dyson V11"));
        assert!(!differ(cover, "Étuis pour aspirateur Dyson V11"), "two words for the same");
        assert!(!differ("Battery for Dyson V11", "Batteries pour Dyson V11"));
        assert!(!differ(thing, "Aspirateur Dyson V11 rouge"));
    }
}
