//! The oracle: the rules again, without an index, a grid or a lock; slow and obviously right. Its clocks show UTC.

use std::collections::{BTreeMap, BTreeSet};

use domain::*;
use engine::{Settings, Told, World};

use crate::town::plane;

/// Everything as it was put, and where everybody is.
#[derive(Debug, Clone, Default)]
pub struct Oracle {
    pub members: BTreeSet<MemberId>,
    pub places: BTreeMap<PlaceId, (Place, PlanePoint)>,
    pub offers: BTreeMap<OfferId, Offer>,
    pub wishes: BTreeMap<WishId, Wish>,
    pub attention: BTreeMap<MemberId, Attention>,
    pub grants: BTreeMap<MemberId, Vec<Grant>>,
    pub told: BTreeMap<(MemberId, OfferId), (OrganisationId, Instant)>,
    pub last: BTreeMap<MemberId, (PlanePoint, Instant)>,
}

pub fn settings() -> Settings {
    Settings::new(plane(), CivilZone::utc())
}

fn civil(now: Instant) -> Civil {
    let (day, minute) = (now.secs().div_euclid(86_400), now.secs().rem_euclid(86_400) / 60);
    Civil { day: day as i32, weekday: (day + 3).rem_euclid(7) as u8, minute: minute as u16 }
}

fn within(a: PlanePoint, b: PlanePoint, metres: u32) -> bool {
    let (dx, dy) = (i64::from(a.x - b.x), i64::from(a.y - b.y));
    dx * dx + dy * dy <= (i64::from(metres) * 10) * (i64::from(metres) * 10)
}

impl Oracle {
    /// A world built from nothing, each thing once, in an order of its own.
    pub fn rebuild(&self) -> World {
        let mut world = World::new(settings());
        for (&(member, offer), &(organisation, at)) in &self.told {
            world.put_told(Told { member, offer, organisation, at });
        }
        self.wishes.values().rev().for_each(|wish| world.put_wish(wish.clone()));
        self.offers.values().rev().for_each(|offer| world.put_offer(offer.clone()));
        self.places.values().for_each(|(place, _)| world.put_place(place.clone()));
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

    pub fn stands(&self, member: MemberId, now: Instant) -> Option<PlanePoint> {
        let (spot, at) = self.last.get(&member)?;
        (now.secs() - at.secs() <= limits::PRESENCE_S).then_some(*spot)
    }

    pub fn told_today(&self, member: MemberId, now: Instant) -> Vec<(OfferId, OrganisationId)> {
        let today = now.secs().div_euclid(86_400);
        let theirs = self.told.iter().filter(|((whom, _), _)| *whom == member);
        let recent = theirs.filter(|(_, (_, at))| at.secs().div_euclid(86_400) >= today);
        recent.map(|((_, offer), (organisation, _))| (*offer, *organisation)).collect()
    }

    pub fn d2(&self, member: MemberId, offer: OfferId) -> i64 {
        self.last[&member].0.d2(self.places[&self.offers[&offer].place].1)
    }

    /// The wish for which an offer would be suggested to a member now, if it would.
    pub fn would(&self, member: MemberId, offer: OfferId, now: Instant) -> Option<WishId> {
        let offer = self.offers.get(&offer)?;
        let attention = self.attention.get(&member)?;
        let (place, door) = self.places.get(&offer.place)?;
        let spot = self.stands(member, now)?;
        let clock = civil(now);
        let told = self.told_today(member, now);
        let listens = self.members.contains(&member)
            && self.mode_on(member, now)
            && !attention.quiet.is_some_and(|quiet| quiet.holds(clock.minute))
            && told.len() < usize::from(attention.per_day)
            && !self.told.contains_key(&(member, offer.id));
        let zone = Zone::at(spot.metres_to(*door), place.radius_m);
        let speaks = offer.state == OfferState::Open
            && offer.from <= now
            && offer.until.is_none_or(|until| now < until)
            && offer.stock != Some(0)
            && zone >= offer.zone
            && within(spot, *door, offer.reach_m)
            && place.hours.as_ref().is_none_or(|hours| {
                hours.spans().iter().any(|(from, to)| (*from..*to).contains(&clock.minute_of_week()))
            });
        if !listens || !speaks || !self.consented(member, offer, zone, clock, now) {
            return None;
        }
        let mut met: Vec<&Wish> = self
            .wishes
            .values()
            .filter(|wish| {
                wish.member == member
                    && wish.state == WishState::Open
                    && wish.subject.wants(&offer.subject)
                    && wish.until.is_none_or(|until| now < until)
                    && within(spot, *door, wish.distance_m)
                    && wish.top_price.is_none_or(|top| {
                        top.currency == offer.price.currency && top.minor >= offer.price.minor
                    })
            })
            .collect();
        met.sort_by_key(|wish| (-wish.top_price.map_or(0, |top| top.minor - offer.price.minor), wish.id));
        met.first().map(|wish| wish.id)
    }

    fn consented(&self, member: MemberId, offer: &Offer, zone: Zone, clock: Civil, now: Instant) -> bool {
        let category = offer.subject.category.as_ref();
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
            return false;
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
        let mut narrowings = about
            .iter()
            .filter(|grant| grant.effect == Effect::Allow)
            .filter(|grant| grant.organisation.is_some() || grant.category.is_some())
            .peekable();
        narrowings.peek().is_none()
            || narrowings
                .any(|grant| here(grant) && grant.per_day.is_none_or(|most| often(grant) < usize::from(most)))
    }

    /// Whom an organisation may see now.
    pub fn present(&self, organisation: OrganisationId, now: Instant) -> BTreeSet<MemberId> {
        let clock = civil(now);
        let sees = |member: MemberId, place: &Place, door: PlanePoint| {
            let Some(spot) = self.stands(member, now) else { return false };
            let zone = Zone::at(spot.metres_to(door), place.radius_m);
            let holding: Vec<&Grant> = self
                .grants
                .get(&member)
                .into_iter()
                .flatten()
                .filter(|grant| grant.purpose == Purpose::Recognise)
                .filter(|grant| grant.covers(organisation, Some(&place.category)) && grant.times.hold(clock))
                .filter(|grant| {
                    grant.until.is_none_or(|until| now < until) && grant.zone.is_none_or(|from| zone >= from)
                })
                .collect();
            within(spot, door, place.radius_m + engine::RECOGNISE_M)
                && holding.iter().any(|grant| grant.effect == Effect::Allow)
                && holding.iter().all(|grant| grant.effect != Effect::Deny)
        };
        let theirs: Vec<_> =
            self.places.values().filter(|(place, _)| place.organisation == Some(organisation)).collect();
        self.members
            .iter()
            .copied()
            .filter(|member| self.mode_on(*member, now))
            .filter(|member| theirs.iter().any(|(place, door)| sees(*member, place, *door)))
            .collect()
    }
}
