//! Whom of those present an offer reaches.

use domain::ids::Id;
use domain::plane::metres2;
use domain::{Instant, OfferId};

use super::consider::{touch, weigh};
use super::{Found, Policy, rank};
use crate::gate::{Asked, Pair};
use crate::world::{Circle, Handle, World, sign};

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
        let signs: Vec<u128> =
            self.offers.keys(offer).filter(|key| self.keys.is_wished(*key)).map(sign).collect();
        let now = self.now(now);
        let extent_m = u32::from(site.extent_m);
        self.with_hits(found, now, |hits| {
            let mut crowd: Vec<Handle> = Vec::new();
            let circle = Circle::new(at, u32::from(item.reach_m) + extent_m);
            self.present.wishing(circle, &signs, |who, d2| {
                if d2 <= metres2(u32::from(who.far_m) + extent_m) {
                    crowd.push(who.member);
                }
            });
            for some in crowd.chunks(TOGETHER) {
                // One after the other, each member would wait for their own cache misses; together they share them.
                let asked: Vec<Asked<'_>> =
                    some.iter().map(|member| Asked::about(self, *member, now)).collect();
                touch(asked.iter().map(|asked| asked.terms.first().map_or(0, |term| term.key)));
                touch(
                    asked.iter().map(|asked| self.members.denies(asked.entry).first().copied().unwrap_or(0)),
                );
                for asked in asked.iter().filter(|asked| asked.entry.is_known()) {
                    // What concerns the member alone is asked of the few whom the offer would reach.
                    let hit = weigh(&Pair::new(asked, offer, item), policy);
                    hits.extend(hit.filter(|_| !asked.is_closed(&[])));
                }
            }
            rank::sort(self, hits);
            touch(hits.iter().map(|hit| u32::from(self.members.id(hit.member).uuid().as_bytes()[0])));
            touch(hits.iter().map(|hit| u32::from(self.members.wish_id(hit.term.wish).uuid().as_bytes()[0])));
        });
    }
}

/// Members looked at together.
const TOGETHER: usize = 16;
