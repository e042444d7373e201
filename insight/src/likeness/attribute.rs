//! Further parts side by side: values of one name as numbers, as numerals, or as words; and what each nearness of a part tells,
//! learned from pairs without labels.

use std::collections::HashMap;

use super::align::align;
use super::calibrate::Calibration;
use super::corpus::Corpus;
use super::digest::{Attribute, Digest};
use super::token::Token;
use super::weights;

/// How near two values of one part are, in five steps from nothing in common to the same.
pub const STEPS: usize = 5;

/// Where the steps begin.
const EDGES: [f64; STEPS - 1] = [0.25, 0.5, 0.85, 0.95];
/// What is supposed of a part before any pair is seen: the share of equal and of unequal things at each step.
const SUPPOSED: ([f64; STEPS], [f64; STEPS]) = ([0.1, 0.1, 0.15, 0.25, 0.4], [0.4, 0.2, 0.15, 0.15, 0.1]);
/// How many pairs the supposition counts as, for and against.
const SUPPOSED_PAIRS: f64 = 10.0;

/// What each step of each part tells: the logarithm of how much likelier it is between equal things than between others
/// (Fellegi & Sunter 1969).
#[derive(Debug, Clone, PartialEq)]
pub struct Parts {
    told: HashMap<String, [f64; STEPS]>,
    /// What a unit of log-likelihood ratio weighs, in points.
    scale: f64,
}

impl Default for Parts {
    fn default() -> Self {
        Self { told: HashMap::new(), scale: weights::PART / Calibration::default().slope }
    }
}

impl Parts {
    /// What a step of a part tells.
    #[must_use]
    pub fn tells(&self, name: &str, step: usize) -> f64 {
        self.told.get(name).copied().unwrap_or_else(|| ratios([0.0; STEPS], [0.0; STEPS]))
            [step.min(STEPS - 1)]
    }

    /// What a step of a part weighs, in points.
    #[must_use]
    pub fn points(&self, name: &str, step: usize) -> f64 {
        self.scale * self.tells(name, step)
    }

    /// Learns from pairs of which only the probability of being equal is known: for each, the steps of its parts. What they weigh follows
    /// from what a point is worth without them.
    #[must_use]
    pub fn learn<'a>(
        pairs: impl IntoIterator<Item = (f64, &'a [(String, usize)])>,
        line: Calibration,
    ) -> Self {
        let mut counts: HashMap<&str, ([f64; STEPS], [f64; STEPS])> = HashMap::new();
        for (probability, parts) in pairs {
            for (name, step) in parts {
                let (equal, other) = counts.entry(name).or_default();
                equal[*step] += probability;
                other[*step] += 1.0 - probability;
            }
        }
        let told = counts.into_iter().map(|(name, (equal, other))| (name.to_owned(), ratios(equal, other)));
        Self { told: told.collect(), scale: weights::PART / line.slope }
    }
}

/// The logarithms of the two shares at each step, never falling from step to step, the last never against.
fn ratios(mut equal: [f64; STEPS], mut other: [f64; STEPS]) -> [f64; STEPS] {
    for step in 0..STEPS {
        equal[step] += SUPPOSED_PAIRS * SUPPOSED.0[step];
        other[step] += SUPPOSED_PAIRS * SUPPOSED.1[step];
    }
    let (all_equal, all_other): (f64, f64) = (equal.iter().sum(), other.iter().sum());
    let told: Vec<(f64, f64)> = (0..STEPS)
        .map(|step| {
            let ratio = (equal[step] / all_equal).ln() - (other[step] / all_other).ln();
            (ratio, equal[step] + other[step])
        })
        .collect();
    let mut rising = rising(&told);
    rising[STEPS - 1] = rising[STEPS - 1].max(0.0);
    rising
}

/// The nearest sequence that never falls: neighbours out of order take their weighted mean (pool adjacent violators, Ayer et al. 1955).
fn rising(told: &[(f64, f64)]) -> [f64; STEPS] {
    let mut pools: Vec<(f64, f64, usize)> = Vec::new();
    for &(value, weight) in told {
        pools.push((value, weight, 1));
        while let [.., (low, w, n), (high, v, m)] = pools[..]
            && low > high
        {
            pools.truncate(pools.len() - 2);
            pools.push(((low * w + high * v) / (w + v), w + v, n + m));
        }
    }
    let mut out = [0.0; STEPS];
    let values = pools.iter().flat_map(|&(value, _, steps)| std::iter::repeat_n(value, steps));
    out.iter_mut().zip(values).for_each(|(slot, value)| *slot = value);
    out
}

