//! Denying grants win over every opening, within their days, hours, zone and date.
//!
//! A denial from some zone inwards holds in that zone and further in only; where the member is nowhere known, it says
//! nothing (there is no moment then, which closes the gate anyway).

use domain::Grant;

use super::{Obstacle, Pair, Said};

pub(super) fn closed(pair: &Pair<'_>, _: Said<'_>) -> Option<Obstacle> {
    let holds = |grant: &&Grant| {
        grant.covers(pair.offer.organisation, pair.offer.subject.category.as_ref())
            && grant.until.is_none_or(|until| pair.asked.now.at < until)
            && grant.times.hold(pair.asked.now.civil)
            && grant.zone.is_none_or(|from| pair.apart.is_some_and(|apart| apart.zone >= from))
    };
    let denial = pair.asked.entry.grants.denies.iter().find(holds)?;
    Some(Obstacle::Denied { grant: denial.id })
}
