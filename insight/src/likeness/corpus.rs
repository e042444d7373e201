//! How often words are met: what makes a rare word weigh more than a common one.

use std::collections::{HashMap, HashSet};

use super::digest::Digest;
use super::token;

/// The fewest descriptions a code's rarity is reckoned among: in a short list everything is rare.
const FEW: f64 = 1000.0;

/// Counts of descriptions by token, for the titles and for each attribute.
#[derive(Debug, Clone, Default)]
pub struct Corpus {
    descriptions: u32,
    titles: HashMap<u64, u32>,
    values: HashMap<u64, u32>,
}

impl Corpus {
    /// The counts of these descriptions.
    #[must_use]
    pub fn of<'a>(digests: impl IntoIterator<Item = &'a Digest>) -> Self {
        let mut corpus = Self::default();
        for digest in digests {
            corpus.add(digest);
        }
        corpus
    }

    /// Counts one more description.
    pub fn add(&mut self, digest: &Digest) {
        self.descriptions += 1;
        let codes = digest.codes.iter().map(|code| token::key(code));
        let keys: HashSet<u64> = digest.title.iter().map(|token| token.key).chain(codes).collect();
        for key in keys {
            *self.titles.entry(key).or_default() += 1;
        }
        for attribute in &digest.attributes {
            let keys: HashSet<u64> = attribute.tokens.iter().map(|token| token.key).collect();
            for key in keys {
                *self.values.entry(key ^ token::key(&attribute.name)).or_default() += 1;
            }
        }
    }

    /// The weight of a token of a title: the logarithm of how rarely it is met, as in inverse document frequency
    /// (Spärck Jones 1972); a word never met weighs as one met half a time.
    #[must_use]
    pub fn weight(&self, key: u64) -> f64 {
        self.rarity(self.titles.get(&key).copied())
    }

    /// The weight of a token among the values of one attribute.
    pub(crate) fn weight_in(&self, attribute: &str, key: u64) -> f64 {
        self.rarity(self.values.get(&(key ^ token::key(attribute))).copied())
    }

    fn rarity(&self, met: Option<u32>) -> f64 {
        (f64::from(self.descriptions + 1) / (f64::from(met.unwrap_or(0)) + 0.5)).ln().max(0.05)
    }

    /// How far a code is one thing's alone, from 0 (one in a thousandth of all) to 1.
    pub(crate) fn singles_out(&self, code: &str) -> f64 {
        let met = self.titles.get(&token::key(code)).copied().unwrap_or(0).max(1);
        ((f64::from(self.descriptions).max(FEW) / f64::from(met)).ln() / 6.0).clamp(0.0, 1.0)
    }
}
