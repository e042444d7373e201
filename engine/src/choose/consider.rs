//! Considering: whatever passes the gate for one member. Reads only; allocates nothing but the answer.
//!
//! Each open wish is looked up by its key where the member stands; what is found is put to the gate, and kept under the wish
//! it meets best, so that no offer comes twice.

use std::cell::RefCell;

use domain::{Instant, MemberId, Moment, Permission, PlanePoint};

use super::rank::{self, Best};
use super::{Facts, Found, MomentRefusal, Policy};
use crate::gate::{Asked, Hit, Pair};
use crate::reasons::closing;
use crate::world::{Cells, Handle, Item, Now, Posting, Run, Sight, Site, Term, World, second};

impl World {
    /// Everything that passes the gate for a member where they are now, best first, before any cap.
    pub fn consider<P: Policy + ?Sized>(
        &self,
        member: MemberId,
        now: Instant,
        policy: &P,
        found: &mut Vec<Found>,
    ) {
        self.with_hits(found, self.now(now), |hits| {
            let Some(asked) = self.asked(member, now) else { return };
            weigh_all(&asked, policy, usize::MAX, hits);
            rank::sort(self, hits);
        });
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
        self.with_hits(chosen, self.now(now), |hits| {
            if let Some(asked) = self.asked(member, now) {
                choose(&asked, policy, hits);
            }
        });
    }

    /// What would be suggested if a member were where a moment says, by a policy, best first and capped. Neither the moment
    /// nor the answer is remembered.
    ///
    /// # Errors
    /// As [`World::moment`].
    pub fn choose_at<P: Policy + ?Sized>(
        &self,
        moment: &Moment,
        now: Instant,
        policy: &P,
        chosen: &mut Vec<Found>,
    ) -> Result<(), MomentRefusal> {
        chosen.clear();
        let mut asked = self.asked(moment.member, now).ok_or(MomentRefusal::UnknownMember)?;
        if !asked.entry.mode_on(now) {
            return Err(MomentRefusal::ModeOff);
        }
        asked.spot = Some(self.settings.plane.project(moment.position).ok_or(MomentRefusal::OffThePlane)?);
        self.with_hits(chosen, asked.now, |hits| choose(&asked, policy, hits));
        Ok(())
    }

    /// The question about a member, if they are known.
    pub(super) fn asked(&self, member: MemberId, now: Instant) -> Option<Asked<'_>> {
        let handle = self.members.find(member)?;
        let known = self.members.entry(handle).is_known();
        known.then(|| Asked::about(self, handle, self.now(now)))
    }

    /// Collects hits without a new allocation each time, and tells them as found.
    pub(super) fn with_hits(
        &self,
        found: &mut Vec<Found>,
        now: Now<'_>,
        collect: impl FnOnce(&mut Vec<Hit>),
    ) {
        thread_local! {
            static HITS: RefCell<Vec<Hit>> = const { RefCell::new(Vec::new()) };
        }
        found.clear();
        HITS.with(|hits| {
            // Nobody collects while collecting; if anybody did, they would get a list of their own.
            let mut own = Vec::new();
            let mut shared = hits.try_borrow_mut();
            let hits = shared.as_deref_mut().unwrap_or(&mut own);
            hits.clear();
            collect(hits);
            found.extend(hits.iter().filter_map(|hit| self.found(hit, now)));
        });
    }

    /// What a hit tells, by ids.
    pub(super) fn found(&self, hit: &Hit, now: Now<'_>) -> Option<Found> {
        let item = self.offers.item(hit.offer)?;
        let site = self.places.site(item.place);
        Some(Found {
            member: self.members.id(hit.member),
            offer: item.id,
            organisation: item.by,
            place: self.places.id(item.place),
            wish: self.members.wish_id(hit.term.wish),
            facts: self.facts(item, site, hit.term, hit.d2, hit.permission, now),
            permission: hit.permission,
            score: hit.score,
        })
    }

    /// What a policy may rank by.
    fn facts(
        &self,
        item: &Item,
        site: Option<&Site>,
        term: Term,
        d2: i64,
        permission: Permission,
        now: Now<'_>,
    ) -> Facts {
        Facts {
            exact: term.is_exact(),
            d2,
            price: item.price(),
            reference: item.reference(),
            top: self.mores.top(term),
            left: item.stock(),
            closes: closing(item, site, now),
            allowed: permission != Permission::Mode,
        }
    }
}

