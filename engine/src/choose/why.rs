//! Why, and why not, by the same locks and the same reasons that choose.

use domain::{Instant, MemberId, OfferId};

use super::consider::weigh;
use super::{Verdict, Warm};
use crate::gate::{self, Asked, Pair};
use crate::reasons::reasons;
use crate::world::World;

impl World {
    /// Whether an offer would be suggested to a member now, before ranking and caps; if not, every lock that is closed.
    ///
    /// Where the member or the offer is unknown, nothing else can be judged and nothing else is told.
    #[must_use]
    pub fn why(&self, member: MemberId, offer: OfferId, now: Instant) -> Verdict {
        let (asked, offer) = (Asked::about(self, member, self.now(now)), gate::offer(self, offer));
        let (asked, offer) = match (asked, offer) {
            (Ok(asked), Ok(offer)) => (asked, offer),
            (asked, offer) => {
                return Verdict::WouldNot { obstacles: asked.err().into_iter().chain(offer.err()).collect() };
            }
        };
        let pair = Pair::new(&asked, offer);
        let obstacles = pair.obstacles();
        match weigh(&pair, &Warm) {
            Some(found) if obstacles.is_empty() => {
                Verdict::Would { reasons: reasons(&found), score: found.score, wish: found.wish }
            }
            _ => Verdict::WouldNot { obstacles },
        }
    }
}
