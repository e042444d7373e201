//! Whether two Worlds stand on the same ground, told by ids: handles differ with the order of news.

use std::collections::{BTreeMap, BTreeSet};

use domain::Instant;

use super::World;
use super::keys::Key;

impl World {
    /// Whether two worlds stand on the same ground: equal in everything but last moments, and each with indexes that say
    /// what its records say. Costs as much as both Worlds: for tests and for the doctor.
    #[must_use]
    pub fn same_ground(&self, other: &Self) -> bool {
        self.settings == other.settings
            && self.same_places(other)
            && self.offers_told() == other.offers_told()
            && self.members_told() == other.members_told()
            && self.wishes_told() == other.wishes_told()
            && self.is_sound()
            && other.is_sound()
    }

    fn same_places(&self, other: &Self) -> bool {
        let by_id = |world: &'_ Self| -> Vec<domain::PlaceId> {
            let mut all: Vec<_> = world.places.iter().map(|(_, site)| site.id).collect();
            all.sort_unstable();
            all
        };
        let site =
            |world: &Self, id| world.places.find(id).and_then(|handle| world.places.site(handle)).cloned();
        let all = by_id(self);
        all == by_id(other)
            && all.into_iter().all(|id| match (site(self, id), site(other, id)) {
                (Some(one), Some(two)) => one.told() == two.told(),
                _ => false,
            })
    }

    fn told(&self, keys: impl Iterator<Item = Key>) -> Vec<String> {
        let mut told: Vec<String> = keys.map(|key| self.keys.told(key)).collect();
        told.sort_unstable();
        told
    }

    fn offers_told(&self) -> BTreeMap<domain::OfferId, impl PartialEq + use<>> {
        let tell = |handle, item: &super::Item| {
            let category = self.keys.category_of(item.category).cloned();
            let ids = (item.by, self.places.id(item.place));
            let terms = (item.price(), item.reference(), item.stock(), item.from, item.until());
            let state = (item.reach_m, item.zone, item.state);
            (self.offers.id(handle), (ids, terms, state, category, self.told(self.offers.keys(handle))))
        };
        self.offers.iter().map(|(handle, item)| tell(handle, item)).collect()
    }

    fn members_told(&self) -> BTreeMap<domain::MemberId, impl PartialEq + use<>> {
        let tell = |handle| {
            let entry = self.members.entry(handle);
            let closed = self.members.denies(entry).iter().map(|number| match number & 1 {
                1 => self
                    .keys
                    .category_of(number >> 1)
                    .map_or_else(String::new, |known| known.path().to_owned()),
                _ => self.offers.organisation(number >> 1).to_string(),
            });
            let mut closed: Vec<String> = closed.collect();
            closed.sort_unstable();
            let rare = self.members.rare(entry).map(|rare| (rare.grants.clone(), rare.history.clone()));
            let attention = (entry.is_known(), entry.mode(), entry.quiet(), entry.per_day);
            (attention, closed, entry.is_counted(), rare.unwrap_or_default())
        };
        let mut all: BTreeMap<_, _> = self.members.iter().map(|(handle, id)| (id, tell(handle))).collect();
        let blank = |id: &domain::MemberId| {
            let entry = self.members.find(*id).map(|handle| self.members.entry(handle));
            entry.is_some_and(|entry| entry.is_blank(*id))
        };
        // A last moment is no ground: a member of whom nothing else is said is not told.
        all.retain(|id, _| !blank(id));
        all
    }

    fn wishes_told(&self) -> BTreeMap<domain::WishId, impl PartialEq + use<>> {
        let members = self.members.iter();
        let terms = members.flat_map(|(handle, id)| {
            self.members.terms(self.members.entry(handle)).iter().map(move |term| (id, term))
        });
        let tell = |(member, term): (domain::MemberId, &super::Term)| {
            let more = self.mores.more(*term);
            let sizes = more.sizes.iter().flat_map(|(of, said)| [*of, *said]);
            let rest = more.also.iter().copied().chain(sizes);
            let keys = self.told(rest.chain((term.key != 0).then_some(term.key)));
            let category =
                self.mores.category(*term, &self.keys).and_then(|known| self.keys.category_of(known));
            let limits = (self.mores.top(*term), more.until, term.distance_m, more.places.clone());
            let state = (term.state(), term.visibility(), term.is_exact());
            (self.members.wish_id(term.wish), (member, keys, category.cloned(), limits, state))
        };
        terms.map(tell).collect()
    }

    /// Whether every index says what the records say.
    fn is_sound(&self) -> bool {
        let offers = self.offers.iter().all(|(handle, _)| self.offers.is_posted_right(handle, &self.places));
        let mut posted: BTreeMap<Key, BTreeSet<super::Handle>> = BTreeMap::new();
        for (handle, _) in self.offers.iter().filter(|(handle, _)| self.offers.posted(*handle).is_some()) {
            self.offers.keys(handle).for_each(|key| _ = posted.entry(key).or_default().insert(handle));
        }
        let mut wished: BTreeMap<Key, u32> = BTreeMap::new();
        let mut seen = 0;
        let present = self.members.iter().all(|(handle, _)| {
            let entry = self.members.entry(handle);
            let terms = self.members.terms(entry).iter().filter(|term| term.is_open() && term.key != 0);
            terms.for_each(|term| *wished.entry(term.key).or_default() += 1);
            let Some(at) = entry.seen_at() else { return true };
            let right = self.here(handle, entry.spot, at);
            seen += 1;
            self.present.carries(right)
        });
        let timed = self.timers.next().is_none_or(|next| next >= Instant::from_secs(0));
        offers
            && posted == self.keys.posted()
            && present
            && seen == self.present.len()
            && self.keys.counted() == wished
            && self.groups == self.groups_anew()
            && timed
    }
}
