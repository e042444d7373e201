//! Whether a page is of a product that is known, by likeness.

use insight::likeness::{Calibration, Corpus, Description, Digest, attribute::Parts, compare};

use crate::model::{Described, Product, Seen, Thing};

/// How likely it must be: two things taken for one mislead everybody who wishes for either, one taken for two only hides a seller.
pub(crate) const SURE: f64 = 0.9;

/// The product a page is of, if one of those known is likely enough and no other nearly as likely.
pub(crate) fn same(told: &Described, known: Vec<Product>) -> Option<Product> {
    let page = of_thing(told);
    let digests: Vec<Digest> = known.iter().map(of_product).collect();
    let corpus = Corpus::of(digests.iter().chain([&page]));
    let calibration = Calibration::default();
    let parts = Parts::default();
    let likely = |one: &Digest| {
        let comparison = compare(&page, one, &corpus, &parts);
        if comparison.is_beside() { 0.0 } else { calibration.probability(comparison.points()) }
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
    let now = Digest::of(&Description { gtin: None, ..description(&Described::from(seen)) });
    let corpus = Corpus::of([&before, &now]);
    let parts = Parts::default();
    let comparison = compare(&before, &now, &corpus, &parts);
    if comparison.is_beside() { 0.0 } else { Calibration::default().probability(comparison.points()) }
}

/// What is said of a thing.
pub(crate) fn of_thing(told: &Described) -> Digest {
    Digest::of(&description(told))
}

fn description(told: &Described) -> Description {
    Description {
        title: told.title.clone(),
        brand: told.thing.brand.clone(),
        gtin: told.thing.gtin,
        model: told.thing.model.clone(),
        ..Description::default()
    }
}

/// What is known of a product.
pub(crate) fn of_product(product: &Product) -> Digest {
    of_thing(&Described { title: product.title.clone(), thing: product.into() })
}
