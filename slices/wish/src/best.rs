//! What is known of the price of wishes today: the best of the sellers of each, for a whole list at once. A fixed number of statements,
//! however long the list is.

use std::collections::{HashMap, HashSet};

use domain::{Availability, Gtin, Instant, ListingId, MemberId, Money, ProductId, Wish, WishId};
use kit::Page;
use product::Listing;
use store::{StoreError, Tx};

use crate::model::Detail;
use crate::own_word::{self, OwnWord};
use crate::{detail, listed, seller};

/// The best that is known of where a wish's thing can be had, as its member may know of it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Best {
    /// What it costs.
    pub(crate) price: Money,
    /// Whether that is the least of several sizes or colours.
    pub(crate) from: bool,
    /// Who sells there.
    pub(crate) retailer: String,
    /// Whether it can be had there.
    pub(crate) availability: Availability,
    /// When this was so.
    pub(crate) read_at: Instant,
    /// Whether that is of today, and the page could be read.
    pub(crate) fresh: bool,
    /// Whether the page could not be read since.
    pub(crate) failed: bool,
    /// Whether the price is its member's own word.
    pub(crate) own_word: bool,
    /// By how much it fell since it was wished; of a price that is fresh alone.
    pub(crate) fell: Option<Money>,
    /// Whether it is within what its member would pay; of a price that is fresh alone.
    pub(crate) within: bool,
}

/// What is known of a wish's price today, in words.
pub(crate) struct Today {
    /// `79,90 € chez Norda · En stock`; with when it was read, unless that was today.
    pub(crate) said: String,
    /// By how much it fell since it was wished; empty when it did not.
    pub(crate) fell: String,
    /// Whether it is within what they would pay.
    pub(crate) within: bool,
}

impl Today {
    pub(crate) fn new(page: &Page, best: &Best) -> Self {
        let words = page.words();
        let price = words.money(best.price);
        let key = if best.from { "wish-best-from" } else { "wish-best-at" };
        let when = match (best.own_word, best.fresh) {
            (true, _) => page.t1("wish-best-yours", "when", words.on(best.read_at)),
            (false, true) => String::new(),
            (false, false) if best.failed => page.t1("wish-best-failed", "when", words.on(best.read_at)),
            (false, false) => page.t1("wish-best-read", "when", words.on(best.read_at)),
        };
        let said = [
            page.t2(key, "price", price, "seller", &best.retailer),
            page.t(&format!("wish-stock-{}", best.availability)),
            when,
        ];
        Self {
            said: said.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "),
            fell: best.fell.map(|by| page.t1("wish-best-fell", "by", words.money(by))).unwrap_or_default(),
            within: best.within,
        }
    }
}

/// A seller's page as the member of a wish believes it.
#[derive(Debug, Clone, PartialEq)]
struct Believed {
    listing: Listing,
    own_word: bool,
}

impl Believed {
    /// What a member says of a page stands before what was read of it.
    fn new(listing: &Listing, word: Option<&OwnWord>) -> Self {
        let Some(word) = word.filter(|word| word.listing == listing.id) else {
            return Self { listing: listing.clone(), own_word: false };
        };
        let own_word = word.price.is_some();
        let listing = Listing {
            price: word.price.or(listing.price),
            availability: word.availability.unwrap_or(listing.availability),
            read_at: if own_word { word.said_at } else { listing.read_at },
            ..listing.clone()
        };
        Self { listing, own_word }
    }

    fn best(
        self,
        wish: &Wish,
        range: Option<(Money, Money)>,
        then: Option<Money>,
        now: Instant,
    ) -> Option<Best> {
        let Self { listing, own_word } = self;
        let price = listing.price?;
        let fresh = listing.is_fresh(now);
        let had = fresh && listing.availability != Availability::Out;
        // Of a size that was chosen the price is known, and of what its member says.
        let range = range.filter(|_| listing.variant.is_none() && !own_word);
        let top = wish.top_price.filter(|top| top.currency == price.currency);
        Some(Best {
            price,
            from: range.is_some_and(|(low, high)| low == price && price.less_than(high).is_some()),
            retailer: listing.retailer,
            availability: listing.availability,
            read_at: listing.read_at,
            fresh,
            failed: listing.failure.is_some(),
            own_word,
            fell: then.filter(|_| had && !own_word).and_then(|then| price.less_than(then)),
            within: had && top.is_some_and(|top| price.minor <= top.minor),
        })
    }
}

/// The best of the sellers of a wish, of those with a price: where it can be had ahead, and then what is known today.
fn pick(sellers: Vec<Believed>, now: Instant) -> Option<Believed> {
    let words: HashSet<ListingId> =
        sellers.iter().filter(|one| one.own_word).map(|one| one.listing.id).collect();
    let sellers = sellers.into_iter().map(|one| one.listing).collect();
    let best = listed::best_first(listed::once_each(sellers)).into_iter().filter(|one| one.price.is_some());
    let listing = best.min_by_key(|listing| {
        let gone = listing.failure.is_some() || listing.availability == Availability::Out;
        (gone, !listing.is_fresh(now))
    })?;
    Some(Believed { own_word: words.contains(&listing.id), listing })
}

