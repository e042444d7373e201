//! What is simpler: the cosine of the two records' words, weighted by rarity.

use std::collections::{BTreeSet, HashMap};

use super::score::{Measures, count};
use super::sets::Set;

/// A method's name, the threshold above which a pair counts as the same, and a mark for each labelled pair.
type Marked = (String, f64, Vec<f64>);

/// The cosine above one half; above the threshold that is best on train (the one place where labels are used); and only where
/// each is the other's best among all pairs compared.
pub(super) fn all(set: &Set, pairs: &[(usize, usize)]) -> Vec<Marked> {
    let lefts = words(&set.left_told);
    let rights = words(&set.right_told);
    let met = lefts.iter().chain(&rights).flatten().fold(HashMap::new(), |mut met, word| {
        *met.entry(*word).or_insert(0_usize) += 1;
        met
    });
    let all = count(lefts.len() + rights.len());
    let weight = |word: &&str| (all / count(met.get(*word).copied().unwrap_or(1))).ln().max(0.0).powi(2);
    let norms = |side: &[BTreeSet<&str>]| -> Vec<f64> {
        side.iter().map(|words| words.iter().map(weight).sum::<f64>().sqrt()).collect()
    };
    let (left_norms, right_norms) = (norms(&lefts), norms(&rights));
    let cosine = |&(left, right): &(usize, usize)| {
        let shared: f64 = lefts[left].intersection(&rights[right]).map(weight).sum();
        shared / (left_norms[left] * right_norms[right]).max(1e-9)
    };
    let cosines: HashMap<(usize, usize), f64> = pairs.iter().map(|pair| (*pair, cosine(pair))).collect();
    let marks: Vec<f64> = set.pairs.iter().map(|pair| cosines[&(pair.left, pair.right)]).collect();
    let mutual = mutual(set, &cosines);
    let trained = threshold(&set.rows("train", &marks));
    let mut methods = vec![("cosine above 0.5".to_owned(), 0.5, marks.clone())];
    methods.extend(trained.map(|best| (format!("cosine above {best:.2}, best on train"), best, marks)));
    methods.push(("cosine, best of both".to_owned(), 0.0, mutual));
    methods
}

/// In an order of their own: a sum of floating numbers depends on theirs, and a tie on the sum.
fn words(told: &[String]) -> Vec<BTreeSet<&str>> {
    told.iter()
        .map(|line| line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect())
        .collect()
}

/// The cosine where each is the other's best, nought elsewhere.
fn mutual(set: &Set, cosines: &HashMap<(usize, usize), f64>) -> Vec<f64> {
    let (mut left, mut right) = (HashMap::new(), HashMap::new());
    for (&(l, r), &cosine) in cosines {
        let best: &mut f64 = left.entry(l).or_insert(0.0);
        *best = best.max(cosine);
        let best: &mut f64 = right.entry(r).or_insert(0.0);
        *best = best.max(cosine);
    }
    let mark = |l: usize, r: usize| {
        let cosine = cosines[&(l, r)];
        if cosine >= left[&l] && cosine >= right[&r] { cosine } else { 0.0 }
    };
    set.pairs.iter().map(|pair| mark(pair.left, pair.right)).collect()
}

/// The threshold of the best F1 on these rows.
fn threshold(rows: &[(f64, bool)]) -> Option<f64> {
    let steps = (1..20).map(|step| f64::from(step) / 20.0);
    let f1 = |threshold: &f64| Measures::of(rows, *threshold).f1;
    if rows.is_empty() { None } else { steps.max_by(|a, b| f1(a).total_cmp(&f1(b))) }
}
