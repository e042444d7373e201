//! Nothing is offered that is gone.

use super::{Obstacle, Pair, Said};

pub(super) fn closed(pair: &Pair<'_>, _: Said<'_>) -> Option<Obstacle> {
    (pair.offer.stock() == Some(0)).then_some(Obstacle::NoStock)
}
