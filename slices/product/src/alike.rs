//! Whether a page is of a product that is known, by likeness.

use insight::likeness::{Calibration, Corpus, Description, Digest, attribute::Parts, compare};

use crate::model::{Product, Seen};

/// How likely it must be: two things taken for one mislead everybody who wishes for either, one taken for two only hides a seller.
const SURE: f64 = 0.9;

/// The product a page is of, if one of those known is likely enough and no other nearly as likely.
pub(crate) fn same(seen: &Seen, known: Vec<Product>) -> Option<Product> {
    let page = of_page(seen);
    let digests: Vec<Digest> = known.iter().map(digest).collect();
    let corpus = Corpus::of(digests.iter().chain([&page]));
    let calibration = Calibration::default();
    let likely =
        |one: &Digest| calibration.probability(compare(&page, one, &corpus, &Parts::default()).points());
    let mut all: Vec<(f64, Product)> = digests.iter().map(likely).zip(known).collect();
    all.sort_by(|a, b| b.0.total_cmp(&a.0));
    let rival = all.get(1).map_or(0.0, |second| second.0);
    all.into_iter().next().filter(|first| first.0 >= SURE && rival < SURE).map(|first| first.1)
}

/// What a page says of its thing.
pub(crate) fn of_page(seen: &Seen) -> Digest {
    Digest::of(&Description {
        title: seen.title.clone(),
        brand: seen.brand.clone(),
        gtin: seen.gtin,
        model: seen.model.clone(),
        ..Description::default()
    })
}

fn digest(product: &Product) -> Digest {
    Digest::of(&Description {
        title: product.title.clone(),
        brand: product.brand.clone(),
        gtin: product.gtin,
        model: product.model.clone(),
        ..Description::default()
    })
}
