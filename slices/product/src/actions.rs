//! What can be done with products and their listings.

use domain::ids::Id;
use domain::{Gtin, Instant, ListingId, MemberId, Money, ProductId, limits};
use store::{StoreError, Tx, execute, fetch_all, fetch_optional};
use uuid::Uuid;

use crate::model::{Listing, Point, Product};
use crate::rows::{ListingRow, PointRow, ProductRow};
use crate::sql;

/// Finds a product.
///
/// # Errors
/// When the database fails or the row makes no sense.
pub async fn product(tx: &mut Tx, id: ProductId) -> Result<Option<Product>, StoreError> {
    fetch_optional!(tx, sql::PRODUCT, ProductRow, id.uuid())?.map(ProductRow::read).transpose()
}

/// Finds the product of a barcode.
///
/// # Errors
/// When the database fails or the row makes no sense.
pub async fn with_gtin(tx: &mut Tx, gtin: Gtin) -> Result<Option<Product>, StoreError> {
    fetch_optional!(tx, sql::WITH_GTIN, ProductRow, gtin.number())?.map(ProductRow::read).transpose()
}

/// Finds a listing, as far as a member may see it.
///
/// # Errors
/// When the database fails or the row makes no sense.
pub async fn listing(tx: &mut Tx, id: ListingId, by: MemberId) -> Result<Option<Listing>, StoreError> {
    let found =
        fetch_optional!(tx, sql::LISTING, ListingRow, id.uuid())?.map(ListingRow::read).transpose()?;
    Ok(found.filter(|listing| listing.member.is_none_or(|member| member == by)))
}

/// Finds a listing, whosever browser read it: for the house's own work, never for a page.
///
/// # Errors
/// When the database fails or the row makes no sense.
pub async fn kept(tx: &mut Tx, id: ListingId) -> Result<Option<Listing>, StoreError> {
    fetch_optional!(tx, sql::LISTING, ListingRow, id.uuid())?.map(ListingRow::read).transpose()
}

/// The listings of a product that this server read itself, oldest first.
///
/// # Errors
/// When the database fails or a row makes no sense.
pub async fn public_listings(tx: &mut Tx, of: ProductId) -> Result<Vec<Listing>, StoreError> {
    let rows = fetch_all!(tx, sql::OF_PRODUCT, ListingRow, of.uuid(), Uuid::nil())?;
    rows.into_iter().map(ListingRow::read).collect()
}

/// The listings of a product, as far as a member may see them, oldest first.
///
/// # Errors
/// When the database fails or a row makes no sense.
pub async fn listings(tx: &mut Tx, of: ProductId, by: MemberId) -> Result<Vec<Listing>, StoreError> {
    let rows = fetch_all!(tx, sql::OF_PRODUCT, ListingRow, of.uuid(), by.uuid())?;
    rows.into_iter().map(ListingRow::read).collect()
}

/// The listings of a listing's address and of the thing that stood there then, that a member may see: that of all, and that of their own
/// browser; of its variant, or of all of them when it is of the page at large.
///
/// # Errors
/// When the database fails.
pub async fn of_address(tx: &mut Tx, of: &Listing, by: MemberId) -> Result<Vec<ListingId>, StoreError> {
    let variant = of.variant.as_ref().map_or("", |variant| variant.key.as_str());
    let rows = fetch_all!(tx, sql::OF_ADDRESS, (Uuid,), &of.url, by.uuid(), of.turn, variant)?;
    Ok(rows.into_iter().map(|(id,)| ListingId::from_uuid(id)).collect())
}

/// The listings to be read again by now, the longest due first.
///
/// # Errors
/// When the database fails or a row makes no sense.
pub async fn due(tx: &mut Tx, now: Instant, most: i64) -> Result<Vec<Listing>, StoreError> {
    let rows = fetch_all!(tx, sql::DUE, ListingRow, now.micros(), most)?;
    rows.into_iter().map(ListingRow::read).collect()
}

/// Puts off a listing that is due until an instant, unread: nothing failed, and nothing is known of it that was not before.
///
/// # Errors
/// When the database fails.
pub async fn put_off(tx: &mut Tx, listing: ListingId, until: Instant) -> Result<(), StoreError> {
    let now = tx.now();
    execute!(tx, sql::PUT_OFF, listing.uuid(), until.micros(), now.micros()).map(drop)
}

/// Every step of a listing's price and availability, oldest first.
///
/// # Errors
/// When the database fails or a row makes no sense.
pub async fn history(tx: &mut Tx, of: ListingId) -> Result<Vec<Point>, StoreError> {
    let rows = fetch_all!(tx, sql::HISTORY, PointRow, of.uuid())?;
    rows.into_iter().map(|row| row.read(of)).collect()
}

pub(crate) async fn add_point(tx: &mut Tx, of: ListingId, point: Point) -> Result<(), StoreError> {
    execute!(
        tx,
        sql::ADD_PRICE,
        of.uuid(),
        point.at.micros(),
        minor(point.price),
        currency(point.price),
        point.availability.name(),
    )
    .map(drop)
}

pub(crate) fn within(money: Option<Money>) -> Option<Money> {
    money.filter(|money| (0..=limits::PRICE_MAX_MINOR).contains(&money.minor))
}

pub(crate) fn minor(money: Option<Money>) -> Option<i64> {
    money.map(|money| money.minor)
}

pub(crate) fn currency(money: Option<Money>) -> Option<String> {
    money.map(|money| money.currency.code().to_owned())
}
