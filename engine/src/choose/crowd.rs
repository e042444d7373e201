//! Whom of those present an offer reaches.

use domain::{Instant, OfferId};

use super::consider::weigh;
use super::{Found, Policy, rank};
use crate::gate::{Asked, Pair};
use crate::world::{World, sign};

impl World {
    /// Whom of those present an offer reaches now, best first by a policy; no cap, for each hears it once. Remembers
    /// nothing.
    pub fn reached_by<P: Policy + ?Sized>(
        &self,
        offer: OfferId,
        now: Instant,
        policy: &P,
        found: &mut Vec<Found>,
    ) {
        found.clear();
        let Some(offer) = self.offers.find(offer) else { return };
        let Some(item) = self.offers.item(offer) else { return };
        let Some((site, at)) = self.places.site(item.place).and_then(|site| Some((site, site.at?))) else {
            return;
        };
        // The keys by which anybody wishes for it: a member whose signs hold none of them need not be looked at.
        let signs: Vec<u64> =
            self.offers.keys(offer).filter(|key| self.keys.is_wished(*key)).map(sign).collect();
        let now = self.now(now);
        let extent_m = u32::from(site.extent_m);
        self.with_hits(found, |hits| {
            self.present.about(at, u32::from(item.reach_m) + extent_m, |here, d2| {
                let wishes = signs.iter().any(|sign| here.signs & sign == *sign);
                if wishes && d2 <= domain::plane::metres2(u32::from(here.far_m) + extent_m) {
                    let asked = Asked::about(self, here.member, now);
                    if asked.entry.is_known() && asked.closed(&[]).is_none() {
                        hits.extend(weigh(&Pair::new(&asked, offer, item), policy));
                    }
                }
            });
            rank::sort(self, hits);
        });
    }
}
