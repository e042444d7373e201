//! Rows of `offer` as primitives, and back to the domain.

use domain::ids::Id;
use domain::{Currency, Gtin, Instant, Money, Offer, OfferId, OrganisationId, PlaceId, Subject};
use sqlx::FromRow;
use store::BadRow;
use uuid::Uuid;

/// A row of `offer`.
#[derive(FromRow)]
pub(crate) struct OfferRow {
    id: Uuid,
    organisation: Uuid,
    place: Uuid,
    title: String,
    kind: String,
    category: Option<String>,
    gtin: Option<i64>,
    brand: Option<String>,
    words: String,
    price_minor: i64,
    reference_minor: Option<i64>,
    currency: String,
    stock: Option<i64>,
    from_at: i64,
    until_at: Option<i64>,
    reach_m: i64,
    zone: String,
    state: String,
}

/// A row of `offer` with the name its organisation gave it.
#[derive(FromRow)]
pub(crate) struct ReferredRow {
    pub(crate) reference: String,
    #[sqlx(flatten)]
    pub(crate) offer: OfferRow,
}

impl OfferRow {
    pub(crate) fn read(self) -> Result<Offer, BadRow> {
        let bad = |column| BadRow::at("offer", column, self.id);
        let currency: Currency = self.currency.parse().map_err(|_| bad("currency")())?;
        let money = |minor| Money { minor, currency };
        let category = self.category.as_deref().map(str::parse).transpose().map_err(|_| bad("category")())?;
        let gtin = match self.gtin {
            None => None,
            Some(number) => Some(Gtin::from_number(number).ok_or_else(bad("gtin"))?),
        };
        let stock = self.stock.map(u32::try_from).transpose().map_err(|_| bad("stock")())?;
        Ok(Offer {
            id: OfferId::from_uuid(self.id),
            organisation: OrganisationId::from_uuid(self.organisation),
            place: PlaceId::from_uuid(self.place),
            subject: Subject {
                kind: self.kind.parse().map_err(|_| bad("kind")())?,
                category,
                gtin,
                words: self.words.split_whitespace().map(str::to_owned).collect(),
                brand: self.brand,
            },
            price: money(self.price_minor),
            reference_price: self.reference_minor.map(money),
            stock,
            from: Instant::from_micros(self.from_at),
            until: self.until_at.map(Instant::from_micros),
            reach_m: u32::try_from(self.reach_m).map_err(|_| bad("reach_m")())?,
            zone: self.zone.parse().map_err(|_| bad("zone")())?,
            state: self.state.parse().map_err(|_| bad("state")())?,
            title: self.title,
        })
    }
}

/// Reads rows, all or the first bad one's fault.
pub(crate) fn read_all(rows: Vec<OfferRow>) -> Result<Vec<Offer>, store::StoreError> {
    rows.into_iter().map(|row| row.read().map_err(Into::into)).collect()
}
