//! An offer speaks from its first instant until just before its last.

use super::{Obstacle, Pair, Said};

pub(super) fn closed(pair: &Pair<'_>, _: Said<'_>) -> Option<Obstacle> {
    let (now, from) = (pair.asked.now.at, pair.offer.from);
    match pair.offer.until() {
        Some(until) if until <= now => Some(Obstacle::Over { until }),
        _ if now < from => Some(Obstacle::NotYet { from }),
        _ => None,
    }
}
