//! A life lived twice: by the engine and by the oracle, each answer held against the other's.

use std::collections::BTreeSet;

use domain::*;
use engine::{
    ByGain, Caps, Found, MomentRefusal, Obstacle, Policy, Proposal, Spoken, Told, Verdict, Warm, World,
};

use crate::clocks::{Clocks, start};
use crate::ground::on_plane;
use crate::oracle::Oracle;
use crate::strategies::Edit;
use crate::town::spot;

/// The engine and the oracle side by side.
pub struct Life {
    pub world: World,
    pub oracle: Oracle,
    pub now: Instant,
    /// Everything said, until it is taken back or its member erased.
    said: BTreeSet<(MemberId, OfferId)>,
}

impl Life {
    pub fn new(clocks: Clocks) -> Self {
        Self::lasting(clocks, limits::PRESENCE_S)
    }

    /// With a presence of so many seconds.
    pub fn lasting(clocks: Clocks, presence_s: i64) -> Self {
        let oracle = Oracle::new(clocks, presence_s);
        Self { world: World::new(oracle.settings()), oracle, now: start(), said: BTreeSet::new() }
    }

    /// Lives through an edit without asking for suggestions: moments are only kept.
    pub fn live_quietly(&mut self, edit: &Edit) {
        match *edit {
            Edit::Moment(member, at, ago) => {
                let _kept = self.note(&moment(member, at, self.now.plus_secs(-ago)), at);
            }
            Edit::OfferChanged(_) | Edit::WishChanged(_) | Edit::Wake => {}
            _ => drop(self.live(edit)),
        }
    }

    /// Lives through an edit; every answer is the oracle's.
    pub fn live(&mut self, edit: &Edit) -> Vec<Proposal> {
        expect(&self.world, edit);
        let (world, oracle, now) = (&mut self.world, &mut self.oracle, self.now);
        match edit.clone() {
            Edit::Place(site) => {
                world.put_place(site.place.clone());
                oracle.places.insert(site.place.id, site.measured());
            }
            Edit::RemovePlace(place) => {
                oracle.places.remove(&place);
                world.remove_place(place);
            }
            Edit::Offer(offer) => {
                oracle.offers.insert(offer.id, offer.clone());
                world.put_offer(offer);
            }
            Edit::RemoveOffer(offer) => {
                oracle.offers.remove(&offer);
                world.remove_offer(offer);
            }
            Edit::Wish(wish) => {
                oracle.wishes.insert(wish.id, wish.clone());
                world.put_wish(wish);
            }
            Edit::RemoveWish(wish) => {
                oracle.wishes.remove(&wish);
                world.remove_wish(wish);
            }
            Edit::Attention(attention) => {
                if attention.mode == Mode::Off {
                    oracle.last.remove(&attention.member);
                }
                oracle.attention.insert(attention.member, attention);
                world.put_attention(attention);
            }
            Edit::Grants(member, grants) => {
                oracle.grants.insert(member, grants.clone());
                world.put_grants(member, grants);
            }
            Edit::Member(member) => {
                oracle.members.insert(member);
                world.put_member(member);
            }
            Edit::Told(member, offer, organisation) => {
                oracle.told.insert((member, offer), (organisation, now));
                world.put_told(Told { member, offer, organisation, at: now });
            }
            Edit::Spoken(member, opportunity) => {
                oracle.spoken.insert((member, opportunity), now);
                world.put_spoken(Spoken { member, opportunity, at: now, hush: None });
            }
            Edit::RemoveTold(member, offer) => {
                oracle.told.remove(&(member, offer));
                self.said.remove(&(member, offer));
                world.remove_told(member, offer);
            }
            Edit::Wait(secs) => self.now = now.plus_secs(secs),
            Edit::RemoveMember(member) => self.erase(member),
            signal => return self.signal(&signal),
        }
        Vec::new()
    }

    fn erase(&mut self, member: MemberId) {
        let oracle = &mut self.oracle;
        oracle.members.remove(&member);
        oracle.attention.remove(&member);
        oracle.grants.remove(&member);
        oracle.last.remove(&member);
        oracle.wishes.retain(|_, wish| wish.member != member);
        oracle.told.retain(|(whom, _), _| *whom != member);
        oracle.spoken.retain(|(whom, _), _| *whom != member);
        self.said.retain(|(whom, _)| *whom != member);
        self.world.remove_member(member);
    }

