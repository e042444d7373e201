//! Who sends: a token signed with the instance's key (VAPID, RFC 8292), the same key that browsers subscribed with.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::Instant;
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::json;

/// Seconds for which a token holds: half of what push services allow (RFC 8292, section 2).
const TOKEN_S: i64 = 43_200;

/// The instance's key for push.
#[derive(Clone)]
pub struct Signer {
    key: SigningKey,
    contact: String,
}

/// Bytes that are no key of the curve P-256, or a contact that is neither `mailto:` nor `https:`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no key of P-256, or no contact")]
pub struct NotAKey;

impl Signer {
    /// Takes the 32 bytes of a private key, drawn once for an instance, and the address at which a push service reaches its
    /// placemaster: `mailto:…` or `https:…`.
    ///
    /// # Errors
    /// When they are none.
    pub fn new(key: &[u8; 32], contact: &str) -> Result<Self, NotAKey> {
        if !["mailto:", "https://"].iter().any(|start| contact.starts_with(start)) {
            return Err(NotAKey);
        }
        let key = SigningKey::from_slice(key).map_err(|_| NotAKey)?;
        Ok(Self { key, contact: contact.to_string() })
    }

    /// The public key in URL-safe base64: the `applicationServerKey` with which a browser subscribes.
    #[must_use]
    pub fn public(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.key.verifying_key().to_sec1_point(false).as_bytes())
    }

    /// The `Authorization` header for a message to a push service of this origin, such as `https://push.example`.
    #[must_use]
    pub fn authorization(&self, origin: &str, now: Instant) -> String {
        let header = json!({ "typ": "JWT", "alg": "ES256" });
        let claims = json!({ "aud": origin, "exp": now.plus_secs(TOKEN_S).secs(), "sub": self.contact });
        let encode = |part: serde_json::Value| URL_SAFE_NO_PAD.encode(part.to_string());
        let signed = format!("{}.{}", encode(header), encode(claims));
        let signature: Signature = self.key.sign(signed.as_bytes());
        format!("vapid t={signed}.{}, k={}", URL_SAFE_NO_PAD.encode(signature.to_bytes()), self.public())
    }
}

/// The key enters no log.
impl std::fmt::Debug for Signer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Signer").field("contact", &self.contact).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use p256::ecdsa::VerifyingKey;
    use p256::ecdsa::signature::Verifier;
    use serde_json::Value;

    use super::*;

    #[test]
    fn a_push_service_believes_the_token() {
        let signer = Signer::new(&[7; 32], "mailto:placemaster@lieu.example").unwrap();
        let now = Instant::from_secs(1_800_000_000);
        let header = signer.authorization("https://push.example", now);
        let (token, key) = header.strip_prefix("vapid t=").unwrap().split_once(", k=").unwrap();
        assert_eq!(key, signer.public());
        let key = VerifyingKey::from_sec1_bytes(&URL_SAFE_NO_PAD.decode(key).unwrap()).unwrap();
        let (signed, signature) = token.rsplit_once('.').unwrap();
        let signature = Signature::from_slice(&URL_SAFE_NO_PAD.decode(signature).unwrap()).unwrap();
        key.verify(signed.as_bytes(), &signature).unwrap();
        assert!(key.verify(format!("{signed}x").as_bytes(), &signature).is_err());
        let parts = signed.split('.').map(|part| URL_SAFE_NO_PAD.decode(part).unwrap());
        let parts: Vec<Value> = parts.map(|part| serde_json::from_slice(&part).unwrap()).collect();
        assert_eq!(parts[0], json!({ "typ": "JWT", "alg": "ES256" }));
        let claims = json!({ "aud": "https://push.example", "exp": 1_800_043_200, "sub": "mailto:placemaster@lieu.example" });
        assert_eq!(parts[1], claims);
    }

    #[test]
    fn what_is_no_key_is_refused() {
        assert!(Signer::new(&[0; 32], "mailto:a@lieu.example").is_err());
        assert!(Signer::new(&[0xff; 32], "mailto:a@lieu.example").is_err());
        assert!(Signer::new(&[7; 32], "a@lieu.example").is_err());
        let shown = format!("{:?}", Signer::new(&[7; 32], "https://lieu.example").unwrap());
        assert!(!shown.contains('7'), "{shown}");
    }
}
