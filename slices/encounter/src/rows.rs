//! Rows as primitives, and back to the model.

use domain::ids::Id;
use domain::{EncounterId, Instant, MemberId, Money, OfferId, OrganisationId, PlaceId, SuggestionId, WishId};
use sqlx::FromRow;
use store::BadRow;
use uuid::Uuid;

use crate::model::Encounter;

/// A row of `encounter`.
#[derive(FromRow)]
pub(crate) struct EncounterRow {
    id: Uuid,
    member: Uuid,
    organisation: Uuid,
    place: Uuid,
    offer: Uuid,
    suggestion: Uuid,
    wish: Uuid,
    title: String,
    state: String,
    code: String,
    amount_minor: i64,
    currency: String,
    began_at: i64,
    expires_at: i64,
    settled_at: Option<i64>,
    confirmed_by: Option<Uuid>,
}

impl EncounterRow {
    pub(crate) fn read(self) -> Result<Encounter, BadRow> {
        let id = EncounterId::from_uuid(self.id);
        let bad = |column| BadRow::at("encounter", column, id);
        let currency = self.currency.parse().map_err(|_| bad("currency")())?;
        Ok(Encounter {
            id,
            member: MemberId::from_uuid(self.member),
            organisation: OrganisationId::from_uuid(self.organisation),
            place: PlaceId::from_uuid(self.place),
            offer: OfferId::from_uuid(self.offer),
            suggestion: SuggestionId::from_uuid(self.suggestion),
            wish: WishId::from_uuid(self.wish),
            title: self.title,
            state: self.state.parse().map_err(|_| bad("state")())?,
            code: self.code.parse().map_err(|_| bad("code")())?,
            amount: Money { minor: self.amount_minor, currency },
            began_at: Instant::from_micros(self.began_at),
            expires_at: Instant::from_micros(self.expires_at),
            settled_at: self.settled_at.map(Instant::from_micros),
            confirmed_by: self.confirmed_by.map(MemberId::from_uuid),
        })
    }
}
