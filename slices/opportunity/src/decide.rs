//! A wish, a listing's history and what was told before → the news, if there is any; and whether what waited is still so.

use domain::{Availability, Instant, Money, Outcome, Wish, WishState, limits};
use product::{Listing, News, Point};

use crate::model::{Answer, Cause, Closing, HERE, Opportunity, Reason, Refused};

/// A price is told again for the same page when it is at least so many hundredths under what was told.
const AGAIN_PERCENT: i64 = 5;
/// Seconds after which a return is told again: what is sold out every night comes back every morning.
const BACK_AGAIN_S: i64 = 7 * 86_400;
/// What waits is still told at a higher price while that is so many hundredths under what it cost before: as a fall is.
const STILL_PERCENT: i64 = 3;
/// Seconds before a wish's end at which the end is a reason: a month.
const NEAR_END_S: i64 = 31 * 86_400;
/// Seconds for which `not now` closes a wish.
const NOT_NOW_S: i64 = 7 * 86_400;
const DAY_S: i64 = 86_400;

/// News of this wish and page that was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Before {
    pub(crate) cause: String,
    pub(crate) price: Option<Money>,
    pub(crate) made_at: Instant,
}

/// News to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Made {
    pub(crate) cause: Cause,
    pub(crate) reasons: Vec<Reason>,
}

/// What the newest step of a listing's history is to a wish; `history` is oldest first.
pub(crate) fn made(
    wish: &Wish,
    listing: &Listing,
    history: &[Point],
    before: &[Before],
    now: Instant,
) -> Option<Made> {
    let newest = history.last()?;
    if !hopes(wish, now) || !pays(wish, newest.price) {
        return None;
    }
    let passed = || wish.top_price.and_then(|top| product::passed(history, top)).zip(newest.price);
    let cause = match product::newest(history) {
        Some(News::Back) => Cause::Back { at: newest.at },
        Some(News::Cheaper { was, now }) => Cause::Cheaper { from: was, to: now },
        None => passed().map(|(from, to)| Cause::Cheaper { from, to })?,
    };
    let known = match cause {
        Cause::Cheaper { to, .. } => before.iter().filter(|one| one.cause == cause.name()).any(|one| {
            one.price.is_some_and(|told| told.currency == to.currency && !clearly_under(to, told))
        }),
        Cause::Back { at } | Cause::Came { at } => {
            before.iter().any(|one| one.cause == cause.name() && at.secs_since(one.made_at) < BACK_AGAIN_S)
        }
    };
    let fits = listing.failure.is_none() && newest.availability != Availability::Out;
    (fits && !known).then(|| Made { cause, reasons: reasons(wish, history, cause, now) })
}

/// Whether the member still hopes for it.
pub(crate) fn hopes(wish: &Wish, now: Instant) -> bool {
    wish.state == WishState::Open && wish.until.is_none_or(|until| now < until)
}

/// Whether a price is within what the member would pay; an unknown one, or one of another currency, is not.
pub(crate) fn pays(wish: &Wish, price: Option<Money>) -> bool {
    let Some(top) = wish.top_price else { return true };
    price.is_some_and(|price| price.currency == top.currency && price.minor <= top.minor)
}

/// Whether a page is known to have the thing, for no more than another.
pub(crate) fn as_good(one: &Listing, than: &Listing) -> bool {
    let known = one.failure.is_none() && one.availability == Availability::In;
    let prices = one.price.zip(than.price);
    known && prices.is_some_and(|(one, than)| one.currency == than.currency && one.minor <= than.minor)
}

pub(crate) fn clearly_under(price: Money, told: Money) -> bool {
    price.minor.saturating_mul(100) <= told.minor.saturating_mul(100 - AGAIN_PERCENT)
}

/// The reasons: the very facts that made it news.
fn reasons(wish: &Wish, history: &[Point], cause: Cause, now: Instant) -> Vec<Reason> {
    happened(history, cause, now).into_iter().chain(of_wish(wish, now)).collect()
}

/// What happened, as reasons.
pub(crate) fn happened(history: &[Point], cause: Cause, now: Instant) -> Vec<Reason> {
    let mut reasons = Vec::new();
    let at = history.last().map_or(now, |newest| newest.at);
    match cause {
        Cause::Cheaper { from, to } => {
            reasons.extend(to.less_than(from).map(|by| Reason::Fell { from, by }));
            let days = since(history, |point| {
                point.price.is_some_and(|price| price.currency == to.currency && price.minor > to.minor)
            });
            reasons.extend(whole_days(days, at).map(|days| Reason::Dearer { days }));
        }
        Cause::Back { .. } => {
            reasons.push(Reason::Back { days: whole_days(out_since(history), at).unwrap_or(0) });
        }
        Cause::Came { at } => reasons.push(Reason::Came { at }),
    }
    reasons
}

/// The reasons that the wish itself gives for a price that is within it.
pub(crate) fn of_wish(wish: &Wish, now: Instant) -> impl Iterator<Item = Reason> {
    let top = wish.top_price.map(|top| Reason::UnderTop { top });
    top.into_iter().chain(near_end(wish, now))
}

/// The end of a wish as a reason, when it is near.
pub(crate) fn near_end(wish: &Wish, now: Instant) -> Option<Reason> {
    let end = wish.until.filter(|until| until.secs_since(now) <= NEAR_END_S);
    end.map(|at| Reason::Until { at })
}

