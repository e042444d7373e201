//! Candidates and verdicts of one set.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write;

use insight::likeness::{Corpus, Index, Learned, Once, Scratch, Verdict, compare, settle};

use super::sets::{Labelled, Set};

/// Candidates looked for, for each thing of the left list.
const CANDIDATES: usize = 10;

/// What became of a set.
pub(super) struct Judged {
    /// How likely each labelled pair is the same thing.
    pub probabilities: Vec<f64>,
    /// All pairs that were compared.
    pub pairs: Vec<(usize, usize)>,
    /// The share of the pairs labelled the same that blocking found by itself.
    pub found: f64,
    learned: Learned,
    corpus: Corpus,
}

impl Judged {
    /// Judges every labelled pair beside the candidates of blocking; labels are only counted.
    pub(super) fn of(set: &Set) -> Self {
        let corpus = Corpus::of(set.left.iter().chain(&set.right));
        let candidates = candidates(set);
        let same: Vec<&Labelled> = set.pairs.iter().filter(|pair| pair.same).collect();
        let blocked = same.iter().filter(|pair| candidates.contains(&(pair.left, pair.right))).count();
        let asked = set.pairs.iter().map(|pair| (pair.left, pair.right));
        let pairs: Vec<(usize, usize)> =
            candidates.iter().copied().chain(asked).collect::<BTreeSet<_>>().into_iter().collect();
        let once = Once { left: true, right: true };
        let (learned, verdicts) = settle((&set.left, &set.right), &pairs, &corpus, once);
        let by_pair: HashMap<(usize, usize), Verdict> =
            verdicts.into_iter().map(|verdict| ((verdict.left, verdict.right), verdict)).collect();
        let probabilities =
            set.pairs.iter().map(|pair| by_pair[&(pair.left, pair.right)].probability).collect();
        Self { probabilities, found: share(blocked, same.len()), pairs, learned, corpus }
    }

    /// The surest verdicts that the labels contradict, with what spoke for and against.
    pub(super) fn contradicted(&self, set: &Set, most: usize) -> String {
        let mut wrong: Vec<(&Labelled, f64)> =
            set.pairs.iter().zip(self.probabilities.iter().copied()).collect();
        wrong.retain(|(pair, probability)| pair.same != (*probability > 0.5));
        wrong.sort_by(|a, b| (b.1 - 0.5).abs().total_cmp(&(a.1 - 0.5).abs()));
        let mut out = String::new();
        for (pair, probability) in wrong.into_iter().take(most) {
            let (left, right) = (&set.left[pair.left], &set.right[pair.right]);
            let found = compare(left, right, &self.corpus, &self.learned.parts);
            // Writing to a string cannot fail.
            let _ = write!(
                out,
                "\n{} {}: labelled {}, judged {probability:.3}\n  {}\n  {}\n",
                set.name,
                pair.split,
                if pair.same { "same" } else { "not the same" },
                set.left_told[pair.left],
                set.right_told[pair.right]
            );
            for item in found.items {
                let _ = writeln!(out, "  {:+.2} {:?}", item.points, item.evidence);
            }
        }
        out
    }
}

fn candidates(set: &Set) -> BTreeSet<(usize, usize)> {
    let mut index = Index::default();
    set.right.iter().enumerate().for_each(|(at, digest)| index.insert(at, digest));
    let mut scratch = Scratch::default();
    let mut pairs = BTreeSet::new();
    for (left, digest) in set.left.iter().enumerate() {
        let found = index.candidates(digest, CANDIDATES, &mut scratch);
        pairs.extend(found.into_iter().map(|(right, _)| (left, right)));
    }
    pairs
}

#[expect(clippy::cast_precision_loss, reason = "counts of pairs")]
fn share(part: usize, all: usize) -> f64 {
    if all == 0 { 1.0 } else { part as f64 / all as f64 }
}
