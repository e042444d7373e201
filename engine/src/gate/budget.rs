//! The attention budget: suggestions of the civil day, those of this signal counted.

use super::{Asked, Obstacle, Said};

pub(super) fn closed(asked: &Asked<'_>, said: Said<'_>) -> Option<Obstacle> {
    let per_day = asked.entry.attention.per_day;
    let left = usize::from(per_day).saturating_sub(said.len());
    let spent = asked.entry.history.since(asked.now.day).take(left).count() == left;
    spent.then_some(Obstacle::BudgetSpent { per_day })
}
