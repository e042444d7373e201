//! Several listings at once: one statement, however many they are.

use std::collections::HashMap;

use domain::ids::Id;
use domain::{Gtin, Instant, ListingId, MemberId, Money, PictureId, ProductId};
use store::{BadRow, StoreError, Tx, fetch_all};
use uuid::Uuid;

use crate::model::Listing;
use crate::picture::{Picture, picture_of};
use crate::rows::{ListingRow, money};
use crate::sql;
use crate::told::{Part, Value};

/// Listings read at once, at most: some for each wish of a long list.
const MOST: i64 = 20_000;

/// Ids as one argument: a JSON array, 32 digits each.
fn array<T: Id>(of: &[T]) -> String {
    let ids: Vec<_> = of.iter().map(|id| format!("\"{}\"", id.uuid().simple())).collect();
    format!("[{}]", ids.join(","))
}

/// Finds some listings, as far as a member may see them.
///
/// # Errors
/// When the database fails or a row makes no sense.
pub async fn several(
    tx: &mut Tx,
    of: &[ListingId],
    by: MemberId,
) -> Result<HashMap<ListingId, Listing>, StoreError> {
    if of.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = fetch_all!(tx, sql::SEVERAL, ListingRow, array(of), by.uuid())?;
    rows.into_iter().map(|row| row.read().map(|listing| (listing.id, listing))).collect()
}

/// The listings of some products, as far as a member may see them.
///
/// # Errors
/// When the database fails or a row makes no sense.
pub async fn of_products(
    tx: &mut Tx,
    of: &[ProductId],
    by: MemberId,
) -> Result<HashMap<ListingId, Listing>, StoreError> {
    if of.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = fetch_all!(tx, sql::OF_PRODUCTS, ListingRow, array(of), by.uuid(), MOST)?;
    rows.into_iter().map(|row| row.read().map(|listing| (listing.id, listing))).collect()
}

/// The products of some barcodes; a barcode that nothing is known by is left out.
///
/// # Errors
/// When the database fails or a row makes no sense.
pub async fn with_gtins(tx: &mut Tx, of: &[Gtin]) -> Result<HashMap<Gtin, ProductId>, StoreError> {
    if of.is_empty() {
        return Ok(HashMap::new());
    }
    let numbers: Vec<_> = of.iter().map(|gtin| gtin.number().to_string()).collect();
    let numbers = format!("[{}]", numbers.join(","));
    let rows = fetch_all!(tx, sql::WITH_GTINS, (i64, Uuid), numbers)?;
    let read = |(number, id): (i64, Uuid)| {
        let id = ProductId::from_uuid(id);
        let gtin = Gtin::from_number(number).ok_or_else(BadRow::at("product", "gtin", id))?;
        Ok((gtin, id))
    };
    rows.into_iter().map(read).collect()
}

/// What listings cost at an instant each, or, where they were read later, first after it; those without a price then are left out.
///
/// # Errors
/// When the database fails or a row makes no sense.
pub async fn prices_at(
    tx: &mut Tx,
    of: &[(ListingId, Instant)],
) -> Result<HashMap<(ListingId, Instant), Money>, StoreError> {
    if of.is_empty() {
        return Ok(HashMap::new());
    }
    let asked: Vec<_> =
        of.iter().map(|(id, at)| format!("[\"{}\",{}]", id.uuid().simple(), at.micros())).collect();
    let asked = format!("[{}]", asked.join(","));
    let rows = fetch_all!(tx, sql::PRICES_AT, (Uuid, i64, Option<i64>, Option<String>), asked)?;
    let mut prices = HashMap::with_capacity(rows.len());
    for (id, since, minor, currency) in rows {
        let id = ListingId::from_uuid(id);
        let currency = currency.map(|code| code.parse().map_err(|_| BadRow::at("price", "currency", id)()));
        if let Some(price) = money(minor, currency.transpose()?) {
            prices.insert((id, Instant::from_micros(since)), price);
        }
    }
    Ok(prices)
}

/// The lowest and the highest price of the sizes and colours of some listings, of those whose page tells them.
///
/// # Errors
/// When the database fails or a row makes no sense.
pub async fn ranges(tx: &mut Tx, of: &[ListingId]) -> Result<HashMap<ListingId, (Money, Money)>, StoreError> {
    if of.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = fetch_all!(tx, sql::RANGES, (Uuid, String), array(of))?;
    let read = |(id, kept): (Uuid, String)| {
        let id = ListingId::from_uuid(id);
        match Value::read(Part::Range, &kept) {
            Some(Value::Range(low, high)) => Ok((id, (low, high))),
            _ => Err(BadRow::at("listing_found", "value", id)().into()),
        }
    };
    rows.into_iter().map(read).collect()
}

/// The pictures of some listings, as far as somebody may see them; those without one are left out.
///
/// # Errors
/// When the database fails or a row makes no sense.
pub async fn pictures(
    tx: &mut Tx,
    of: impl IntoIterator<Item = ListingId> + Send,
    by: Option<MemberId>,
) -> Result<HashMap<ListingId, Picture>, StoreError> {
    let of: Vec<ListingId> = of.into_iter().collect();
    if of.is_empty() {
        return Ok(HashMap::new());
    }
    let by = by.map_or(Uuid::nil(), Id::uuid);
    let rows = fetch_all!(tx, sql::PICTURES_OF, (Uuid, Uuid, i64, i64), array(&of), by)?;
    let read = |(listing, id, width, height)| {
        let picture = picture_of(PictureId::from_uuid(id), width, height)?;
        Ok((ListingId::from_uuid(listing), picture))
    };
    rows.into_iter().map(read).collect()
}

/// When a listing was read last, and its picture: as long as these are the same, it is shown the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// Which.
    pub listing: ListingId,
    /// When its page was read.
    pub read_at: Instant,
    /// Its picture, if there is one.
    pub picture: Option<PictureId>,
}

/// The marks of some listings in the order of their ids, without those that are gone.
///
/// # Errors
/// When the database fails.
pub async fn marks(tx: &mut Tx, of: &[ListingId]) -> Result<Vec<Mark>, StoreError> {
    if of.is_empty() {
        return Ok(Vec::new());
    }
    let rows = fetch_all!(tx, sql::MARKS, (Uuid, i64, Option<Uuid>), array(of))?;
    let mark = |(listing, read_at, picture): (Uuid, i64, Option<Uuid>)| Mark {
        listing: ListingId::from_uuid(listing),
        read_at: Instant::from_micros(read_at),
        picture: picture.map(PictureId::from_uuid),
    };
    Ok(rows.into_iter().map(mark).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_one_argument() {
        let ids = [1, 2].map(|number| ListingId::from_uuid(Uuid::from_u128(number)));
        let zeros = "0".repeat(31);
        assert_eq!(array(&ids), format!("[\"{zeros}1\",\"{zeros}2\"]"));
        assert_eq!(array::<ListingId>(&[]), "[]");
    }
}
