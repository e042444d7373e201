//! What becomes true by itself: offers that begin, places that open. The engine is asked then, for those who stand near.
//!
//! The engine tells both by itself (`World::next_wake`, `World::wake_with`), and quiet hours that end besides; this file is the one
//! place to put that to use. Until then whoever comes out of quiet hours hears at their next moment.

use std::collections::BTreeSet;

use domain::hours::write_minute;
use domain::{CivilZone, Instant, Offer, OfferId, Place, PlaceId};

/// What wakes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Wake {
    /// A place opens.
    Opens(PlaceId),
    /// An offer begins.
    Begins(OfferId),
}

/// Everything that will become true, in order of time.
#[derive(Debug, Default)]
pub(super) struct Wakes(BTreeSet<(Instant, Wake)>);

impl Wakes {
    /// Notes when an offer begins.
    pub(super) fn offer(&mut self, offer: &Offer, now: Instant) {
        if offer.from > now {
            self.0.insert((offer.from, Wake::Begins(offer.id)));
        }
    }

    /// Notes when places open on the civil day of `midnight`.
    pub(super) fn day<'a>(
        &mut self,
        places: impl Iterator<Item = &'a Place>,
        zone: &CivilZone,
        midnight: Instant,
    ) {
        let (weekday, date) = (u16::from(zone.civil(midnight).weekday), zone.date(midnight));
        for place in places {
            let spans = place.hours.as_ref().map_or(&[][..], |hours| hours.spans());
            let today = spans.iter().map(|(from, _)| *from).filter(|from| from / 1_440 == weekday);
            let at = |from: u16| zone.parse_local(&format!("{date}T{}", write_minute(from % 1_440)));
            self.0.extend(today.filter_map(at).map(|at| (at, Wake::Opens(place.id))));
        }
    }

    /// When the next thing becomes true.
    pub(super) fn next(&self) -> Option<Instant> {
        self.0.first().map(|(at, _)| *at)
    }

    /// Takes the next thing.
    pub(super) fn pop(&mut self) -> Option<(Instant, Wake)> {
        self.0.pop_first()
    }
}

#[cfg(test)]
mod tests {
    use domain::{Instant, WeeklyHours};

    use super::*;
    use crate::simulate::samples;

    #[test]
    fn places_open_by_their_clocks_also_when_these_were_moved_in_the_night() {
        let zone = CivilZone::named("Europe/Paris").unwrap();
        let mut place = samples::place("Ici", samples::offer(1, None).place);
        // Sunday from nine and from fifteen o'clock, and Monday.
        place.hours = WeeklyHours::new(vec![(540, 720), (9_180, 9_360), (9_540, 9_900)]);
        for (day, first) in [
            ("2026-10-24T22:00:00Z", "2026-10-25T08:00:00Z"),
            ("2026-10-17T22:00:00Z", "2026-10-18T07:00:00Z"),
        ] {
            let mut wakes = Wakes::default();
            wakes.day([&place].into_iter(), &zone, Instant::parse_rfc3339(day).unwrap());
            let opens: Vec<_> = std::iter::from_fn(|| wakes.pop()).collect();
            assert_eq!(opens.len(), 2);
            assert_eq!(opens[0], (Instant::parse_rfc3339(first).unwrap(), Wake::Opens(place.id)));
            assert_eq!(opens[1].0.secs_since(opens[0].0), 6 * 3_600);
        }
    }

    #[test]
    fn an_offer_that_has_begun_wakes_nobody() {
        let offer = samples::offer(300, None);
        let mut wakes = Wakes::default();
        wakes.offer(&offer, offer.from);
        assert_eq!(wakes.next(), None);
        wakes.offer(&offer, offer.from.plus_secs(-60));
        assert_eq!(
            (wakes.next(), wakes.pop()),
            (Some(offer.from), Some((offer.from, Wake::Begins(offer.id))))
        );
    }
}
