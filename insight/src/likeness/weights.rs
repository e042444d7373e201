//! What each evidence weighs, in points: a title met in every word weighs [`TITLE`] + [`WITHIN`] − [`NEUTRAL`].
//!
//! Set once, by judgement, for goods of every kind and in the order in which a person looks: barcode, maker's number, words, then
//! what contradicts. They are fitted to no labels. What a point is worth in probability is fitted to the lists at hand.

use super::code::Kinship;

/// Equal barcodes, and different ones; the latter short of certain, for barcodes are typed wrong and reused.
pub(super) const GTIN: (f64, f64) = (3.0, -2.0);
/// Both tell the same and nothing more.
pub(super) const IDENTICAL: f64 = 0.35;
/// All words of both met (the cosine of the two titles, words weighted by rarity).
pub(super) const TITLE: f64 = 1.0;
/// All words of the shorter met: a long title that says what the short one says, and more.
pub(super) const WITHIN: f64 = 0.3;
/// What words weigh when they tell nothing.
pub(super) const NEUTRAL: f64 = 1.0;
/// How far a word counts as met that only the other's sentences say.
pub(super) const IN_TEXT: f64 = 0.3;
/// A number one side says alone; both sides say numbers alone; sizes contradict.
pub(super) const NUMBERS: (f64, f64, f64) = (-0.05, -0.15, -0.1);
/// A word that tells variants apart is said on one side alone.
pub(super) const VARIANTS: f64 = -0.15;
/// The colours contradict each other.
pub(super) const COLOURS: f64 = -0.15;
/// The sentences of one name the other's code.
pub(super) const CODE_IN_TEXT: f64 = 0.4;
/// How far a part of a code counts as met by a code that is kin.
pub(super) const IN_KIN: f64 = 0.85;
/// The same brand, and another.
pub(super) const BRAND: (f64, f64) = (0.05, -0.2);
/// How far a part's log-likelihood ratio counts, in log-odds: half, for parts depend on each other and on the words.
pub(super) const PART: f64 = 0.5;
/// How much worse than a rival, times this, is taken off: almost "only the best of both may be the same".
pub(super) const RIVAL: f64 = 3.0;

/// What the kinship of two codes weighs that are these things' alone.
pub(super) const fn kinship(kinship: Kinship) -> f64 {
    match kinship {
        Kinship::Equal => 0.8,
        Kinship::Extension => 0.64,
        Kinship::Variants => 0.24,
        Kinship::Siblings => -0.48,
        Kinship::Strangers => -0.24,
    }
}

/// What prices weigh: the ratio of the dearer to the cheaper decides.
pub(super) fn price(left: f64, right: f64) -> f64 {
    let apart = (left / right).ln().abs();
    match apart {
        _ if apart < 0.05 => 0.15,
        _ if apart < 0.2 => 0.1,
        _ if apart < 0.5 => 0.0,
        _ if apart < 1.0 => -0.15,
        _ => -0.4,
    }
}
