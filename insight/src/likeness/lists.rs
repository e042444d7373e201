//! Two lists against each other: who is whose equal, when each thing stands in its list once.
//!
//! A pair alone is judged by its points. Among two lists more is known: of all that resemble a thing, the best is its equal or
//! none is. So the points by which a pair falls behind its rivals are taken off, and what the further parts tell and what a
//! point is worth are learned from the lists themselves, without labels.

use super::attribute::Parts;
use super::calibrate::{Best, Calibration};
use super::compare::compare;
use super::corpus::Corpus;
use super::digest::Digest;
use super::weights;

/// Rounds in which parts and line learn from each other; the second changes little, the third nothing that is seen.
const ROUNDS: usize = 3;

/// Which of the two lists holds each thing once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Once {
    /// The left one: a thing of the right has at most one equal there.
    pub left: bool,
    /// The right one: a thing of the left has at most one equal there.
    pub right: bool,
}

/// What became of a pair.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Verdict {
    /// Its place in the left list.
    pub left: usize,
    /// Its place in the right list.
    pub right: usize,
    /// What speaks for and against it, rivals left aside.
    pub points: f64,
    /// Points taken off because things of either list are better met elsewhere; never above nought.
    pub rivals: f64,
    /// How likely it is that both are the same.
    pub probability: f64,
}

/// What was learned from two lists.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Learned {
    /// What the further parts tell.
    pub parts: Parts,
    /// What a point is worth.
    pub line: Calibration,
}

/// Judges candidate pairs of two lists; each pair once, in any order. Pairs that are not asked about compete as well, so more
/// candidates make better judgements.
#[must_use]
pub fn settle(
    lists: (&[Digest], &[Digest]),
    pairs: &[(usize, usize)],
    corpus: &Corpus,
    once: Once,
) -> (Learned, Vec<Verdict>) {
    let mut learned = Learned::default();
    let scored: Vec<(f64, Vec<(String, usize)>)> = pairs
        .iter()
        .map(|&(left, right)| {
            let found = compare(&lists.0[left], &lists.1[right], corpus, &learned.parts);
            let parts = found.parts();
            (found.points() - told(&learned.parts, &parts), parts)
        })
        .collect();
    let any = scored.iter().any(|(_, parts)| !parts.is_empty());
    let mut points: Vec<f64> = scored.iter().map(|(bare, _)| *bare).collect();
    let mut off = rivals(pairs, &points, once);
    let bare = Calibration::fit(&off.best);
    for _ in 0..if any { ROUNDS } else { 0 } {
        let line = Calibration::fit(&off.best);
        let pairs_told = scored
            .iter()
            .zip(&points)
            .zip(&off.taken)
            .map(|(((_, parts), points), taken)| (line.probability(points + taken), parts.as_slice()));
        learned.parts = Parts::learn(pairs_told, bare);
        points = scored.iter().map(|(bare, parts)| bare + told(&learned.parts, parts)).collect();
        off = rivals(pairs, &points, once);
    }
    learned.line = Calibration::fit(&off.best);
    let verdicts = pairs.iter().zip(&points).zip(&off.taken).map(|((&(left, right), &points), &rivals)| {
        Verdict { left, right, points, rivals, probability: learned.line.probability(points + rivals) }
    });
    let verdicts = verdicts.collect();
    (learned, verdicts)
}

fn told(parts: &Parts, steps: &[(String, usize)]) -> f64 {
    steps.iter().map(|(name, step)| parts.points(name, *step)).sum()
}

/// The pairs that are the best of both their things, and what is taken off the others.
struct Rivals {
    best: Vec<Best>,
    taken: Vec<f64>,
}

fn rivals(pairs: &[(usize, usize)], points: &[f64], once: Once) -> Rivals {
    let lefts: Vec<usize> = pairs.iter().map(|pair| pair.0).collect();
    let rights: Vec<usize> = pairs.iter().map(|pair| pair.1).collect();
    // Where the right list holds each thing once, the pairs of one left thing are rivals.
    let of_left = once.right.then(|| rival_of_each(&lefts, points));
    let of_right = once.left.then(|| rival_of_each(&rights, points));
    let behind = |rivals: Option<&Vec<Option<f64>>>, at: usize| {
        rivals.and_then(|rivals| rivals[at]).map_or(0.0, |rival| (rival - points[at]).max(0.0))
    };
    let mut out = Rivals { best: Vec::new(), taken: Vec::with_capacity(pairs.len()) };
    for at in 0..pairs.len() {
        let off = behind(of_left.as_ref(), at) + behind(of_right.as_ref(), at);
        out.taken.push(-weights::RIVAL * off);
        if off == 0.0 {
            let rival = [&of_left, &of_right].into_iter().flatten().filter_map(|rivals| rivals[at]);
            out.best.push(Best { points: points[at], rival: rival.max_by(f64::total_cmp) });
        }
    }
    out
}

/// For each pair, the most points among the other pairs of the same thing.
fn rival_of_each(things: &[usize], points: &[f64]) -> Vec<Option<f64>> {
    let mut tops: Vec<[Option<(f64, usize)>; 2]> =
        vec![[None; 2]; things.iter().max().map_or(0, |max| max + 1)];
    for (at, (&thing, &points)) in things.iter().zip(points).enumerate() {
        let [first, second] = &mut tops[thing];
        if first.is_none_or(|(most, _)| points > most) {
            *second = first.replace((points, at));
        } else if second.is_none_or(|(most, _)| points > most) {
            *second = Some((points, at));
        }
    }
    let other = |at: usize, thing: usize| {
        let [first, second] = tops[thing];
        first.filter(|(_, pair)| *pair != at).or(second).map(|(points, _)| points)
    };
    things.iter().enumerate().map(|(at, &thing)| other(at, thing)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_best_of_both_keeps_its_points() {
        let pairs = [(0, 0), (0, 1), (1, 1), (1, 0)];
        let points = [0.9, 0.5, 0.2, 0.1];
        let both = rivals(&pairs, &points, Once { left: true, right: true });
        assert_eq!(both.best, [Best { points: 0.9, rival: Some(0.5) }]);
        let expected = [0.0, -0.4, -0.3, -0.1 - 0.8].map(|off| off * weights::RIVAL + 0.0);
        for (taken, expected) in both.taken.iter().zip(expected) {
            assert!((taken - expected).abs() < 1e-9, "{:?}", both.taken);
        }
        let one = rivals(&pairs, &points, Once { left: true, right: false });
        assert_eq!(one.taken[1], 0.0, "the right list may hold many of one thing");
        let none = rivals(&pairs, &points, Once { left: false, right: false });
        assert!(none.taken.iter().all(|taken| *taken == 0.0));
    }
}
