//! The zone from which inwards the offer speaks.

use super::{Obstacle, Pair, Said};

pub(super) fn closed(pair: &Pair<'_>, _: Said<'_>) -> Option<Obstacle> {
    let here = pair.apart?.zone;
    let zone = pair.offer.zone;
    (here < zone).then_some(Obstacle::ZoneNotReached { zone, here })
}
