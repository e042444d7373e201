//! Retailers' pages that sell the very thing that is wished, as far as its member may know of them.

use std::collections::HashMap;

use domain::{Availability, Currency, ListingId, Wish};
use product::Listing;
use store::{StoreError, Tx};

use crate::model::Detail;
use crate::seller::{self, Said};
use crate::{detail, own_word};

/// Listings of the thing that a wish is for, best first: the page it was wished from and others of the same product, or those of its
/// barcode; those that its member added, and none that they took off. A price that its member says was misread is left out.
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
    let sisters = of_product(tx, wish, beside).await?;
    let ids: Vec<ListingId> = sisters.iter().map(|one| one.id).collect();
    let mut known: HashMap<ListingId, Listing> = sisters.into_iter().map(|one| (one.id, one)).collect();
    let said = seller::said(tx, wish.id).await?;
    let same: Vec<ListingId> =
        said.into_iter().filter(|(_, said)| *said == Said::Same).map(|(id, _)| id).collect();
    let parted = seller::parted(tx, wish, beside.listing).await?;
    let mut listings = Vec::new();
    for id in counted(&ids, &same, |id| parted.contains(&id)) {
        listings.extend(match known.remove(&id) {
            Some(listing) => Some(listing),
            None => product::listing(tx, id, wish.member).await?,
        });
    }
    Ok(best_first(once_each(listings)))
}

/// Which pages sell the thing of a wish: those of its product that its member did not take off, and those they say sell the very thing.
pub(crate) fn counted(
    of_product: &[ListingId],
    same: &[ListingId],
    is_off: impl Fn(ListingId) -> bool,
) -> Vec<ListingId> {
    let sisters = of_product.iter().copied().filter(|id| !same.contains(id) && !is_off(*id));
    sisters.chain(same.iter().copied()).collect()
}

/// Listings of the product of the page it was wished from, or of its barcode.
async fn of_product(tx: &mut Tx, wish: &Wish, beside: &Detail) -> Result<Vec<Listing>, StoreError> {
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

/// Of two readings of one address, the house's and that of a member's own browser, the one that was read last and made sense.
pub(crate) fn once_each(listings: Vec<Listing>) -> Vec<Listing> {
    let mut kept: Vec<Listing> = Vec::with_capacity(listings.len());
    let worth = |one: &Listing| (one.failure.is_none(), one.read_at);
    for listing in listings {
        match kept.iter_mut().find(|one| (&one.url, &one.variant) == (&listing.url, &listing.variant)) {
            Some(one) if worth(&listing) > worth(one) => *one = listing,
            Some(_) => {}
            None => kept.push(listing),
        }
    }
    kept
}

/// Those where it can be had first, the cheapest of them ahead; then those of which little is known, then those where it is sold out or
/// that could not be read since. Prices are compared in the currency of most.
pub(crate) fn best_first(mut listings: Vec<Listing>) -> Vec<Listing> {
    let mut of: HashMap<Currency, usize> = HashMap::new();
    for price in listings.iter().filter_map(|listing| listing.price) {
        *of.entry(price.currency).or_default() += 1;
    }
    let most = of.into_iter().max_by(|a, b| a.1.cmp(&b.1).then_with(|| a.0.code().cmp(b.0.code())));
    let most = most.map(|(currency, _)| currency);
    listings.sort_by_key(|listing| {
        let price = listing.price.filter(|price| Some(price.currency) == most).map(|price| price.minor);
        let gone = listing.failure.is_some() || listing.availability == Availability::Out;
        (gone, price.is_none(), price, listing.id)
    });
    listings
}

#[cfg(test)]
mod tests {
    use kit::testing::NOON;

    use super::*;
    use crate::sample::listing;

    #[test]
    fn what_was_taken_off_counts_no_more_unless_it_is_said_to_be_the_same() {
        let [a, b, c, d] = [1, 2, 3, 4].map(|number| listing(number, "a", None, Availability::In).id);
        assert_eq!(counted(&[a, b, c], &[], |_| false), [a, b, c]);
        assert_eq!(counted(&[a, b, c], &[b, d], |id| id == b || id == c), [a, b, d]);
        assert_eq!(counted(&[], &[d], |_| true), [d]);
    }

    #[test]
    fn where_it_can_be_had_for_the_least_stands_first() {
        let failing =
            Listing { failure: Some("fetch-gone".into()), ..listing(4, "d", Some(1), Availability::In) };
        let all = vec![
            listing(1, "a", Some(300), Availability::Out),
            listing(2, "b", None, Availability::In),
            listing(3, "c", Some(900), Availability::Unknown),
            failing,
            listing(5, "e", Some(800), Availability::In),
        ];
        let urls: Vec<String> = best_first(all).into_iter().map(|one| one.url).collect();
        assert_eq!(urls, ["e", "c", "b", "d", "a"]);
    }

    #[test]
    fn an_address_stands_once_as_it_was_read_last() {
        let later = Listing { read_at: NOON.plus_secs(60), ..listing(2, "a", Some(200), Availability::In) };
        let failing = Listing {
            read_at: NOON.plus_secs(90),
            failure: Some("fetch-gone".into()),
            ..listing(3, "a", Some(100), Availability::In)
        };
        let first = listing(1, "a", Some(300), Availability::In);
        assert_eq!(once_each(vec![first, later.clone(), failing]), [later]);
    }
}
