//! The switch: off, or run out, nothing is said and no moment is kept.

use super::{Asked, Obstacle, Said};

pub(super) fn closed(asked: &Asked<'_>, _: Said<'_>) -> Option<Obstacle> {
    (!asked.entry.mode_on(asked.now.at)).then_some(Obstacle::ModeOff)
}