/// All pages of the things of a list's wishes that its member may know of.
struct Sold {
    listings: HashMap<ListingId, Listing>,
    /// The pages of a product, in the order in which they came.
    of_product: HashMap<ProductId, Vec<ListingId>>,
    codes: HashMap<Gtin, ProductId>,
    /// What was said to sell the very thing of a wish.
    same: HashMap<WishId, Vec<ListingId>>,
    /// What was taken off a wish.
    parted: HashSet<(WishId, ListingId)>,
    /// What was taken off a wish that came from a page.
    parted_from: HashSet<(ListingId, ListingId)>,
}

impl Sold {
    async fn of(tx: &mut Tx, member: MemberId, wishes: &[(Wish, Detail)]) -> Result<Self, StoreError> {
        let said = seller::same_of_member(tx, member).await?;
        let from = wishes.iter().filter_map(|(_, beside)| beside.listing);
        let from: Vec<ListingId> = from.chain(said.iter().map(|(_, listing)| *listing)).collect();
        let mut listings = product::several(tx, &from, member).await?;
        let of = |beside: &Detail| beside.listing.and_then(|id| listings.get(&id)).map(|one| one.product);
        let coded = wishes.iter().filter(|(_, beside)| of(beside).is_none());
        let coded: Vec<Gtin> = coded.filter_map(|(wish, _)| wish.subject.gtin).collect();
        let codes = product::with_gtins(tx, &coded).await?;
        let products: HashSet<ProductId> =
            wishes.iter().filter_map(|(_, beside)| of(beside)).chain(codes.values().copied()).collect();
        let products: Vec<ProductId> = products.into_iter().collect();
        let sisters = product::of_products(tx, &products, member).await?;
        let ids: Vec<ListingId> = sisters.keys().copied().collect();
        let known = detail::may_know_of(tx, member, &ids).await?;
        let mut of_product: HashMap<ProductId, Vec<ListingId>> = HashMap::new();
        for (id, listing) in sisters.into_iter().filter(|(id, _)| known.contains(id)) {
            of_product.entry(listing.product).or_default().push(id);
            listings.insert(id, listing);
        }
        of_product.values_mut().for_each(|ids| ids.sort_unstable());
        let mut same: HashMap<WishId, Vec<ListingId>> = HashMap::new();
        for (wish, listing) in said {
            same.entry(wish).or_default().push(listing);
        }
        let taken_off = seller::parted_of_member(tx, member).await?;
        let parted_from =
            taken_off.iter().filter_map(|(_, from, off)| from.map(|from| (from, *off))).collect();
        let parted = taken_off.iter().map(|(wish, _, off)| (*wish, *off)).collect();
        Ok(Self { listings, of_product, codes, same, parted, parted_from })
    }

    /// The pages that sell the thing of a wish, as [`listed::listings`] has them.
    fn sellers(&self, wish: &Wish, beside: &Detail) -> Vec<&Listing> {
        let from = beside.listing.and_then(|id| self.listings.get(&id)).map(|one| one.product);
        let product = from.or_else(|| self.codes.get(&wish.subject.gtin?).copied());
        let same = self.same.get(&wish.id).map(Vec::as_slice).unwrap_or_default();
        let sisters = product.and_then(|id| self.of_product.get(&id));
        let sisters = sisters.map(Vec::as_slice).unwrap_or_default();
        let off = |id: ListingId| {
            self.parted.contains(&(wish.id, id))
                || beside.listing.is_some_and(|from| self.parted_from.contains(&(from, id)))
        };
        let counted = listed::counted(sisters, same, off);
        counted.iter().filter_map(|id| self.listings.get(id)).collect()
    }
}

/// The best that is known of each of a member's wishes; those of which no price is known are left out.
pub(crate) async fn of(
    tx: &mut Tx,
    member: MemberId,
    wishes: &[(Wish, Detail)],
) -> Result<HashMap<WishId, Best>, StoreError> {
    let now = tx.now();
    let sold = Sold::of(tx, member, wishes).await?;
    let words = own_word::of_member(tx, member).await?;
    let picked = wishes.iter().filter_map(|(wish, beside)| {
        let word = words.get(&wish.id);
        let sellers = sold.sellers(wish, beside).into_iter().map(|one| Believed::new(one, word));
        pick(sellers.collect(), now).map(|one| (wish, one))
    });
    let picked: Vec<(&Wish, Believed)> = picked.collect();
    let since: Vec<_> = picked.iter().map(|(wish, one)| (one.listing.id, wish.added_at)).collect();
    let then = product::prices_at(tx, &since).await?;
    let ids: Vec<ListingId> = since.iter().map(|(id, _)| *id).collect();
    let ranges = product::ranges(tx, &ids).await?;
    let best = picked.into_iter().filter_map(|(wish, one)| {
        let id = one.listing.id;
        let then = then.get(&(id, wish.added_at)).copied();
        one.best(wish, ranges.get(&id).copied(), then, now).map(|best| (wish.id, best))
    });
    Ok(best.collect())
}

#[cfg(test)]
#[path = "best_tests.rs"]
mod tests;
