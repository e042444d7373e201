//! Chance from a seed, in streams that do not disturb each other.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// What a stream of chance is for: adding draws to one changes nothing in another.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Purpose {
    Way = 0,
    Noise = 1,
    Person = 2,
    Day = 3,
}

/// Purposes there can be; streams are numbered `who × PURPOSES + purpose`.
const PURPOSES: u64 = 4;

/// The stream of `who` for a purpose.
pub(crate) fn stream(seed: u64, who: u64, purpose: Purpose) -> ChaCha8Rng {
    let mut chance = ChaCha8Rng::seed_from_u64(seed);
    chance.set_stream(who.wrapping_mul(PURPOSES).wrapping_add(purpose as u64));
    chance
}

/// A number that is normal enough, mean 0 and deviation 1: twelve uniform ones added (Irwin–Hall), exact on every machine.
pub(crate) fn normal(chance: &mut ChaCha8Rng) -> f64 {
    (0..12).map(|_| chance.random::<f64>()).sum::<f64>() - 6.0
}

/// Draws an index by weight; `None` when all weights are zero.
pub(crate) fn weighted(chance: &mut ChaCha8Rng, weights: impl Iterator<Item = u32> + Clone) -> Option<usize> {
    let total: u64 = weights.clone().map(u64::from).sum();
    if total == 0 {
        return None;
    }
    let mut drawn = chance.random_range(0..total);
    for (index, weight) in weights.enumerate() {
        match drawn.checked_sub(u64::from(weight)) {
            None => return Some(index),
            Some(rest) => drawn = rest,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn normal_numbers_are_normal_enough() {
        let mut chance = stream(7, 0, Purpose::Noise);
        let drawn: Vec<f64> = (0..20_000).map(|_| normal(&mut chance)).collect();
        let mean = drawn.iter().sum::<f64>() / 20_000.0;
        let deviation = (drawn.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / 20_000.0).sqrt();
        let within = drawn.iter().filter(|x| x.abs() < 1.0).count();
        assert!(mean.abs() < 0.03 && (deviation - 1.0).abs() < 0.03, "seed 7: {mean} {deviation}");
        assert!((13_300..14_000).contains(&within), "seed 7: {within} of 20000 within one deviation");
    }

    #[test]
    fn weights_weigh() {
        let mut chance = stream(7, 1, Purpose::Way);
        let mut drawn = [0; 3];
        for _ in 0..9_000 {
            drawn[weighted(&mut chance, [2, 0, 1].into_iter()).unwrap()] += 1;
        }
        assert!(drawn[1] == 0 && (5_700..6_300).contains(&drawn[0]), "seed 7: {drawn:?}");
        assert_eq!(weighted(&mut chance, [0, 0].into_iter()), None);
    }
}
