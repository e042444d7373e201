//! The sellers of a wish: pages that its member said sell the very thing, and pages they said sell another.
//!
//! What one member says of two pages is for their wishes alone: it joins and parts nothing for anybody else.

use std::collections::HashSet;

use domain::ids::Id;
use domain::{Fact, Gtin, ListingId, MemberId, Wish, WishId, limits};
use kit::Result;
use product::Listing;
use store::{BadRow, StoreError, Tx, execute, fetch_all, fetch_optional};
use uuid::Uuid;

use crate::model::{Detail, Refused};
use crate::{actions, detail, listed, sql, stamp};

/// What a member said of a page beside their wish.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Said {
    /// It sells the very thing.
    Same,
    /// It sells another thing.
    Other,
}

impl Said {
    /// Each with its name in the store.
    pub(crate) const NAMES: &'static [(Self, &'static str)] = &[(Self::Same, "same"), (Self::Other, "other")];
}

domain::named!(Said);

/// What was said of pages beside a wish, as it was said, oldest first.
pub(crate) async fn said(tx: &mut Tx, wish: WishId) -> Result<Vec<(ListingId, Said)>, StoreError> {
    let rows = fetch_all!(tx, sql::SELLERS, (Uuid, String), wish.uuid())?;
    let read = |(listing, said): (Uuid, String)| {
        let said = said.parse().map_err(|_| BadRow::at("wish_seller", "said", wish)())?;
        Ok((ListingId::from_uuid(listing), said))
    };
    rows.into_iter().map(read).collect()
}

/// The pages that a member said sell the very thing, wish by wish, of their wishes that are open or paused.
pub(crate) async fn same_of_member(
    tx: &mut Tx,
    member: MemberId,
) -> Result<Vec<(WishId, ListingId)>, StoreError> {
    let rows = fetch_all!(tx, sql::SELLERS_OF_MEMBER, (Uuid, Uuid), member.uuid())?;
    Ok(rows
        .into_iter()
        .map(|(wish, listing)| (WishId::from_uuid(wish), ListingId::from_uuid(listing)))
        .collect())
}

async fn say(tx: &mut Tx, wish: WishId, listing: ListingId, said: Said) -> Result<(), StoreError> {
    let now = tx.now().micros();
    execute!(tx, sql::SAY_SELLER, wish.uuid(), listing.uuid(), said.name(), now).map(drop)
}

/// Adds a seller to a member's wish; gives whether it was none before. What was taken off is put back.
///
/// # Errors
/// `not-found` when the wish is not theirs, `invalid` for a page they may not see, `too-many` beyond the limit.
pub async fn join(tx: &mut Tx, member: MemberId, wish: WishId, listing: ListingId) -> Result<bool> {
    stamp::turn(tx, member).await?;
    let wish = actions::theirs(tx, member, wish).await?;
    let listing = product::listing(tx, listing, member).await?.ok_or(Refused::NoListing)?;
    let said = said(tx, wish.id).await?;
    let from = detail::detail(tx, wish.id).await?.listing;
    if from == Some(listing.id) || said.contains(&(listing.id, Said::Same)) {
        return Ok(false);
    }
    if said.iter().filter(|(_, said)| *said == Said::Same).count() >= limits::SELLERS_PER_WISH {
        return Err(Refused::TooMany.into());
    }
    say(tx, wish.id, listing.id, Said::Same).await?;
    // Somebody hopes for it from here: the sweep must not take it.
    product::wanted(tx, listing.id).await?;
    tx.tell(Fact::Wish(wish.id));
    Ok(true)
}

/// Takes a seller off a member's wish: that page sells another thing, and is not held for a seller of this one again.
///
/// # Errors
/// `not-found` when the wish is not theirs, `invalid` when the page is none of its sellers.
pub async fn part(tx: &mut Tx, member: MemberId, wish: WishId, listing: ListingId) -> Result<()> {
    stamp::turn(tx, member).await?;
    let wish = actions::theirs(tx, member, wish).await?;
    if said(tx, wish.id).await?.contains(&(listing, Said::Other)) {
        return Ok(());
    }
    let before = detail::detail(tx, wish.id).await?;
    let sold = listed::listings_beside(tx, &wish, &before).await?;
    let Some(gone) = sold.iter().find(|one| one.id == listing) else {
        return Err(Refused::NoListing.into());
    };
    // Of one address there may be two readings, the house's and that of their own browser: neither is of this thing.
    let gone = same_address(tx, gone, member).await?;
    for one in &gone {
        say(tx, wish.id, *one, Said::Other).await?;
    }
    if before.listing.is_some_and(|from| gone.contains(&from)) {
        let said = said(tx, wish.id).await?;
        let next = said.into_iter().find(|(_, said)| *said == Said::Same).map(|(next, _)| next);
        detail::write(tx, &wish, &Detail { listing: next, ..before.clone() }, &before).await?;
    }
    tx.tell(Fact::Wish(wish.id));
    Ok(())
}

