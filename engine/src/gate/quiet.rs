//! Quiet hours, by the clocks of the instance's zone.

use super::{Asked, Obstacle, Said};

pub(super) fn closed(asked: &Asked<'_>, _: Said<'_>) -> Option<Obstacle> {
    let quiet = asked.entry.quiet()?;
    quiet.holds(asked.now.civil.minute).then_some(Obstacle::QuietHours { until_minute: quiet.to })
}
