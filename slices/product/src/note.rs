//! A page's first listing: of the product it is of, or of a new one; and listings of which only the address is known yet.

use domain::ids::Id;
use domain::{Availability, Fact, Gtin, Instant, ListingId, MemberId, ProductId, text};
use kit::App;
use store::{StoreError, Tx, execute, fetch_all, fetch_optional};
use uuid::Uuid;

use crate::actions::{add_point, currency, minor, product, reread, with_gtin, within};
use crate::decide::FIRST_S;
use crate::model::{Again, Known, Listing, Point, Product, Seen};
use crate::rows::{ListingRow, ProductRow};
use crate::{alike, picture, sql, sweep, words};

/// Why nothing is known of a listing whose address came with a list: it was not read yet.
pub const NOT_READ: &str = "wish-read-not-yet";

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
        // Somebody looks at it now and may wish from it: the sweep must not take it from under their form.
        sweep::wanted(tx, known.id).await?;
        return Ok(reread(tx, known, Again::Seen(Box::new(seen))).await?.0);
    }
    let (again, price) = (seen.clone(), within(seen.price));
    // What a browser sent nobody else can check: it is a thing of its own, and teaches no other.
    let known = if member.is_none() { find(tx, &seen).await? } else { None };
    let (product, new) = match known {
        Some(product) => (product.id, false),
        None => (add_product(tx, app, &seen, member).await?, true),
    };
    // What one browser alone saw teaches no other.
    if new && member.is_none() {
        words::note(tx, product).await?;
    }
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
        price,
        list_price: within(seen.list_price),
        availability: seen.availability,
        read_at: now,
        failure: None,
        failures: 0,
        known: seen.known,
        every_s: FIRST_S,
        next_at: member.is_none().then(|| now.plus_secs(FIRST_S)),
    };
    if !insert(tx, &listing).await? {
        // Somebody else had it read at the same time, and theirs stands.
        if new {
            execute!(tx, sql::DROP_PRODUCT, product.uuid())?;
        }
        let Some(row) = fetch_optional!(tx, sql::AT, ListingRow, &again.url, by, ours)? else {
            return Ok(listing);
        };
        return Ok(reread(tx, row.read()?, Again::Seen(Box::new(again))).await?.0);
    }
    picture::want(tx, &listing).await?;
    let point = Point { at: now, price: listing.price, availability: listing.availability };
    add_point(tx, listing.id, point).await?;
    tx.tell(Fact::Listing(listing.id));
    Ok(listing)
}

/// Inserts a listing; `false` when its address has one already.
async fn insert(tx: &mut Tx, listing: &Listing) -> Result<bool, StoreError> {
    let now = tx.now().micros();
    let done = execute!(
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
        listing.failure.as_deref(),
        now,
    )?;
    Ok(done > 0)
}

/// Products of a make that a page is compared with.
const ALIKE: i64 = 1_000;

/// The product a page is of: by its barcode, or by likeness to those of its make and those that share its rarest words. What the page
/// tells besides is learnt.
async fn find(tx: &mut Tx, seen: &Seen) -> Result<Option<Product>, StoreError> {
    if let Some(gtin) = seen.gtin
        && let Some(known) = with_gtin(tx, gtin).await?
    {
        return Ok(Some(known));
    }
    let (brand, model) = (key(seen.brand.as_deref()), key(seen.model.as_deref()));
    let rows = fetch_all!(tx, sql::ALIKE, ProductRow, &brand, &model, ALIKE)?;
    let mut known = rows.into_iter().map(ProductRow::read).collect::<Result<Vec<_>, _>>()?;
    for near in words::near(tx, &alike::of_page(seen)).await? {
        if !known.iter().any(|one| one.id == near) {
            known.extend(product(tx, near).await?);
        }
    }
    let Some(same) = alike::same(seen, known) else { return Ok(None) };
    execute!(tx, sql::LEARN, same.id.uuid(), seen.gtin.map(Gtin::number), seen.model.as_deref(), &model)?;
    words::note(tx, same.id).await?;
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
        words::RULES,
    )?;
    Ok(id)
}

/// Notes an address that came with a list and a title: it is read from `at` on, and until then it says that it was not. A known
/// address is the listing that it has.
///
/// # Errors
/// When the database fails.
pub async fn expect(
    tx: &mut Tx,
    app: &App,
    url: &str,
    title: &str,
    retailer: &str,
    at: Instant,
) -> Result<ListingId, StoreError> {
    if let Some(row) = fetch_optional!(tx, sql::AT, ListingRow, url, Uuid::nil(), 1_i64)? {
        let known = row.read()?.id;
        sweep::wanted(tx, known).await?;
        return Ok(known);
    }
    let seen = Seen {
        url: url.to_owned(),
        retailer: retailer.to_owned(),
        title: title.to_owned(),
        brand: None,
        gtin: None,
        model: None,
        category: None,
        picture: None,
        price: None,
        list_price: None,
        availability: Availability::Unknown,
        known: Known::default(),
    };
    let product = add_product(tx, app, &seen, None).await?;
    let listing = Listing {
        id: ListingId::make(Instant::from_micros(0), app.chance.bytes()),
        product,
        member: None,
        url: seen.url,
        retailer: seen.retailer,
        title: seen.title,
        picture: None,
        price: None,
        list_price: None,
        availability: seen.availability,
        read_at: tx.now(),
        failure: Some(NOT_READ.to_owned()),
        failures: 0,
        known: seen.known,
        every_s: FIRST_S,
        next_at: Some(at),
    };
    if insert(tx, &listing).await? {
        return Ok(listing.id);
    }
    execute!(tx, sql::DROP_PRODUCT, product.uuid())?;
    let row = fetch_optional!(tx, sql::AT, ListingRow, url, Uuid::nil(), 1_i64)?;
    row.map_or(Ok(listing.id), |row| row.read().map(|known| known.id))
}

/// What the first reading of an expected page tells: which product it is of, and what is to be known of that.
pub(crate) async fn first_read(tx: &mut Tx, listing: &Listing, seen: &Seen) -> Result<ProductId, StoreError> {
    if let Some(known) = find(tx, seen).await?
        && known.id != listing.product
    {
        execute!(tx, sql::JOIN, listing.id.uuid(), known.id.uuid())?;
        execute!(tx, sql::DROP_PRODUCT, listing.product.uuid())?;
        return Ok(known.id);
    }
    execute!(
        tx,
        sql::DESCRIBE,
        listing.product.uuid(),
        &seen.title,
        seen.brand.as_deref(),
        seen.gtin.map(Gtin::number),
        seen.model.as_deref(),
        seen.category.as_ref().map(|category| category.path()),
        key(seen.brand.as_deref()),
        key(seen.model.as_deref()),
    )?;
    words::note(tx, listing.product).await?;
    Ok(listing.product)
}
