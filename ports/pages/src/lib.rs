//! Pages: reads a shop's page into what it says of its product.
//!
//! Pure: bytes in, a [`Reading`] out; no network, no clock. Each field keeps every candidate with where it was found and how sure that
//! is, so that a person can see and correct what was read. Heard in this order of trust: JSON-LD, microdata and RDFa; Open Graph and
//! other meta elements; data in scripts; the page as it is shown (labels, prices near title and buy button, words of stock).
//!
//! Invariants: what is read is bounded in bytes, depth and number; time is linear in them; text comes out plain, without markup,
//! control or direction marks, and within the limits of [`domain::limits`]; addresses are http or https; no rule asks what shop it reads, though the word lists
//! hold names that only large ones use.
//! Refuses to know how a page was fetched, and what becomes of the reading.
//!
//! Public face: [`read`], [`Source`], [`Reading`]; [`list`] for pages of many things; [`price`] for prices as people write them; [`structured_data`] for the raw items.

mod cards;
mod charset;
mod codes;
mod details;
mod item;
mod json;
mod jsonld;
mod list;
mod many;
mod meta;
mod microdata;
mod page;
pub mod price;
mod products;
mod rdfa;
mod reading;
mod said;
mod script;
mod shelf;
mod spots;
mod stock;
mod structured;
mod text;
mod tree;
mod words;

pub use item::{Item, Value};
pub use list::{Entry, list};
pub use reading::{Availability, Candidate, Condition, Field, PageKind, Reading, Variant};

use page::Page;

/// Bytes of a page that are read when nothing else is said: the largest of shops' pages are a third of it.
pub const PAGE_BYTES: usize = 6_000_000;

/// A page to be read.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// Its bytes.
    pub bytes: &'a [u8],
    /// What the server said it is: `text/html; charset=utf-8`.
    pub content_type: Option<&'a str>,
    /// Where it is from.
    pub url: &'a str,
    /// A language tag, such as `fr-FR`, for pages that do not tell theirs.
    pub locale: Option<&'a str>,
    /// How many bytes are read; the rest is cut.
    pub limit: usize,
}

impl<'a> Source<'a> {
    /// A page with the usual limit and nothing known of its language.
    #[must_use]
    pub fn new(bytes: &'a [u8], content_type: Option<&'a str>, url: &'a str) -> Self {
        Self { bytes, content_type, url, locale: None, limit: PAGE_BYTES }
    }
}

/// Reads a page. Never fails: what cannot be read is not in the reading.
#[must_use]
pub fn read(source: &Source<'_>) -> Reading {
    let bytes = &source.bytes[..source.bytes.len().min(source.limit)];
    let html = charset::decode(bytes, source.content_type);
    let mut page = Page::new(&html, url::Url::parse(source.url).ok(), source.locale);
    let mut items = jsonld::items(&page.tree);
    items.extend(microdata::items(&page.tree));
    items.extend(rdfa::items(&page.tree));
    let pairs = script::of(&page);
    page.hints.currency = structured::page_currency(&items, &page)
        .or_else(|| script_currency(&pairs))
        .or_else(|| page.hints.local_currency());
    let mut reading = Reading {
        cut: bytes.len() < source.bytes.len(),
        language: page.language.clone(),
        ..Reading::default()
    };
    let described = products::described(&items, &page);
    structured::read(&described, &page, &mut reading);
    said::metas(&page, &mut reading);
    said::identity(&page, &mut reading);
    said::things(&items, &page, &mut reading);
    details::labelled(&page, &mut reading);
    details::attributes(&page, &mut reading);
    details::address(&page, &html, &mut reading);
    details::scripts(&pairs, &mut reading);
    details::brand_element(&page, &mut reading);
    details::weigh(&page, &mut reading);
    spots::read(&page, &pairs, &mut reading);
    let buttons = spots::buttons(&page);
    shelf::read(&page, &buttons, &pairs, &mut reading);
    said::supposed(&mut reading);
    let sold = reading.price.value().is_some() && !buttons.is_empty();
    reading.kind = products::kind(&items, &described, &page, sold);
    reading.lists = many::is_list(&items, &described, &page, &reading);
    reading
}

/// The currency the page's scripts name, when they name but one.
fn script_currency(pairs: &[script::Pair]) -> Option<domain::Currency> {
    let named = script::tally(pairs, &["currency", "pricecurrency", "currencycode"]);
    let mut known = named.iter().filter_map(|(pair, _)| pair.value.parse::<domain::Currency>().ok());
    let first = known.next()?;
    known.all(|other| other == first).then_some(first)
}

/// What a page says in forms made for programs.
#[derive(Debug)]
pub struct Structured {
    /// The items of every JSON-LD block.
    pub json_ld: Vec<Item>,
    /// The items of microdata that stand in no other.
    pub microdata: Vec<Item>,
    /// The typed things of RDFa that stand in no other.
    pub rdfa: Vec<Item>,
    /// Names, in lower case, and values of meta elements and links.
    pub metas: Vec<(String, String)>,
}

/// Reads the forms made for programs, without choosing a product.
#[must_use]
pub fn structured_data(html: &str) -> Structured {
    let tree = tree::Tree::read(html);
    Structured {
        json_ld: jsonld::items(&tree),
        microdata: microdata::items(&tree),
        rdfa: rdfa::items(&tree),
        metas: meta::Metas::of(&tree).into_pairs(),
    }
}
