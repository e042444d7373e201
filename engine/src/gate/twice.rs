//! Never the same thing twice, however long ago; and what news told of not at the same time as a suggestion.

use super::{Obstacle, Pair, Said};

pub(super) fn closed(pair: &Pair<'_>, _: Said<'_>) -> Option<Obstacle> {
    let said = |history: &crate::world::History| {
        let offer = pair.asked.world.offers.id(pair.handle);
        history.has(offer) || history.hushes(offer, pair.asked.now.at)
    };
    let history = pair.asked.rare.map(|rare| &rare.history).filter(|history| !history.is_empty());
    history.is_some_and(said).then_some(Obstacle::AlreadyTold)
}
