//! The gate: consent first, then place and offer, then the wish. A closed lock ends the work.
//!
//! One file a lock; each is a function from the question to the obstacle it finds, if any. Choosing asks until the first
//! closed lock, explaining asks them all, so that "why not" can never differ from what was done.

mod obstacle;

mod allow;
mod budget;
mod dates;
mod deny;
mod hours;
mod mode;
pub(crate) mod news;
mod open;
mod present;
mod quiet;
mod reach;
mod recognise;
mod stock;
mod twice;
mod wish;
mod zone;

use domain::{OfferId, Permission, PlanePoint, Zone};

pub use obstacle::{Narrowing, Obstacle};
pub(crate) use recognise::recognised;

use crate::world::{Entry, Handle, Item, Now, Rare, Site, Term, World};

/// A question about a member at an instant.
pub(crate) struct Asked<'w> {
    pub(crate) world: &'w World,
    pub(crate) member: Handle,
    pub(crate) entry: &'w Entry,
    pub(crate) rare: Option<&'w Rare>,
    /// Their wishes, oldest first.
    pub(crate) terms: &'w [Term],
    /// Where they are, as far as that still counts as now.
    pub(crate) spot: Option<PlanePoint>,
    pub(crate) now: Now<'w>,
}

impl<'w> Asked<'w> {
    /// The question about a known member where they were last seen.
    pub(crate) fn about(world: &'w World, member: Handle, now: Now<'w>) -> Self {
        let entry = world.members.entry(member);
        let spot = entry.seen_at().filter(|seen| world.is_now(*seen, now.at)).map(|_| entry.spot);
        let (rare, terms) = (world.members.rare(entry), world.members.terms(entry));
        Self { world, member, entry, rare, terms, spot, now }
    }

    /// Whether a lock that concerns the member alone is closed.
    pub(crate) fn is_closed(&self, said: Said<'_>) -> bool {
        any_of_member(self, said)
    }

    /// Whether what this signal says already closes the consent for one thing more.
    pub(crate) fn closed_by(&self, hit: &Hit, said: Said<'_>) -> bool {
        let limited = || {
            let item = self.world.offers.item(hit.offer);
            item.is_none_or(|item| allow::closed(&Pair::new(self, hit.offer, item), said).is_some())
        };
        budget::closed(self, said).is_some() || (self.rare.is_some() && limited())
    }

    /// How much of their attention was used since the civil day began, counted up to a number.
    fn spent_today(&self, most: usize) -> usize {
        let news = self.rare.map_or(0, |rare| rare.history.news_since(self.now.day()));
        news + self.told_today(&[]).take(most).count()
    }

    /// What they were told since the civil day began, this signal counted.
    pub(crate) fn told_today(
        &self,
        said: Said<'_>,
    ) -> impl Iterator<Item = (OfferId, domain::OrganisationId)> {
        let history = self.rare.map(|rare| &rare.history).filter(|history| !history.is_empty());
        let today = history.into_iter().flat_map(|history| history.since(self.now.day()));
        let ids = |hit: &Hit| {
            let item = self.world.offers.item(hit.offer)?;
            Some((item.id, item.by))
        };
        today.chain(said.iter().filter_map(ids).collect::<Vec<_>>())
    }

    /// The offers that news told them of since the civil day began, as far as they are still known.
    fn news_of_offers_today(&self) -> impl Iterator<Item = (OfferId, domain::OrganisationId)> {
        let history = self.rare.map(|rare| &rare.history).filter(|history| !history.is_empty());
        let today = history.into_iter().flat_map(|history| history.offers_of_news_since(self.now.day()));
        let known = today.filter_map(|offer| self.world.offers.item(self.world.offers.find(offer)?));
        known.map(|item| (item.id, item.by))
    }
}

/// An offer that passed the gate, as it is ranked: ids and reasons are looked up for what is chosen.
#[derive(Clone, Copy)]
pub(crate) struct Hit {
    pub(crate) score: i64,
    pub(crate) d2: i64,
    pub(crate) member: Handle,
    pub(crate) offer: Handle,
    pub(crate) term: Term,
    pub(crate) permission: Permission,
}

/// What this very signal already says to the member: it counts before it is remembered.
pub(crate) type Said<'a> = &'a [Hit];

