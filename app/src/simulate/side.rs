//! One run: an engine of its own that hears what happens, and people who answer what it says.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    Attention, CivilZone, Effect, Grant, Instant, MemberId, Moment, Offer, OfferId, OrganisationId, Place,
    PlaceId, Plane, Purpose, Wish, WishId,
};
use engine::{Settings, Verdict, World};
use sim::check::{Asked, Change, Granted, Log, Recognised, Stock, Used};
use sim::{Event, What};

use super::ask;
use super::due::{Due, Dues};
use super::rule::Rule;
use super::screen::Hung;
use super::tally::{OTHERS_FIRST, TOLD, Tally};
use crate::events::WAKE_AT_LEAST;

/// Of so many moments, at one the engine is asked why and why not.
const ASKED_EVERY: u64 = 8;
/// The nearest offers that fit a wish, of which one is asked about.
const NEAREST: usize = 8;
/// Seconds between two times that counters look who is there.
const SWEEP_S: i64 = 300;

/// One run.
pub(super) struct Side {
    pub(super) world: World,
    pub(super) rule: Rule,
    pub(super) seed: u64,
    pub(super) zone: CivilZone,
    pub(super) places: BTreeMap<PlaceId, Place>,
    pub(super) offers: BTreeMap<OfferId, Offer>,
    pub(super) wishes: BTreeMap<WishId, Wish>,
    pub(super) of_member: BTreeMap<MemberId, BTreeSet<WishId>>,
    attention: BTreeMap<MemberId, Attention>,
    grants: BTreeMap<MemberId, Vec<Grant>>,
    pub(super) dues: Dues,
    /// When the engine was last asked what came true by time alone.
    woken: Instant,
    pub(super) screens: Vec<Hung>,
    pub(super) log: Log,
    pub(super) tally: Tally,
    /// By wish, the offers that fit it; forgotten every day.
    fits: BTreeMap<WishId, Vec<OfferId>>,
    heard: u64,
}

impl Side {
    /// A run that begins at `start`: what began before has begun, and is not waited for.
    pub(super) fn new(
        plane: Plane,
        zone: CivilZone,
        start: Instant,
        seed: u64,
        rule: Rule,
        screens: Vec<Hung>,
    ) -> Self {
        let settings = Settings { presence_s: rule.presence_s, ..Settings::new(plane, zone.clone()) };
        let mut world = World::new(settings);
        world.advance(start);
        let log = Log {
            seed,
            zone: zone.clone(),
            attention: Vec::new(),
            moments: Vec::new(),
            suggestions: Vec::new(),
            recognitions: Vec::new(),
            grants: Vec::new(),
            stock: Vec::new(),
        };
        Self {
            world,
            rule,
            seed,
            zone,
            places: BTreeMap::new(),
            offers: BTreeMap::new(),
            wishes: BTreeMap::new(),
            of_member: BTreeMap::new(),
            attention: BTreeMap::new(),
            grants: BTreeMap::new(),
            dues: Dues::default(),
            woken: start,
            screens,
            log,
            tally: Tally::default(),
            fits: BTreeMap::new(),
            heard: 0,
        }
    }

    /// A civil day begins: every few minutes is a time to look about.
    pub(super) fn begin(&mut self, midnight: Instant, end: Instant) {
        self.fits.clear();
        let mut at = midnight;
        while at < end {
            self.dues.at(at, Due::Sweep);
            at = at.plus_secs(SWEEP_S);
        }
    }

    /// Hears what happens, in order of time, and lets pass what falls due on the way and before `end`.
    pub(super) fn live(&mut self, events: &[Event], end: Instant) {
        for event in events {
            self.pass(event.at);
            self.hear(event);
        }
        self.pass(end);
    }

    /// Lets time pass before an instant, at which people may want something else: what is due and what becomes true by
    /// itself, in order.
    fn pass(&mut self, before: Instant) {
        loop {
            let (due, wake) = (self.dues.next(), self.next_wake());
            let next = [due, wake].into_iter().flatten().min();
            let Some(now) = next.filter(|next| *next < before) else { return };
            if wake == Some(now) {
                self.wake(now);
            } else if let Some(due) = self.dues.pop() {
                self.fall_due(due, now);
            }
        }
    }

    /// When time alone may next change something. The engine waits to the second, and may have to be asked again within it:
    /// that is as soon as the event loop does.
    fn next_wake(&self) -> Option<Instant> {
        let pause = i64::try_from(WAKE_AT_LEAST.as_micros()).unwrap_or(i64::MAX);
        let again = Instant::from_micros(self.woken.micros().saturating_add(pause));
        self.world.next_wake().map(|next| next.max(again))
    }

