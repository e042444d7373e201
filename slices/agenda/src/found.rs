//! The one key by which a wish is found again: whatever meets it answers to all keys that it asks for, so to this one, too. Who keeps
//! wishes by it looks up what an event answers to, and asks only those found.

use std::cmp::Reverse;

use domain::Wish;
use insight::lexis;
use sha2::{Digest, Sha256};

use crate::model::{asked, bare, is_for_events};

/// Changes with the choice of the key among those asked for; the keys themselves tell their own changes.
const CHOICE: u64 = 1;

/// A number for the rules by which keys are made and chosen: what was kept by others is to be kept anew.
#[must_use]
pub fn found_rules() -> i64 {
    (lexis::rules() ^ CHOICE).cast_signed()
}

/// The key by which a wish is found, hashed: the longest that it asks for, which is seldom the commonest. `None` when nothing that takes
/// place can meet it.
#[must_use]
pub fn found_by(wish: &Wish) -> Option<i64> {
    if !is_for_events(wish) {
        return None;
    }
    let asked = asked(wish);
    let named = asked.iter().map(|key| bare(key).unwrap_or(key));
    named.min_by_key(|key| (Reverse(key.len()), *key)).map(hashed)
}

/// A key as it is kept, without its mark: an event that says a thing beside its name meets it as well.
pub(crate) fn hashed(key: &str) -> i64 {
    let digest = Sha256::digest(bare(key).unwrap_or(key));
    digest.first_chunk().copied().map_or(0, i64::from_be_bytes)
}
