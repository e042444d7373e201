//! Two texts laid side by side: how well each token of one is met in the other.

use super::code::{self, Kinship};
use super::measure;
use super::token::{Sort, Token};

/// What tokens must have in common, at least, to be one word misspelt.
const SPELT: f64 = 0.8;

/// How well each token is met, from 0 to 1, and by which token of the other side.
#[derive(Debug, Clone)]
pub(crate) struct Met(pub Vec<(f64, Option<usize>)>);

impl Met {
    fn none(tokens: usize) -> Self {
        Self(vec![(0.0, None); tokens])
    }

    fn raise(&mut self, at: usize, by: f64, other: usize) {
        if by > self.0[at].0 {
            self.0[at] = (by, Some(other));
        }
    }

    fn full(&self, at: usize) -> bool {
        self.0[at].0 >= 1.0
    }
}

/// Lays two texts side by side; the same both ways.
pub(crate) fn align(a: &[Token], b: &[Token]) -> (Met, Met) {
    let (mut met_a, mut met_b) = (Met::none(a.len()), Met::none(b.len()));
    for (i, x) in a.iter().enumerate() {
        for (j, y) in b.iter().enumerate() {
            if x.key == y.key {
                met_a.raise(i, 1.0, j);
                met_b.raise(j, 1.0, i);
            }
        }
    }
    // Both ways from the same state, so that neither side goes first.
    let (plain_a, plain_b) = (met_a.clone(), met_b.clone());
    joined(a, b, (&plain_a, &plain_b), (&mut met_a, &mut met_b));
    joined(b, a, (&plain_b, &plain_a), (&mut met_b, &mut met_a));
    let (open_a, open_b) = (met_a.clone(), met_b.clone());
    for (i, x) in a.iter().enumerate().filter(|(i, _)| !open_a.full(*i)) {
        for (j, y) in b.iter().enumerate().filter(|(j, _)| !open_b.full(*j)) {
            let near = nearness(x, y);
            met_a.raise(i, near, j);
            met_b.raise(j, near, i);
        }
    }
    (met_a, met_b)
}

/// `jam pack` is met by `jampack`, `kx tg6700b` by `kxtg6700b`: up to five tokens of `a` written as one in `b`.
fn joined(a: &[Token], b: &[Token], plain: (&Met, &Met), met: (&mut Met, &mut Met)) {
    let longest = b.iter().map(|token| token.text.len()).max().unwrap_or(0);
    for start in 0..a.len() {
        let mut run = a[start].text.clone();
        for (end, next) in a.iter().enumerate().take(start + 5).skip(start + 1) {
            run.push_str(&next.text);
            if run.len() > longest {
                break;
            }
            if (start..=end).all(|at| plain.0.full(at)) {
                continue;
            }
            let same = b.iter().enumerate().filter(|(at, token)| !plain.1.full(*at) && token.text == run);
            for (at, _) in same {
                met.1.raise(at, 1.0, start);
                (start..=end).for_each(|inner| met.0.raise(inner, 1.0, at));
            }
        }
    }
}

/// How near two tokens of different spelling are.
fn nearness(a: &Token, b: &Token) -> f64 {
    match (a.sort, b.sort) {
        (Sort::Size(one, x), Sort::Size(other, y)) if one == other && measure::near(x, y) => 0.95,
        (Sort::Word, Sort::Word) => spelling(&a.text, &b.text),
        (Sort::Code, Sort::Code) if code::kinship(&a.text, &b.text) == Kinship::Extension => 0.85,
        _ => 0.0,
    }
}

/// How near two words are: one begins the other, or they differ by a slip of the pen (Damerau–Levenshtein, normalised).
pub(crate) fn spelling(a: &str, b: &str) -> f64 {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.len() >= 4 && long.starts_with(short) {
        return 0.6 + 0.4 * ratio(short.len(), long.len());
    }
    if short.len() < 5 || long.len() - short.len() > 2 {
        return 0.0;
    }
    let near = strsim::normalized_damerau_levenshtein(short, long);
    if near >= SPELT { near } else { 0.0 }
}

#[expect(clippy::cast_precision_loss, reason = "lengths of words")]
fn ratio(a: usize, b: usize) -> f64 {
    a as f64 / b as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::likeness::token::tokens;

    fn met(a: &str, b: &str) -> Vec<f64> {
        let (by_a, _) = align(&tokens(a), &tokens(b));
        by_a.0.into_iter().map(|(met, _)| (met * 100.0).round() / 100.0).collect()
    }

    #[test]
    fn words_meet_however_they_are_written() {
        for (a, b, told) in [
            ("jam pack", "jampack rhythm", &[1.0, 1.0][..]),
            ("jampack", "jam pack rhythm", &[1.0]),
            ("kx-tg6700b phone", "kxtg6700b", &[1.0, 1.0, 0.0]),
            ("mahjongg", "mahjong", &[0.95]),
            ("inspecter", "inspector", &[0.89]),
            ("écran 24\"", "moniteur 61 cm", &[1.0, 0.95]),
            ("rouge", "bleu", &[0.0]),
        ] {
            assert_eq!(met(a, b), told, "{a} / {b}");
        }
    }
}
