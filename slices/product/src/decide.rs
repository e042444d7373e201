//! A listing and what reading it again brought → the listing as it is now, and the news.
//!
//! How often a page is read is learnt from it: a change halves the time between readings, none lengthens it by half, within
//! [`SHORTEST_S`] and [`LONGEST_S`]. A failure doubles the time to the next attempt. What is gone after three failures in a row is asked
//! for once a week, for a quarter of a year, and what can never be read not even once more.

use domain::{Availability, Instant, Money};

use crate::model::{Again, Listing, Point, Seen};

/// Seconds between two readings: at first, and the least and the most that is learnt.
pub(crate) const FIRST_S: i64 = 12 * 3_600;
const SHORTEST_S: i64 = 2 * 3_600;
const LONGEST_S: i64 = 7 * 86_400;
/// Seconds to the next attempt after a failure, doubled by each further one.
const RETRY_S: i64 = 3_600;
/// A failure that no later attempt is likely to mend and that is at least so manyth in a row: then a listing is asked for seldom, for a
/// shop that is mended for half a day has no page either.
const SELDOM: u32 = 3;
/// From so many of these in a row on it is left alone.
const GIVEN_UP: u32 = 16;
/// The longest that a site is left alone because it asks for it, in seconds: a month. A date a lifetime ahead is a slip.
const PATIENCE_S: i64 = 30 * 86_400;
/// Seconds a price or a stock must have stood before its passing counts: what blinks is no news.
const STOOD_S: i64 = 6 * 3_600;
/// Seconds after which an old price is no longer what it falls from: a quarter of a year.
const REMEMBERED_S: i64 = 90 * 86_400;
/// A fall under this many hundredths of the price is no news.
const FALL_PERCENT: i64 = 3;

/// Reasons that no waiting and no mending ends: an address that is never followed.
const NEVER: [&str; 3] = ["fetch-bad-address", "fetch-private-address", "wish-read-own-page"];

/// Whether a page that was not read for a reason, by its name, can never be.
#[must_use]
pub fn is_never_read(why: &str) -> bool {
    NEVER.contains(&why)
}

/// What is worth saying.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum News {
    /// It costs less than it did for a while.
    Cheaper {
        /// The lowest it cost before.
        was: Money,
        /// What it costs now.
        now: Money,
    },
    /// It can be had again after a while.
    Back,
}

/// What is to be written.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Step {
    pub(crate) listing: Listing,
    /// A new step of its history.
    pub(crate) point: Option<Point>,
    pub(crate) news: Option<News>,
}

/// Takes a reading into account. `history` is oldest first.
pub(crate) fn again(mut listing: Listing, history: &[Point], again: Again, now: Instant) -> Step {
    match again {
        Again::Same => {
            calm(&mut listing, now, false);
            Step { listing, point: None, news: None }
        }
        Again::Failed { why, until, may_pass } => {
            listing.failures = listing.failures.saturating_add(1);
            listing.failure = Some(why.to_owned());
            let is_seldom = !may_pass && listing.failures >= SELDOM;
            let wait = if is_seldom { LONGEST_S } else { (RETRY_S << listing.failures.min(8)) / 2 };
            let next = now.plus_secs(wait.min(LONGEST_S));
            let most = now.plus_secs(PATIENCE_S);
            let next = until.map_or(next, |until| until.max(next).min(most));
            let hope = !is_never_read(why) && (may_pass || listing.failures < GIVEN_UP);
            listing.next_at = hope.then_some(next);
            Step { listing, point: None, news: None }
        }
        Again::Seen(seen) => seen_again(listing, history, *seen, now),
    }
}

fn seen_again(mut listing: Listing, history: &[Point], seen: Seen, now: Instant) -> Step {
    let point = Point { at: now, price: seen.price, availability: seen.availability };
    let last = history.last();
    let changed =
        last.is_none_or(|last| (last.price, last.availability) != (point.price, point.availability));
    let news = if changed { news(history, point) } else { None };
    take(&mut listing, seen);
    calm(&mut listing, now, changed);
    Step { listing, point: changed.then_some(point), news }
}

