//! Two digests side by side: every piece of evidence, and what it weighs.

use std::collections::HashSet;

use super::align::{Met, align};
use super::attribute::{self, Parts};
use super::code::{self, Kinship};
use super::corpus::Corpus;
use super::digest::Digest;
use super::evidence::{Evidence, Item};
use super::measure;
use super::token::{Sort, Token};
use super::{weights, words};

/// All that was found between two descriptions.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison<'a> {
    /// What speaks for and against, each with its weight; their sum is [`Self::points`].
    pub items: Vec<Item<'a>>,
}

impl Comparison<'_> {
    /// The sum of all evidence.
    #[must_use]
    pub fn points(&self) -> f64 {
        self.items.iter().map(|item| item.points).sum()
    }

    /// The further parts both tell and how near they are, by name.
    #[must_use]
    pub fn parts(&self) -> Vec<(String, usize)> {
        let part = |item: &Item| match item.evidence {
            Evidence::Part { name, step, .. } => Some((name.to_owned(), step)),
            _ => None,
        };
        self.items.iter().filter_map(part).collect()
    }
}

/// Compares two digests; what their further parts tell is taken from `parts`.
#[must_use]
pub fn compare<'a>(a: &'a Digest, b: &'a Digest, corpus: &Corpus, parts: &Parts) -> Comparison<'a> {
    let (left, right) = (Side::of(a, b), Side::of(b, a));
    let (met_left, met_right) = align(&a.title, &b.title);
    let (left, right) = (left.met(met_left), right.met(met_right));
    let mut items = vec![words_met(&left, &right, corpus)];
    items.extend(gtin(a, b));
    items.extend(identical(a, b));
    items.extend(codes(a, b, corpus).or_else(|| code_in_text(a, b, corpus)));
    items.extend(colours(a, b));
    items.extend(numbers(&left, &right));
    items.extend(sizes(a, b));
    items.extend(variants(&left, &right));
    items.extend(brand(a, b));
    items.extend(a.price.zip(b.price).map(|(left, right)| Item {
        points: weights::price(left, right),
        evidence: Evidence::Price { left, right },
    }));
    items.extend(attribute::shared(a, b, corpus).into_iter().map(|(x, y, step)| Item {
        points: parts.points(&x.name, step),
        evidence: Evidence::Part { name: &x.name, left: &x.told, right: &y.told, step },
    }));
    Comparison { items }
}

/// One side's title, and how far the other side meets it.
struct Side<'a> {
    title: &'a [Token],
    other: &'a Digest,
    /// How far each word of the title is met by the other's title, brand or further parts.
    met: Vec<f64>,
    /// By which word of the other's title.
    by: Vec<Option<usize>>,
}

impl<'a> Side<'a> {
    /// A title with what the other side's brand and further parts meet of it.
    fn of(mine: &'a Digest, other: &'a Digest) -> Self {
        let beside: Vec<Token> = other.beside().cloned().collect();
        let (met, _) = align(&mine.title, &beside);
        let kin: Vec<&String> = mine.codes.iter().filter(|code| has_kin(code, &other.codes)).collect();
        let in_kin = |token: &Token| match kin.iter().any(|code| code.contains(token.text.as_str())) {
            true => weights::IN_KIN,
            false => 0.0,
        };
        Self {
            title: &mine.title,
            other,
            met: met.0.iter().zip(&mine.title).map(|((met, _), token)| met.max(in_kin(token))).collect(),
            by: vec![None; mine.title.len()],
        }
    }

    /// Adds what the other side's title meets.
    fn met(mut self, met: Met) -> Self {
        for (at, (near, by)) in met.0.into_iter().enumerate() {
            self.met[at] = self.met[at].max(near);
            self.by[at] = by;
        }
        self
    }

