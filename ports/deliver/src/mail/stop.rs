//! The link that ends mail without signing in: whose it is and to which address, under a key of the house. It cannot be made by
//! anybody else, never ends, and does nothing but end mail.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::MemberId;
use domain::ids::Id;
use hkdf::Hkdf;
use sha2::Sha256;

/// Bytes of an id, and of what proves it.
const ID: usize = 16;
const PROOF: usize = 16;

/// The key under which links are made.
#[derive(Clone)]
pub(crate) struct StopKey(Vec<u8>);

impl std::fmt::Debug for StopKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("StopKey(…)")
    }
}

impl StopKey {
    pub(crate) fn new(key: Vec<u8>) -> Self {
        Self(key)
    }

    /// HMAC with SHA-256, which is what HKDF extracts with (RFC 5869, section 2.2).
    fn proof(&self, member: MemberId, address: &str) -> Vec<u8> {
        let told = [member.uuid().as_bytes().as_slice(), address.as_bytes()].concat();
        Hkdf::<Sha256>::extract(Some(&self.0), &told).0[..PROOF].to_vec()
    }

    /// What the link of a member's address ends with.
    pub(crate) fn link(&self, member: MemberId, address: &str) -> String {
        let proof = self.proof(member, address);
        URL_SAFE_NO_PAD.encode([member.uuid().as_bytes().as_slice(), &proof].concat())
    }

    /// Whose link it says it is; [`StopKey::is_of`] tells whether that is true.
    pub(crate) fn member(link: &str) -> Option<MemberId> {
        let bytes = URL_SAFE_NO_PAD.decode(link).ok().filter(|bytes| bytes.len() == ID + PROOF)?;
        let id: [u8; ID] = bytes[..ID].try_into().ok()?;
        Some(MemberId::from_uuid(store::sqlx::types::Uuid::from_bytes(id)))
    }

    /// Whether a link was made for this member and address.
    pub(crate) fn is_of(&self, link: &str, member: MemberId, address: &str) -> bool {
        let Ok(bytes) = URL_SAFE_NO_PAD.decode(link) else { return false };
        let proof = self.proof(member, address);
        // Every byte is looked at, so that the time tells nothing of the first that differs.
        let shown = bytes.get(ID..).unwrap_or_default();
        shown.len() == PROOF && shown.iter().zip(&proof).fold(0, |differ, (a, b)| differ | (a ^ b)) == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_one_members_and_one_addresss() {
        let now = domain::Instant::from_secs(1_795_258_800);
        let [camille, other] = [1, 2].map(|n| MemberId::make(now, [n; 10]));
        let key = StopKey::new(vec![7; 32]);
        let link = key.link(camille, "a@b.example");
        assert_eq!(StopKey::member(&link), Some(camille));
        assert!(key.is_of(&link, camille, "a@b.example"));
        assert!(!key.is_of(&link, other, "a@b.example"));
        assert!(!key.is_of(&link, camille, "c@b.example"));
        assert!(!StopKey::new(vec![8; 32]).is_of(&link, camille, "a@b.example"));
        for wrong in ["", "aaaa", "é", &link[1..], &format!("{link}AA")] {
            let whose = StopKey::member(wrong);
            assert!(whose.is_none_or(|member| !key.is_of(wrong, member, "a@b.example")), "{wrong}");
        }
    }
}