/// The best that may be said together.
pub(super) fn choose<P: Policy + ?Sized>(asked: &Asked<'_>, policy: &P, hits: &mut Vec<Hit>) {
    let caps = policy.caps();
    // Where nothing but the budget and the cap can stop what is found, the best few are enough.
    let simple = caps.per_organisation == usize::MAX && caps.per_wish == usize::MAX;
    let unlimited = asked.rare.is_none_or(|rare| rare.grants.narrowings.is_empty());
    let most = if simple && unlimited { caps.proposals } else { usize::MAX };
    weigh_all(asked, policy, most, hits);
    if most == usize::MAX {
        rank::sort(asked.world, hits);
    }
    rank::cap(asked, caps, hits);
}

/// The best `most` that pass the gate, best first; all of them in any order when `most` is no limit.
pub(super) fn weigh_all<P: Policy + ?Sized>(asked: &Asked<'_>, policy: &P, most: usize, hits: &mut Vec<Hit>) {
    let Some(spot) = asked.spot else { return };
    if most == 0 || asked.is_closed(&[]) {
        return;
    }
    touch(asked.world.members.denies(asked.entry).iter().copied().take(1));
    let mut best = Best { hits, most };
    for some in asked.terms.chunks(TOGETHER) {
        weigh_some(asked, some, spot, policy, &mut best);
    }
}

/// Wishes looked up together, and postings of each of their lists passed over in a round. One after the other, each would
/// wait for its own cache misses; together they share them.
const TOGETHER: usize = 8;
const ROUND: usize = 8;
const LISTS: usize = 2 * TOGETHER;

/// A list that a wish is looked up in, as far as it was not looked at yet.
#[derive(Clone, Copy, Default)]
struct Search<'w> {
    /// Which wish.
    place: usize,
    /// What it would pay at the most, and how far it would go.
    top: u32,
    distance_m: u32,
    run: &'w [Posting],
}

/// Offers found and not yet put to the gate, each with the wish that found it.
struct Next {
    offers: [(u32, Handle); LISTS * ROUND + 1],
    count: usize,
}

impl Search<'_> {
    /// Takes those of the next few, cheapest first, that may be had. Nothing here is foreseeable, so nothing is guessed: all
    /// are compared, and what may not be had is written over by the next.
    fn step(&mut self, asked: &Asked<'_>, spot: PlanePoint, next: &mut Next) {
        let second = second(asked.now.at);
        let sight = Sight { from: spot, second, till: second, distance_m: self.distance_m, top: self.top };
        let (some, rest) = self.run.split_at(self.run.len().min(ROUND));
        for posting in some {
            next.offers[next.count] = (self.place as u32, posting.offer);
            next.count += usize::from(posting.seen(sight));
        }
        let dearer = some.last().is_none_or(|last| last.price > self.top);
        self.run = if dearer { &[] } else { rest };
    }
}

