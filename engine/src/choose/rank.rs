//! The order of what was found, and its caps.

use super::{Caps, Found};
use crate::gate::{Asked, Pair};

/// Best first: score, then distance, then the older offer, then the older member.
pub(super) fn sort(found: &mut [Found]) {
    found.sort_unstable_by_key(|found| (std::cmp::Reverse(found.score), found.d2, found.offer, found.member));
}

/// Keeps, best first, what the caps and the member's consent let be said together.
///
/// Consent is asked again after each choice, with what was chosen counted in, because a budget of one has room for one.
pub(super) fn cap(asked: &Asked<'_>, caps: Caps, found: &mut Vec<Found>) {
    let mut kept = 0;
    for next in 0..found.len() {
        if kept >= caps.proposals {
            break;
        }
        let (said, candidate) = (&found[..kept], found[next]);
        let organisations = said.iter().filter(|said| said.organisation == candidate.organisation).count();
        let wishes = said.iter().filter(|said| said.wish == candidate.wish).count();
        if organisations >= caps.per_organisation || wishes >= caps.per_wish {
            continue;
        }
        let offer = asked.world.offers.get(candidate.offer);
        if offer.is_none_or(|offer| Pair::new(asked, offer).closed_by(said)) {
            continue;
        }
        found.swap(kept, next);
        kept += 1;
    }
    found.truncate(kept);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::choose::tests::found;
    use domain::ids::Id;
    use domain::{Instant, OfferId};

    #[test]
    fn ties_are_broken_by_distance_then_by_age() {
        let offer = |n| OfferId::make(Instant::from_secs(n), [0; 10]);
        let make = |score, d2, id| found(|f| (f.score, f.d2, f.offer) = (score, d2, offer(id)));
        let mut all = [make(1, 5, 1), make(2, 9, 4), make(2, 9, 3), make(2, 4, 5)];
        sort(&mut all);
        assert_eq!(all.map(|f| f.offer), [offer(5), offer(3), offer(4), offer(1)]);
    }
}
