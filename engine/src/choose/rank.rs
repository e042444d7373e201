//! The order of what was found, and its caps.

use super::Caps;
use crate::gate::{Asked, Hit};
use crate::world::World;

/// Best first: score, then distance, then the older offer, then the older member.
pub(super) fn sort(world: &World, hits: &mut [Hit]) {
    hits.sort_unstable_by(|a, b| before(world, a, b));
}

/// The order of two: ids are looked up only where all else is equal.
fn before(world: &World, a: &Hit, b: &Hit) -> std::cmp::Ordering {
    let plain = (b.score, a.d2).cmp(&(a.score, b.d2));
    plain.then_with(|| world.offers.id(a.offer).cmp(&world.offers.id(b.offer))).then_with(|| {
        if a.member == b.member {
            return std::cmp::Ordering::Equal;
        }
        world.members.id(a.member).cmp(&world.members.id(b.member))
    })
}

/// Keeps, best first, what the caps and the member's consent let be said together.
///
/// Consent is asked again after each choice, with what was chosen counted in, because a budget of one has room for one.
pub(super) fn cap(asked: &Asked<'_>, caps: Caps, hits: &mut Vec<Hit>) {
    let (offers, mut kept) = (&asked.world.offers, 0);
    let organisation = |hit: &Hit| offers.item(hit.offer).map(|item| item.organisation);
    for next in 0..hits.len() {
        if kept >= caps.proposals {
            break;
        }
        let (said, candidate) = (&hits[..kept], &hits[next]);
        let of_one = |said: &&Hit| organisation(said) == organisation(candidate);
        let for_one = |said: &&Hit| said.term.wish == candidate.term.wish;
        // What has no limit is not counted.
        let full = (caps.per_organisation < usize::MAX
            && said.iter().filter(of_one).count() >= caps.per_organisation)
            || (caps.per_wish < usize::MAX && said.iter().filter(for_one).count() >= caps.per_wish);
        if full || asked.closed_by(candidate, said) {
            continue;
        }
        hits.swap(kept, next);
        kept += 1;
    }
    hits.truncate(kept);
}

/// The best few so far, best first.
pub(super) struct Best<'a> {
    pub(super) hits: &'a mut Vec<Hit>,
    /// How many are enough.
    pub(super) most: usize,
}

impl Best<'_> {
    /// Whether something of at most this score could still come among them.
    pub(super) fn may_take(&self, score: i64) -> bool {
        self.hits.len() < self.most || self.hits.last().is_none_or(|last| last.score <= score)
    }

    pub(super) fn take(&mut self, world: &World, hit: Hit) {
        if self.most == usize::MAX {
            return self.hits.push(hit);
        }
        let place = self.hits.partition_point(|kept| before(world, kept, &hit).is_lt());
        if place < self.most {
            self.hits.truncate(self.most - 1);
            self.hits.insert(place, hit);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Settings;
    use crate::world::Term;
    use domain::{CivilZone, Permission, Plane, Position};

    #[test]
    fn ties_are_broken_by_distance() {
        let plane = Plane::about(Position::new(47.0, -2.0).unwrap());
        let world = World::new(Settings::new(plane, CivilZone::utc()));
        let (term, permission) = (Term::nothing(), Permission::Mode);
        let make = |score, d2| Hit { score, d2, member: 0, offer: 0, term, permission };
        let mut hits = Vec::new();
        let mut best = Best { hits: &mut hits, most: 2 };
        for hit in [make(1, 5), make(2, 9), make(2, 4), make(1, 4)] {
            best.take(&world, hit);
        }
        assert!(best.may_take(2) && !best.may_take(1));
        assert_eq!(hits.iter().map(|hit| (hit.score, hit.d2)).collect::<Vec<_>>(), [(2, 4), (2, 9)]);
    }
}