/// A question about a member and an offer.
pub(crate) struct Pair<'w> {
    pub(crate) asked: &'w Asked<'w>,
    pub(crate) handle: Handle,
    pub(crate) offer: &'w Item,
    pub(crate) site: Option<&'w Site>,
    /// From the member to the place, where both are known.
    pub(crate) apart: Option<Apart<'w>>,
}

/// How far a member is from a place.
#[derive(Clone, Copy)]
pub(crate) struct Apart<'w> {
    /// Squared decimetres, to the outline or to the centre.
    pub(crate) d2: i64,
    site: &'w Site,
}

impl<'w> Apart<'w> {
    pub(crate) fn between(spot: PlanePoint, site: &'w Site) -> Option<Self> {
        Some(Self { d2: site.d2(spot)?, site })
    }

    /// Which zone of the place the member is in; asked only where somebody made it matter.
    pub(crate) fn zone(self) -> Zone {
        self.site.zone(self.d2)
    }

    /// Whole metres, rounded up, so that "too far" never shows a distance that is not.
    fn metres_up(self) -> u32 {
        let dm = self.d2.isqrt();
        let dm = if dm.saturating_mul(dm) < self.d2 { dm + 1 } else { dm };
        u32::try_from((dm + 9) / 10).unwrap_or(u32::MAX)
    }
}

impl<'w> Pair<'w> {
    pub(crate) fn new(asked: &'w Asked<'w>, handle: Handle, offer: &'w Item) -> Self {
        let site = asked.world.places.site(offer.place).filter(|site| site.at.is_some());
        let apart = asked.spot.zip(site).and_then(|(spot, site)| Apart::between(spot, site));
        Self { asked, handle, offer, site, apart }
    }

    /// The wish this offer meets best and why its organisation may speak; `None` when any lock is closed.
    pub(crate) fn opens(&self) -> Option<(Term, Permission)> {
        // The wish first: of those an index brings here, most fall at it. The order changes no answer.
        let term = wish::best(self)?;
        if any_of_pair(self, &[]) {
            return None;
        }
        Some((term, allow::permission(self, &[]).ok()?))
    }

    /// Every closed lock in the order of the gate.
    pub(crate) fn obstacles(&self) -> Vec<Obstacle> {
        let of_member = OF_MEMBER.iter().filter_map(|lock| lock(self.asked, &[]));
        let of_pair = OF_PAIR.iter().filter_map(|lock| lock(self, &[]));
        of_member.chain(of_pair).chain(wish::obstacles(self)).collect()
    }

    /// Whether a grant speaks about this offer.
    fn is_covered(&self, grant: &domain::Grant) -> bool {
        grant.covers(self.offer.by, self.asked.world.keys.category_of(self.offer.category))
    }
}

/// The switch alone: whether a moment may be used at all.
pub(crate) fn mode_off(asked: &Asked<'_>) -> bool {
    mode::closed(asked, &[]).is_some()
}

/// Whether an offer can be had now and meets a wish in everything but the distance.
pub(crate) fn wanted(asked: &Asked<'_>, term: Term, handle: Handle, offer: &Item) -> bool {
    let pair = Pair { asked, handle, offer, site: None, apart: None };
    let had = open::closed(&pair, &[]).is_none()
        && dates::closed(&pair, &[]).is_none()
        && stock::closed(&pair, &[]).is_none();
    had && wish::wanted(&pair, &term)
}

/// Declares the locks of a question once: as a table, which explaining walks through, and as one expression, which choosing
/// asks without a call between them.
macro_rules! locks {
    ($(#[$doc:meta])* $table:ident, $any:ident: $question:ty = $($lock:path),* $(,)?) => {
        $(#[$doc])*
        const $table: &[fn(&$question, Said<'_>) -> Option<Obstacle>] = &[$($lock),*];

        /// Whether any of them is closed.
        fn $any(question: &$question, said: Said<'_>) -> bool {
            $($lock(question, said).is_some())||*
        }
    };
}

locks! {
    /// The member's own locks.
    OF_MEMBER, any_of_member: Asked<'_> = mode::closed, quiet::closed, budget::closed
}

locks! {
    /// The locks of a member and an offer: consent, then place, then the offer itself.
    OF_PAIR, any_of_pair: Pair<'_> =
        twice::closed,
        deny::closed,
        allow::closed,
        present::no_moment,
        present::no_place,
        reach::closed,
        zone::closed,
        open::closed,
        dates::closed,
        stock::closed,
        hours::closed,
}
