//! Members, organisations and credentials.

use domain::{CredentialId, Instant, MemberId, OrganisationId, limits};

/// A person with an account, or a guest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub id: MemberId,
    /// How they want to be called; empty for a guest who did not say.
    pub name: String,
    /// The code of the language they came in.
    pub lang: String,
    /// Whether they have no credentials of their own yet.
    pub guest: bool,
    /// Whether they run the instance.
    pub placemaster: bool,
    /// Whether they exist only in the demonstration.
    pub invented: bool,
    /// Since when.
    pub created_at: Instant,
}

/// Somebody to be added; see [`Member`] for the fields.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewMember {
    /// How they want to be called.
    pub name: String,
    /// The code of their language.
    pub lang: String,
    /// Whether they are a guest.
    pub guest: bool,
    /// Whether they run the instance.
    pub placemaster: bool,
    /// Whether they exist only in the demonstration.
    pub invented: bool,
}

/// A merchant, brand, employer, association or town.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    /// Who.
    pub id: OrganisationId,
    /// Its name.
    pub name: String,
    /// The OSM object it was imported from.
    pub osm: Option<String>,
}

/// What sort of credential.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CredentialKind {
    /// The cookie of a page session.
    Session,
    /// A bearer token of a program.
    Bearer,
    /// A link that opens one session, once.
    Link,
    /// A phone app's password.
    Device,
}

impl CredentialKind {
    /// Every kind with its name in the store.
    pub const NAMES: &'static [(Self, &'static str)] = &[
        (Self::Session, "session"),
        (Self::Bearer, "bearer"),
        (Self::Link, "link"),
        (Self::Device, "device"),
    ];

    /// When one made at `now` ends by itself.
    #[must_use]
    pub fn ends(self, now: Instant) -> Option<Instant> {
        match self {
            Self::Session => Some(now.plus_secs(limits::SESSION_DAYS * 86_400)),
            Self::Link => Some(now.plus_secs(limits::LINK_MINUTES * 60)),
            Self::Bearer | Self::Device => None,
        }
    }
}

domain::named!(CredentialKind);

/// A credential as its member sees it: never its secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credential {
    /// Which.
    pub id: CredentialId,
    /// What sort.
    pub kind: CredentialKind,
    /// How its member calls it.
    pub label: String,
    /// Since when.
    pub created_at: Instant,
    /// When it was last used.
    pub used_at: Option<Instant>,
}
