//! The offers for a wish told in words: the wish is met by how much of it a listing says, in either language.

use domain::Gtin;

use super::align::align;
use super::code::{self, Kinship};
use super::corpus::Corpus;
use super::digest::{self, Digest};
use super::token::Token;
use super::{weights, words};

/// How far a word of the wish counts as met by where it is found: further parts, then sentences.
const BESIDE: f64 = 0.9;
const IN_TEXT: f64 = 0.5;
/// What a listing loses for words of another variant or an accessory that the wish does not say: a case for the phone is no phone.
const VARIANT: f64 = 0.12;
/// How much of the order is left to how little else the listing says.
const BREVITY: f64 = 0.1;
/// A listing that meets less of a wish than this is no answer.
pub const ANSWER: f64 = 0.5;

/// A wish told in words, read once.
#[derive(Debug, Clone)]
pub struct Wanted {
    pub(crate) tokens: Vec<Token>,
    codes: Vec<String>,
    gtin: Option<Gtin>,
}

impl Wanted {
    /// Reads a wish; a barcode alone is one, too.
    #[must_use]
    pub fn told(text: &str) -> Self {
        let (tokens, codes) = digest::read(text);
        Self { tokens, codes, gtin: text.trim().parse().ok() }
    }

    pub(crate) fn keys(&self) -> Vec<u64> {
        let words = self.tokens.iter().map(|token| token.key);
        let codes = self.codes.iter().flat_map(|code| digest::code_keys(code));
        let mut keys: Vec<u64> = words.chain(codes).chain(self.gtin.map(digest::gtin_key)).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// How well a listing meets the wish, from 0 to 1; words count by their rarity.
    #[must_use]
    pub fn met(&self, listing: &Digest, corpus: &Corpus) -> f64 {
        if self.gtin.is_some() && self.gtin == listing.gtin {
            return 1.0;
        }
        let beside: Vec<Token> = listing.beside().cloned().collect();
        let (by_title, titled) = align(&self.tokens, &listing.title);
        let (by_beside, _) = align(&self.tokens, &beside);
        let (mut all, mut met) = (0.0, 0.0);
        for (at, token) in self.tokens.iter().enumerate() {
            let weight = corpus.weight(token.key);
            let in_text = if listing.text.contains(&token.key) { IN_TEXT } else { 0.0 };
            let near =
                by_title.0[at].0.max(BESIDE * by_beside.0[at].0).max(in_text).max(self.kin(token, listing));
            all += weight;
            met += weight * near;
        }
        if all <= 0.0 {
            return 0.0;
        }
        let lone = listing.title.iter().zip(&titled.0).filter(|(_, (near, _))| *near == 0.0);
        let other = lone.clone().any(|(token, _)| words::tells_variants(token.key));
        let brevity = lone.fold(1.0_f64, |words, _| words + 0.1).recip();
        ((met / all) * (1.0 - BREVITY + BREVITY * brevity) - if other { VARIANT } else { 0.0 }).max(0.0)
    }

    /// How far a code of the wish is met by the listing's codes, whatever their separators and endings.
    fn kin(&self, token: &Token, listing: &Digest) -> f64 {
        let Some(code) = self.codes.iter().find(|code| code.contains(token.text.as_str())) else {
            return 0.0;
        };
        let best = listing.codes.iter().map(|other| code::kinship(code, other)).max();
        best.filter(|kinship| *kinship >= Kinship::Variants)
            .map_or(0.0, |kinship| weights::kinship(kinship) / weights::kinship(Kinship::Equal))
    }
}

/// Orders listings by how well they meet a wish, those left out that are no answer; best first, equals as they came.
#[must_use]
pub fn rank<'a, I: Clone>(
    wanted: &Wanted,
    listings: impl IntoIterator<Item = (I, &'a Digest)>,
    corpus: &Corpus,
) -> Vec<(I, f64)> {
    let met = listings.into_iter().map(|(id, listing)| (id, wanted.met(listing, corpus)));
    let mut answers: Vec<(I, f64)> = met.filter(|(_, met)| *met >= ANSWER).collect();
    answers.sort_by(|a, b| b.1.total_cmp(&a.1));
    answers
}
