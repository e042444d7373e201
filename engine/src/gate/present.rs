//! Distance needs two ends: a moment that still counts as now, and a place on the plane.

use super::{Obstacle, Pair, Said};

pub(super) fn no_moment(pair: &Pair<'_>, _: Said<'_>) -> Option<Obstacle> {
    pair.asked.spot.is_none().then_some(Obstacle::NoMoment)
}

pub(super) fn no_place(pair: &Pair<'_>, _: Said<'_>) -> Option<Obstacle> {
    pair.site.is_none().then_some(Obstacle::UnknownPlace)
}