    fn signal(&mut self, signal: &Edit) -> Vec<Proposal> {
        let now = self.now;
        match *signal {
            Edit::Moment(member, at, ago) => self.moment(member, at, now.plus_secs(-ago)),
            Edit::OfferChanged(offer) => {
                let expected = self.reached(offer, &Warm);
                let proposals = self.world.offer_changed(offer, now);
                let got: Vec<_> = proposals.iter().map(|told| (told.member, told.wish)).collect();
                assert_eq!(got, expected);
                self.heard(proposals)
            }
            Edit::WishChanged(wish) => {
                let expected = self.oracle.wishes.get(&wish).map(|wish| wish.member).and_then(|member| {
                    let all = self.ranked(member);
                    all.into_iter().find(|(_, found)| *found == wish).map(|(offer, _)| (member, offer))
                });
                let proposals = self.world.wish_changed(wish, now);
                let got: Vec<_> =
                    proposals.iter().map(|proposal| (proposal.member, proposal.offer)).collect();
                assert_eq!(got, expected.into_iter().collect::<Vec<_>>());
                self.heard(proposals)
            }
            Edit::Forget(member) => {
                self.oracle.last.remove(&member);
                self.world.forget(member);
                Vec::new()
            }
            Edit::Wake => self.wake(),
            _ => {
                self.world.advance(now);
                self.oracle.sweep(now);
                assert_eq!(self.world.counts().present, self.oracle.last.len());
                Vec::new()
            }
        }
    }

    /// What time brings: nothing but what would be suggested.
    pub fn wake(&mut self) -> Vec<Proposal> {
        let proposals = self.world.wake(self.now);
        self.oracle.sweep(self.now);
        assert_eq!(self.world.counts().present, self.oracle.last.len());
        self.heard(proposals)
    }

    /// The offers that would be suggested and the wishes they meet, best first, the engine's verdict checked on each.
    pub fn ranked(&self, member: MemberId) -> Vec<(OfferId, WishId)> {
        let mut all = Vec::new();
        for offer in self.oracle.offers.keys().copied() {
            match (self.world.why(member, offer, self.now), self.oracle.would(member, offer, self.now)) {
                (Verdict::Would { score, wish, reasons }, Some(expected)) => {
                    assert_eq!(wish, expected);
                    assert!(reasons.contains(&Reason::Wished { wish }));
                    all.push((-score, self.oracle.d2(member, offer), offer, wish));
                }
                (Verdict::WouldNot { obstacles }, None) => {
                    let known = self.oracle.site(self.oracle.offers[&offer].place).is_some();
                    let told = obstacles.contains(&Obstacle::UnknownPlace);
                    assert!(!obstacles.is_empty());
                    assert_eq!(told, !known && self.oracle.members.contains(&member), "{obstacles:?}");
                }
                (engine, oracle) => panic!("{offer}: the engine says {engine:?}, the oracle {oracle:?}"),
            }
        }
        all.sort();
        all.into_iter().map(|(_, _, offer, wish)| (offer, wish)).collect()
    }

    /// The same by the gain alone, in which the engine has no say.
    pub fn ranked_by_gain(&self, member: MemberId) -> Vec<(OfferId, WishId)> {
        let oracle = &self.oracle;
        let would = |offer: &OfferId| {
            let wish = oracle.would(member, *offer, self.now)?;
            Some((-oracle.gain(wish, *offer), oracle.d2(member, *offer), *offer, wish))
        };
        let mut all: Vec<_> = oracle.offers.keys().filter_map(would).collect();
        all.sort();
        all.into_iter().map(|(_, _, offer, wish)| (offer, wish)).collect()
    }

    /// Whom an offer reaches and by which wish, best first.
    pub fn reached(&self, offer: OfferId, by: &impl Policy) -> Vec<(MemberId, WishId)> {
        let would = |member: &MemberId| {
            let wish = self.oracle.would(*member, offer, self.now)?;
            let mut found = Vec::new();
            self.world.consider(*member, self.now, by, &mut found);
            let score = found.iter().find(|found| found.offer == offer).expect("considered").score;
            Some((-score, self.oracle.d2(*member, offer), *member, wish))
        };
        let mut all: Vec<_> = self.oracle.members.iter().filter_map(would).collect();
        all.sort();
        all.into_iter().map(|(_, _, member, wish)| (member, wish)).collect()
    }

    /// Everything told of something found is so.
    pub fn check(&self, found: &Found) {
        let (offer, wish) = (&self.oracle.offers[&found.offer], &self.oracle.wishes[&found.wish]);
        let permitted = self.oracle.permitted(found.member, found.offer, self.now);
        assert_eq!(permitted, Some((found.wish, found.permission)));
        assert_eq!((found.organisation, found.place), (offer.organisation, offer.place));
        let (facts, usual) = (found.facts, offer.reference_price);
        assert_eq!(facts.d2, self.oracle.d2(found.member, found.offer));
        assert_eq!((facts.price, facts.top, facts.left), (offer.price, wish.top_price, offer.stock));
        assert_eq!(facts.reference, usual.filter(|usual| usual.currency == offer.price.currency));
        assert_eq!(facts.exact, wish.subject.gtin.is_some());
        assert_eq!(facts.allowed, found.permission != Permission::Mode);
        assert_eq!(facts.gain(), self.oracle.gain(found.wish, found.offer));
    }

