//! What a member says of the page they wish from, where it was misread: their own word, dated, for their own wish alone. It is beside
//! what was read and never becomes it: neither the listing nor its history learns of it, and so nobody else does.

use std::collections::HashMap;

use domain::ids::Id;
use domain::{Availability, Currency, Instant, ListId, ListingId, MemberId, Money, WishId};
use kit::{Form, Refusal, Result};
use product::Listing;
use sqlx::FromRow;
use store::{BadRow, StoreError, Tx, execute, fetch_all, fetch_optional};
use uuid::Uuid;

use crate::{changes, sql};

/// A member's own word on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnWord {
    /// Of which listing.
    pub listing: ListingId,
    /// What it costs there.
    pub price: Option<Money>,
    /// What it cost before.
    pub list_price: Option<Money>,
    /// Whether it can be had there.
    pub availability: Option<Availability>,
    /// When they said so.
    pub said_at: Instant,
}

impl OwnWord {
    /// Whether it says that the price which was read of a listing is wrong.
    #[must_use]
    pub fn doubts(&self, listing: &Listing) -> bool {
        self.listing == listing.id && self.price.is_some_and(|price| listing.price != Some(price))
    }

    fn says_nothing(&self) -> bool {
        self.price.is_none() && self.list_price.is_none() && self.availability.is_none()
    }
}

#[derive(FromRow)]
struct Row {
    wish: Uuid,
    listing: Uuid,
    price_minor: Option<i64>,
    list_minor: Option<i64>,
    currency: String,
    availability: Option<String>,
    said_at: i64,
}

impl Row {
    fn read(self) -> Result<(WishId, OwnWord), StoreError> {
        let of = WishId::from_uuid(self.wish);
        let bad = |column| BadRow::at("wish_said", column, of);
        let currency: Currency = self.currency.parse().map_err(|_| bad("currency")())?;
        let money = |minor: Option<i64>| minor.map(|minor| Money { minor, currency });
        let availability = self.availability.map(|name| name.parse().map_err(|_| bad("availability")()));
        let word = OwnWord {
            listing: ListingId::from_uuid(self.listing),
            price: money(self.price_minor),
            list_price: money(self.list_minor),
            availability: availability.transpose()?,
            said_at: Instant::from_micros(self.said_at),
        };
        Ok((of, word))
    }
}

/// What its member says of the page that a wish is from.
///
/// # Errors
/// When the database fails or the row makes no sense.
pub async fn own_word(tx: &mut Tx, wish: WishId) -> Result<Option<OwnWord>, StoreError> {
    let row = fetch_optional!(tx, sql::SAID_OF, Row, wish.uuid())?;
    row.map(|row| row.read().map(|(_, word)| word)).transpose()
}

/// What a member says of the pages that their wishes are from.
///
/// # Errors
/// When the database fails or a row makes no sense.
pub(crate) async fn of_member(tx: &mut Tx, member: MemberId) -> Result<HashMap<WishId, OwnWord>, StoreError> {
    fetch_all!(tx, sql::SAID_OF_MEMBER, Row, member.uuid())?.into_iter().map(Row::read).collect()
}

/// What its member says of the pages that the wishes of a list are from.
///
/// # Errors
/// When the database fails or a row makes no sense.
pub async fn own_words(tx: &mut Tx, list: ListId) -> Result<HashMap<WishId, OwnWord>, StoreError> {
    fetch_all!(tx, sql::SAID_ON_LIST, Row, list.uuid())?.into_iter().map(Row::read).collect()
}

/// A listing as the member of a wish believes it: without the price that they say was misread.
///
/// # Errors
/// When the database fails or a row makes no sense.
pub async fn believed(tx: &mut Tx, wish: WishId, listing: Listing) -> Result<Listing, StoreError> {
    let doubted = own_word(tx, wish).await?.is_some_and(|word| word.doubts(&listing));
    Ok(if doubted { Listing { price: None, list_price: None, ..listing } } else { listing })
}

/// Keeps what a member says of the page that their wish is from; what says nothing takes back what was said before.
pub(crate) async fn say(tx: &mut Tx, wish: WishId, word: &OwnWord) -> Result<(), StoreError> {
    changes::of(tx, wish).await?;
    if word.says_nothing() {
        execute!(tx, sql::UNSAY, wish.uuid())?;
    } else {
        let currency = word.price.or(word.list_price).map_or(Currency::EUR, |money| money.currency);
        execute!(
            tx,
            sql::SAY,
            wish.uuid(),
            word.listing.uuid(),
            word.price.map(|money| money.minor),
            word.list_price.map(|money| money.minor),
            currency.code(),
            word.availability.map(Availability::name),
            word.said_at.micros(),
        )?;
    }
    tx.tell(domain::Fact::Wish(wish));
    Ok(())
}

/// What a form says of a page otherwise than it was read: a part that stands as it was filled in is not said.
///
/// # Errors
/// `invalid` naming the field: an amount that is none, or a stock that is no choice.
pub(crate) fn in_form(form: &Form, listing: &Listing, now: Instant) -> Result<OwnWord> {
    let money = |name: &'static str, was: &str| {
        let typed = form.some(name).filter(|typed| *typed != form.get(was));
        let amount = |typed| Money::parse(typed, currency(listing)).filter(|money| money.minor > 0);
        typed.map(|typed| amount(typed).ok_or_else(|| Refusal::invalid(name, "amount"))).transpose()
    };
    let stock = form.some("stock").map(str::parse).transpose();
    Ok(OwnWord {
        listing: listing.id,
        price: money("price", "was_price")?,
        list_price: money("list_price", "was_list_price")?,
        availability: stock.map_err(|_| Refusal::invalid("stock", "choice"))?,
        said_at: now,
    })
}

/// In which currency a page tells its prices.
pub(crate) fn currency(listing: &Listing) -> Currency {
    listing.price.or(listing.list_price).map_or(Currency::EUR, |money| money.currency)
}
