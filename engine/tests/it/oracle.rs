//! The oracle: the rules again, without an index, a grid or a lock; slow and obviously right.

use std::collections::{BTreeMap, BTreeSet};

use domain::*;
use engine::{Settings, Spoken, Told, World};

use crate::clocks::Clocks;
use crate::ground::Site;
use crate::town::{id, plane};

/// Everything as it was put, and where everybody is.
#[derive(Debug, Clone)]
pub struct Oracle {
    pub clocks: Clocks,
    pub presence_s: i64,
    pub members: BTreeSet<MemberId>,
    pub places: BTreeMap<PlaceId, Site>,
    pub offers: BTreeMap<OfferId, Offer>,
    pub wishes: BTreeMap<WishId, Wish>,
    pub attention: BTreeMap<MemberId, Attention>,
    pub grants: BTreeMap<MemberId, Vec<Grant>>,
    pub told: BTreeMap<(MemberId, OfferId), (OrganisationId, Instant)>,
    pub spoken: BTreeMap<(MemberId, OpportunityId), Instant>,
    pub last: BTreeMap<MemberId, (PlanePoint, Instant)>,
}

impl Oracle {
    pub fn new(clocks: Clocks, presence_s: i64) -> Self {
        Self {
            clocks,
            presence_s,
            members: BTreeSet::new(),
            places: BTreeMap::new(),
            offers: BTreeMap::new(),
            wishes: BTreeMap::new(),
            attention: BTreeMap::new(),
            grants: BTreeMap::new(),
            told: BTreeMap::new(),
            spoken: BTreeMap::new(),
            last: BTreeMap::new(),
        }
    }

    pub fn settings(&self) -> Settings {
        Settings { presence_s: self.presence_s, ..Settings::new(plane(), self.clocks.zone()) }
    }

    /// A world built from nothing, each thing once, in an order of its own.
    pub fn rebuild(&self) -> World {
        let mut world = World::new(self.settings());
        for (&(member, offer), &(organisation, at)) in &self.told {
            world.put_told(Told { member, offer, organisation, at });
        }
        for (&(member, opportunity), &at) in &self.spoken {
            world.put_spoken(Spoken { member, opportunity, at, hush: None });
        }
        self.wishes.values().rev().for_each(|wish| world.put_wish(wish.clone()));
        self.offers.values().rev().for_each(|offer| world.put_offer(offer.clone()));
        self.places.values().for_each(|site| world.put_place(site.place.clone()));
        self.grants.iter().for_each(|(member, grants)| world.put_grants(*member, grants.clone()));
        self.attention.values().for_each(|attention| world.put_attention(*attention));
        self.members.iter().for_each(|member| world.put_member(*member));
        world
    }

    pub fn mode_on(&self, member: MemberId, now: Instant) -> bool {
        let mode = self.attention.get(&member).map_or(Mode::Off, |attention| attention.mode);
        match mode {
            Mode::Off => false,
            Mode::On { until: None } => true,
            Mode::On { until: Some(until) } => now < until,
        }
    }

    /// Where a member is, as far as that is now.
    pub fn stands(&self, member: MemberId, now: Instant) -> Option<PlanePoint> {
        let (spot, at) = self.last.get(&member)?;
        let old = now.micros() - at.micros();
        (old < (self.presence_s + 1) * 1_000_000).then_some(*spot)
    }

    pub fn told_today(&self, member: MemberId, now: Instant) -> Vec<(OfferId, OrganisationId)> {
        let day = |at: Instant| self.clocks.civil(at).day;
        let theirs = self.told.iter().filter(|((whom, _), _)| *whom == member);
        let recent = theirs.filter(|(_, (_, at))| day(*at) >= day(now));
        recent.map(|((_, offer), (organisation, _))| (*offer, *organisation)).collect()
    }

    /// Suggestions and news of the civil day.
    pub fn spent_today(&self, member: MemberId, now: Instant) -> usize {
        let day = |at: Instant| self.clocks.civil(at).day;
        let news = self.spoken.iter().filter(|((whom, _), at)| *whom == member && day(**at) >= day(now));
        self.told_today(member, now).len() + news.count()
    }

    /// Whether news of a wish may be told.
    pub fn may_tell(&self, member: MemberId, category: Option<&Category>, now: Instant) -> bool {
        let attention = self.attention.get(&member).copied().unwrap_or_else(|| Attention::new(member));
        let clock = self.clocks.civil(now);
        let denies = |grant: &Grant| {
            (grant.effect, grant.purpose) == (Effect::Deny, Purpose::Suggest)
                && (grant.organisation, grant.zone) == (None, None)
                && grant.covers(id(0), category)
                && grant.until.is_none_or(|until| now < until)
                && grant.times.hold(clock)
        };
        self.members.contains(&member)
            && !attention.quiet.is_some_and(|quiet| quiet.holds(clock.minute))
            && self.spent_today(member, now) < usize::from(attention.per_day)
            && !self.grants.get(&member).is_some_and(|grants| grants.iter().any(denies))
    }

