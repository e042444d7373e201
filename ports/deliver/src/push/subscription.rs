//! Where a browser wants to be told, and under which keys.

use base64::Engine;
use base64::alphabet::URL_SAFE;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use fetch::{Fetcher, Refused};
use p256::PublicKey;
use p256::elliptic_curve::sec1::ToSec1Point;

/// URL-safe base64 as browsers write it, and as those write it that pad it.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &URL_SAFE,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);
/// Bytes of the longest endpoint: those of today's push services have two to four hundred.
const ENDPOINT_BYTES: usize = 1_024;

/// A browser's subscription: its endpoint at a push service, its public key and its authentication secret.
#[derive(Clone, PartialEq, Eq)]
pub struct Subscription {
    pub(super) endpoint: String,
    pub(super) key: PublicKey,
    pub(super) auth: [u8; 16],
}

/// Why a subscription is not one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotASubscription {
    /// The endpoint is not an address that may be posted to: not https, private, with credentials, on another port.
    #[error("the endpoint may not be posted to: {0}")]
    Endpoint(Refused),
    /// `p256dh` is no point of the curve P-256 in its uncompressed form, or `auth` has not 16 bytes.
    #[error("the keys of the subscription are none")]
    Keys,
}

impl Subscription {
    /// Takes a subscription as `PushSubscription.toJSON()` gives it; keys in URL-safe base64.
    ///
    /// # Errors
    /// When the endpoint may not be posted to, or the keys are none.
    pub fn new(endpoint: &str, p256dh: &str, auth: &str, way: &Fetcher) -> Result<Self, NotASubscription> {
        if endpoint.len() > ENDPOINT_BYTES {
            return Err(NotASubscription::Endpoint(Refused::BadAddress));
        }
        way.may_post(endpoint).map_err(NotASubscription::Endpoint)?;
        let bytes = |text: &str| LENIENT.decode(text).map_err(|_| NotASubscription::Keys);
        let key = bytes(p256dh)?;
        if key.len() != 65 {
            return Err(NotASubscription::Keys);
        }
        let key = PublicKey::from_sec1_bytes(&key).map_err(|_| NotASubscription::Keys)?;
        let auth = bytes(auth)?.try_into().map_err(|_| NotASubscription::Keys)?;
        Ok(Self { endpoint: endpoint.to_string(), key, auth })
    }

    /// Where messages are posted. It lets whoever knows it disturb the browser: a secret.
    #[must_use]
    pub fn endpoint(&self) -> &str {
        &self.endpoint
    }

    /// The public key as the browser gave it: 65 bytes, uncompressed.
    #[must_use]
    pub fn key_bytes(&self) -> Vec<u8> {
        self.key.to_sec1_point(false).as_bytes().to_vec()
    }

    /// The authentication secret, 16 bytes.
    #[must_use]
    pub fn auth_bytes(&self) -> [u8; 16] {
        self.auth
    }
}

/// Nothing of a subscription enters a log.
impl std::fmt::Debug for Subscription {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Subscription(…)")
    }
}
