//! Several listings at once: one statement, however many they are.

use std::collections::HashMap;

use domain::ids::Id;
use domain::{Instant, ListingId, MemberId, PictureId};
use store::{StoreError, Tx, fetch_all};
use uuid::Uuid;

use crate::model::Listing;
use crate::picture::{Picture, picture_of};
use crate::rows::ListingRow;
use crate::sql;

/// Ids as one argument: a JSON array, 32 digits each.
fn array(of: &[ListingId]) -> String {
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
        assert_eq!(array(&[]), "[]");
    }
}
