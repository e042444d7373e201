//! Why, and why not, by the same locks and the same reasons that choose.

use domain::{Instant, MemberId, OfferId};

use super::consider::weigh;
use super::{Verdict, Warm};
use crate::gate::{Obstacle, Pair};
use crate::reasons::reasons;
use crate::world::World;

impl World {
    /// Whether an offer would be suggested to a member now, before ranking and caps; if not, every lock that is closed.
    ///
    /// Where the member or the offer is unknown, nothing else can be judged and nothing else is told.
    #[must_use]
    pub fn why(&self, member: MemberId, offer: OfferId, now: Instant) -> Verdict {
        let handle = self.offers.find(offer).and_then(|offer| Some((offer, self.offers.item(offer)?)));
        let (Some(asked), Some((offer, item))) = (self.asked(member, now), handle) else {
            let member = self.asked(member, now).is_none().then_some(Obstacle::UnknownMember);
            let offer = handle.is_none().then_some(Obstacle::UnknownOffer);
            return Verdict::WouldNot { obstacles: member.into_iter().chain(offer).collect() };
        };
        let pair = Pair::new(&asked, offer, item);
        let obstacles = pair.obstacles();
        let hit = weigh(&pair, &Warm).filter(|_| obstacles.is_empty());
        match hit.and_then(|hit| self.found(&hit, asked.now)) {
            Some(found) => Verdict::Would { reasons: reasons(&found), score: found.score, wish: found.wish },
            None => Verdict::WouldNot { obstacles },
        }
    }
}
