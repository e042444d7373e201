//! The switch: off, or run out, nothing is said and no moment is kept.

use super::{Asked, Obstacle, Said};

pub(super) fn closed(asked: &Asked<'_>, _: Said<'_>) -> Option<Obstacle> {
    (!asked.entry.attention.mode.on_at(asked.now.at)).then_some(Obstacle::ModeOff)
}
