//! Considering: whatever passes the gate, for one member or for one offer. Reads only; allocates nothing but the answer.

use domain::{Instant, MemberId, Offer, OfferId, WishState};

use super::{Found, Policy, rank};
use crate::gate::{self, Asked, Pair};
use crate::reasons::closing;
use crate::world::{Now, World};

impl World {
    /// Everything that passes the gate for a member where they are now, best first, before any cap.
    pub fn consider<P: Policy + ?Sized>(
        &self,
        member: MemberId,
        now: Instant,
        policy: &P,
        found: &mut Vec<Found>,
    ) {
        found.clear();
        if let Ok(asked) = Asked::about(self, member, self.now(now)) {
            weigh_all(&asked, policy, found);
        }
    }

    /// What to suggest to a member where they are now by a policy, best first and capped. Remembers nothing: asked
    /// again, it answers the same.
    pub fn choose_with<P: Policy + ?Sized>(
        &self,
        member: MemberId,
        now: Instant,
        policy: &P,
        chosen: &mut Vec<Found>,
    ) {
        chosen.clear();
        if let Ok(asked) = Asked::about(self, member, self.now(now)) {
            weigh_all(&asked, policy, chosen);
            rank::cap(&asked, policy.caps(), chosen);
        }
    }

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
        let Ok(offer) = gate::offer(self, offer) else { return };
        let Some(at) = self.places.get(offer.place).and_then(|site| site.at) else { return };
        let now = self.now(now);
        self.present
            .about(at, offer.reach_m, |member| found.extend(self.weigh_one(member, offer, now, policy)));
        rank::sort(found);
    }

    fn weigh_one<P: Policy + ?Sized>(
        &self,
        member: MemberId,
        offer: &Offer,
        now: Now,
        policy: &P,
    ) -> Option<Found> {
        let asked = Asked::about(self, member, now).ok()?;
        if asked.closed(&[]).is_some() {
            return None;
        }
        weigh(&Pair::new(&asked, offer), policy)
    }
}

fn weigh_all<P: Policy + ?Sized>(asked: &Asked<'_>, policy: &P, found: &mut Vec<Found>) {
    let Some(last) = asked.last else { return };
    if asked.closed(&[]).is_some() {
        return;
    }
    let open = asked.entry.wishes.iter().filter(|wish| wish.state == WishState::Open);
    let Some(farthest) = open.map(|wish| wish.distance_m).max() else { return };
    asked
        .world
        .offers
        .reaching(last.spot, farthest, |offer| found.extend(weigh(&Pair::new(asked, offer), policy)));
    rank::sort(found);
}

/// What a pair is worth, if every lock about it opens.
pub(super) fn weigh<P: Policy + ?Sized>(pair: &Pair<'_>, policy: &P) -> Option<Found> {
    let (wish, permission) = pair.opens()?;
    let offer = pair.offer;
    let mut found = Found {
        member: pair.asked.member,
        offer: offer.id,
        organisation: offer.organisation,
        place: offer.place,
        wish: wish.id,
        exact: wish.subject.gtin.is_some(),
        d2: pair.apart?.d2,
        price: offer.price,
        reference: offer.reference_price,
        top: wish.top_price,
        left: offer.stock,
        closes: closing(offer, pair.site, pair.asked.now),
        permission,
        score: 0,
    };
    found.score = policy.score(&found);
    Some(found)
}
