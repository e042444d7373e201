//! Maps that hash the same in every run: the engine knows no chance, not even that of the standard hasher.
//!
//! Ids are made by the house from its own chance, never by a stranger, so nobody can aim for collisions.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A hash map without chance. Its order still means nothing: whatever leaves the engine is sorted first.
pub(crate) type Map<K, V> = HashMap<K, V, BuildHasherDefault<Mix>>;

/// Multiplies each word by an odd constant to twice its width and folds the halves (as wyhash does), so that ids which
/// differ in any few bits fall apart in all.
#[derive(Clone)]
pub(crate) struct Mix(u64);

impl Default for Mix {
    fn default() -> Self {
        Self(0x2d35_8dcc_aa6c_78a5)
    }
}

impl Hasher for Mix {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.write_u64(u64::from_le_bytes(word));
        }
    }

    fn write_u64(&mut self, word: u64) {
        let (low, high) = (self.0 ^ word).carrying_mul(0x8bb8_4b93_962e_acc9, 0);
        self.0 = low ^ high;
    }

    fn write_i32(&mut self, word: i32) {
        self.write_u64(u64::from(word.cast_unsigned()));
    }

    fn write_usize(&mut self, word: usize) {
        self.write_u64(word as u64);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The hasher before this one left the low bits alone where ids differed in their last bytes only.
    #[test]
    fn ids_that_differ_anywhere_fall_into_different_buckets() {
        for place in 0..16 {
            let hash = |n: u8| {
                let (mut id, mut mix) = ([7; 16], Mix::default());
                id[place] = n;
                mix.write(&id);
                mix.finish()
            };
            let buckets: std::collections::BTreeSet<u64> = (0..=255).map(|n| hash(n) % 4_096).collect();
            assert!(buckets.len() > 230, "byte {place}: {} of 256", buckets.len());
        }
    }
}
