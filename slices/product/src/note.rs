//! A page's first listing: of the product it is of, or of a new one.

use domain::ids::Id;
use domain::{Fact, Gtin, Instant, ListingId, MemberId, ProductId, text};
use kit::App;
use store::{StoreError, Tx, execute, fetch_all};
use uuid::Uuid;

use crate::actions::{add_point, currency, minor, with_gtin};
use crate::blocking::candidates;
use crate::decide::FIRST_S;
use crate::model::{Again, Described, Listing, Point, Product, Seen};
use crate::rows::ListingRow;
use crate::told::Told;
use crate::{again, alike, held, picture, sql, sweep, told_rows, words};

/// Why nothing is known of a listing whose address came with a list: it was not read yet.
pub const NOT_READ: &str = "wish-read-not-yet";

/// Notes what a page says: a listing of the product it is of, or a new one. `member` is whose own browser read it; `None` when this
/// server did. Where another thing stood at its address before, that one's listing says so from now on.
///
/// # Errors
/// When the database fails.
pub async fn note(
    tx: &mut Tx,
    app: &App,
    seen: Seen,
    member: Option<MemberId>,
) -> Result<Listing, StoreError> {
    let there = at(tx, &seen.url, member, "").await?;
    let (newest, is_sold) = (there.first().cloned(), held::is_sold(&seen));
    let listing = noted(tx, app, again::counted(seen), member, there).await?;
    if let Some(newest) = newest
        && newest.turn < listing.turn
    {
        again::gone(tx, newest, Some(listing.id).filter(|_| is_sold)).await?;
    }
    Ok(listing)
}

/// The listings of an address and one of its variants, what came last first.
pub(crate) async fn at(
    tx: &mut Tx,
    url: &str,
    member: Option<MemberId>,
    variant: &str,
) -> Result<Vec<Listing>, StoreError> {
    let by = member.map_or(Uuid::nil(), Id::uuid);
    let rows = fetch_all!(tx, sql::AT, ListingRow, url, by, i64::from(member.is_none()), variant)?;
    rows.into_iter().map(ListingRow::read).collect()
}

/// The listing of what a page says, among those of its address: the one that it is still of, or the next.
pub(crate) async fn noted(
    tx: &mut Tx,
    app: &App,
    seen: Seen,
    member: Option<MemberId>,
    there: Vec<Listing>,
) -> Result<Listing, StoreError> {
    let turn = there.first().map_or(0, |newest| newest.turn + 1);
    for known in there {
        if again::is_same(tx, &known, &seen).await? {
            // Somebody looks at it now and may wish from it: the sweep must not take it from under their form.
            sweep::wanted(tx, known.id).await?;
            return Ok(again::take(tx, known, Again::Seen(Box::new(seen))).await?.0);
        }
    }
    add(tx, app, seen, member, turn).await
}

async fn add(
    tx: &mut Tx,
    app: &App,
    seen: Seen,
    member: Option<MemberId>,
    turn: i64,
) -> Result<Listing, StoreError> {
    // What a browser sent nobody else can check: it is a thing of its own, and teaches no other.
    let known = if member.is_none() { find(tx, &seen).await? } else { None };
    let (product, new) = match known {
        Some(product) => (product.id, false),
        None => (add_product(tx, app, &Described::from(&seen), member).await?, true),
    };
    // What one browser alone saw teaches no other.
    if new && member.is_none() {
        words::note(tx, product).await?;
    }
    let again = seen.clone();
    let listing = Listing { member, turn, ..fresh(app, product, seen, tx.now()) };
    let listing = Listing { next_at: listing.next_at.filter(|_| member.is_none()), ..listing };
    if insert(tx, &listing).await? {
        begin(tx, &listing, &again.besides.told).await?;
        return Ok(listing);
    }
    // Somebody else had it read at the same time, and theirs stands.
    if new {
        execute!(tx, sql::DROP_PRODUCT, product.uuid())?;
    }
    match at(tx, &again.url, member, "").await?.into_iter().next() {
        Some(theirs) => Ok(again::take(tx, theirs, Again::Seen(Box::new(again))).await?.0),
        None => Ok(listing),
    }
}

/// What hangs on a listing that is new: its picture, what else its page told, and the first step of its price.
pub(crate) async fn begin(tx: &mut Tx, listing: &Listing, told: &Told) -> Result<(), StoreError> {
    picture::want(tx, listing).await?;
    told_rows::keep(tx, listing.id, told).await?;
    let Listing { read_at, price, availability, .. } = *listing;
    add_point(tx, listing.id, Point { at: read_at, price, availability }).await?;
    tx.tell(Fact::Listing(listing.id));
    Ok(())
}

/// A listing as it is first read, by this server.
pub(crate) fn fresh(app: &App, product: ProductId, seen: Seen, now: Instant) -> Listing {
    Listing {
        // Of no time: an id that told when it was made would tell when somebody first hoped for it.
        id: ListingId::make(Instant::from_micros(0), app.chance.bytes()),
        product,
        member: None,
        url: seen.url,
        retailer: seen.retailer,
        title: seen.title,
        picture: seen.picture,
        price: seen.price,
        list_price: seen.list_price,
        availability: seen.availability,
        read_at: now,
        failure: None,
        failures: 0,
        known: seen.known,
        every_s: FIRST_S,
        next_at: Some(now.plus_secs(FIRST_S)),
        variant: None,
        turn: 0,
        became: None,
    }
}

/// Inserts a listing; `false` when its address has one already.
pub(crate) async fn insert(tx: &mut Tx, listing: &Listing) -> Result<bool, StoreError> {
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
        listing.variant.as_ref().map_or("", |one| one.key.as_str()),
        listing.variant.as_ref().map_or("", |one| one.name.as_str()),
        listing.turn,
    )?;
    Ok(done > 0)
}

/// The product a page is of: by its barcode, or by likeness to those of its make and those that share its rarest words. What the page
/// tells besides is learnt.
async fn find(tx: &mut Tx, seen: &Seen) -> Result<Option<Product>, StoreError> {
    if let Some(gtin) = seen.gtin
        && let Some(known) = with_gtin(tx, gtin).await?
    {
        return Ok(Some(known));
    }
    let told = Described::from(seen);
    let known = candidates(tx, &told).await?;
    let Some(same) = alike::same(&told, known) else { return Ok(None) };
    execute!(
        tx,
        sql::LEARN,
        same.id.uuid(),
        seen.gtin.map(Gtin::number),
        seen.model.as_deref(),
        key(seen.model.as_deref())
    )?;
    words::note(tx, same.id).await?;
    Ok(Some(same))
}

/// What a make or a maker's number is looked up by.
pub(crate) fn key(text: Option<&str>) -> Option<String> {
    let plain: String = text::fold(text?).chars().filter(|c| c.is_alphanumeric()).collect();
    Some(plain).filter(|plain| !plain.is_empty())
}

pub(crate) async fn add_product(
    tx: &mut Tx,
    app: &App,
    told: &Described,
    member: Option<MemberId>,
) -> Result<ProductId, StoreError> {
    let id: ProductId = app.id();
    let added_at = tx.now().micros();
    execute!(
        tx,
        sql::ADD_PRODUCT,
        id.uuid(),
        &told.title,
        told.thing.brand.as_deref(),
        told.thing.gtin.map(Gtin::number),
        told.thing.model.as_deref(),
        told.thing.category.as_ref().map(|category| category.path()),
        added_at,
        key(told.thing.brand.as_deref()),
        key(told.thing.model.as_deref()),
        member.map(Id::uuid),
        words::RULES,
    )?;
    Ok(id)
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
