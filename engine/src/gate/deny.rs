//! Denying grants win over every opening, within their days, hours, zone and date.
//!
//! A denial from some zone inwards holds in that zone and further in only; where the member is nowhere known, it says
//! nothing (there is no moment then, which closes the gate anyway).

use domain::Grant;

use super::{Obstacle, Pair, Said};
use crate::world::closed as closed_number;

pub(super) fn closed(pair: &Pair<'_>, _: Said<'_>) -> Option<Obstacle> {
    if plainly(pair) {
        return Some(Obstacle::Denied { grant: None });
    }
    let holds = |grant: &&Grant| {
        pair.is_covered(grant)
            && grant.until.is_none_or(|until| pair.asked.now.at < until)
            && grant.times.hold(pair.asked.now.civil)
            && grant.zone.is_none_or(|from| pair.apart.is_some_and(|apart| apart.zone() >= from))
    };
    let denial = pair.asked.rare?.grants.denies.iter().find(holds)?;
    Some(Obstacle::Denied { grant: Some(denial.id) })
}

/// Whether the organisation or the category is closed without any limit.
fn plainly(pair: &Pair<'_>) -> bool {
    let world = pair.asked.world;
    let denied = world.members.denies(pair.asked.entry);
    // Of few, all are compared: a search would guess its way, and guess wrong.
    let has = |number: u32| match denied.len() {
        0..=16 => denied.iter().fold(false, |any, denied| any | (*denied == number)),
        _ => denied.binary_search(&number).is_ok(),
    };
    !denied.is_empty()
        && (has(closed_number(pair.offer.organisation, false))
            || world
                .keys
                .categories
                .lineage(pair.offer.category)
                .any(|above| has(closed_number(above, true))))
}
