//! Whether a page is of a product that is known, by likeness.

use domain::text;
use insight::likeness::{
    Calibration, Comparison, Corpus, Description, Digest, Evidence, attribute::Parts, compare,
};

use crate::model::{Product, Seen};

/// How likely it must be: two things taken for one mislead everybody who wishes for either, one taken for two only hides a seller.
const SURE: f64 = 0.9;

/// Words by which a title says that it is of something for the thing, not the thing, folded.
const BESIDE: &[&str] = &[
    "battery",
    "batterie",
    "bag",
    "boite",
    "box",
    "cable",
    "case",
    "charger",
    "chargeur",
    "coffret",
    "compatible",
    "compatibles",
    "coque",
    "cover",
    "etui",
    "film",
    "filter",
    "filtre",
    "for",
    "housse",
    "malette",
    "mallette",
    "pour",
    "protection",
    "replacement",
    "rechange",
    "sac",
    "sacoche",
    "sleeve",
    "support",
];

/// Whether one of two titles, and not the other, is of something for the thing.
fn beside(comparison: &Comparison<'_>) -> bool {
    let says = |lone: &[&str]| lone.iter().any(|word| BESIDE.contains(&text::fold(word).as_str()));
    comparison.items.iter().any(|item| match &item.evidence {
        Evidence::Words { left, right, .. } => says(left) != says(right),
        _ => false,
    })
}

/// The product a page is of, if one of those known is likely enough and no other nearly as likely.
pub(crate) fn same(seen: &Seen, known: Vec<Product>) -> Option<Product> {
    let page = of_page(seen);
    let digests: Vec<Digest> = known.iter().map(digest).collect();
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
