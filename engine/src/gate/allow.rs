//! Allowing grants scoped to an organisation or category narrow what the mode opened: inside their scope at least one of
//! them must hold now.
//!
//! One whose date is past no longer narrows: the member's wish to limit it ended with it. A number a day counts what was
//! told today within the grant's scope; an offer that is gone since counts, because nobody can tell any more that it was
//! outside. Where the member is nowhere known, a zone is not judged: there is no moment then, which closes the gate.

use domain::{Grant, OfferId, OrganisationId, Permission};

use super::{Asked, Narrowing, Obstacle, Pair, Said};

pub(super) fn closed(pair: &Pair<'_>, said: Said<'_>) -> Option<Obstacle> {
    permission(pair, said).err()
}

/// By what the organisation may speak: the first narrowing grant that holds, or the mode where none narrows.
pub(super) fn permission(pair: &Pair<'_>, said: Said<'_>) -> Result<Permission, Obstacle> {
    first_that_holds(pair, |grant| narrowed(grant, pair, said))
}

/// The same where nobody asks where the member is: what they allow only from some zone inwards is closed.
pub(super) fn closed_from_afar(pair: &Pair<'_>) -> Option<Obstacle> {
    let limit = |grant: &Grant| grant.zone.map(Narrowing::Zone).or_else(|| narrowed(grant, pair, &[]));
    first_that_holds(pair, limit).err()
}

fn first_that_holds(
    pair: &Pair<'_>,
    limit: impl Fn(&Grant) -> Option<Narrowing>,
) -> Result<Permission, Obstacle> {
    let Some(rare) = pair.asked.rare else { return Ok(Permission::Mode) };
    let mut refusal = None;
    for grant in &rare.grants.narrowings {
        let over = grant.until.is_some_and(|until| until <= pair.asked.now.at);
        if over || !pair.is_covered(grant) {
            continue;
        }
        match limit(grant) {
            None => return Ok(Permission::Grant(grant.id)),
            Some(narrowing) => {
                refusal.get_or_insert(Obstacle::NotAllowedNow { grant: grant.id, narrowing });
            }
        }
    }
    refusal.map_or(Ok(Permission::Mode), Err)
}

fn narrowed(grant: &Grant, pair: &Pair<'_>, said: Said<'_>) -> Option<Narrowing> {
    let asked = pair.asked;
    if !grant.times.hold(asked.now.civil) {
        return Some(Narrowing::Times(grant.times));
    }
    if let (Some(from), Some(apart)) = (grant.zone, pair.apart)
        && apart.zone() < from
    {
        return Some(Narrowing::Zone(from));
    }
    let per_day = grant.per_day?;
    let told = asked.told_today(said).chain(asked.news_of_offers_today());
    let told = told.filter(|(offer, organisation)| within(grant, asked, *offer, *organisation)).count();
    (told >= usize::from(per_day)).then_some(Narrowing::PerDay(per_day))
}

fn within(grant: &Grant, asked: &Asked<'_>, offer: OfferId, organisation: OrganisationId) -> bool {
    let world = asked.world;
    match world.offers.find(offer).and_then(|offer| world.offers.item(offer)) {
        Some(offer) => grant.covers(organisation, world.keys.category_of(offer.category)),
        None => grant.organisation.is_none_or(|named| named == organisation),
    }
}
