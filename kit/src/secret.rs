//! Secrets: 256 bits of chance, shown once, kept only as their hash.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use crate::chance::Chance;

/// Makes a secret of 43 URL-safe characters.
#[must_use]
pub fn make(chance: &Chance) -> String {
    URL_SAFE_NO_PAD.encode(chance.bytes::<32>())
}

/// What the store keeps: SHA-256. A slow hash is for guessable passwords; nobody guesses 256 bits.
#[must_use]
pub fn hash(secret: &str) -> Vec<u8> {
    Sha256::digest(secret.as_bytes()).to_vec()
}

/// Hash of a request, to tell whether the same one came twice.
#[must_use]
pub fn hash_request(method: &str, path: &str, body: &[u8]) -> Vec<u8> {
    let mut sum = Sha256::new();
    sum.update(method.as_bytes());
    sum.update([0]);
    sum.update(path.as_bytes());
    sum.update([0]);
    sum.update(body);
    sum.finalize().to_vec()
}
