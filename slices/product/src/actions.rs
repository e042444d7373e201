//! What can be done with products and their listings.

use domain::ids::Id;
use domain::{Fact, Gtin, Instant, ListingId, MemberId, Money, ProductId, limits};
use store::{StoreError, Tx, execute, fetch_all, fetch_optional};
use uuid::Uuid;

use crate::decide::{self, News, Step};
use crate::model::{Again, Listing, Point, Product};
use crate::note::first_read;
use crate::picture;
use crate::rows::{ListingRow, PointRow, ProductRow};
use crate::{sql, words};

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

/// The listings to be read again by now, the longest due first.
///
/// # Errors
/// When the database fails or a row makes no sense.
pub async fn due(tx: &mut Tx, now: Instant, most: i64) -> Result<Vec<Listing>, StoreError> {
    let rows = fetch_all!(tx, sql::DUE, ListingRow, now.micros(), most)?;
    rows.into_iter().map(ListingRow::read).collect()
}

/// Puts off a listing that nobody wishes from: it is due again as if it had been read.
///
/// # Errors
/// When the database fails.
pub async fn put_off(tx: &mut Tx, listing: &Listing) -> Result<(), StoreError> {
    let (now, next) = (tx.now(), tx.now().plus_secs(listing.every_s));
    execute!(tx, sql::PUT_OFF, listing.id.uuid(), next.micros(), now.micros()).map(drop)
}

/// Every step of a listing's price and availability, oldest first.
///
/// # Errors
/// When the database fails or a row makes no sense.
pub async fn history(tx: &mut Tx, of: ListingId) -> Result<Vec<Point>, StoreError> {
    let rows = fetch_all!(tx, sql::HISTORY, PointRow, of.uuid())?;
    rows.into_iter().map(|row| row.read(of)).collect()
}

/// Notes what reading a listing again brought, and tells what is worth saying. Another reading at the same time wins, and this one
/// changes nothing.
///
/// # Errors
/// When the database fails.
pub async fn reread(
    tx: &mut Tx,
    before: Listing,
    again: Again,
) -> Result<(Listing, Option<News>), StoreError> {
    let (read_at, failures, now) = (before.read_at, before.failures, tx.now());
    let again = counted(again);
    let past = history(tx, before.id).await?;
    // Every reading that told something left a step: without one, all that is known is an address, however often it failed since.
    let first = match &again {
        Again::Seen(seen) if past.is_empty() => Some(seen.clone()),
        _ => None,
    };
    // Known from before words were noted, it gets them when a page of it is read, though it says nothing new.
    let known = before.member.is_none() && !past.is_empty() && !matches!(again, Again::Failed { .. });
    let Step { listing, point, news } = decide::again(before.clone(), &past, again, now);
    let changed = execute!(
        tx,
        sql::READ_AGAIN,
        listing.id.uuid(),
        &listing.retailer,
        &listing.title,
        listing.picture.as_deref(),
        minor(listing.price),
        minor(listing.list_price),
        currency(listing.price.or(listing.list_price)),
        listing.availability.name(),
        listing.read_at.micros(),
        listing.failure.as_deref(),
        i64::from(listing.failures),
        listing.known.etag.as_deref(),
        listing.known.last_modified.as_deref(),
        listing.every_s,
        read_at.micros(),
        listing.next_at.map(Instant::micros),
        i64::from(failures),
    )?;
    if changed == 0 {
        return Ok((before, None));
    }
    let mut listing = listing;
    if let Some(seen) = first {
        listing.product = first_read(tx, &listing, &seen).await?;
    } else if known {
        words::note(tx, listing.product).await?;
    }
    picture::want(tx, &listing).await?;
    if let Some(point) = point {
        add_point(tx, listing.id, point).await?;
        tx.tell(Fact::Listing(listing.id));
    }
    Ok((listing, news))
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

/// A reading without prices beyond what the house counts: compared with what was stored, they would change every time.
fn counted(again: Again) -> Again {
    match again {
        Again::Seen(mut seen) => {
            (seen.price, seen.list_price) = (within(seen.price), within(seen.list_price));
            Again::Seen(seen)
        }
        other => other,
    }
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
