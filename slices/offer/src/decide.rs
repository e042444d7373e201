//! What an offer may be: pure, on plain values.

use domain::{Instant, Money, Offer, OfferId, OfferState, limits};
use kit::{Refusal, Result, wire};

use crate::model::{NewOffer, OfferChange, is_open, words_of};

/// Characters of all words of a subject together: several titles.
const WORDS_CHARS: usize = 1_000;

/// The offer that a command publishes.
///
/// # Errors
/// `invalid` naming the field.
pub(crate) fn published(new: NewOffer, id: OfferId, now: Instant) -> Result<Offer> {
    let offer = Offer {
        id,
        organisation: new.organisation,
        place: new.place,
        title: wire::title(&new.title, "title", limits::TITLE_CHARS)?,
        subject: new.subject,
        price: new.price,
        reference_price: new.reference_price,
        stock: new.stock,
        from: new.from.unwrap_or(now),
        until: new.until,
        reach_m: new.reach_m,
        zone: new.zone,
        state: OfferState::Open,
    };
    in_the_future(offer.until, now)?;
    sound(offer)
}

/// The offer after a change.
///
/// # Errors
/// `offer-over` when it is closed for good, `invalid` naming the field.
pub(crate) fn changed(offer: &Offer, change: OfferChange, now: Instant) -> Result<Offer> {
    let closing = change.state == Some(OfferState::Closed);
    if offer.state == OfferState::Closed && !closing {
        return Err(Refusal::new("offer-over"));
    }
    applied(offer, change, now)
}

/// The offer as a file names it: one that was closed is offered again, one that is paused stays so.
///
/// # Errors
/// `invalid` naming the field.
pub(crate) fn relisted(offer: &Offer, change: OfferChange, now: Instant) -> Result<Offer> {
    let again = (offer.state == OfferState::Closed).then_some(OfferState::Open);
    applied(offer, OfferChange { state: again, ..change }, now)
}

fn applied(offer: &Offer, change: OfferChange, now: Instant) -> Result<Offer> {
    let mut next = offer.clone();
    if let Some(title) = change.title {
        next.title = wire::title(&title, "title", limits::TITLE_CHARS)?;
        next.subject.words = words_of(&next.title, next.subject.brand.as_deref());
    }
    if let Some(until) = change.until {
        in_the_future(until, now)?;
        next.until = until;
    }
    next.subject = change.subject.unwrap_or(next.subject);
    next.place = change.place.unwrap_or(next.place);
    next.price = change.price.unwrap_or(next.price);
    next.reference_price = change.reference_price.unwrap_or(next.reference_price);
    next.stock = change.stock.unwrap_or(next.stock);
    next.from = change.from.unwrap_or(next.from);
    next.reach_m = change.reach_m.unwrap_or(next.reach_m);
    next.zone = change.zone.unwrap_or(next.zone);
    next.state = change.state.unwrap_or(next.state);
    sound(next)
}

fn in_the_future(until: Option<Instant>, now: Instant) -> Result<()> {
    let past = until.is_some_and(|until| until <= now);
    if past { Err(Refusal::invalid("until", "past")) } else { Ok(()) }
}

/// What holds of every offer at any time.
fn sound(offer: Offer) -> Result<Offer> {
    amount(offer.price, "price")?;
    if let Some(usual) = offer.reference_price {
        amount(usual, "reference_price")?;
        if usual.currency != offer.price.currency {
            return Err(Refusal::invalid("reference_price", "same-currency"));
        }
        if usual.minor <= offer.price.minor {
            return Err(Refusal::invalid("reference_price", "amount"));
        }
    }
    if offer.stock.is_some_and(|stock| stock > limits::STOCK_MAX) {
        return Err(Refusal::invalid("stock", "range"));
    }
    if offer.until.is_some_and(|until| until <= offer.from) {
        return Err(Refusal::invalid("until", "ends-first"));
    }
    if !(1..=limits::REACH_MAX_M).contains(&offer.reach_m) {
        return Err(Refusal::invalid("reach_m", "range"));
    }
    if let Some(brand) = &offer.subject.brand
        && (brand.chars().any(char::is_control) || brand.chars().count() > limits::NAME_CHARS)
    {
        return Err(Refusal::invalid("brand", "type"));
    }
    if offer.subject.words.iter().map(|word| word.chars().count() + 1).sum::<usize>() > WORDS_CHARS {
        return Err(Refusal::invalid("words", "too-long"));
    }
    Ok(offer)
}

fn amount(money: Money, field: &'static str) -> Result<()> {
    let fits = (0..=limits::PRICE_MAX_MINOR).contains(&money.minor);
    if fits { Ok(()) } else { Err(Refusal::invalid(field, "amount")) }
}

/// The name by which files find an offer again.
///
/// # Errors
/// `invalid` when it is empty, too long, or holds control characters.
pub(crate) fn reference(text: &str) -> Result<String> {
    wire::title(text, "reference", limits::NAME_CHARS)
}

/// Why a unit could not be taken of an offer whose stock was not touched.
pub(crate) fn why_not_held(offer: &Offer, now: Instant) -> Refusal {
    Refusal::new(if is_open(offer, now) { "stock-gone" } else { "offer-over" })
}

/// Why a stock could not be changed by so many.
pub(crate) fn why_not_counted(offer: &Offer, by: i64) -> Refusal {
    match offer.stock {
        _ if offer.state == OfferState::Closed => Refusal::new("offer-over"),
        None => Refusal::new("wrong-state"),
        Some(_) if by < 0 => Refusal::new("stock-gone"),
        Some(_) => Refusal::invalid("stock", "range"),
    }
}
