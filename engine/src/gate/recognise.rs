//! Being seen by name: only by a `recognise` grant that holds now and here; one that denies wins.
//!
//! A grant about a category speaks of the category of the place. Quiet hours and numbers a day are about being spoken to
//! and do not matter here.

use domain::{Effect, Grant, OrganisationId, Zone};

use crate::world::{Now, Rare, Site};

/// Whether a member's grants let this organisation recognise them in this zone of this place.
pub(crate) fn recognised(
    rare: Option<&Rare>,
    by: OrganisationId,
    site: &Site,
    zone: Zone,
    now: Now<'_>,
) -> bool {
    let holds = |grant: &&Grant| {
        grant.covers(by, Some(&site.category))
            && grant.until.is_none_or(|until| now.at < until)
            && grant.times.hold(now.civil)
            && grant.zone.is_none_or(|from| zone >= from)
    };
    let mut holding = rare.map_or(&[][..], |rare| &rare.grants.recognise).iter().filter(holds).peekable();
    holding.peek().is_some() && holding.all(|grant| grant.effect == Effect::Allow)
}