/// A seller of a member's wish whose page this house reads.
///
/// # Errors
/// `not-found` when the wish is not theirs, `invalid` when the page is none of its sellers.
pub async fn sold_at(tx: &mut Tx, member: MemberId, wish: WishId, listing: ListingId) -> Result<Listing> {
    let wish = actions::theirs(tx, member, wish).await?;
    let beside = detail::detail(tx, wish.id).await?;
    let sold = listed::listings_beside(tx, &wish, &beside).await?;
    let found = sold.into_iter().find(|one| one.id == listing && one.member.is_none());
    found.ok_or_else(|| Refused::NoListing.into())
}

/// The readings of one address that a member may see: the house's, and that of their own browser.
pub(crate) async fn same_address(
    tx: &mut Tx,
    listing: &Listing,
    member: MemberId,
) -> Result<Vec<ListingId>, StoreError> {
    let mut all = product::of_address(tx, listing, member).await?;
    if !all.contains(&listing.id) {
        all.push(listing.id);
    }
    Ok(all)
}

/// The wish of a member, open or paused, that a page is a seller of already, by its address.
///
/// # Errors
/// When the database fails or a row makes no sense.
pub async fn wished_at(tx: &mut Tx, member: MemberId, listing: &Listing) -> Result<Option<Wish>, StoreError> {
    for one in same_address(tx, listing, member).await? {
        let found = fetch_optional!(tx, sql::WISHED_AT, (Uuid,), member.uuid(), one.uuid())?;
        if let Some((wish,)) = found {
            return actions::wish(tx, WishId::from_uuid(wish)).await;
        }
    }
    Ok(None)
}

/// The wish of a member, open or paused, for a barcode.
pub(crate) async fn wished_code(
    tx: &mut Tx,
    member: MemberId,
    gtin: Gtin,
) -> Result<Option<WishId>, StoreError> {
    let found = fetch_optional!(tx, sql::WISHED_CODE, (Uuid,), member.uuid(), gtin.number())?;
    Ok(found.map(|(wish,)| WishId::from_uuid(wish)))
}

/// Like [`wished_at`]; where the page was read in another way than before (by their own browser), that reading becomes a seller, too.
///
/// # Errors
/// When the database fails or a row makes no sense.
pub async fn wished_already(tx: &mut Tx, member: MemberId, listing: ListingId) -> Result<Option<Wish>> {
    let Some(listing) = product::listing(tx, listing, member).await? else { return Ok(None) };
    let Some(wish) = wished_at(tx, member, &listing).await? else { return Ok(None) };
    if listing.member.is_some() {
        join(tx, member, wish.id, listing.id).await?;
    }
    Ok(Some(wish))
}

/// The pages that a member took off a wish, or off another that came from the same page.
pub(crate) async fn parted(
    tx: &mut Tx,
    wish: &Wish,
    from: Option<ListingId>,
) -> Result<HashSet<ListingId>, StoreError> {
    let from = from.map(Id::uuid);
    let rows = fetch_all!(tx, sql::PARTED, (Uuid,), wish.member.uuid(), wish.id.uuid(), from)?;
    let mut parted: HashSet<ListingId> = rows.into_iter().map(|(id,)| ListingId::from_uuid(id)).collect();
    for (listing, said) in said(tx, wish.id).await? {
        if said == Said::Same {
            parted.remove(&listing);
        }
    }
    Ok(parted)
}

/// All that a member took off their wishes: which wish, the page that one came from, and what was taken off.
pub(crate) async fn parted_of_member(
    tx: &mut Tx,
    member: MemberId,
) -> Result<Vec<(WishId, Option<ListingId>, ListingId)>, StoreError> {
    let rows = fetch_all!(tx, sql::PARTED_OF_MEMBER, (Uuid, Option<Uuid>, Uuid), member.uuid())?;
    let read = |(wish, from, listing): (Uuid, Option<Uuid>, Uuid)| {
        (WishId::from_uuid(wish), from.map(ListingId::from_uuid), ListingId::from_uuid(listing))
    };
    Ok(rows.into_iter().map(read).collect())
}

/// The wishes that a member took a page off, and the page each of them came from.
pub(crate) async fn parted_from(
    tx: &mut Tx,
    member: MemberId,
    listing: ListingId,
) -> Result<Vec<(WishId, Option<ListingId>)>, StoreError> {
    let rows = fetch_all!(tx, sql::PARTED_FROM, (Uuid, Option<Uuid>), member.uuid(), listing.uuid())?;
    Ok(rows
        .into_iter()
        .map(|(wish, from)| (WishId::from_uuid(wish), from.map(ListingId::from_uuid)))
        .collect())
}

/// Whether a member took a page off their wish.
///
/// # Errors
/// When the database fails or a row makes no sense.
pub async fn is_parted(tx: &mut Tx, wish: &Wish, listing: ListingId) -> Result<bool, StoreError> {
    let from = detail::detail(tx, wish.id).await?.listing;
    Ok(parted(tx, wish, from).await?.contains(&listing))
}