/// Since when the steps before the newest have all been so.
fn since(history: &[Point], so: impl Fn(&Point) -> bool) -> Option<Instant> {
    let (_, before) = history.split_last()?;
    before.iter().rev().take_while(|point| so(point)).last().map(|point| point.at)
}

/// Since when it could not be had before the newest step; what does not say whether it could ends nothing, and begins nothing.
fn out_since(history: &[Point]) -> Option<Instant> {
    let (_, before) = history.split_last()?;
    let gone = before.iter().rev().take_while(|point| point.availability != Availability::In);
    gone.filter(|point| point.availability == Availability::Out).last().map(|point| point.at)
}

fn whole_days(since: Option<Instant>, till: Instant) -> Option<i64> {
    since.map(|since| till.secs_since(since) / DAY_S).filter(|days| *days > 0)
}

/// What becomes of news that waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It is still so: it may be told.
    Tell,
    /// The page could not be read since, or the member wants nothing of this wish for a while.
    Wait,
    /// It is no longer so, or no longer wanted.
    Forget,
}

/// Holds what waits against the wish and the listing as they are now. `closed` is what its member closed of it.
pub(crate) fn fate(
    waits: &Opportunity,
    wish: Option<&Wish>,
    listing: Option<&Listing>,
    closed: &[Closing],
    now: Instant,
) -> Fate {
    let (Some(wish), Some(listing)) = (wish, listing) else { return Fate::Forget };
    let had = match waits.cause.as_str() {
        "back" => listing.availability == Availability::In,
        _ => listing.availability != Availability::Out,
    };
    let same = had && pays(wish, listing.price) && still_news(waits, listing.price);
    if is_old(waits, now) || !hopes(wish, now) || closed.iter().any(|closing| *closing != Closing::Wish) {
        return Fate::Forget;
    }
    if !closed.is_empty() || listing.failure.is_some() {
        return Fate::Wait;
    }
    if same { Fate::Tell } else { Fate::Forget }
}

/// Whether news has waited too long. What was told may be said again in a mail that gathers a week.
pub(crate) fn is_old(waits: &Opportunity, now: Instant) -> bool {
    waits.told_at.is_none() && now.secs_since(waits.made_at) > limits::NEWS_WAITS_DAYS * DAY_S
}

/// Whether a price is still the news: whatever it is when the thing is back or the wish ends, and when it is cheaper at most what it was then, or
/// clearly less than before.
pub(crate) fn still_news(waits: &Opportunity, price: Option<Money>) -> bool {
    let fell = waits.reasons.iter().any(|reason| matches!(reason, Reason::Fell { .. }));
    if waits.cause != "cheaper" && !(waits.cause == HERE && fell) {
        return true;
    }
    let Some(price) = price else { return false };
    let as_low = waits.price.is_some_and(|was| was.currency == price.currency && price.minor <= was.minor);
    let under = |from: Money| {
        from.currency == price.currency
            && price.minor.saturating_mul(100) <= from.minor.saturating_mul(100 - STILL_PERCENT)
    };
    as_low || waits.reasons.iter().any(|reason| matches!(reason, Reason::Fell { from, .. } if under(*from)))
}

/// What waited, as it is told: at the price of now, with reasons that are true of it.
pub(crate) fn as_now(waits: &Opportunity, wish: &Wish, listing: &Listing, now: Instant) -> Opportunity {
    let risen = match (waits.price, listing.price) {
        (Some(was), Some(is)) => is.currency != was.currency || is.minor > was.minor,
        _ => true,
    };
    let kept = |reason: &Reason| match *reason {
        Reason::Fell { from, .. } => {
            listing.price.and_then(|price| price.less_than(from)).map(|by| Reason::Fell { from, by })
        }
        // It may have cost what it costs now within those days.
        Reason::Dearer { .. } if risen => None,
        Reason::UnderTop { .. } | Reason::Until { .. } => None,
        _ => Some(reason.clone()),
    };
    let mut reasons: Vec<_> = waits.reasons.iter().filter_map(kept).collect();
    reasons.extend(of_wish(wish, now));
    Opportunity { price: listing.price, reasons, read_at: listing.read_at, ..waits.clone() }
}

/// What an answer closes, and for how long; `None` when it closes nothing.
pub(crate) fn closes(answer: Answer, now: Instant) -> Option<(Closing, Option<Instant>)> {
    match answer {
        Answer::NotThis => Some((Closing::Page, None)),
        Answer::NotThisShop => Some((Closing::Site, None)),
        Answer::NotNow => Some((Closing::Wish, Some(now.plus_secs(NOT_NOW_S)))),
        Answer::GotIt => None,
    }
}

/// The outcome that follows an answer: whoever has it stays with that, whoever wanted none may say so again, or otherwise.
pub(crate) fn outcome(now: Outcome, answer: Answer) -> Result<Outcome, Refused> {
    match (now, answer) {
        (Outcome::Taken, Answer::GotIt) => Ok(Outcome::Taken),
        (Outcome::Taken, _) => Err(Refused::Answered),
        (_, Answer::GotIt) => Ok(Outcome::Taken),
        _ => Ok(Outcome::Dismissed),
    }
}

#[cfg(test)]
#[path = "decide_tests.rs"]
mod tests;