fn take(listing: &mut Listing, seen: Seen) {
    (listing.retailer, listing.title) = (seen.retailer, seen.title);
    listing.picture = seen.picture.or(listing.picture.take());
    (listing.price, listing.list_price) = (seen.price, seen.list_price);
    (listing.availability, listing.known) = (seen.availability, seen.known);
}

/// After a reading that made sense. One that came before its time, because somebody pasted the page once more, says nothing of how
/// seldom a price moves.
fn calm(listing: &mut Listing, now: Instant, changed: bool) {
    (listing.failure, listing.failures, listing.became) = (None, 0, None);
    let in_time = now >= listing.read_at.plus_secs(listing.every_s);
    listing.every_s = match (changed, in_time) {
        (true, _) => listing.every_s / 2,
        (false, true) => listing.every_s + listing.every_s / 2,
        (false, false) => listing.every_s,
    }
    .clamp(SHORTEST_S, LONGEST_S);
    listing.read_at = now;
    // What a member's own browser reads, this server does not.
    listing.next_at = listing.member.is_none().then(|| now.plus_secs(listing.every_s));
}

/// What a new step tells, beside what was before: a price lower than any of the last months, or a stock that was out for a
/// while. A page that flaps between two prices or two stocks tells nothing; nor is a step that does not say whether it can be had the
/// end of its being out.
fn news(history: &[Point], point: Point) -> Option<News> {
    let till = history.iter().skip(1).map(|next| next.at).chain([point.at]);
    let since = point.at.plus_secs(-REMEMBERED_S);
    let recent = || history.iter().zip(till.clone()).filter(|(_, till)| *till > since);
    let stood: Vec<&Point> = recent()
        .filter(|(one, till)| till.micros() - one.at.micros() >= STOOD_S * 1_000_000)
        .map(|(one, _)| one)
        .collect();
    let known = |one: &Point| Some(one.availability).filter(|stock| *stock != Availability::Unknown);
    let last = history.iter().rev().find_map(known);
    let lasting = stood.iter().rev().copied().find_map(known);
    if point.availability == Availability::In
        && (last, lasting) == (Some(Availability::Out), Some(Availability::Out))
    {
        return Some(News::Back);
    }
    if point.availability == Availability::Out {
        return None;
    }
    let now = point.price?;
    let before = recent().filter_map(|(one, _)| one.price).filter(|price| price.currency == now.currency);
    let lowest = before.min_by_key(|price| price.minor)?;
    let known = stood.iter().any(|one| one.price.is_some());
    let fall = now.less_than(lowest)?;
    let enough = fall.minor.saturating_mul(100) >= lowest.minor.saturating_mul(FALL_PERCENT);
    (known && enough).then_some(News::Cheaper { was: lowest, now })
}

/// What the newest step of a history tells beside those before it; `history` is oldest first.
#[must_use]
pub fn newest(history: &[Point]) -> Option<News> {
    let (point, before) = history.split_last()?;
    news(before, *point)
}

/// The price above a top price from which the newest step fell to it or under it. One that had not stood for a while before is
/// not counted: what blinks is no news.
#[must_use]
pub fn passed(history: &[Point], top: Money) -> Option<Money> {
    let (point, before) = history.split_last()?;
    let now = point.price.filter(|now| now.currency == top.currency && now.minor <= top.minor)?;
    if point.availability == Availability::Out {
        return None;
    }
    let till = before.iter().skip(1).map(|next| next.at).chain([point.at]);
    let stood =
        before.iter().zip(till).filter(|(one, till)| till.micros() - one.at.micros() >= STOOD_S * 1_000_000);
    let last = stood.filter_map(|(one, _)| one.price).filter(|price| price.currency == now.currency).last();
    last.filter(|last| last.minor > top.minor)
}

#[cfg(test)]
#[path = "decide_tests.rs"]
mod tests;