    pub fn d2(&self, member: MemberId, offer: OfferId) -> i64 {
        self.places[&self.offers[&offer].place].d2(self.last[&member].0)
    }

    /// A place that is known and lies on the plane.
    pub fn site(&self, place: PlaceId) -> Option<&Site> {
        self.places.get(&place).filter(|site| site.is_somewhere())
    }

    /// The wish for which an offer would be suggested to a member now, if it would.
    pub fn would(&self, member: MemberId, offer: OfferId, now: Instant) -> Option<WishId> {
        self.permitted(member, offer, now).map(|(wish, _)| wish)
    }

    /// The wish for which an offer would be suggested to a member now, and by what right.
    pub fn permitted(&self, member: MemberId, offer: OfferId, now: Instant) -> Option<(WishId, Permission)> {
        let offer = self.offers.get(&offer)?;
        let attention = self.attention.get(&member)?;
        let site = self.site(offer.place)?;
        let spot = self.stands(member, now)?;
        let clock = self.clocks.civil(now);
        let listens = self.members.contains(&member)
            && self.mode_on(member, now)
            && !attention.quiet.is_some_and(|quiet| quiet.holds(clock.minute))
            && self.spent_today(member, now) < usize::from(attention.per_day)
            && !self.told.contains_key(&(member, offer.id));
        let speaks = offer.state == OfferState::Open
            && offer.from <= now
            && offer.until.is_none_or(|until| now < until)
            && offer.stock != Some(0)
            && site.zone(spot) >= offer.zone
            && site.within(spot, offer.reach_m)
            && site.place.hours.as_ref().is_none_or(|hours| {
                hours.spans().iter().any(|(from, to)| (*from..*to).contains(&clock.minute_of_week()))
            });
        if !listens || !speaks {
            return None;
        }
        let permission = self.consented(member, offer, site.zone(spot), now)?;
        let mut met: Vec<&Wish> = self
            .wishes
            .values()
            .filter(|wish| {
                wish.member == member
                    && wish.state == WishState::Open
                    && wish.subject.wants(&offer.subject)
                    && wish.until.is_none_or(|until| now < until)
                    && site.within(spot, wish.distance_m)
                    && (wish.places.is_empty() || wish.places.contains(&offer.place))
                    && wish.top_price.is_none_or(|top| {
                        top.currency == offer.price.currency && top.minor >= offer.price.minor
                    })
            })
            .collect();
        met.sort_by_key(|wish| (-self.gain(wish.id, offer.id), wish.id));
        met.first().map(|wish| (wish.id, permission))
    }

    /// Where a wish could be met now, and how far that is from a point.
    pub fn offers_for(
        &self,
        wish: WishId,
        from: Option<PlanePoint>,
        now: Instant,
    ) -> Vec<(OfferId, Option<u32>, bool)> {
        let Some(wish) = self.wishes.get(&wish) else { return Vec::new() };
        let minute = self.clocks.civil(now).minute_of_week();
        let had = self.offers.values().filter(|offer| {
            let pays = wish
                .top_price
                .is_none_or(|top| top.currency == offer.price.currency && top.minor >= offer.price.minor);
            wish.subject.wants(&offer.subject)
                && pays
                && offer.state == OfferState::Open
                && offer.from <= now
                && offer.until.is_none_or(|until| now < until)
                && offer.stock != Some(0)
                && wish.until.is_none_or(|until| now < until)
                && (wish.places.is_empty() || wish.places.contains(&offer.place))
        });
        let mut had: Vec<(&Offer, &Site)> =
            had.filter_map(|offer| Some((offer, self.site(offer.place)?))).collect();
        had.sort_by_key(|(offer, _)| (offer.price.currency, offer.price.minor, offer.id));
        had.into_iter()
            .map(|(offer, site)| {
                // The least metres within which it lies, found by counting.
                let far = from.map(|from| (0..).find(|metres| site.within(from, *metres)).unwrap());
                let spans = site.place.hours.as_ref().map(WeeklyHours::spans);
                let open =
                    spans.is_none_or(|spans| spans.iter().any(|(from, to)| (*from..*to).contains(&minute)));
                (offer.id, far, open)
            })
            .collect()
    }

    /// How much less than the wish's top price an offer costs.
    pub fn gain(&self, wish: WishId, offer: OfferId) -> i64 {
        self.wishes[&wish].top_price.map_or(0, |top| top.minor - self.offers[&offer].price.minor)
    }