    /// What came true by time alone is said to whoever stands there.
    fn wake(&mut self, now: Instant) {
        self.woken = now;
        let mut said = Vec::new();
        self.world.wake_with(now, &self.rule, &mut said);
        self.say(&said, now);
    }

    fn hear(&mut self, event: &Event) {
        let now = event.at;
        match &event.what {
            What::Place(place) => self.put_place(place),
            What::Offer(offer) => self.put_offer(offer, now),
            What::Stock { offer, count } => self.count(*offer, *count, now),
            What::Member(member) => {
                self.tally.members += 1;
                self.world.put_member(*member);
            }
            What::Attention(attention) => self.put_attention(*attention, now),
            What::Grants { member, grants } => self.put_grants(*member, grants, now),
            What::Wish(wish) => self.put_wish(wish, now),
            What::Moment(moment) => self.moment(moment, now),
        }
    }

    fn put_place(&mut self, place: &Place) {
        let at = self.world.settings().plane.project(place.position);
        self.screens.iter_mut().for_each(|screen| screen.place(place, at));
        self.places.insert(place.id, place.clone());
        self.world.put_place(place.clone());
    }

    fn put_offer(&mut self, offer: &Offer, now: Instant) {
        self.tally.offers += u64::from(!self.offers.contains_key(&offer.id));
        if let Some(count) = offer.stock {
            self.log.stock.push(Stock { offer: offer.id, at: now, change: Change::Set(count) });
        }
        self.offers.insert(offer.id, offer.clone());
        self.world.put_offer(offer.clone());
        self.screens.iter_mut().for_each(|screen| screen.offer(offer));
        self.reach(offer.id, now);
    }

    /// A shop counts: what is different from what was thought is news.
    fn count(&mut self, offer: OfferId, count: Option<u32>, now: Instant) {
        let Some(known) = self.offers.get_mut(&offer).filter(|known| known.stock != count) else { return };
        known.stock = count;
        if let Some(count) = count {
            self.log.stock.push(Stock { offer, at: now, change: Change::Set(count) });
        }
        self.world.put_offer(known.clone());
        self.reach(offer, now);
    }

    fn put_attention(&mut self, attention: Attention, now: Instant) {
        self.log.attention.push(Asked { at: now, attention });
        self.attention.insert(attention.member, attention);
        self.world.put_attention(attention);
    }

    /// The laws look at what whole organisations may: a shop closed altogether, and who may be shown a member.
    fn put_grants(&mut self, member: MemberId, grants: &[Grant], now: Instant) {
        let mut organisations: BTreeSet<OrganisationId> = BTreeSet::new();
        let before = self.grants.insert(member, grants.to_vec()).unwrap_or_default();
        let everybody = |grant: &&Grant| grant.organisation.is_none() && grant.purpose == Purpose::Recognise;
        if before.iter().chain(grants).any(|grant| everybody(&grant)) {
            organisations.extend(self.places.values().filter_map(|place| place.organisation));
        }
        organisations.extend(before.iter().chain(grants).filter_map(|grant| grant.organisation));
        for organisation in organisations {
            for (purpose, allowed) in [
                (Purpose::Suggest, !closed(grants, organisation)),
                (Purpose::Recognise, shown(grants, organisation)),
            ] {
                self.log.grants.push(Granted { member, organisation, purpose, at: now, allowed });
            }
        }
        self.world.put_grants(member, grants.to_vec());
    }

    fn put_wish(&mut self, wish: &Wish, now: Instant) {
        self.tally.wishes += u64::from(!self.wishes.contains_key(&wish.id));
        self.fits.remove(&wish.id);
        self.of_member.entry(wish.member).or_default().insert(wish.id);
        self.wishes.insert(wish.id, wish.clone());
        self.world.put_wish(wish.clone());
        let found = ask::wished(&mut self.world, wish.member, wish.id, now, &self.rule);
        self.say(&found, now);
    }

    /// The phone tells where its member is: first whether that may be used, then what is said of it.
    fn moment(&mut self, moment: &Moment, now: Instant) {
        let member = moment.member;
        self.heard += 1;
        let newest = ask::note(&mut self.world, moment, now);
        let asked = self.heard.is_multiple_of(ASKED_EVERY).then(|| self.ask_why(moment, now)).flatten();
        let mut found = Vec::new();
        match newest {
            Err(refusal) => *self.tally.refused.entry(refusal.code()).or_default() += 1,
            Ok(newest) => {
                self.tally.moments += 1;
                self.log.moments.push(Used { member, at: now });
                let per_day = self.attention.get(&member).map_or(0, |attention| u64::from(attention.per_day));
                let day = self.zone.civil(now).day;
                self.tally.days.entry((member, day)).or_default().1 = per_day;
                if newest {
                    found = ask::chosen(&mut self.world, member, now, &self.rule);
                }
            }
        }
        if let Some((offer, code)) = asked {
            let told = found.iter().any(|found| found.offer == offer);
            *self.tally.asked.entry(if told { TOLD } else { code }).or_default() += 1;
        }
        self.say(&found, now);
        self.pass_screens(moment, now);
    }

