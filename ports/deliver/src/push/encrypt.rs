//! Encryption of a message for one browser: RFC 8291, with the content coding `aes128gcm` of RFC 8188.

use aes_gcm::aead::Aead;
use aes_gcm::{Aes128Gcm, KeyInit, Nonce};
use hkdf::Hkdf;
use p256::elliptic_curve::sec1::ToSec1Point;
use p256::{SecretKey, ecdh};
use sha2::Sha256;

use super::Subscription;

/// Bytes that every push service carries (RFC 8030, section 7.2).
const BODY_BYTES: usize = 4_096;
/// Bytes of the header: salt, size of a record, length of the key, key.
const HEADER_BYTES: usize = 16 + 4 + 1 + 65;
/// Bytes that the cipher adds: one that ends the text, sixteen that authenticate it.
const ADDED_BYTES: usize = 1 + 16;
/// The longest message, in bytes.
pub const MESSAGE_BYTES: usize = BODY_BYTES - HEADER_BYTES - ADDED_BYTES;
/// Lengths are rounded up to a multiple of this, so that the push service learns little from them.
const STEP_BYTES: usize = 256;

/// Why a message is not encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotSealed {
    /// The message is too long.
    #[error("the message has more than {MESSAGE_BYTES} bytes")]
    TooLong,
    /// The bytes given as a key of one message are none; fewer than one draw in four thousand million is so.
    #[error("the bytes drawn are no key: draw again")]
    NoKey,
}

/// Encrypts a message for a browser, its length rounded up. `key` are 32 and `salt` 16 bytes nobody can foresee, used for this
/// one message alone; the body to be posted with `Content-Encoding: aes128gcm`.
///
/// # Errors
/// `TooLong`, or `NoKey` when other bytes must be drawn.
pub fn seal(
    to: &Subscription,
    message: &[u8],
    key: &[u8; 32],
    salt: &[u8; 16],
) -> Result<Vec<u8>, NotSealed> {
    let rounded = (message.len() + 1).next_multiple_of(STEP_BYTES) - 1;
    seal_padded(to, message, rounded.min(MESSAGE_BYTES), key, salt)
}

/// Encrypts a message, filled up to `length` bytes.
fn seal_padded(
    to: &Subscription,
    message: &[u8],
    length: usize,
    key: &[u8; 32],
    salt: &[u8; 16],
) -> Result<Vec<u8>, NotSealed> {
    if message.len() > MESSAGE_BYTES {
        return Err(NotSealed::TooLong);
    }
    let ours = SecretKey::from_slice(key).map_err(|_| NotSealed::NoKey)?;
    let our_point = ours.public_key().to_sec1_point(false);
    let shared = ecdh::diffie_hellman(ours.to_nonzero_scalar(), to.key.as_affine());

    let mut info = b"WebPush: info\0".to_vec();
    info.extend_from_slice(&to.key_bytes());
    info.extend_from_slice(our_point.as_bytes());
    let input = derived::<32>(&to.auth, shared.raw_secret_bytes(), &info);
    let cipher_key = derived::<16>(salt, &input, b"Content-Encoding: aes128gcm\0");
    let nonce = derived::<12>(salt, &input, b"Content-Encoding: nonce\0");

    let mut text = message.to_vec();
    // The one and last record ends with 2, and zeros to fill it (RFC 8188, section 2).
    text.push(2);
    text.resize(text.len().max(length + 1), 0);
    let cipher = Aes128Gcm::new(&cipher_key.into());
    let sealed = cipher.encrypt(&Nonce::from(nonce), text.as_slice()).map_err(|_| NotSealed::TooLong)?;

    let mut body = salt.to_vec();
    body.extend_from_slice(&(BODY_BYTES as u32).to_be_bytes());
    body.push(65);
    body.extend_from_slice(our_point.as_bytes());
    body.extend_from_slice(&sealed);
    Ok(body)
}

/// HKDF with SHA-256 (RFC 5869), of at most one block.
fn derived<const N: usize>(salt: &[u8], input: &[u8], info: &[u8]) -> [u8; N] {
    let mut output = [0; N];
    // Only more than 255 blocks would be refused.
    let _ = Hkdf::<Sha256>::new(Some(salt), input).expand(info, &mut output);
    output
}

#[cfg(test)]
mod tests {
    use base64::Engine;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    use fetch::{Fetcher, Settings};
    use proptest::prelude::*;

    use super::*;

    fn bytes<const N: usize>(text: &str) -> [u8; N] {
        URL_SAFE_NO_PAD.decode(text).unwrap().try_into().unwrap()
    }

