//! A listing read again: held against what it was, then taken, or kept as it was with the reason why.

use domain::ids::Id;
use domain::{Availability, Fact, Instant, ListingId};
use kit::App;
use store::{StoreError, Tx, execute};

use crate::actions::{add_point, currency, history, minor, product, within};
use crate::decide::{self, News, Step};
use crate::held::{self, Was};
use crate::model::{Again, Chosen, Listing, Seen, Thing};
use crate::note::{at, first_read, noted};
use crate::{picture, sql, told_rows, words};

/// Why a listing is as old as it is: another thing stands at its address.
pub const OTHER: &str = "wish-read-other";
/// Why a listing is as old as it is: its page no longer offers the size or the colour that was chosen.
pub const NO_VARIANT: &str = "wish-read-variant";

/// Notes what reading a listing again brought, and tells what is worth saying. A page that is of another thing now changes neither
/// price nor history: that is said, and what stands there is kept as a listing of its own. Another reading at the same time wins,
/// and this one changes nothing.
///
/// # Errors
/// When the database fails.
pub async fn reread(
    tx: &mut Tx,
    app: &App,
    before: Listing,
    again: Again,
) -> Result<(Listing, Option<News>), StoreError> {
    let Again::Seen(seen) = again else { return take(tx, before, again).await };
    let seen = counted(*seen);
    if is_same(tx, &before, &seen).await? {
        return take(tx, before, Again::Seen(Box::new(seen))).await;
    }
    let mut became = None;
    if held::is_sold(&seen) {
        let there = at(tx, &seen.url, before.member, "").await?;
        became = Some(noted(tx, app, seen, before.member, there).await?.id);
    }
    Ok((gone(tx, before, became).await?, None))
}

/// Whether a page is still of the thing it was of. Of an address that came with a list and was never read nothing is known that it
/// could be held against.
pub(crate) async fn is_same(tx: &mut Tx, before: &Listing, seen: &Seen) -> Result<bool, StoreError> {
    if history(tx, before.id).await?.is_empty() {
        return Ok(true);
    }
    let told = told_rows::told(tx, before.id).await?;
    let thing = match told.thing(None) {
        Some(thing) => thing,
        // Read before this was kept: what all pages together tell of the thing.
        None => product(tx, before.product).await?.as_ref().map(Thing::from).unwrap_or_default(),
    };
    let was = Was {
        url: before.url.clone(),
        title: before.title.clone(),
        thing,
        gtins: told.gtins(),
        priced: before.price.is_some(),
    };
    Ok(!held::is_other(&was, seen))
}

/// Says of a listing that another thing stands at its address now; `became` is that one's, if it may be wished for.
pub(crate) async fn gone(
    tx: &mut Tx,
    before: Listing,
    became: Option<ListingId>,
) -> Result<Listing, StoreError> {
    let failed = Again::Failed { why: OTHER, until: None, may_pass: true };
    let step = decide::again(before.clone(), &[], failed, tx.now());
    let listing = Listing { became: became.filter(|became| *became != before.id), ..step.listing };
    Ok(if write(tx, &before, &listing).await? { listing } else { before })
}

/// Takes what a reading of the very thing brought, or that there was none.
pub(crate) async fn take(
    tx: &mut Tx,
    before: Listing,
    again: Again,
) -> Result<(Listing, Option<News>), StoreError> {
    let past = history(tx, before.id).await?;
    let read = match &again {
        Again::Seen(seen) => Some(seen.clone()),
        _ => None,
    };
    let (now, again) = of_variant(before.clone(), again);
    // Known from before words were noted, it gets them when a page of it is read, though it says nothing new.
    let known = before.member.is_none() && !past.is_empty() && !matches!(again, Again::Failed { .. });
    let Step { mut listing, point, news } = decide::again(now, &past, again, tx.now());
    if !write(tx, &before, &listing).await? {
        return Ok((before, None));
    }
    if let Some(seen) = read {
        told_rows::keep(tx, listing.id, &seen.besides.told).await?;
        // Every reading that told something left a step: without one, all that is known is an address, however often it failed since.
        if past.is_empty() {
            listing.product = first_read(tx, &listing, &seen).await?;
        }
    }
    if known {
        words::note(tx, listing.product).await?;
    }
    picture::want(tx, &listing).await?;
    if let Some(point) = point {
        add_point(tx, listing.id, point).await?;
        tx.tell(Fact::Listing(listing.id));
    }
    Ok((listing, news))
}

/// A reading as far as it is of the size or the colour that a listing is of.
fn of_variant(mut listing: Listing, again: Again) -> (Listing, Again) {
    let (Some(chosen), Again::Seen(seen)) = (listing.variant.clone(), &again) else {
        return (listing, again);
    };
    let Some(variant) = seen.besides.told.variant(&chosen.key) else {
        return (listing, Again::Failed { why: NO_VARIANT, until: None, may_pass: true });
    };
    listing.variant = Some(Chosen { name: variant.name.clone(), ..chosen });
    let told = &seen.besides.told;
    let price = variant.price.or_else(|| seen.price.filter(|_| told.range().is_none()));
    let availability = match variant.availability {
        Availability::Unknown => seen.availability,
        known => known,
    };
    let list_price = seen.list_price.filter(|_| price == seen.price);
    let gtin = variant.gtin;
    (listing, Again::Seen(Box::new(Seen { price, list_price, availability, gtin, ..(**seen).clone() })))
}

/// Writes a listing as it is now; `false` when another reading was faster.
async fn write(tx: &mut Tx, before: &Listing, listing: &Listing) -> Result<bool, StoreError> {
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
        before.read_at.micros(),
        listing.next_at.map(Instant::micros),
        i64::from(before.failures),
        listing.became.map(Id::uuid),
        listing.variant.as_ref().map_or("", |one| one.name.as_str()),
    )?;
    Ok(changed > 0)
}

/// A reading without prices beyond what the house counts: compared with what was stored, they would change every time.
pub(crate) fn counted(mut seen: Seen) -> Seen {
    (seen.price, seen.list_price) = (within(seen.price), within(seen.list_price));
    told_rows::counted(&mut seen.besides.told, within);
    seen
}
