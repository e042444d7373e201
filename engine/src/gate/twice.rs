//! Never the same thing twice, however long ago.

use super::{Obstacle, Pair, Said};

pub(super) fn closed(pair: &Pair<'_>, _: Said<'_>) -> Option<Obstacle> {
    pair.asked.entry.history.has(pair.offer.id).then_some(Obstacle::AlreadyTold)
}
