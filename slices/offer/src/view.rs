//! Offers as pages show them.

use domain::{Offer, OfferState};
use kit::Page;

use crate::model::is_open;

/// An offer in words, for any page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferRow {
    /// Its id.
    pub id: String,
    /// Whose it is.
    pub organisation: String,
    /// Where it is to be had.
    pub place: String,
    /// How the shop calls it.
    pub title: String,
    /// What it costs.
    pub price: String,
    /// What it usually costs; empty when that is not said.
    pub was: String,
    /// How much less that is, `−22 %`; empty when that is not said.
    pub less: String,
    /// How many are left, in words.
    pub stock: String,
    /// How many are left; `None` is enough for all.
    pub count: Option<u32>,
    /// Until when, RFC 3339; empty without end.
    pub until_at: String,
    /// Its end as a day or an hour; empty without end.
    pub ends: String,
    /// Until when, in words, with the word it takes; empty without end.
    pub until: String,
    /// `open`, `paused` or `closed`, as in the store.
    pub state: &'static str,
    /// How it stands now: open, paused, closed, not begun, ended or sold out.
    pub standing: String,
    /// The standing's badge: `leaf` when it can be had, `lamp` otherwise.
    pub badge: &'static str,
}

/// Says offers in the page's language.
#[must_use]
pub fn rows(page: &Page, offers: &[Offer]) -> Vec<OfferRow> {
    offers.iter().map(|offer| row(page, offer)).collect()
}

fn row(page: &Page, offer: &Offer) -> OfferRow {
    let words = page.words();
    let usual = offer.reference_price;
    let saved = usual.and_then(|usual| Some((offer.price.less_than(usual)?, usual)));
    let standing = standing(page, offer);
    OfferRow {
        id: offer.id.to_string(),
        organisation: offer.organisation.to_string(),
        place: offer.place.to_string(),
        title: offer.title.clone(),
        price: words.money(offer.price),
        was: usual.map(|usual| words.money(usual)).unwrap_or_default(),
        less: saved.map(|(by, of)| words.percent_less(by, of)).unwrap_or_default(),
        stock: offer.stock.map_or_else(
            || page.t("offer-stock-enough"),
            |stock| page.t1("offer-stock-left", "count", stock),
        ),
        count: offer.stock,
        until_at: offer.until.map(|until| until.to_rfc3339()).unwrap_or_default(),
        ends: offer.until.map(|until| words.when(until)).unwrap_or_default(),
        until: offer.until.map(|until| words.until(until)).unwrap_or_default(),
        state: offer.state.name(),
        badge: if standing == "open" { "leaf" } else { "lamp" },
        standing: page.t(&format!("offer-standing-{standing}")),
    }
}

fn standing(page: &Page, offer: &Offer) -> &'static str {
    match offer.state {
        OfferState::Paused => "paused",
        OfferState::Closed => "closed",
        OfferState::Open if page.now < offer.from => "not-yet",
        OfferState::Open if !is_open(offer, page.now) => "ended",
        OfferState::Open if offer.stock == Some(0) => "sold-out",
        OfferState::Open => "open",
    }
}
