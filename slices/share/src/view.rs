//! A shared list as its viewer may know it, before it becomes a page or JSON.

use std::collections::HashMap;

use domain::{Currency, Instant, ListId, ListingId, MemberId, Money, Wish, WishId};
use kit::Result;
use product::{Listing, Picture, Size};
use store::{StoreError, Tx};
use wish::{Detail, OwnWord};

use crate::access::{self, Seen};
use crate::decide::{Pot, Standing};
use crate::gift::{self, may_know};
use crate::model::{Refused, Reservation, Seat};

/// Where a thing can be bought, as its page last said.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Shop {
    pub(crate) listing: ListingId,
    pub(crate) retailer: String,
    pub(crate) url: String,
    pub(crate) price: Option<Money>,
    /// Its picture as this server shows it. What only its member's browser saw is shown to nobody else.
    pub(crate) shown: Option<Picture>,
    pub(crate) read_at: Instant,
    /// Whether that counts as of now.
    pub(crate) fresh: bool,
}

/// Where whoever may see a wish of a list sees its owner's own picture of it.
pub(crate) fn own_address(list: ListId, wish: WishId, picture: &Picture, size: Size) -> String {
    format!("/lists/{list}/wishes/{wish}/picture/{}", picture.file(size))
}

/// A wish before a viewer.
#[derive(Debug, Clone)]
pub(crate) struct Gift {
    pub(crate) wish: Wish,
    /// How many are wished.
    pub(crate) quantity: i64,
    pub(crate) priority: domain::Priority,
    /// The owner's note; empty when others are not to read it.
    pub(crate) note: String,
    pub(crate) shop: Option<Shop>,
    /// The owner's own picture of it.
    pub(crate) own: Option<Picture>,
    /// What was promised; `None` for its owner, and for whom nobody knows.
    pub(crate) standing: Option<Standing>,
    /// Promises whose givers the viewer may know by name.
    pub(crate) named: Vec<Reservation>,
    /// The viewer's own promise.
    pub(crate) mine: Option<Reservation>,
}

impl Gift {
    /// Those who give one together, as far as the viewer may know.
    pub(crate) fn pot(&self) -> Option<Pot> {
        self.standing?.pot
    }

    /// In which money they count: what they said, else what its page asks, else euros.
    pub(crate) fn currency(&self) -> Currency {
        let said = self.pot().filter(|pot| pot.goal.is_some() || pot.said.minor > 0).map(|pot| pot.said);
        let asked = self.shop.as_ref().and_then(|shop| shop.price);
        said.or(asked).map_or(Currency::EUR, |money| money.currency)
    }

    /// How many nobody promised, as far as the viewer may know.
    pub(crate) fn free(&self) -> i64 {
        self.standing.map_or(self.quantity, |standing| standing.free(self.quantity))
    }
}

/// Whether a viewer learns who made a promise: of a share in the pot those who are in it do, of a whole one those before a list
/// that knows its people; of a secret one nobody but its giver.
fn is_named(one: &Reservation, seat: Seat, me: Option<MemberId>, in_pot: bool) -> bool {
    let own = Some(one.giver) == me;
    own || if one.together() { in_pot } else { seat == Seat::Insider && !one.secretly }
}

/// The shops' pages from which wishes came, read at once.
struct Shops {
    listings: HashMap<ListingId, Listing>,
    pictures: HashMap<ListingId, Picture>,
    /// What the owner says of them.
    words: HashMap<WishId, OwnWord>,
    now: Instant,
}

impl Shops {
    async fn of(tx: &mut Tx, seen: &Seen, wishes: &[(Wish, Detail)]) -> Result<Self, StoreError> {
        let from: Vec<ListingId> = wishes.iter().filter_map(|(_, detail)| detail.listing).collect();
        let mut listings = product::several(tx, &from, seen.list.member).await?;
        // What the owner's own browser read may tell of them: only when they say so.
        listings.retain(|_, listing| listing.member.is_none() || seen.settings.pages);
        let pictures = product::pictures(tx, listings.keys().copied(), None).await?;
        let words = wish::own_words(tx, seen.list.id).await?;
        Ok(Self { listings, pictures, words, now: tx.now() })
    }

    fn shop(&self, wish: WishId, detail: &Detail) -> Option<Shop> {
        let listing = self.listings.get(&detail.listing?)?;
        let is_doubted = self.words.get(&wish).is_some_and(|word| word.doubts(listing));
        Some(Shop {
            listing: listing.id,
            shown: self.pictures.get(&listing.id).copied(),
            retailer: listing.retailer.clone(),
            url: listing.url.clone(),
            price: listing.price.filter(|_| !is_doubted),
            read_at: listing.read_at,
            fresh: listing.is_fresh(self.now),
        })
    }
}

/// The wishes of a list before its viewer, or one of them.
///
/// # Errors
/// When the database fails or a row makes no sense.
pub(crate) async fn gifts(tx: &mut Tx, seen: &Seen, one: Option<WishId>) -> Result<Vec<Gift>, StoreError> {
    let mut wishes = access::wishes(tx, seen.list.id).await?;
    wishes.retain(|(wish, _)| one.is_none_or(|one| one == wish.id));
    // Of their owner's promises nothing is even read.
    let knows = may_know(seen.seat);
    let mut promised = if knows { gift::to_owner(tx, seen.list.member).await? } else { Default::default() };
    let shops = Shops::of(tx, seen, &wishes).await?;
    let (mut gifts, mut own) = (Vec::new(), wish::pictures_on(tx, seen.list.id).await?);
    for (wish, detail) in wishes {
        let (all, goal) = promised.remove(&wish.id).unwrap_or((Vec::new(), (Money::eur(0), false)));
        let mine = all.iter().find(|one| Some(one.giver) == seen.viewer).cloned();
        let in_pot = mine.as_ref().is_some_and(Reservation::together);
        let standing = knows.then(|| Standing::of(&all, goal, seen.viewer));
        let named = all.into_iter().filter(|one| is_named(one, seen.seat, seen.viewer, in_pot)).collect();
        gifts.push(Gift {
            shop: shops.shop(wish.id, &detail),
            own: own.remove(&wish.id),
            quantity: detail.quantity,
            priority: detail.priority,
            note: if seen.settings.notes { detail.note } else { String::new() },
            standing,
            named,
            mine,
            wish,
        });
    }
    Ok(gifts)
}

/// One wish of a list before its viewer.
///
/// # Errors
/// `not-found` when others may not know of it.
pub(crate) async fn gift(tx: &mut Tx, seen: &Seen, wish: WishId) -> Result<Gift> {
    gifts(tx, seen, Some(wish)).await?.pop().ok_or_else(|| Refused::NotThere.into())
}