    fn way() -> Fetcher {
        Fetcher::new(Settings::new("https://lieu.example/contact")).unwrap()
    }

    /// The browser of RFC 8291, appendix A: its private key and its subscription.
    fn browser() -> (SecretKey, Subscription) {
        let secret = bytes::<32>("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94");
        let public =
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
        let to =
            Subscription::new("https://push.example/x", public, "BTBZMqHH6r4Tts7J_aSIgg", &way()).unwrap();
        (SecretKey::from_slice(&secret).unwrap(), to)
    }

    /// Decrypts as a browser does, with its private key: RFC 8291, section 3, read from the other side.
    fn opened(secret: &SecretKey, auth: &[u8], body: &[u8]) -> Option<Vec<u8>> {
        let (header, sealed) = body.split_at_checked(HEADER_BYTES)?;
        let (salt, size, length, sender) = (&header[..16], &header[16..20], header[20], &header[21..]);
        let size = u32::from_be_bytes(size.try_into().unwrap());
        if length != 65 || sealed.len() > usize::try_from(size).unwrap() {
            return None;
        }
        let sender_key = p256::PublicKey::from_sec1_bytes(sender).ok()?;
        let shared = ecdh::diffie_hellman(secret.to_nonzero_scalar(), sender_key.as_affine());
        let own = secret.public_key().to_sec1_point(false);
        let info = [b"WebPush: info\0", own.as_bytes(), sender].concat();
        let mut input = [0; 32];
        Hkdf::<Sha256>::new(Some(auth), shared.raw_secret_bytes()).expand(&info, &mut input).unwrap();
        let keys = Hkdf::<Sha256>::new(Some(salt), &input);
        let (mut key, mut nonce) = ([0; 16], [0; 12]);
        keys.expand(b"Content-Encoding: aes128gcm\0", &mut key).unwrap();
        keys.expand(b"Content-Encoding: nonce\0", &mut nonce).unwrap();
        let text = Aes128Gcm::new(&key.into()).decrypt(&Nonce::from(nonce), sealed).ok()?;
        let end = text.iter().rposition(|byte| *byte != 0)?;
        (text[end] == 2).then(|| text[..end].to_vec())
    }

    #[test]
    fn the_example_of_the_rfc_is_met() {
        let (secret, to) = browser();
        let key = bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw");
        let salt = bytes("DGv6ra1nlYgDCS1FRnbzlw");
        let text = b"When I grow up, I want to be a watermelon";
        let body = seal_padded(&to, text, 0, &key, &salt).unwrap();
        let expected = "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN";
        assert_eq!(URL_SAFE_NO_PAD.encode(&body), expected);
        assert_eq!(opened(&secret, &to.auth, &body).unwrap(), text);
    }

    #[test]
    fn lengths_are_rounded_and_bounded() {
        let (secret, to) = browser();
        let (key, salt) = ([7; 32], [9; 16]);
        for (length, body) in [(0, 358), (1, 358), (255, 358), (256, 614), (MESSAGE_BYTES, BODY_BYTES)] {
            let message = vec![b'a'; length];
            let sealed = seal(&to, &message, &key, &salt).unwrap();
            assert_eq!(sealed.len(), body, "{length}");
            assert_eq!(opened(&secret, &to.auth, &sealed).unwrap(), message);
        }
        assert_eq!(seal(&to, &vec![0; MESSAGE_BYTES + 1], &key, &salt), Err(NotSealed::TooLong));
        assert_eq!(seal(&to, b"a", &[0; 32], &salt), Err(NotSealed::NoKey));
        assert_eq!(seal(&to, b"a", &[0xff; 32], &salt), Err(NotSealed::NoKey));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        /// Whatever is sealed is opened by its browser as it was, by no other, and not when a byte was changed.
        #[test]
        fn only_its_browser_opens_it(
            message in proptest::collection::vec(any::<u8>(), 0..MESSAGE_BYTES),
            key: [u8; 32], salt: [u8; 16], at: prop::sample::Index, flip in 1..=255_u8,
        ) {
            let (secret, to) = browser();
            let mut body = seal(&to, &message, &key, &salt).unwrap();
            prop_assert_eq!(opened(&secret, &to.auth, &body), Some(message));
            prop_assert_eq!(opened(&SecretKey::from_slice(&[5; 32]).unwrap(), &to.auth, &body), None);
            prop_assert_eq!(opened(&secret, &[0; 16], &body), None);
            // The size of a record is only a bound, and stands outside what is authenticated.
            let at = at.index(body.len());
            if !(16..20).contains(&at) {
                body[at] ^= flip;
                prop_assert_eq!(opened(&secret, &to.auth, &body), None);
            }
        }
    }
}
