//! A description read once, ready to be compared many times.

use std::collections::HashSet;

use domain::Gtin;

use super::code;
use super::token::{self, Piece, Token};
use super::words;

/// What is told about a thing, as far as it is told.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Description {
    /// Its name.
    pub title: String,
    /// Whose make.
    pub brand: Option<String>,
    /// Its barcode.
    pub gtin: Option<Gtin>,
    /// The maker's number for it.
    pub model: Option<String>,
    /// Its price, in one currency for all that are compared; only ratios are looked at.
    pub price: Option<f64>,
    /// Where it stands in a tree of categories.
    pub category: Option<String>,
    /// Whatever else is told in sentences.
    pub text: String,
    /// Further parts: name and value.
    pub attributes: Vec<(String, String)>,
}

/// One further part of a description.
#[derive(Debug, Clone)]
pub(crate) struct Attribute {
    pub name: String,
    pub told: String,
    pub tokens: Vec<Token>,
}

/// A description as tokens, codes and values.
#[derive(Debug, Clone)]
pub struct Digest {
    /// Of title and model, each once, in the order told.
    pub(crate) title: Vec<Token>,
    pub(crate) brand: Vec<Token>,
    pub(crate) brand_told: String,
    /// Keys of the sentences.
    pub(crate) text: HashSet<u64>,
    pub(crate) codes: Vec<String>,
    /// Codes among the sentences, where they may be those of other things.
    pub(crate) text_codes: Vec<String>,
    /// The colours of the title; of the sentences where the title tells none.
    pub(crate) colours: Vec<Token>,
    pub(crate) gtin: Option<Gtin>,
    pub(crate) price: Option<f64>,
    pub(crate) attributes: Vec<Attribute>,
}

impl Digest {
    /// Reads a description.
    #[must_use]
    pub fn of(told: &Description) -> Self {
        let mut pieces = token::pieces(&token::mend(&told.title));
        if let Some(model) = &told.model {
            let mut more = token::pieces(&token::mend(model));
            if let Some(first) = more.first_mut() {
                first.glued = false;
            }
            pieces.extend(more);
        }
        let mut seen = HashSet::new();
        let title: Vec<Token> =
            token::of_pieces(&pieces).into_iter().filter(|token| seen.insert(token.key)).collect();
        let title = if title.is_empty() { token::letters(&told.title) } else { title };
        let (text, text_codes) = read(&told.text);
        let category = told.category.iter().map(|category| ("category", category.as_str()));
        let further = told.attributes.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let brand_told = told.brand.clone().unwrap_or_default();
        Self {
            colours: colours(&title).or_else(|| colours(&text)).unwrap_or_default(),
            title,
            brand: token::tokens(&brand_told),
            brand_told,
            text: text.iter().map(|token| token.key).collect(),
            text_codes,
            codes: code::codes(&pieces),
            gtin: told.gtin,
            price: told.price.filter(|price| *price > 0.0 && price.is_finite()),
            attributes: category.chain(further).filter_map(Attribute::read).collect(),
        }
    }

    /// The keys by which it is found, each once: words, codes with their stems, brand, barcode.
    #[must_use]
    pub fn keys(&self) -> Vec<u64> {
        let words = self.title.iter().chain(&self.brand).map(|token| token.key);
        let codes = self.codes.iter().flat_map(|code| code_keys(code));
        let mut keys: Vec<u64> = words.chain(codes).chain(self.gtin.map(gtin_key)).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// The tokens told beside the title that a title of the other side may speak of.
    pub(crate) fn beside(&self) -> impl Iterator<Item = &Token> {
        self.brand.iter().chain(self.attributes.iter().flat_map(|attribute| &attribute.tokens))
    }
}

/// The colours among these, if any.
fn colours(tokens: &[Token]) -> Option<Vec<Token>> {
    let colours: Vec<Token> = tokens.iter().filter(|token| words::is_colour(token.key)).cloned().collect();
    (!colours.is_empty()).then_some(colours)
}

impl Attribute {
    /// Reads a part; nothing, when nothing or a dash is told.
    fn read((name, told): (&str, &str)) -> Option<Self> {
        let tokens = token::tokens(told);
        (!tokens.is_empty()).then(|| Self { name: name.to_owned(), told: told.trim().to_owned(), tokens })
    }
}

/// The keys of a code: itself, and what its variants in colour and country share.
pub(crate) fn code_keys(code: &str) -> Vec<u64> {
    let stem = code::stem(code);
    let mut keys = vec![token::key(code)];
    if stem.len() >= 4 {
        keys.push(token::key(&format!("stem {stem}")));
    }
    keys
}

pub(crate) fn gtin_key(gtin: Gtin) -> u64 {
    token::key(&format!("gtin {gtin}"))
}

/// The pieces of a mended text, for whoever needs tokens and codes of one reading.
pub(crate) fn read(text: &str) -> (Vec<Token>, Vec<String>) {
    let pieces: Vec<Piece> = token::pieces(&token::mend(text));
    (token::of_pieces(&pieces), code::codes(&pieces))
}
