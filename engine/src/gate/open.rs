//! An offer that is paused or closed is silent.

use domain::OfferState;

use super::{Obstacle, Pair, Said};

pub(super) fn closed(pair: &Pair<'_>, _: Said<'_>) -> Option<Obstacle> {
    (pair.offer.state != OfferState::Open).then_some(Obstacle::OfferNotOpen)
}
