//! Secrets: 256 bits of chance, shown once, kept only as their hash.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use crate::chance::Chance;
use crate::{Refusal, Result};

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

/// Gives back a secret that a path held, if it is made of the characters of one.
///
/// A page draws it into the address its button posts to: any other text, `../leave` above all, would lead that button elsewhere.
///
/// # Errors
/// `not-found` for a text that can be no secret.
pub fn of_path(text: &str) -> Result<&str> {
    let fit = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    if !text.is_empty() && text.bytes().all(fit) { Ok(text) } else { Err(Refusal::new("not-found")) }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_may_be_a_secret_is_drawn_into_an_address() {
        assert_eq!(of_path("aZ09-_").unwrap(), "aZ09-_");
        for text in ["", "../leave", "..", "a/b", "a?b", "a#b", "a%2F", "a b", "é", "a\\b"] {
            assert_eq!(of_path(text).unwrap_err().code, "not-found", "{text:?}");
        }
    }
}
