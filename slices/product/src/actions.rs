//! What can be done with products and their listings.

use domain::ids::Id;
use domain::{Fact, Gtin, Instant, ListingId, MemberId, Money, ProductId, limits, text};
use kit::App;
use store::{StoreError, Tx, execute, fetch_all, fetch_optional};
use uuid::Uuid;

use crate::alike;
use crate::decide::{self, FIRST_S, News, Step};
use crate::model::{Again, Listing, Point, Product, Seen};
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

/// The listings to be read again by now, the longest due first.
///
/// # Errors
/// When the database fails or a row makes no sense.
pub async fn due(tx: &mut Tx, now: Instant, most: i64) -> Result<Vec<Listing>, StoreError> {
    let rows = fetch_all!(tx, sql::DUE, ListingRow, now.micros(), most)?;
    rows.into_iter().map(ListingRow::read).collect()
}

/// Every step of a listing's price and availability, oldest first.
///
/// # Errors
/// When the database fails or a row makes no sense.
pub async fn history(tx: &mut Tx, of: ListingId) -> Result<Vec<Point>, StoreError> {
    let rows = fetch_all!(tx, sql::HISTORY, PointRow, of.uuid())?;
    rows.into_iter().map(|row| row.read(of)).collect()
}

/// Notes what a page says: a listing of the product it is of, or a new one. `member` is whose own browser read it; `None` when this
/// server did.
///
/// # Errors
/// When the database fails.
pub async fn note(
    tx: &mut Tx,
    app: &App,
    seen: Seen,
    member: Option<MemberId>,
) -> Result<Listing, StoreError> {
    let ours = i64::from(member.is_none());
    let by = member.map_or(Uuid::nil(), Id::uuid);
    if let Some(row) = fetch_optional!(tx, sql::AT, ListingRow, &seen.url, by, ours)? {
        let known = row.read()?;
        return Ok(reread(tx, known, Again::Seen(Box::new(seen))).await?.0);
    }
    // What a browser sent nobody else can check: it is a thing of its own, and teaches no other.
    let known = if member.is_none() { find(tx, &seen).await? } else { None };
    let product = match known {
        Some(product) => product.id,
        None => add_product(tx, app, &seen, member).await?,
    };
    let now = tx.now();
    let listing = Listing {
        // Of no time: an id that told when it was made would tell when somebody first hoped for it.
        id: ListingId::make(Instant::from_micros(0), app.chance.bytes()),
        product,
        member,
        url: seen.url,
        retailer: seen.retailer,
        title: seen.title,
        picture: seen.picture,
        price: within(seen.price),
        list_price: within(seen.list_price),
        availability: seen.availability,
        read_at: now,
        failure: None,
        failures: 0,
        known: seen.known,
        every_s: FIRST_S,
        next_at: member.is_none().then(|| now.plus_secs(FIRST_S)),
    };
    insert(tx, &listing).await?;
    let point = Point { at: now, price: listing.price, availability: listing.availability };
    add_point(tx, listing.id, point).await?;
    tx.tell(Fact::Listing(listing.id));
    Ok(listing)
}

async fn insert(tx: &mut Tx, listing: &Listing) -> Result<(), StoreError> {
    execute!(
        tx,
        sql::ADD_LISTING,
        listing.id.uuid(),
        listing.product.uuid(),
        listing.member.map(Id::uuid),
        &listing.url,
        &listing.retailer,
        &listing.title,
        listing.picture.as_deref(),
        minor(listing.price),
        minor(listing.list_price),
        currency(listing.price.or(listing.list_price)),
        listing.availability.name(),
        listing.read_at.micros(),
        listing.known.etag.as_deref(),
        listing.known.last_modified.as_deref(),
        listing.every_s,
        listing.next_at.map(Instant::micros),
    )
    .map(drop)
}

/// Products of a make that a page is compared with.
const ALIKE: i64 = 1_000;

/// The product a page is of: by its barcode, or by likeness to those of its make. What the page tells besides is learnt.
async fn find(tx: &mut Tx, seen: &Seen) -> Result<Option<Product>, StoreError> {
    if let Some(gtin) = seen.gtin
        && let Some(known) = with_gtin(tx, gtin).await?
    {
        return Ok(Some(known));
    }
    let (brand, model) = (key(seen.brand.as_deref()), key(seen.model.as_deref()));
    let rows = fetch_all!(tx, sql::ALIKE, ProductRow, &brand, &model, ALIKE)?;
    let known = rows.into_iter().map(ProductRow::read).collect::<Result<Vec<_>, _>>()?;
    let Some(same) = alike::same(seen, known) else { return Ok(None) };
    execute!(tx, sql::LEARN, same.id.uuid(), seen.gtin.map(Gtin::number), seen.model.as_deref(), &model)?;
    Ok(Some(same))
}

/// What a make or a maker's number is looked up by.
fn key(text: Option<&str>) -> Option<String> {
    let plain: String = text::fold(text?).chars().filter(|c| c.is_alphanumeric()).collect();
    Some(plain).filter(|plain| !plain.is_empty())
}

async fn add_product(
    tx: &mut Tx,
    app: &App,
    seen: &Seen,
    member: Option<MemberId>,
) -> Result<ProductId, StoreError> {
    let id: ProductId = app.id();
    let added_at = tx.now().micros();
    execute!(
        tx,
        sql::ADD_PRODUCT,
        id.uuid(),
        &seen.title,
        seen.brand.as_deref(),
        seen.gtin.map(Gtin::number),
        seen.model.as_deref(),
        seen.category.as_ref().map(|category| category.path()),
        added_at,
        key(seen.brand.as_deref()),
        key(seen.model.as_deref()),
        member.map(Id::uuid),
    )?;
    Ok(id)
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
    if let Some(point) = point {
        add_point(tx, listing.id, point).await?;
        tx.tell(Fact::Listing(listing.id));
    }
    Ok((listing, news))
}

async fn add_point(tx: &mut Tx, of: ListingId, point: Point) -> Result<(), StoreError> {
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

fn within(money: Option<Money>) -> Option<Money> {
    money.filter(|money| (0..=limits::PRICE_MAX_MINOR).contains(&money.minor))
}

fn minor(money: Option<Money>) -> Option<i64> {
    money.map(|money| money.minor)
}

fn currency(money: Option<Money>) -> Option<String> {
    money.map(|money| money.currency.code().to_owned())
}
