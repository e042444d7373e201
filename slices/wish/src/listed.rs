//! Retailers' pages that sell the very thing that is wished, as far as its member may know of them.

use domain::Wish;
use product::Listing;
use store::{StoreError, Tx};

use crate::model::Detail;
use crate::{detail, own_word};

/// Listings of the thing that a wish is for: the page it was wished from and others of the same product, or those of its barcode. A
/// price that its member says was misread is left out.
///
/// # Errors
/// When the database fails or a row makes no sense.
pub async fn listings(tx: &mut Tx, wish: &Wish) -> Result<Vec<Listing>, StoreError> {
    let beside = detail::detail(tx, wish.id).await?;
    let mut listings = Vec::new();
    for listing in listings_beside(tx, wish, &beside).await? {
        listings.push(own_word::believed(tx, wish.id, listing).await?);
    }
    Ok(listings)
}

pub(crate) async fn listings_beside(
    tx: &mut Tx,
    wish: &Wish,
    beside: &Detail,
) -> Result<Vec<Listing>, StoreError> {
    let from = match beside.listing {
        Some(id) => product::listing(tx, id, wish.member).await?.map(|listing| listing.product),
        None => None,
    };
    let known = match (from, wish.subject.gtin) {
        (None, Some(gtin)) => product::with_gtin(tx, gtin).await?.map(|product| product.id),
        (from, _) => from,
    };
    let Some(product) = known else { return Ok(Vec::new()) };
    let mut listings = Vec::new();
    for listing in product::listings(tx, product, wish.member).await? {
        if detail::may_know(tx, wish.member, listing.id).await? {
            listings.push(listing);
        }
    }
    Ok(listings)
}
