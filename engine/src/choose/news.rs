//! Whether news of a wish may be told: asked without a moment, for no position is used.

use std::collections::BTreeMap;

use domain::{Category, Instant, MemberId, OfferId, WishId, Zone};

use crate::gate::{Asked, Obstacle, Pair, news, wanted};
use crate::world::{Handle, Key, World};

/// A wish that an offer meets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Wisher {
    /// Whose.
    pub member: MemberId,
    /// Which.
    pub wish: WishId,
    /// By which offer.
    pub offer: OfferId,
}

impl World {
    /// Whether news of a member's own wish may be told to them now; if not, the first lock that is closed.
    ///
    /// Quiet hours, the day's budget and denials of a category are asked, the switch is not: nothing of where they are is used.
    ///
    /// # Errors
    /// The closed lock; `UnknownMember` for nobody.
    pub fn may_tell(
        &self,
        member: MemberId,
        category: Option<&Category>,
        now: Instant,
    ) -> Result<(), Obstacle> {
        let asked = self.asked(member, now).ok_or(Obstacle::UnknownMember)?;
        news::closed(&asked, category).map_or(Ok(()), Err)
    }

    /// The same for news that an offer of the town meets a wish of theirs: denials of its organisation and category are asked too, and
    /// grants that narrow either.
    ///
    /// # Errors
    /// The closed lock; `UnknownMember` for nobody, `UnknownOffer` for an offer that is not known.
    pub fn may_tell_of(&self, member: MemberId, offer: OfferId, now: Instant) -> Result<(), Obstacle> {
        let asked = self.asked(member, now).ok_or(Obstacle::UnknownMember)?;
        let handle = self.offers.find(offer).ok_or(Obstacle::UnknownOffer)?;
        let item = self.offers.item(handle).ok_or(Obstacle::UnknownOffer)?;
        let unseen = Asked { spot: None, ..asked };
        news::closed_to(&Pair::new(&unseen, handle, item)).map_or(Ok(()), Err)
    }

    /// Every open wish that any of these offers meets now in everything but the distance, by member, wish and offer. Nobody is told by
    /// it. Offers that speak only to who is close meet none: nobody is asked where they are.
    #[must_use]
    pub fn wishers(&self, offers: &[OfferId], now: Instant) -> Vec<Wisher> {
        let mut met = Vec::new();
        self.wishers_some(offers, now, (0, u32::MAX), &mut met);
        met
    }

    /// The same of some members: so many from one on, as they are numbered here. Adds whom it found and gives the number to go on from,
    /// so that nothing waits until a whole town is passed over.
    pub fn wishers_some(
        &self,
        offers: &[OfferId],
        now: Instant,
        (from, most): (u32, u32),
        met: &mut Vec<Wisher>,
    ) -> Option<u32> {
        let mut by_key: BTreeMap<Key, Vec<Handle>> = BTreeMap::new();
        let known = offers.iter().filter_map(|offer| self.offers.find(*offer));
        for offer in known.filter(|offer| self.speaks_to_all(*offer)) {
            for key in self.offers.keys(offer).filter(|key| self.keys.is_wished(*key)) {
                by_key.entry(key).or_default().push(offer);
            }
        }
        let (members, next) = self.members.some(from, most);
        let (now, first) = (self.now(now), met.len());
        for (handle, member) in members.filter(|_| !by_key.is_empty()) {
            let asked = Asked::about(self, handle, now);
            for term in asked.terms.iter().filter(|term| term.is_open() && asked.entry.is_known()) {
                let maybe = by_key.get(&term.key).into_iter().flatten();
                let items = maybe.filter_map(|offer| Some((*offer, self.offers.item(*offer)?)));
                let meets = items.filter(|(offer, item)| wanted(&asked, *term, *offer, item));
                let wish = self.members.wish_id(term.wish);
                met.extend(meets.map(|(_, item)| Wisher { member, wish, offer: item.id }));
            }
        }
        met[first..].sort_unstable();
        next.filter(|_| !by_key.is_empty())
    }

    fn speaks_to_all(&self, offer: Handle) -> bool {
        self.offers.item(offer).is_some_and(|item| item.zone == Zone::Neighbourhood)
    }
}