    fn lone(&self) -> impl Iterator<Item = &'a Token> {
        self.title.iter().zip(&self.met).filter(|(_, met)| **met == 0.0).map(|(token, _)| token)
    }

    /// The share of the title that is met, words weighted by rarity; those in the other's sentences count a little.
    fn share(&self, corpus: &Corpus) -> f64 {
        let (mut all, mut met) = (0.0, 0.0);
        for (token, near) in self.title.iter().zip(&self.met) {
            let weight = corpus.weight(token.key);
            let in_text = if self.other.text.contains(&token.key) { weights::IN_TEXT } else { 0.0 };
            all += weight;
            met += weight * near.max(in_text);
        }
        if all > 0.0 { met / all } else { 0.0 }
    }
}

fn words_met<'a>(left: &Side<'a>, right: &Side<'a>, corpus: &Corpus) -> Item<'a> {
    let (by_left, by_right) = (left.share(corpus), right.share(corpus));
    let points = weights::TITLE * (by_left * by_right).sqrt() + weights::WITHIN * by_left.max(by_right);
    let met = left
        .title
        .iter()
        .zip(&left.by)
        .filter_map(|(token, by)| by.map(|by| (token.said.as_str(), right.title[by].said.as_str())));
    let said = |side: &Side<'a>| side.lone().map(|token| token.said.as_str()).collect();
    let evidence = Evidence::Words { met: met.collect(), left: said(left), right: said(right) };
    Item { points: points - weights::NEUTRAL, evidence }
}

fn gtin<'a>(a: &Digest, b: &Digest) -> Option<Item<'a>> {
    let same = a.gtin? == b.gtin?;
    let points = if same { weights::GTIN.0 } else { weights::GTIN.1 };
    Some(Item { points, evidence: Evidence::Gtin { same } })
}

/// Whatever is told is told on both sides: same words, same brand, no price or part of one side alone or another.
fn identical<'a>(a: &Digest, b: &Digest) -> Option<Item<'a>> {
    fn keys(tokens: &[Token]) -> HashSet<u64> {
        tokens.iter().map(|token| token.key).collect()
    }
    let parts = |digest: &Digest| -> HashSet<(String, String)> {
        digest.attributes.iter().map(|part| (part.name.clone(), part.told.clone())).collect()
    };
    let same = !a.title.is_empty()
        && a.gtin == b.gtin
        && a.price == b.price
        && a.codes == b.codes
        && keys(&a.title) == keys(&b.title)
        && keys(&a.brand) == keys(&b.brand)
        && a.text == b.text
        && parts(a) == parts(b);
    same.then_some(Item { points: weights::IDENTICAL, evidence: Evidence::Identical })
}

/// The pair of codes that speaks loudest for; where none is kin, the one that speaks loudest against.
fn codes<'a>(a: &'a Digest, b: &'a Digest, corpus: &Corpus) -> Option<Item<'a>> {
    let pairs = a.codes.iter().flat_map(|x| b.codes.iter().map(move |y| (x, y)));
    let told = pairs.map(|(x, y)| {
        let kinship = code::kinship(x, y);
        let alone = corpus.singles_out(x).max(corpus.singles_out(y));
        (weights::kinship(kinship) * alone, x, y, kinship)
    });
    let best = told.max_by(|one, other| loudest(one.0, one.3).total_cmp(&loudest(other.0, other.3)))?;
    let (points, left, right, kinship) = best;
    Some(Item { points, evidence: Evidence::Code { left, right, kinship } })
}

/// Whether one of these codes is this one, or with a few more letters.
fn has_kin(code: &str, among: &[String]) -> bool {
    among.iter().any(|other| code::kinship(code, other) >= Kinship::Extension)
}

/// A code that only the sentences of the other side name, which tells no code of its own.
fn code_in_text<'a>(a: &'a Digest, b: &'a Digest, corpus: &Corpus) -> Option<Item<'a>> {
    let named = |mine: &'a Digest, other: &'a Digest| {
        let codes =
            mine.codes.iter().filter(|code| other.codes.is_empty() && other.text_codes.contains(code));
        codes.map(|code| (weights::CODE_IN_TEXT * corpus.singles_out(code), code))
    };
    let (points, code) = named(a, b).chain(named(b, a)).max_by(|one, other| one.0.total_cmp(&other.0))?;
    Some(Item { points, evidence: Evidence::CodeInText { code } })
}