    /// Of one of the member's open wishes and one of the nearest offers that fit it: the first closed lock.
    fn ask_why(&mut self, moment: &Moment, now: Instant) -> Option<(OfferId, &'static str)> {
        let open =
            |wish: &&WishId| self.wishes.get(wish).is_some_and(|wish| wish.state == domain::WishState::Open);
        let open: Vec<WishId> = self.of_member.get(&moment.member)?.iter().filter(open).copied().collect();
        let turn = usize::try_from(self.heard / ASKED_EVERY).unwrap_or(0);
        let wish = *open.get(turn % open.len().max(1))?;
        let here = self.world.settings().plane.project(moment.position)?;
        let plane = self.world.settings().plane;
        let far = |offer: &OfferId| {
            let place = self.offers.get(offer).and_then(|offer| self.places.get(&offer.place))?;
            Some((plane.project(place.position)?.d2(here), *offer))
        };
        if !self.fits.contains_key(&wish) {
            let subject = &self.wishes.get(&wish)?.subject;
            let fit = self.offers.values().filter(|offer| subject.wants(&offer.subject));
            let fit = fit.map(|offer| offer.id).collect();
            self.fits.insert(wish, fit);
        }
        let mut near: Vec<(i64, OfferId)> = self.fits.get(&wish)?.iter().filter_map(far).collect();
        near.sort_unstable();
        near.truncate(NEAREST);
        let (_, offer) = *near.get(turn / 7 % near.len().max(1))?;
        let code = match self.world.why(moment.member, offer, now) {
            Verdict::Would { .. } => OTHERS_FIRST,
            Verdict::WouldNot { obstacles } => obstacles.first()?.code(),
        };
        Some((offer, code))
    }

    /// Counters look who lets themselves be recognised.
    pub(super) fn sweep(&mut self, now: Instant) {
        let known = self.grants.values().flatten().filter(|grant| grant.purpose == Purpose::Recognise);
        let by: BTreeSet<OrganisationId> = known.filter_map(|grant| grant.organisation).collect();
        for organisation in by {
            for seen in self.world.present(organisation, now) {
                self.tally.seen += 1;
                self.log.recognitions.push(Recognised { member: seen.member, organisation, at: now });
            }
        }
    }

    /// Whether a member lets themselves be counted by an organisation.
    pub(super) fn counted(&self, member: MemberId, organisation: OrganisationId, now: Instant) -> bool {
        let on = self.attention.get(&member).is_some_and(|attention| attention.mode.on_at(now));
        let says = |effect: Effect| {
            self.grants.get(&member).into_iter().flatten().any(|grant| {
                grant.purpose == Purpose::Count
                    && grant.effect == effect
                    && grant.organisation.is_none_or(|named| named == organisation)
                    && grant.until.is_none_or(|until| now < until)
                    && grant.times.hold(self.zone.civil(now))
            })
        };
        on && says(Effect::Allow) && !says(Effect::Deny)
    }

    /// Ends the run: what the laws say of it, and what screens counted.
    pub(super) fn end(mut self) -> Tally {
        self.tally.breaches = sim::check::breaches(&self.log).iter().map(ToString::to_string).collect();
        self.tally.screens = self.screens.iter().map(Hung::passed).collect();
        self.tally
    }
}

/// Whether a shop is closed altogether: no category, hour or zone is left open.
fn closed(grants: &[Grant], organisation: OrganisationId) -> bool {
    grants.iter().any(|grant| {
        let whole = grant.category.is_none() && grant.zone.is_none() && grant.until.is_none();
        grant.purpose == Purpose::Suggest
            && grant.effect == Effect::Deny
            && whole
            && grant.times == domain::Times::ALWAYS
            && grant.organisation == Some(organisation)
    })
}

/// Whether some consent lets an organisation be shown a member at all.
fn shown(grants: &[Grant], organisation: OrganisationId) -> bool {
    grants.iter().any(|grant| {
        grant.purpose == Purpose::Recognise
            && grant.effect == Effect::Allow
            && grant.organisation.is_none_or(|named| named == organisation)
    })
}

#[cfg(test)]
mod tests;