/// Looks a few wishes up about a spot: first where each is found, then what is there, in rounds of the cheapest few.
fn weigh_some<P: Policy + ?Sized>(
    asked: &Asked<'_>,
    terms: &[Term],
    spot: PlanePoint,
    policy: &P,
    best: &mut Best<'_>,
) {
    let (world, keys) = (asked.world, &asked.world.keys);
    let (mut searches, mut found) = ([Search::default(); LISTS], 0);
    let cells = Cells::of(spot);
    touch(terms.iter().map(|term| keys.ahead(term.key, cells)));
    for (place, term) in terms.iter().enumerate().filter(|(_, term)| term.is_open()) {
        let (top, distance_m) = (top(asked, *term), u32::from(term.distance_m));
        for run in keys.about(term.key, cells) {
            searches[found] = Search { place, top, distance_m, run: keys.postings().list(run) };
            found += usize::from(run != Run::EMPTY);
        }
    }
    let searches = &mut searches[..found];
    touch(searches.iter().map(|search| search.run.first().map_or(0, |first| first.price)));
    touch(searches.iter().map(|search| search.run.get(ROUND / 2).map_or(0, |other| other.price)));
    let mut next = Next { offers: [(0, 0); LISTS * ROUND + 1], count: 0 };
    loop {
        next.count = 0;
        let mut more = false;
        for search in searches.iter_mut() {
            let Some(first) = search.run.first() else { continue };
            if best.may_take(policy.at_most(most(world, terms[search.place], i64::from(first.price)))) {
                search.step(asked, spot, &mut next);
                more |= !search.run.is_empty();
            }
        }
        let found = &next.offers[..next.count];
        touch(found.iter().map(|(_, offer)| world.offers.item(*offer).map_or(0, |item| item.place)));
        touch(found.iter().map(|(_, offer)| site(world, *offer).map_or(0, |site| site.radius_m)));
        for (place, offer) in found {
            weigh_one(asked, terms[*place as usize], *offer, policy, best);
        }
        if !more {
            return;
        }
    }
}

fn site(world: &World, offer: Handle) -> Option<&Site> {
    world.places.site(world.offers.item(offer)?.place)
}

/// What a wish would pay at the most, as postings tell prices.
fn top(asked: &Asked<'_>, term: Term) -> u32 {
    let top = asked.world.mores.top(term);
    top.map_or(u32::MAX, |top| u32::try_from(top.minor.max(0)).unwrap_or(u32::MAX))
}

/// Puts to the gate an offer that a wish found.
fn weigh_one<P: Policy + ?Sized>(
    asked: &Asked<'_>,
    term: Term,
    offer: Handle,
    policy: &P,
    best: &mut Best<'_>,
) {
    let Some(item) = asked.world.offers.item(offer) else { return };
    if best.may_take(policy.at_most(most(asked.world, term, item.price().minor))) {
        let hit = weigh(&Pair::new(asked, offer, item), policy);
        // Another wish may be met better: it finds the same offer, with a gain no less.
        if let Some(hit) = hit.filter(|hit| hit.term.wish == term.wish) {
            best.take(asked.world, hit);
        }
    }
}

/// The gain of a wish at a price, were it paid in its currency.
fn most(world: &World, term: Term, price: i64) -> i64 {
    world.mores.top(term).map_or(0, |top| top.minor.saturating_sub(price))
}

/// Reads ahead: what is read here is at hand when it is needed, and all of it is waited for at once.
pub(super) fn touch(read: impl Iterator<Item = u32>) {
    std::hint::black_box(read.fold(0, |all, one| all | one));
}

/// What a wish looks for about a spot, from now until an instant.
pub(super) fn sight(asked: &Asked<'_>, term: Term, spot: PlanePoint, till: Instant) -> Sight {
    Sight {
        from: spot,
        second: second(asked.now.at),
        till: second(till),
        distance_m: u32::from(term.distance_m),
        top: top(asked, term),
    }
}

/// What a pair is worth, if every lock about it opens.
pub(super) fn weigh<P: Policy + ?Sized>(pair: &Pair<'_>, policy: &P) -> Option<Hit> {
    let (term, permission) = pair.opens()?;
    let (d2, asked) = (pair.apart?.d2, pair.asked);
    let facts = asked.world.facts(pair.offer, pair.site, term, d2, permission, asked.now);
    Some(Hit { score: policy.score(&facts), d2, member: asked.member, offer: pair.handle, term, permission })
}