fn colours<'a>(a: &'a Digest, b: &'a Digest) -> Option<Item<'a>> {
    let met = a.colours.iter().any(|one| b.colours.iter().any(|other| one.key == other.key));
    if met || a.colours.is_empty() || b.colours.is_empty() {
        return None;
    }
    let said = |digest: &'a Digest| digest.colours.iter().map(|colour| colour.said.as_str()).collect();
    Some(Item { points: weights::COLOURS, evidence: Evidence::Colours { left: said(a), right: said(b) } })
}

/// Kin before strangers; among either the heavier.
fn loudest(points: f64, kinship: Kinship) -> f64 {
    match kinship {
        Kinship::Equal | Kinship::Extension | Kinship::Variants => 10.0 + points,
        Kinship::Siblings => 1.0 - points,
        Kinship::Strangers => -points,
    }
}

fn numbers<'a>(left: &Side<'a>, right: &Side<'a>) -> Option<Item<'a>> {
    let lone = |side: &Side<'a>| -> Vec<&'a str> {
        let numbers = side.lone().filter(|token| token.sort == Sort::Number);
        numbers
            .filter(|token| !side.other.text.contains(&token.key))
            .map(|token| token.said.as_str())
            .collect()
    };
    let (left, right) = (lone(left), lone(right));
    let points = match (left.is_empty(), right.is_empty()) {
        (true, true) => return None,
        (false, false) => weights::NUMBERS.1,
        _ => weights::NUMBERS.0,
    };
    Some(Item { points, evidence: Evidence::Numbers { left, right } })
}

/// A size on one side that no size of the same dimension on the other side is near to.
fn sizes<'a>(a: &'a Digest, b: &'a Digest) -> Option<Item<'a>> {
    let against = |mine: &'a Digest, other: &'a Digest| {
        mine.title.iter().find_map(|token| {
            let Sort::Size(dimension, value) = token.sort else { return None };
            let alike = |other: &&Token| matches!(other.sort, Sort::Size(same, _) if same == dimension);
            let near =
                |other: &Token| matches!(other.sort, Sort::Size(_, size) if measure::near(size, value));
            let first = other.title.iter().find(alike)?;
            let met = other.title.iter().filter(alike).any(near);
            (!met).then_some((token.said.as_str(), first.said.as_str()))
        })
    };
    let (left, right) = against(a, b).or_else(|| against(b, a).map(|(right, left)| (left, right)))?;
    Some(Item { points: weights::NUMBERS.2, evidence: Evidence::Sizes { left, right } })
}

fn variants<'a>(left: &Side<'a>, right: &Side<'a>) -> Option<Item<'a>> {
    let lone = |side: &Side<'a>| -> Vec<&'a str> {
        side.lone()
            .filter(|token| words::tells_variants(token.key))
            .map(|token| token.said.as_str())
            .collect()
    };
    let (left, right) = (lone(left), lone(right));
    let any = !(left.is_empty() && right.is_empty());
    any.then_some(Item { points: weights::VARIANTS, evidence: Evidence::Variants { left, right } })
}

/// Brands are another only if nothing of either is said by the other, brand or title.
fn brand<'a>(a: &'a Digest, b: &'a Digest) -> Option<Item<'a>> {
    if a.brand.is_empty() || b.brand.is_empty() {
        return None;
    }
    let (by_a, by_b) = align(&a.brand, &b.brand);
    let met = |met: &Met| met.0.iter().filter(|(near, _)| *near > 0.0).count();
    let all = met(&by_a) == a.brand.len() || met(&by_b) == b.brand.len();
    let in_title = |brand: &[Token], title: &[Token]| {
        brand.iter().any(|token| title.iter().any(|word| word.key == token.key))
    };
    let some = met(&by_a) > 0 || in_title(&a.brand, &b.title) || in_title(&b.brand, &a.title);
    let points = match (all, some) {
        (true, _) => weights::BRAND.0,
        (false, true) => return None,
        (false, false) => weights::BRAND.1,
    };
    Some(Item { points, evidence: Evidence::Brand { left: &a.brand_told, right: &b.brand_told, same: all } })
}