    /// Keeps a moment, if the oracle would.
    pub fn note(&mut self, moment: &Moment, at: PlanePoint) -> Result<bool, MomentRefusal> {
        let (member, now, oracle) = (moment.member, self.now, &mut self.oracle);
        let when = moment.at.min(now);
        let older = oracle.last.get(&member).is_some_and(|(_, last)| when < *last && *last <= now);
        let stale = when.micros() + (oracle.presence_s + 1) * 1_000_000 <= now.micros();
        let away = !on_plane(at);
        let expected = match (oracle.members.contains(&member), oracle.mode_on(member, now)) {
            (false, _) => Err(MomentRefusal::UnknownMember),
            (true, false) => Err(MomentRefusal::ModeOff),
            (true, true) if away => Err(MomentRefusal::OffThePlane),
            (true, true) => Ok(!older && !stale),
        };
        match expected {
            Ok(true) => drop(oracle.last.insert(member, (at, when))),
            Err(MomentRefusal::ModeOff) => drop(oracle.last.remove(&member)),
            Err(MomentRefusal::OffThePlane) if !older => drop(oracle.last.remove(&member)),
            _ => {}
        }
        self.world.expect_moment(moment);
        let kept = self.world.note(moment, now);
        assert_eq!(kept, expected);
        kept
    }

    fn moment(&mut self, member: MemberId, at: PlanePoint, when: Instant) -> Vec<Proposal> {
        let now = self.now;
        let moment = moment(member, at, when);
        let mut answering = self.world.clone();
        let (mut chosen_at, mut chosen) = (Vec::new(), Vec::new());
        let asked = self.world.choose_at(&moment, now, &Warm, &mut chosen_at);
        let kept = self.note(&moment, at);
        let answer = answering.moment(&moment, now);
        assert_eq!(answer.as_ref().err().copied(), kept.err());
        assert_eq!(asked.err(), kept.err());
        if kept == Ok(true) {
            self.world.choose_with(member, now, &Warm, &mut chosen);
            assert_eq!(chosen, chosen_at);
            let mut apart = self.world.clone();
            assert_eq!(Ok(apart.say(&chosen, now, &Warm)), answer, "found beside others, then said");
            let expected = self.greedy(member, Warm.caps(), self.ranked(member));
            let got: Vec<_> = answer.iter().flatten().map(|told| (told.offer, told.wish)).collect();
            assert_eq!(got, expected);
        }
        self.world = answering;
        let proposals = answer.unwrap_or_default();
        assert!(kept == Ok(true) || proposals.is_empty());
        self.heard(proposals)
    }

    /// What the five best by gain are.
    pub fn best_by_gain(&mut self, member: MemberId, best: usize) -> Vec<(OfferId, WishId)> {
        let ranked = self.ranked_by_gain(member);
        self.greedy(member, ByGain { best }.caps(), ranked)
    }

    /// Best first, as the caps let it be said together; all asked again after each.
    pub fn greedy(
        &mut self,
        member: MemberId,
        caps: Caps,
        ranked: Vec<(OfferId, WishId)>,
    ) -> Vec<(OfferId, WishId)> {
        let mut chosen: Vec<(OfferId, WishId)> = Vec::new();
        for (offer, wish) in ranked {
            let organisation = |offer: &OfferId| self.oracle.offers[offer].organisation;
            let by = organisation(&offer);
            let shops = chosen.iter().filter(|(said, _)| organisation(said) == by).count();
            let wishes = chosen.iter().filter(|(_, met)| *met == wish).count();
            let room =
                chosen.len() < caps.proposals && shops < caps.per_organisation && wishes < caps.per_wish;
            if room && self.oracle.would(member, offer, self.now).is_some() {
                self.oracle.told.insert((member, offer), (by, self.now));
                chosen.push((offer, wish));
            }
        }
        chosen.iter().for_each(|(offer, _)| {
            self.oracle.told.remove(&(member, *offer));
        });
        chosen
    }

    /// Counts proposals as told, each after it was found to be one.
    fn heard(&mut self, proposals: Vec<Proposal>) -> Vec<Proposal> {
        for proposal in &proposals {
            let pair = (proposal.member, proposal.offer);
            assert_eq!(self.oracle.would(pair.0, pair.1, self.now), Some(proposal.wish));
            assert!(self.said.insert(pair), "twice");
            self.oracle.told.insert(pair, (proposal.organisation, self.now));
            assert!(!proposal.reasons.is_empty());
        }
        proposals
    }
}

fn moment(member: MemberId, at: PlanePoint, when: Instant) -> Moment {
    Moment { member, position: spot(at.x, at.y), accuracy_m: 5, at: when, source: Source::Simulated }
}

/// Reads ahead what an edit will change, as a server does.
fn expect(world: &World, edit: &Edit) {
    match edit {
        Edit::Offer(offer) => world.expect_offer(offer),
        Edit::Wish(wish) => world.expect_wish(wish),
        Edit::RemoveWish(wish) => world.expect_removal(*wish),
        Edit::Attention(attention) => world.expect_member(attention.member),
        Edit::Grants(member, grants) => world.expect_grants(*member, grants),
        _ => {}
    }
}
