//! Rows as primitives, and back to the model.

use domain::ids::Id;
use domain::{CredentialId, Instant, MemberId, OrganisationId};
use sqlx::FromRow;
use store::BadRow;
use uuid::Uuid;

use crate::model::{Credential, Member, Organisation};

/// A row of `member`.
#[derive(FromRow)]
pub(crate) struct MemberRow {
    id: Uuid,
    name: String,
    lang: String,
    guest: bool,
    placemaster: bool,
    invented: bool,
    created_at: i64,
}

impl From<MemberRow> for Member {
    fn from(row: MemberRow) -> Self {
        Self {
            id: MemberId::from_uuid(row.id),
            name: row.name,
            lang: row.lang,
            guest: row.guest,
            placemaster: row.placemaster,
            invented: row.invented,
            created_at: Instant::from_micros(row.created_at),
        }
    }
}

/// A row of `organisation`.
#[derive(FromRow)]
pub(crate) struct OrganisationRow {
    id: Uuid,
    name: String,
    osm: Option<String>,
}

impl From<OrganisationRow> for Organisation {
    fn from(row: OrganisationRow) -> Self {
        Self { id: OrganisationId::from_uuid(row.id), name: row.name, osm: row.osm }
    }
}

/// A row of `credential`, without its secret.
#[derive(FromRow)]
pub(crate) struct CredentialRow {
    id: Uuid,
    kind: String,
    label: String,
    created_at: i64,
    used_at: Option<i64>,
}

impl CredentialRow {
    pub(crate) fn read(self) -> Result<Credential, BadRow> {
        let kind = self.kind.parse().map_err(|_| BadRow::at("credential", "kind", self.id)())?;
        Ok(Credential {
            id: CredentialId::from_uuid(self.id),
            kind,
            label: self.label,
            created_at: Instant::from_micros(self.created_at),
            used_at: self.used_at.map(Instant::from_micros),
        })
    }
}

/// Whom a credential lets in.
#[derive(FromRow)]
pub(crate) struct WhoRow {
    pub(crate) credential: Uuid,
    pub(crate) kind: String,
    pub(crate) used_at: Option<i64>,
    pub(crate) member: Uuid,
    pub(crate) name: String,
    pub(crate) guest: bool,
    pub(crate) placemaster: bool,
}