/// The parts both tell, with the step of their nearness.
pub(crate) fn shared<'a>(
    a: &'a Digest,
    b: &'a Digest,
    corpus: &Corpus,
) -> Vec<(&'a Attribute, &'a Attribute, usize)> {
    let both = a.attributes.iter().filter_map(|x| Some((x, b.attributes.iter().find(|y| y.name == x.name)?)));
    both.map(|(x, y)| (x, y, step(nearness(x, y, corpus)))).collect()
}

fn step(near: f64) -> usize {
    EDGES.iter().filter(|edge| near >= **edge).count()
}

/// How near two values are, from 0 to 1.
fn nearness(a: &Attribute, b: &Attribute, corpus: &Corpus) -> f64 {
    if let (Some(x), Some(y)) = (value(&a.told), value(&b.told)) {
        let (off, large) = ((x - y).abs(), x.abs().max(y.abs()));
        return match off / large.max(1e-9) {
            _ if off < 1e-9 => 1.0,
            off if off <= 0.02 => 0.9,
            off if off <= 0.1 => 0.5,
            _ => 0.0,
        };
    }
    if let (Some(x), Some(y)) = (numeral(&a.told), numeral(&b.told)) {
        return f64::from(u8::from(x == y));
    }
    let (by_a, by_b) = align(&a.tokens, &b.tokens);
    let share = |tokens: &[Token], met: &[(f64, Option<usize>)]| {
        let weight = |token: &Token| corpus.weight_in(&a.name, token.key);
        let all: f64 = tokens.iter().map(weight).sum();
        tokens.iter().zip(met).map(|(token, (met, _))| weight(token) * met).sum::<f64>() / all.max(1e-9)
    };
    (share(&a.tokens, &by_a.0) * share(&b.tokens, &by_b.0)).sqrt()
}

/// A whole value that is one number, amount, share or duration (`3:55`, in seconds).
fn value(told: &str) -> Option<f64> {
    let bare: String =
        told.chars().filter(|c| !c.is_whitespace() && !matches!(c, '$' | '€' | '£' | '%')).collect();
    if let Some((minutes, seconds)) = bare.split_once(':') {
        return Some(minutes.parse::<f64>().ok()? * 60.0 + seconds.parse::<f64>().ok()?);
    }
    bare.replace(',', ".").parse().ok().filter(|value: &f64| value.is_finite())
}

/// The digits of a value that is mostly digits, such as a telephone number.
fn numeral(told: &str) -> Option<String> {
    let digits: String = told.chars().filter(char::is_ascii_digit).collect();
    (digits.len() >= 6 && digits.len() * 2 >= told.len()).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: &str, b: &str) -> f64 {
        let part = |told: &str| Attribute {
            name: "part".into(),
            told: told.into(),
            tokens: crate::likeness::token::tokens(told),
        };
        nearness(&part(a), &part(b), &Corpus::default())
    }

    #[test]
    fn values_are_compared_as_what_they_are() {
        for (a, b, told) in [
            ("8.10 %", "8,1%", 1.0),
            ("6:30", "6:29", 0.9),
            ("6:30", "4:02", 0.0),
            ("212/759 -5941", "212-759-5941", 1.0),
            ("212/759 -5941", "212-759-5942", 0.0),
            ("Redwood Lodge", "redwood lodge", 1.0),
            ("Redwood", "Kinetic", 0.0),
        ] {
            assert!((near(a, b) - told).abs() < 1e-6, "{a} / {b}: {}", near(a, b));
        }
    }

    #[test]
    fn what_tells_equal_things_apart_is_learned_and_rises() {
        let pair = |step| vec![("phone".to_owned(), step), ("city".to_owned(), 4)];
        let (same, other) = (pair(4), pair(0));
        let pairs =
            (0..50).map(|_| (0.95, same.as_slice())).chain((0..400).map(|_| (0.02, other.as_slice())));
        let parts = Parts::learn(pairs, Calibration::default());
        assert!(parts.tells("phone", 4) > 3.0 && parts.tells("phone", 0) < -1.5, "{parts:?}");
        assert!(parts.tells("city", 4) < 0.5, "what all pairs share tells little: {parts:?}");
        for name in ["phone", "city", "unheard"] {
            assert!((1..STEPS).all(|step| parts.tells(name, step - 1) <= parts.tells(name, step)), "{name}");
        }
    }
}
