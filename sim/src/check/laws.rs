//! One function per law: what the log shows against it, each in a sentence.

use std::collections::{BTreeMap, HashSet};

use domain::{Instant, MemberId, Purpose};

use super::wills::Wills;
use super::{Change, Log, Made};

/// A moment was used, or a suggestion made, while its member's mode was off.
pub(super) fn mode(log: &Log, wills: &Wills) -> Vec<String> {
    let off = |member: MemberId, at: Instant| !wills.attention(member, at).mode.on_at(at);
    let moments = log.moments.iter().filter(|moment| off(moment.member, moment.at));
    let made = log.suggestions.iter().filter(|made| off(made.member, made.at));
    moments
        .map(|used| format!("a moment of {} was used at {}", used.member, used.at.to_rfc3339()))
        .chain(made.map(|made| format!("{} got {} at {}", made.member, made.offer, made.at.to_rfc3339())))
        .collect()
}

/// More suggestions on a civil day than the member wanted at that time.
pub(super) fn budget(log: &Log, wills: &Wills) -> Vec<String> {
    let mut so_far: BTreeMap<(MemberId, i32), u32> = BTreeMap::new();
    let mut told = Vec::new();
    for made in by_time(log) {
        let count = so_far.entry((made.member, log.zone.civil(made.at).day)).or_default();
        *count += 1;
        let budget = wills.attention(made.member, made.at).per_day;
        if *count > u32::from(budget) {
            let date = log.zone.date(made.at);
            told.push(format!("{} got suggestion {count} of {date}, the budget is {budget}", made.member));
        }
    }
    told
}

/// A suggestion in the member's quiet hours.
pub(super) fn quiet(log: &Log, wills: &Wills) -> Vec<String> {
    let quiet = |made: &&Made| {
        let window = wills.attention(made.member, made.at).quiet;
        window.is_some_and(|window| window.holds(log.zone.civil(made.at).minute))
    };
    let told = |made: &Made| format!("{} got {} at {}", made.member, made.offer, log.zone.hour(made.at));
    log.suggestions.iter().filter(quiet).map(told).collect()
}

/// The same offer to the same member again.
pub(super) fn twice(log: &Log, _: &Wills) -> Vec<String> {
    let mut known = HashSet::new();
    by_time(log)
        .into_iter()
        .filter(|made| !known.insert((made.member, made.offer)))
        .map(|made| format!("{} got {} again at {}", made.member, made.offer, made.at.to_rfc3339()))
        .collect()
}

/// A suggestion by an organisation that the member had denied.
pub(super) fn denied(log: &Log, wills: &Wills) -> Vec<String> {
    let denied = |made: &&Made| !wills.allowed(made.member, made.organisation, Purpose::Suggest, made.at);
    let told = |made: &Made| format!("{} got {} of {}", made.member, made.offer, made.organisation);
    log.suggestions.iter().filter(denied).map(told).collect()
}

/// An organisation was shown a member who did not allow it then, or whose mode was off.
pub(super) fn recognised(log: &Log, wills: &Wills) -> Vec<String> {
    let mut told = Vec::new();
    for seen in &log.recognitions {
        let on = wills.attention(seen.member, seen.at).mode.on_at(seen.at);
        if !on || !wills.allowed(seen.member, seen.organisation, Purpose::Recognise, seen.at) {
            told.push(format!("{} was shown {} at {}", seen.organisation, seen.member, seen.at.to_rfc3339()));
        }
    }
    told
}

/// More was taken of an offer than there was.
pub(super) fn stock(log: &Log, _: &Wills) -> Vec<String> {
    let mut changes: Vec<_> = log.stock.iter().collect();
    // Stable: what is written down first at one instant happened first.
    changes.sort_by_key(|change| change.at);
    let mut left = BTreeMap::new();
    let mut told = Vec::new();
    for stock in changes {
        match (stock.change, left.get_mut(&stock.offer)) {
            (Change::Set(count), _) => {
                left.insert(stock.offer, i64::from(count));
            }
            (Change::Returned(count), Some(left)) => *left += i64::from(count),
            (Change::Taken(count), Some(left)) => {
                *left -= i64::from(count);
                if *left < 0 {
                    told.push(format!("{} stood at {left} at {}", stock.offer, stock.at.to_rfc3339()));
                }
            }
            (_, None) => {}
        }
    }
    told
}

/// A suggestion without reasons.
pub(super) fn reasons(log: &Log, _: &Wills) -> Vec<String> {
    let bare = log.suggestions.iter().filter(|made| made.reasons == 0);
    bare.map(|made| format!("{} got {} without any", made.member, made.offer)).collect()
}

fn by_time(log: &Log) -> Vec<&Made> {
    let mut made: Vec<&Made> = log.suggestions.iter().collect();
    made.sort_by_key(|made| made.at);
    made
}
