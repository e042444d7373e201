//! The offer's reach, compared exactly in squared decimetres.

use domain::plane::metres2;

use super::{Obstacle, Pair, Said};

pub(super) fn closed(pair: &Pair<'_>, _: Said<'_>) -> Option<Obstacle> {
    let apart = pair.apart?;
    let reach_m = u32::from(pair.offer.reach_m);
    (apart.d2 > metres2(reach_m)).then(|| Obstacle::TooFar { metres: apart.metres_up(), reach_m })
}
