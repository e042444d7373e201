//! The measures of a judgement beside its labels.

/// Bins of the calibration error.
const BINS: usize = 10;

/// How well a judgement fits its labels.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Measures {
    pub pairs: usize,
    pub same: usize,
    pub precision: f64,
    pub recall: f64,
    pub f1: f64,
    /// The chance that a pair that is the same is ranked above one that is not, ties counting half.
    pub auc: f64,
    /// The mean squared error of the probabilities (Brier 1950).
    pub brier: Option<f64>,
    /// The expected calibration error: the mean distance, over ten bins of equal width, of what is said from what is so.
    pub ece: Option<f64>,
}

impl Measures {
    /// The measures of marks with their labels; same is what lies above the threshold.
    pub(super) fn of(rows: &[(f64, bool)], threshold: f64) -> Self {
        let same = rows.iter().filter(|(_, same)| *same).count();
        let said = rows.iter().filter(|(mark, _)| *mark > threshold).count();
        let right = rows.iter().filter(|(mark, same)| *same && *mark > threshold).count();
        let of = |all: usize| if all == 0 { 0.0 } else { count(right) / count(all) };
        Self {
            pairs: rows.len(),
            same,
            precision: of(said),
            recall: of(same),
            f1: if said + same == 0 { 0.0 } else { 2.0 * count(right) / count(said + same) },
            auc: auc(rows, same),
            brier: Some(mean(rows.iter().map(|(mark, same)| (mark - truth(*same)).powi(2)), rows.len())),
            ece: Some(ece(rows)),
        }
    }

    /// Without the measures that only make sense for probabilities.
    pub(super) fn bare(self) -> Self {
        Self { brier: None, ece: None, ..self }
    }
}

/// By the ranks of those that are the same (Mann & Whitney 1947).
fn auc(rows: &[(f64, bool)], same: usize) -> f64 {
    let mut sorted = rows.to_vec();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (mut ranks, mut before) = (0.0, 0);
    for tied in sorted.chunk_by(|a, b| a.0 == b.0) {
        let rank = count(before) + (count(tied.len()) + 1.0) / 2.0;
        ranks += rank * count(tied.iter().filter(|(_, same)| *same).count());
        before += tied.len();
    }
    let other = rows.len() - same;
    let same = count(same);
    (ranks - same * (same + 1.0) / 2.0) / (same * count(other)).max(1.0)
}

fn ece(rows: &[(f64, bool)]) -> f64 {
    let mut bins = [(0.0, 0.0); BINS];
    for (mark, same) in rows {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a probability times ten"
        )]
        let bin = ((mark * count(BINS)) as usize).min(BINS - 1);
        bins[bin].0 += mark;
        bins[bin].1 += truth(*same);
    }
    mean(bins.iter().map(|(said, so)| (said - so).abs()), rows.len())
}

fn mean(values: impl Iterator<Item = f64>, of: usize) -> f64 {
    values.sum::<f64>() / count(of.max(1))
}

fn truth(same: bool) -> f64 {
    f64::from(u8::from(same))
}

#[expect(clippy::cast_precision_loss, reason = "counts of pairs")]
pub(super) fn count(n: usize) -> f64 {
    n as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_are_those_of_the_book() {
        let rows = [(0.9, true), (0.8, false), (0.6, true), (0.4, true), (0.1, false)];
        let told = Measures::of(&rows, 0.5);
        assert_eq!((told.pairs, told.same), (5, 3));
        let near = |a: f64, b: f64| (a - b).abs() < 1e-9;
        assert!(near(told.precision, 2.0 / 3.0) && near(told.recall, 2.0 / 3.0) && near(told.f1, 2.0 / 3.0));
        assert!(near(told.auc, 4.0 / 6.0), "{}", told.auc);
        let brier = (0.01 + 0.64 + 0.16 + 0.36 + 0.01) / 5.0;
        assert!(told.brier.is_some_and(|told| near(told, brier)));
        assert!(told.ece.is_some_and(|told| near(told, (0.1 + 0.8 + 0.4 + 0.6 + 0.1) / 5.0)));
    }

    #[test]
    fn ties_count_half_and_nothing_counts_nothing() {
        assert_eq!(Measures::of(&[(0.5, true), (0.5, false)], 0.5).auc, 0.5);
        assert_eq!(Measures::of(&[], 0.5).f1, 0.0);
    }
}
