//! What one page tells of its thing: kept page by page, so that nobody is told by it what only the pages of others said.

use domain::ids::Id;
use domain::{Category, Gtin, ListingId};
use sqlx::FromRow;
use store::{BadRow, StoreError, Tx, execute, fetch_optional};

use crate::model::{Described, Listing, Seen, Thing};
use crate::sql;

#[derive(FromRow)]
struct Row {
    brand: Option<String>,
    gtin: Option<i64>,
    model: Option<String>,
    category: Option<String>,
}

impl Row {
    fn read(self, of: ListingId) -> Result<Thing, StoreError> {
        let bad = |column| BadRow::at("listing_thing", column, of);
        let gtin = self.gtin.map(|number| Gtin::from_number(number).ok_or_else(bad("gtin")));
        let category = self.category.map(|path| path.parse::<Category>().map_err(|_| bad("category")()));
        Ok(Thing {
            brand: self.brand,
            gtin: gtin.transpose()?,
            model: self.model,
            category: category.transpose()?,
        })
    }
}

/// Keeps what a page told of its thing when it was read last.
pub(crate) async fn keep(tx: &mut Tx, of: ListingId, thing: &Thing) -> Result<(), StoreError> {
    execute!(
        tx,
        sql::KEEP_THING,
        of.uuid(),
        thing.brand.as_deref(),
        thing.gtin.map(Gtin::number),
        thing.model.as_deref(),
        thing.category.as_ref().map(|category| category.path()),
    )
    .map(drop)
}

/// What a page itself tells of its thing; nothing of a page that was not read yet.
///
/// # Errors
/// When the database fails or the row makes no sense.
pub async fn thing(tx: &mut Tx, of: ListingId) -> Result<Thing, StoreError> {
    let row = fetch_optional!(tx, sql::THING, Row, of.uuid())?;
    row.map_or_else(|| Ok(Thing::default()), |row| row.read(of))
}

/// A page's thing as that page alone describes it.
///
/// # Errors
/// When the database fails or the row makes no sense.
pub async fn described(tx: &mut Tx, listing: &Listing) -> Result<Described, StoreError> {
    Ok(Described { title: listing.title.clone(), thing: thing(tx, listing.id).await? })
}

impl From<&Seen> for Described {
    fn from(seen: &Seen) -> Self {
        Self { title: seen.title.clone(), thing: Thing::from(seen) }
    }
}
