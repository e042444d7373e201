//! Nobody is sent to a shut door; where the hours are unknown, the door is no obstacle.

use super::{Obstacle, Pair, Said};

pub(super) fn closed(pair: &Pair<'_>, _: Said<'_>) -> Option<Obstacle> {
    let hours = pair.site?.hours.as_ref()?;
    (!hours.open(pair.asked.now.civil)).then_some(Obstacle::PlaceClosed)
}
