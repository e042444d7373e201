//! What a page says of a product: for each field every candidate, where it was found, and how sure that is.

use domain::{Gtin, Money};

use crate::text::line;

/// A value read, where from, and how sure.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate<T> {
    /// The value.
    pub value: T,
    /// Where it was found, such as `JSON-LD block 2, offers[0].price`.
    pub source: String,
    /// How sure, in hundredths.
    pub confidence: u8,
}

/// The candidates for one field, the surest first.
#[derive(Debug, Clone, PartialEq)]
pub struct Field<T> {
    candidates: Vec<Candidate<T>>,
}

/// Characters of where a candidate was found.
const SOURCE: usize = 200;
/// Candidates kept of one field.
const KEPT: usize = 12;
/// Under this, in hundredths, a candidate is shown but not chosen.
pub(crate) const CHOSEN: u8 = 30;

impl<T> Default for Field<T> {
    fn default() -> Self {
        Self { candidates: Vec::new() }
    }
}

impl<T: PartialEq> Field<T> {
    /// The one to take, if any is sure enough.
    #[must_use]
    pub fn chosen(&self) -> Option<&Candidate<T>> {
        self.candidates.first().filter(|first| first.confidence >= CHOSEN)
    }

    /// The value to take.
    #[must_use]
    pub fn value(&self) -> Option<&T> {
        self.chosen().map(|chosen| &chosen.value)
    }

    /// Every candidate, the surest first.
    #[must_use]
    pub fn candidates(&self) -> &[Candidate<T>] {
        &self.candidates
    }

    /// Adds a candidate. Two places that say the same are surer than one: their doubts multiply.
    pub(crate) fn add(&mut self, value: T, source: impl Into<String>, confidence: u8) {
        // What elements and keys are called is a stranger's word, too.
        let (source, confidence) = (line(&source.into(), SOURCE), confidence.min(99));
        match self.candidates.iter_mut().find(|one| one.value == value) {
            // The same place seen twice, an element within an element, is no second witness.
            Some(same) if same.source == source => same.confidence = same.confidence.max(confidence),
            Some(same) => {
                let doubt = u32::from(100 - same.confidence) * u32::from(100 - confidence) / 100;
                let joint = u8::try_from(100 - doubt).unwrap_or(99).min(99);
                if confidence > same.confidence {
                    same.source = source;
                }
                same.confidence = joint;
            }
            None => self.candidates.push(Candidate { value, source, confidence }),
        }
        self.candidates.sort_by_key(|one| std::cmp::Reverse(one.confidence));
        self.candidates.truncate(KEPT);
    }

    /// Takes doubt into account that `wrong` finds in candidates: each loses so many hundredths.
    pub(crate) fn doubt(&mut self, wrong: impl Fn(&Candidate<T>) -> u8) {
        for one in &mut self.candidates {
            one.confidence = one.confidence.saturating_sub(wrong(one));
        }
        self.candidates.sort_by_key(|one| std::cmp::Reverse(one.confidence));
    }
}

/// Whether a thing can be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Availability {
    /// It can be had, or ordered.
    In,
    /// It cannot.
    Out,
    /// Nothing tells.
    Unknown,
}

/// In what state a thing is sold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Condition {
    /// New.
    New,
    /// Used.
    Used,
    /// Made as new.
    Refurbished,
    /// Damaged, and sold as such.
    Damaged,
}

/// What the page is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageKind {
    /// One product, perhaps in variants.
    One,
    /// Several products: a list, a search.
    Many,
    /// No product.
    None,
}

/// One variant of a product: a size, a colour.
#[derive(Debug, Clone, PartialEq)]
pub struct Variant {
    /// What tells it apart, as the page names it.
    pub name: String,
    /// The shop's number for it.
    pub sku: Option<String>,
    /// Its barcode.
    pub gtin: Option<Gtin>,
    /// Its price.
    pub price: Option<Money>,
    /// Whether it can be had.
    pub availability: Availability,
    /// Where it was found.
    pub source: String,
}

/// What was read from a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// What the page is about.
    pub kind: PageKind,
    /// Whether it surely lists things and none of them is its own: what was read is then the first of them at best, and
    /// `list` reads them all.
    pub lists: bool,
    /// The product's name.
    pub title: Field<String>,
    /// Whose make it is.
    pub brand: Field<String>,
    /// Its barcode.
    pub gtin: Field<Gtin>,
    /// The maker's number.
    pub mpn: Field<String>,
    /// The shop's number.
    pub sku: Field<String>,
    /// Where a picture of it is: an absolute address, http or https.
    pub picture: Field<String>,
    /// What it costs now.
    pub price: Field<Money>,
    /// What it cost, or is said to cost elsewhere, when it is on sale.
    pub list_price: Field<Money>,
    /// The lowest and highest price of its variants.
    pub price_range: Field<(Money, Money)>,
    /// Whether it can be had.
    pub availability: Field<Availability>,
    /// In what state it is sold.
    pub condition: Field<Condition>,
    /// Where it stands in the shop, from wide to narrow.
    pub category: Field<Vec<String>>,
    /// The page's own address for itself: absolute, http or https.
    pub canonical: Field<String>,
    /// The shop's name.
    pub retailer: Field<String>,
    /// Its variants.
    pub variants: Vec<Variant>,
    /// The page's language, as it says.
    pub language: Option<String>,
    /// Whether the page was longer than was read.
    pub cut: bool,
}

impl Default for Reading {
    fn default() -> Self {
        Self {
            kind: PageKind::None,
            lists: false,
            title: Field::default(),
            brand: Field::default(),
            gtin: Field::default(),
            mpn: Field::default(),
            sku: Field::default(),
            picture: Field::default(),
            price: Field::default(),
            list_price: Field::default(),
            price_range: Field::default(),
            availability: Field::default(),
            condition: Field::default(),
            category: Field::default(),
            canonical: Field::default(),
            retailer: Field::default(),
            variants: Vec::new(),
            language: None,
            cut: false,
        }
    }
}

impl Reading {
    /// Whether it can be had; unknown when nothing tells.
    #[must_use]
    pub fn available(&self) -> Availability {
        self.availability.value().copied().unwrap_or(Availability::Unknown)
    }
}
