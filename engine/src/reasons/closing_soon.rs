//! It ends, or the place shuts, within the hour: 10 points. Of the two the earlier is told, of equals the offer's end.
//!
//! Example: at 18:30, a shop that shuts at 19:00 with an offer until tomorrow closes soon at 19:00. The hour at which a
//! place shuts is counted in minutes from now, so across a change of clocks it is told as the clocks stood before.

use domain::hours::WEEK;
use domain::{ClosingOf, Instant, Reason, limits};

use crate::choose::{Facts, Found};
use crate::world::{Item, Now, Site};

pub(super) fn reason(found: &Found) -> Option<Reason> {
    found.facts.closes.map(|(of, at)| Reason::ClosingSoon { of, at })
}

pub(super) fn points(facts: &Facts, most: i64) -> i64 {
    if facts.closes.is_some() { most } else { 0 }
}

/// What ends first, if it ends soon.
pub(crate) fn closing(offer: &Item, site: Option<&Site>, now: Now<'_>) -> Option<(ClosingOf, Instant)> {
    let shuts = || {
        let minutes = site?.hours.as_ref()?.closes_in(now.civil).filter(|minutes| *minutes < WEEK)?;
        let into_minute = now.at.secs().rem_euclid(60);
        let minute = Instant::from_secs(now.at.secs().saturating_sub(into_minute));
        Some((ClosingOf::Place, minute.plus_secs(i64::from(minutes) * 60)))
    };
    let ends = offer.until().map(|until| (ClosingOf::Offer, until));
    let first = ends.into_iter().chain(shuts()).min_by_key(|(_, at)| *at)?;
    (first.1.secs_since(now.at) <= limits::CLOSING_SOON_S).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::choose::tests::found;

    #[test]
    fn an_end_within_the_hour_weighs_ten() {
        let end = (ClosingOf::Place, Instant::from_secs(60));
        let soon = found(|found| found.facts.closes = Some(end));
        assert_eq!(
            (points(&soon.facts, 10), reason(&soon)),
            (10, Some(Reason::ClosingSoon { of: end.0, at: end.1 }))
        );
        assert_eq!((points(&found(|_| ()).facts, 10), reason(&found(|_| ()))), (0, None));
    }
}
