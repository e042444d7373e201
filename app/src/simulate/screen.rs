//! Screens in windows: they show those who pass what is there, know nobody, and count only groups.

use std::collections::{BTreeMap, BTreeSet};

use domain::{Instant, MemberId, Offer, OfferId, Place, PlanePoint};

use super::change::Screen;
use super::changing::{fits, names};
use super::tally::Passed;

/// Members under which an hour's group is not told: the k of the design.
pub(super) const GROUP: usize = 5;

/// A screen that hangs.
#[derive(Debug)]
pub(super) struct Hung {
    pub(super) said: Screen,
    pub(super) name: String,
    pub(super) place: Option<Place>,
    pub(super) at: Option<PlanePoint>,
    shows: BTreeSet<OfferId>,
    /// By hour since 1970, who passed and lets themselves be counted. Never told, only how many.
    passed: BTreeMap<i64, BTreeSet<MemberId>>,
    /// Whom it was shown that wished for it: nobody is drawn twice for one offer.
    pub(super) read: BTreeSet<(MemberId, OfferId)>,
    pub(super) came_in: u64,
}

impl Hung {
    pub(super) fn new(said: Screen) -> Self {
        let name = said.place.clone();
        let (passed, read) = Default::default();
        Self { said, name, place: None, at: None, shows: BTreeSet::new(), passed, read, came_in: 0 }
    }

    /// Hears of a place: is it where this screen hangs?
    pub(super) fn place(&mut self, place: &Place, at: Option<PlanePoint>) {
        let here = self.place.as_ref().is_some_and(|known| known.id == place.id);
        if here || (self.place.is_none() && names(place, &self.said.place)) {
            (self.at, self.name) = (at, place.name.clone());
            self.place = Some(place.clone());
        }
    }

    /// Hears of an offer: is it shown here?
    pub(super) fn offer(&mut self, offer: &Offer) {
        if self.place.as_ref().is_some_and(|place| place.id == offer.place)
            && fits(&self.said.which, offer, None)
        {
            self.shows.insert(offer.id);
        }
    }

    /// Whether somebody at a point passes it.
    pub(super) fn passes(&self, spot: PlanePoint) -> bool {
        self.at.is_some_and(|at| at.d2(spot) <= domain::plane::metres2(self.said.metres))
    }

    /// What it shows now: one thing an hour, in turn.
    pub(super) fn shown(&self, now: Instant) -> Option<OfferId> {
        let hour = usize::try_from(now.secs() / 3_600).unwrap_or(0);
        self.shows.iter().nth(hour % self.shows.len().max(1)).copied()
    }

    /// Counts somebody who lets themselves be counted.
    pub(super) fn count(&mut self, member: MemberId, now: Instant) {
        self.passed.entry(now.secs() / 3_600).or_default().insert(member);
    }

    /// What may be told of it.
    pub(super) fn passed(&self) -> Passed {
        let (people, hours) = self.told();
        Passed { name: self.name.clone(), people, hours, came_in: self.came_in }
    }

    /// How many were counted, in how many hours; an hour with fewer than a group is told by nothing.
    fn told(&self) -> (u64, u64) {
        let groups = self.passed.values().filter(|group| group.len() >= GROUP);
        groups.fold((0, 0), |(people, hours), group| (people + group.len() as u64, hours + 1))
    }
}

#[cfg(test)]
mod tests {
    use domain::ids::Id;

    use super::*;
    use crate::simulate::samples;

    #[test]
    fn only_groups_are_told_and_nobody_is_counted_twice() {
        let said = Screen { place: "Ici".into(), which: Default::default(), metres: 20 };
        let mut hung = Hung::new(said);
        let now = Instant::from_secs(7_200);
        for number in 0..4_u8 {
            hung.count(MemberId::make(now, [number; 10]), now);
            hung.count(MemberId::make(now, [number; 10]), now.plus_secs(60));
        }
        assert_eq!(hung.told(), (0, 0), "four are too few");
        hung.count(MemberId::make(now, [9; 10]), now.plus_secs(120));
        assert_eq!(hung.told(), (5, 1));
        hung.count(MemberId::make(now, [9; 10]), now.plus_secs(3_600));
        assert_eq!(hung.told(), (5, 1), "the next hour is another group");
    }

    #[test]
    fn a_screen_shows_what_its_place_has_one_thing_an_hour() {
        let mut one = samples::offer(300, None);
        let mut hung = Hung::new(Screen { place: "Ici".into(), which: Default::default(), metres: 20 });
        let place = samples::place("Ici", one.place);
        hung.offer(&one);
        assert_eq!(hung.shown(one.from), None, "it hangs nowhere yet");
        hung.place(&place, Some(PlanePoint { x: 0, y: 0 }));
        hung.offer(&one);
        let first = one.id;
        one.id = OfferId::make(one.from, [99; 10]);
        hung.offer(&one);
        let shown: Vec<_> = (0..4).filter_map(|hour| hung.shown(Instant::from_secs(hour * 3_600))).collect();
        assert_eq!(
            (shown.len(), shown[0], shown[0] == shown[2], shown[0] == shown[1]),
            (4, first, true, false)
        );
        assert!(hung.passes(PlanePoint { x: 200, y: 0 }) && !hung.passes(PlanePoint { x: 201, y: 0 }));
    }
}
