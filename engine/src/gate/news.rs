//! News of a member's own wish: no moment is asked, so the switch is not either; the locks on their attention are, and what they
//! closed by category, or by organisation where an offer of the town is the news.

use domain::Category;

use super::{Asked, Obstacle, Pair, allow, budget, deny, quiet};
use crate::world::closed as closed_number;

/// The first closed lock, in the order of the gate.
pub(crate) fn closed(asked: &Asked<'_>, category: Option<&Category>) -> Option<Obstacle> {
    quiet::closed(asked, &[]).or_else(|| budget::closed(asked, &[])).or_else(|| denied(asked, category))
}

/// The same for news of an offer of the town: what they closed of its organisation and its category, and within which limits they allow
/// either, is asked as it is of a suggestion; not where they are.
pub(crate) fn closed_to(pair: &Pair<'_>) -> Option<Obstacle> {
    let own = quiet::closed(pair.asked, &[]).or_else(|| budget::closed(pair.asked, &[]));
    own.or_else(|| deny::closed(pair, &[])).or_else(|| allow::closed_from_afar(pair))
}

/// The denial of everything or of a category, whoever sells; one that is narrowed to a zone says nothing, for nobody is asked
/// where they are.
fn denied(asked: &Asked<'_>, category: Option<&Category>) -> Option<Obstacle> {
    let categories = &asked.world.keys.categories;
    let here = std::iter::successors(category.cloned(), Category::above);
    let number = here.into_iter().find_map(|category| categories.find(&category));
    let plain = asked.world.members.denies(asked.entry);
    let closes = |above| plain.contains(&closed_number(above, true));
    if number.is_some_and(|number| categories.lineage(number).any(closes)) {
        return Some(Obstacle::Denied { grant: None });
    }
    let denial = asked.rare?.grants.denies.iter().find(|grant| {
        let about = |named: &Category| category.is_some_and(|category| named.contains(category));
        grant.organisation.is_none()
            && grant.zone.is_none()
            && grant.category.as_ref().is_none_or(about)
            && grant.until.is_none_or(|until| asked.now.at < until)
            && grant.times.hold(asked.now.civil)
    })?;
    Some(Obstacle::Denied { grant: Some(denial.id) })
}
