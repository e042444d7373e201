//! From points to probability, without labels.
//!
//! In a list without doubles, a thing has at most one equal in the other list. So the *second best* of a thing that has found its
//! equal shows what the best of things without an equal looks like. This is the idea of target and decoy by which mass
//! spectrometry tells true finds from chance (Elias & Gygi 2007), and what keeps the fit from taking mere resemblance for sameness.
//!
//! The best pairs' points are taken as a mixture of two normal distributions of one width: that of equals, and that of others,
//! which the rivals show as well. Fitted by expectation and maximisation (Dempster, Laird & Rubin 1977). One width for both makes
//! the log-odds a straight line, so that more points never mean a lower probability.

/// Rounds of the fit; it changes no more after some twenty.
const ROUNDS: usize = 60;
/// Fewer best pairs tell nothing reliable about a list.
const ENOUGH: usize = 20;
/// Nothing is so sure that more than this share of best pairs is held for equal.
const MOST_EQUAL: f64 = 0.9;
/// Points below which a rival tells no more than that there was none.
const LOWEST: f64 = -1.5;
/// The straight line stays within these slopes, in log-odds a point.
const SLOPES: (f64, f64) = (3.0, 20.0);

/// A straight line from points to log-odds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Calibration {
    /// Log-odds a point.
    pub slope: f64,
    /// The points at which equal and not equal are as likely.
    pub even: f64,
}

impl Default for Calibration {
    /// For a pair that comes alone, without lists to learn from: cautious, for nothing tells how crowded its kind is.
    fn default() -> Self {
        Self { slope: 9.0, even: 0.05 }
    }
}

/// A best pair's points, and the points of the better of its rivals, if it has any.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Best {
    /// Its points.
    pub points: f64,
    /// Those of its best rival.
    pub rival: Option<f64>,
}

impl Calibration {
    /// The probability that goes with these points.
    #[must_use]
    pub fn probability(self, points: f64) -> f64 {
        1.0 / (1.0 + (-self.log_odds(points)).exp())
    }

    /// The logarithm of the odds that goes with these points.
    #[must_use]
    pub fn log_odds(self, points: f64) -> f64 {
        (self.slope * (points - self.even)).clamp(-30.0, 30.0)
    }

    /// Fits the line to the best pairs of two lists; the default where they are too few or all alike.
    #[must_use]
    pub fn fit(best: &[Best]) -> Self {
        let rivals: Vec<f64> = best.iter().filter_map(|pair| pair.rival).collect();
        if best.len() < ENOUGH || rivals.len() < ENOUGH / 2 {
            return Self::default();
        }
        let mut points: Vec<f64> = best.iter().map(|pair| pair.points).collect();
        let mut mix = Mixture::start(&mut points, rivals);
        for _ in 0..ROUNDS {
            mix = mix.round(best);
        }
        mix.line()
    }
}

/// Two normal distributions of one width.
struct Mixture {
    share: f64,
    equal: f64,
    other: f64,
    width: f64,
}

impl Mixture {
    fn start(points: &mut [f64], mut rivals: Vec<f64>) -> Self {
        points.sort_by(f64::total_cmp);
        rivals.sort_by(f64::total_cmp);
        let mean = mean(points);
        let spread = points.iter().map(|p| (p - mean).powi(2)).sum::<f64>() / count(points.len());
        Self {
            share: 0.6,
            equal: points[points.len() * 7 / 10],
            other: rivals[rivals.len() / 2].max(LOWEST),
            width: spread.sqrt().max(0.02),
        }
    }

    fn round(&self, best: &[Best]) -> Self {
        let line = self.line();
        // The rival of an equal pair is a sample of the others, as is a best pair that is not equal.
        let equal: Vec<(f64, f64)> =
            best.iter().map(|pair| (line.probability(pair.points), pair.points)).collect();
        let own = best.iter().map(|pair| (1.0 - line.probability(pair.points), pair.points));
        let theirs = best
            .iter()
            .filter_map(|pair| pair.rival.map(|rival| (line.probability(pair.points), rival.max(LOWEST))));
        let other: Vec<(f64, f64)> = own.chain(theirs).collect();
        let (one, two) = (Moments::of(&equal), Moments::of(&other));
        let width =
            (one.weight * one.variance + two.weight * two.variance) / (one.weight + two.weight).max(1e-9);
        Self {
            share: (one.weight / count(best.len())).clamp(0.01, MOST_EQUAL),
            equal: one.mean,
            other: two.mean,
            width: width.sqrt().max(0.02),
        }
    }

    /// Where the weighted densities cross, and how steeply: (μ₁ − μ₀)/σ² a point.
    fn line(&self) -> Calibration {
        let slope = ((self.equal - self.other) / self.width.powi(2)).clamp(SLOPES.0, SLOPES.1);
        let prior = (self.share / (1.0 - self.share)).ln();
        Calibration { slope, even: f64::midpoint(self.equal, self.other) - prior / slope }
    }
}

struct Moments {
    weight: f64,
    mean: f64,
    variance: f64,
}

impl Moments {
    fn of(samples: &[(f64, f64)]) -> Self {
        let weight = samples.iter().map(|(w, _)| w).sum::<f64>().max(1e-9);
        let mean = samples.iter().map(|(w, x)| w * x).sum::<f64>() / weight;
        let variance = samples.iter().map(|(w, x)| w * (x - mean).powi(2)).sum::<f64>() / weight;
        Self { weight, mean, variance }
    }
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / count(values.len())
}

#[expect(clippy::cast_precision_loss, reason = "lists are shorter than 2^52")]
fn count(n: usize) -> f64 {
    n as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equals_and_others_are_told_apart_where_they_part() {
        // Equals about 1.0, what resembles them about 0.0, in a fixed saw-tooth.
        let saw = |n: i32| f64::from(n % 11 - 5) / 25.0;
        let equals = (0..200).map(|n| Best { points: 1.0 + saw(n), rival: Some(saw(n * 7)) });
        let others = (0..100).map(|n| Best { points: saw(n * 3), rival: Some(saw(n * 5) - 0.3) });
        let fitted = Calibration::fit(&equals.chain(others).collect::<Vec<_>>());
        assert!(fitted.probability(0.9) > 0.95 && fitted.probability(0.1) < 0.05, "{fitted:?}");
        assert!((0.3..0.7).contains(&fitted.even), "{fitted:?}");
    }

    #[test]
    fn what_tells_nothing_leaves_the_default() {
        assert_eq!(Calibration::fit(&[]), Calibration::default());
        let alone = [Best { points: 1.0, rival: None }; 50];
        assert_eq!(Calibration::fit(&alone), Calibration::default());
    }
}
