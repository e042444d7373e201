//! The zone from which inwards the offer speaks.

use domain::Zone;

use super::{Obstacle, Pair, Said};

pub(super) fn closed(pair: &Pair<'_>, _: Said<'_>) -> Option<Obstacle> {
    let (zone, apart) = (pair.offer.zone, pair.apart?);
    if zone == Zone::Neighbourhood {
        return None;
    }
    let here = apart.zone();
    (here < zone).then_some(Obstacle::ZoneNotReached { zone, here })
}
