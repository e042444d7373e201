//! Never the same thing twice, however long ago.

use super::{Obstacle, Pair, Said};

pub(super) fn closed(pair: &Pair<'_>, _: Said<'_>) -> Option<Obstacle> {
    pair.asked
        .rare
        .is_some_and(|rare| {
            !rare.history.is_empty() && rare.history.has(pair.asked.world.offers.id(pair.handle))
        })
        .then_some(Obstacle::AlreadyTold)
}
