//! When an offer of the town is news of a wish: pure. What blinks is none, as with pages ([`product::newest`]).

use domain::ids::Id;
use domain::{Availability, Instant, Money, Offer, OfferId, Outcome, Wish};
use product::{News, Point};

use crate::decide::clearly_under;
use crate::model::Cause;

/// Seconds for which a change has stood before it is told: what a merchant corrects at once was never said, and what a file brings is
/// looked at together.
pub(crate) const SETTLES_S: i64 = 300;
/// Seconds after which a return is told again, and after which what was suggested is told as news.
const BACK_AGAIN_S: i64 = 7 * 86_400;
const DAY_S: i64 = 86_400;

/// How an offer stands at an instant.
pub(crate) fn point(offer: &Offer, now: Instant) -> Point {
    let had = suggest::is_had(offer, now);
    let availability = if had { Availability::In } else { Availability::Out };
    Point { at: now, price: Some(offer.price), availability }
}

/// What becomes of a history, oldest first, when an offer stands as it does now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Noted {
    /// Nothing changed.
    Same,
    /// It is a new step.
    Step,
    /// The newest step did not stand: this stands in its place.
    Instead(Instant),
    /// The newest step did not stand, and all is as it was before.
    Undone(Instant),
}

/// Takes into account how an offer stands. A step that was corrected before it stood is forgotten, so that no slip of a hand is the
/// lowest price for three months.
pub(crate) fn noted(history: &[Point], now: &Point) -> Noted {
    let same = |one: &Point| (one.price, one.availability) == (now.price, now.availability);
    match history {
        [.., last] if same(last) => Noted::Same,
        [.., before, last] if now.at.secs_since(last.at) < SETTLES_S => {
            if same(before) {
                Noted::Undone(last.at)
            } else {
                Noted::Instead(last.at)
            }
        }
        [last] if now.at.secs_since(last.at) < SETTLES_S => Noted::Instead(last.at),
        _ => Noted::Step,
    }
}

/// When an offer is to be looked at next: when its newest step has stood, when it begins, when it ends.
pub(crate) fn next_look(offer: &Offer, newest: &Point, now: Instant) -> Option<Instant> {
    let stood = newest.at.plus_secs(SETTLES_S);
    [Some(stood), Some(offer.from), offer.until].into_iter().flatten().filter(|at| now < *at).min()
}

/// Whether an offer that is looked at for an instant may be news: its newest step has stood, and was not looked at before.
pub(crate) fn may_be_news(history: &[Point], due: Instant, now: Instant) -> bool {
    history.last().is_some_and(|newest| {
        let stood = newest.at.plus_secs(SETTLES_S);
        newest.availability == Availability::In && stood <= now && due <= stood
    })
}

/// What a member was told of an offer, or is to be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Before {
    pub(crate) price: Option<Money>,
    pub(crate) made_at: Instant,
}

/// When an offer was published, to the millisecond: its id begins with it.
pub(crate) fn published(offer: OfferId) -> Option<Instant> {
    let (secs, nanos) = offer.uuid().get_timestamp()?.to_unix();
    let secs = i64::try_from(secs).ok()?;
    Some(Instant::from_micros(secs.checked_mul(1_000_000)?.checked_add(i64::from(nanos) / 1_000)?))
}

/// What the newest step of an offer is to a wish that it meets; `None` when it is no news: what was there when the wish was made is
/// found by whoever asks. `published` is when the offer was, which may be heard of much later; `suggested` when it was suggested to the
/// member in the street.
pub(crate) fn happened(
    wish: &Wish,
    history: &[Point],
    published: Option<Instant>,
    before: &[Before],
    suggested: Option<(Instant, Outcome)>,
) -> Option<Cause> {
    let (newest, earlier) = history.split_last()?;
    let first = published.filter(|_| earlier.is_empty());
    let since = first.map_or(newest.at, |published| published.min(newest.at));
    if newest.availability != Availability::In || since < wish.added_at {
        return None;
    }
    let came = earlier.iter().all(|one| one.availability == Availability::Out);
    let cause = if came {
        Cause::Came { at: since }
    } else {
        let passed = || wish.top_price.and_then(|top| product::passed(history, top)).zip(newest.price);
        match product::newest(history) {
            Some(News::Back) => Cause::Back { at: newest.at },
            Some(News::Cheaper { was, now }) => Cause::Cheaper { from: was, to: now },
            None => passed().map(|(from, to)| Cause::Cheaper { from, to })?,
        }
    };
    let lately = |at: Instant, within: i64| newest.at.secs_since(at) < within;
    let known = match cause {
        Cause::Came { .. } => !before.is_empty() || suggested.is_some(),
        Cause::Back { .. } => before.iter().any(|one| lately(one.made_at, BACK_AGAIN_S)),
        Cause::Cheaper { to, .. } => before.iter().any(|one| one.price.is_some_and(|told| !beats(to, told))),
    };
    let said = suggested.is_some_and(|(at, outcome)| {
        matches!(outcome, Outcome::Dismissed | Outcome::Taken) || lately(at, DAY_S)
    });
    (!known && !said).then_some(cause)
}

/// Whether a price is clearly under another.
pub(crate) fn beats(price: Money, told: Money) -> bool {
    price.currency == told.currency && clearly_under(price, told)
}

/// An offer that is news of a wish, as the best of several is chosen.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Choice {
    pub(crate) price: Money,
    /// The price with the way there and back; the price alone where no way is known.
    pub(crate) total: Money,
    pub(crate) metres: Option<u32>,
}

/// The place of the best: the cheapest with the way there, of those of one currency; then the nearest; then the first.
pub(crate) fn best(choices: &[Choice]) -> Option<usize> {
    let key = |one: &Choice| (one.total.currency, one.total.minor, one.metres.unwrap_or(u32::MAX));
    (0..choices.len()).min_by_key(|place| (key(&choices[*place]), *place))
}

#[cfg(test)]
#[path = "decide_tests.rs"]
mod tests;
