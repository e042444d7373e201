//! Soon: what will come true for somebody standing still, and when.
//!
//! What a clock can open changes at few instants only: an offer begins, a place opens, quiet hours or a consent's hours end,
//! a day turns. Those instants are worked out for the offers a member's wishes find, and the gate is asked at each: the
//! first at which it opens is told. Nothing is looked through that the member does not wish for near here.

use domain::{Instant, MemberId};

use super::consider::weigh;
use super::{Found, Warm};
use crate::gate::{Asked, Obstacle, Pair};
use crate::world::{Cells, Handle, Posting, World};

/// An offer that will be suggested, if nothing else changes meanwhile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Soon {
    /// From when.
    pub at: Instant,
    /// What is found then.
    pub found: Found,
}

impl World {
    /// What would not be suggested to a member now, but will be within so many seconds if they stay where they are and
    /// nothing else changes: each offer once with the first instant, soonest first. Remembers nothing. The budget and the
    /// caps of a signal are not shared out among what is told.
    pub fn soon(&self, member: MemberId, now: Instant, within_s: u32, found: &mut Vec<Soon>) {
        found.clear();
        let Some(asked) = self.asked(member, now) else { return };
        let Some(spot) = asked.spot else { return };
        let end = now.plus_secs(i64::from(within_s));
        let mut offers: Vec<Handle> = Vec::new();
        for term in asked.terms.iter().filter(|term| term.is_open() && term.key != 0) {
            let sight = super::consider::sight(&asked, *term, spot, end);
            let postings = self.keys.postings();
            for run in self.keys.about(term.key, Cells::of(spot)) {
                let seen = |posting: &&Posting| posting.price <= sight.top && posting.seen(sight);
                offers.extend(postings.list(run).iter().filter(seen).map(|posting| posting.offer));
            }
        }
        offers.sort_unstable();
        offers.dedup();
        found.extend(offers.into_iter().filter_map(|offer| self.opening(&asked, offer, end)));
        found.sort_unstable_by(|a, b| {
            let order = |soon: &Soon| (soon.at, std::cmp::Reverse(soon.found.score), soon.found.facts.d2);
            order(a).cmp(&order(b)).then(a.found.offer.cmp(&b.found.offer))
        });
    }

    /// The first instant until `end` at which the gate opens, of those at which a clock may open it.
    fn opening(&self, asked: &Asked<'_>, offer: Handle, end: Instant) -> Option<Soon> {
        let item = self.offers.item(offer)?;
        let pair = Pair::new(asked, offer, item);
        let obstacles = pair.obstacles();
        if obstacles.is_empty() || !obstacles.iter().all(by_the_clock) {
            return None;
        }
        self.turns(&pair, end).into_iter().find_map(|at| {
            let then = Asked { now: asked.now.then(at), ..*asked };
            if then.is_closed(&[]) {
                return None;
            }
            let hit = weigh(&Pair::new(&then, offer, item), &Warm)?;
            Some(Soon { at, found: self.found(&hit, then.now)? })
        })
    }

    /// Every instant after now, until `end`, at which a clock may open something between a member and an offer.
    fn turns(&self, pair: &Pair<'_>, end: Instant) -> Vec<Instant> {
        let (asked, now, zone) = (pair.asked, pair.asked.now.at, &self.settings.zone);
        let mut minutes = vec![0];
        minutes.extend(asked.entry.quiet().map(|quiet| quiet.to));
        let hours = pair.site.and_then(|site| site.hours.as_ref());
        minutes.extend(hours.into_iter().flat_map(|hours| hours.spans()).map(|(from, _)| from % 1_440));
        let mut turns = vec![pair.offer.from];
        if let Some(rare) = asked.rare {
            let grants = &rare.grants;
            for grant in grants.denies.iter().chain(&grants.narrowings) {
                minutes.extend(grant.times.window.iter().flat_map(|window| [window.from, window.to]));
                turns.extend(grant.until);
            }
        }
        minutes.sort_unstable();
        minutes.dedup();
        turns.retain(|turn| (now..=end).contains(turn) && *turn > now);
        for minute in minutes {
            let mut at = zone.next(now, minute);
            while at <= end {
                turns.push(at);
                at = zone.next(at, minute);
            }
        }
        turns.sort_unstable();
        turns.dedup();
        turns
    }
}

/// Whether time alone may take an obstacle away.
fn by_the_clock(obstacle: &Obstacle) -> bool {
    match obstacle {
        Obstacle::Denied { grant } => grant.is_some(),
        Obstacle::QuietHours { .. }
        | Obstacle::BudgetSpent { .. }
        | Obstacle::NotAllowedNow { .. }
        | Obstacle::NotYet { .. }
        | Obstacle::PlaceClosed => true,
        _ => false,
    }
}
