//! What reading a text for likeness shares with reading it for the words by which wishes and offers meet.

use domain::text;

use super::token::{self, Sort};
use super::{measure, words};

/// Runs of letters and digits of a text, and whether each touches the one before.
pub(crate) fn pieces(said: &str) -> Vec<(String, bool)> {
    token::pieces(&token::mend(said)).into_iter().map(|piece| (piece.text, piece.glued)).collect()
}

/// A size at the head of these pieces: the unit of its dimension, its value in that, and how many pieces it takes.
pub(crate) fn size_of(
    piece: &str,
    next: Option<&str>,
    then: Option<&str>,
) -> Option<(&'static str, f64, usize)> {
    let (token, used) = token::numeric(piece, next, then)?;
    match token.sort {
        Sort::Size(dimension, value) => Some((dimension.unit(), value, used)),
        _ => None,
    }
}

/// Whether this stands beside numbers as a unit.
pub(crate) fn is_unit(piece: &str) -> bool {
    measure::unit(piece).is_some()
}

/// Whether a folded word is a colour.
pub(crate) fn is_colour(folded: &str) -> bool {
    let read = text::words(folded);
    read.iter().any(|word| words::is_colour(words::meaning(word)))
}

/// A number that is equal for equal texts.
pub(crate) fn key(text: &str) -> u64 {
    token::key(text)
}

/// Words of one meaning; the first of each names it.
pub(crate) const fn synonyms() -> &'static [&'static [&'static str]] {
    words::SYNONYMS
}
