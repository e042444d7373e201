//! Maps that hash the same in every run: the engine knows no chance, not even that of the standard hasher.
//!
//! Ids are made by the house from its own chance, never by a stranger, so nobody can aim for collisions.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A hash map without chance. Its order still means nothing: whatever leaves the engine is sorted first.
pub(crate) type Map<K, V> = HashMap<K, V, BuildHasherDefault<Mix>>;

/// The multiplicative hash of Firefox and rustc, turned at the end so that the low bits are good as well.
#[derive(Clone, Default)]
pub(crate) struct Mix(u64);

impl Hasher for Mix {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.write_u64(u64::from_le_bytes(word));
        }
    }

    fn write_u64(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    }

    fn write_i32(&mut self, word: i32) {
        self.write_u64(u64::from(word.cast_unsigned()));
    }

    fn write_usize(&mut self, word: usize) {
        self.write_u64(word as u64);
    }

    fn finish(&self) -> u64 {
        self.0.rotate_left(26)
    }
}
