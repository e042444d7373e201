//! The attention budget: suggestions and news of wishes of the civil day, those of this signal counted.

use super::{Asked, Obstacle, Said};

pub(super) fn closed(asked: &Asked<'_>, said: Said<'_>) -> Option<Obstacle> {
    let per_day = asked.entry.per_day;
    let per_day_most = usize::from(per_day);
    // Without a history nothing needs to be counted, nor the day to be known.
    let told = if asked.rare.is_some() { asked.spent_today(per_day_most) } else { 0 };
    (told + said.len() >= per_day_most).then_some(Obstacle::BudgetSpent { per_day })
}
