//! Chance, given in: from the system, or from a seed so that every scenario runs again the same.

use std::sync::{Arc, Mutex, PoisonError};

use rand::{Rng, SeedableRng, TryRng, rngs::SysRng};
use rand_chacha::ChaCha20Rng;

/// Draws bytes nobody can foresee, or the same ones again from a seed.
#[derive(Debug, Clone)]
pub struct Chance(Arc<Mutex<ChaCha20Rng>>);

impl Chance {
    /// Seeded by the operating system.
    ///
    /// # Panics
    /// When the operating system gives no randomness: nothing secret could be made then.
    #[must_use]
    pub fn system() -> Self {
        let mut seed = [0; 32];
        #[expect(
            clippy::expect_used,
            reason = "without randomness no secret may be made; there is nothing to go on with"
        )]
        SysRng.try_fill_bytes(&mut seed).expect("the operating system gives randomness");
        Self(Arc::new(Mutex::new(ChaCha20Rng::from_seed(seed))))
    }

    /// The same bytes again for the same seed.
    #[must_use]
    pub fn seeded(seed: u64) -> Self {
        Self(Arc::new(Mutex::new(ChaCha20Rng::seed_from_u64(seed))))
    }

    /// Draws `N` bytes.
    #[must_use]
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut drawn = [0; N];
        self.0.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(&mut drawn);
        drawn
    }

    /// Draws a number below `limit`; the bias of a 64-bit remainder is under 2⁻⁵⁰ for the small limits used here.
    #[must_use]
    pub fn below(&self, limit: u64) -> u64 {
        u64::from_le_bytes(self.bytes()) % limit.max(1)
    }
}