    /// By what right an offer speaks, if it may.
    fn consented(&self, member: MemberId, offer: &Offer, zone: Zone, now: Instant) -> Option<Permission> {
        let (category, clock) = (offer.subject.category.as_ref(), self.clocks.civil(now));
        let about: Vec<&Grant> = self
            .grants
            .get(&member)
            .into_iter()
            .flatten()
            .filter(|grant| grant.purpose == Purpose::Suggest && grant.until.is_none_or(|until| now < until))
            .filter(|grant| grant.covers(offer.organisation, category))
            .collect();
        let here = |grant: &Grant| grant.times.hold(clock) && grant.zone.is_none_or(|from| zone >= from);
        if about.iter().any(|grant| grant.effect == Effect::Deny && here(grant)) {
            return None;
        }
        let told = self.told_today(member, now);
        let often = |grant: &Grant| {
            told.iter()
                .filter(|(offer, organisation)| match self.offers.get(offer) {
                    Some(known) => grant.covers(*organisation, known.subject.category.as_ref()),
                    None => grant.organisation.is_none_or(|named| named == *organisation),
                })
                .count()
        };
        let narrowings: Vec<_> = about
            .iter()
            .filter(|grant| grant.effect == Effect::Allow)
            .filter(|grant| grant.organisation.is_some() || grant.category.is_some())
            .collect();
        let mut holding = narrowings
            .iter()
            .filter(|grant| here(grant) && grant.per_day.is_none_or(|most| often(grant) < usize::from(most)));
        match (narrowings.is_empty(), holding.next()) {
            (true, _) => Some(Permission::Mode),
            (false, grant) => grant.map(|grant| Permission::Grant(grant.id)),
        }
    }

    /// Whom an organisation may see now: each by the nearest of its places, and how near in metres.
    pub fn present(&self, organisation: OrganisationId, now: Instant) -> BTreeMap<MemberId, (u32, PlaceId)> {
        let clock = self.clocks.civil(now);
        let sees = |member: MemberId, site: &Site| {
            let spot = self.stands(member, now)?;
            let zone = site.zone(spot);
            let holding: Vec<&Grant> = self
                .grants
                .get(&member)
                .into_iter()
                .flatten()
                .filter(|grant| grant.purpose == Purpose::Recognise)
                .filter(|grant| grant.covers(organisation, Some(&site.place.category)))
                .filter(|grant| grant.times.hold(clock) && grant.until.is_none_or(|until| now < until))
                .filter(|grant| grant.zone.is_none_or(|from| zone >= from))
                .collect();
            let seen = site.recognises(spot)
                && holding.iter().any(|grant| grant.effect == Effect::Allow)
                && holding.iter().all(|grant| grant.effect != Effect::Deny);
            seen.then(|| ((site.d2(spot).isqrt() / 10) as u32, site.place.id))
        };
        let theirs: Vec<_> = self
            .places
            .values()
            .filter(|site| site.place.organisation == Some(organisation))
            .filter(|site| site.is_somewhere())
            .collect();
        let listening = self.members.iter().copied().filter(|member| self.mode_on(*member, now));
        listening
            .filter_map(|member| Some((member, theirs.iter().filter_map(|site| sees(member, site)).min()?)))
            .collect()
    }

    /// Forgets where those are who are there no longer.
    pub fn sweep(&mut self, now: Instant) {
        let gone = |member: &MemberId| self.stands(*member, now).is_none() || !self.mode_on(*member, now);
        let gone: Vec<MemberId> = self.last.keys().copied().filter(gone).collect();
        self.last.retain(|member, _| !gone.contains(member));
    }

    /// The desire map, counted anew: cell, category, members, wishes.
    pub fn demand(&self, k: usize, now: Instant) -> Vec<((i32, i32), Category, u32, u32)> {
        let clock = self.clocks.civil(now);
        let counts = |member: MemberId, category: &Category| {
            let speaking: Vec<&Grant> = self
                .grants
                .get(&member)
                .into_iter()
                .flatten()
                .filter(|grant| [Purpose::Suggest, Purpose::Count].contains(&grant.purpose))
                .filter(|grant| grant.organisation.is_none() && grant.until.is_none_or(|until| now < until))
                .filter(|grant| grant.category.as_ref().is_none_or(|named| named.contains(category)))
                .collect();
            speaking.iter().all(|grant| grant.effect == Effect::Allow)
                && speaking.iter().any(|grant| {
                    grant.purpose == Purpose::Count && grant.zone.is_none() && grant.times.hold(clock)
                })
        };
        let mut groups: BTreeMap<((i32, i32), Category), Vec<MemberId>> = BTreeMap::new();
        for wish in self.wishes.values() {
            let (member, category) = (wish.member, wish.subject.category.clone());
            let (Some(spot), Some(category)) = (self.stands(member, now), category) else { continue };
            let quiet = self.attention.get(&member).and_then(|attention| attention.quiet);
            if self.members.contains(&member)
                && self.mode_on(member, now)
                && !quiet.is_some_and(|quiet| quiet.holds(clock.minute))
                && wish.state == WishState::Open
                && wish.visibility != Visibility::Private
                && wish.until.is_none_or(|until| now < until)
                && counts(member, &category)
            {
                let cell = (spot.x.div_euclid(2_500), spot.y.div_euclid(2_500));
                groups.entry((cell, category)).or_default().push(member);
            }
        }
        let people = |members: &[MemberId]| members.iter().collect::<BTreeSet<_>>().len();
        let told = groups.into_iter().filter(|(_, members)| people(members) >= k);
        told.map(|((cell, category), members)| {
            (cell, category, people(&members) as u32, members.len() as u32)
        })
        .collect()
    }
}
