//! Random towns lived through twice: by the engine and by the oracle.

use std::collections::BTreeSet;

use domain::*;
use engine::{MomentRefusal, Proposal, Told, Verdict, Warm, World};
use proptest::prelude::*;

use crate::oracle::{Oracle, settings};
use crate::strategies::{Edit, MEMBERS, OFFERS, edit, start, story};
use crate::town::{id, spot};

/// The engine and the oracle side by side.
struct Life {
    world: World,
    oracle: Oracle,
    now: Instant,
    /// Everything said, until it is taken back or its member erased.
    said: BTreeSet<(MemberId, OfferId)>,
}

impl Life {
    fn new() -> Self {
        let (world, oracle) = (World::new(settings()), Oracle::default());
        Self { world, oracle, now: start(), said: BTreeSet::new() }
    }

    fn live(&mut self, edit: &Edit) -> Vec<Proposal> {
        let (world, oracle, now) = (&mut self.world, &mut self.oracle, self.now);
        match edit.clone() {
            Edit::Place(place, at) => {
                oracle.places.insert(place.id, (place.clone(), at));
                world.put_place(place);
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
        self.said.retain(|(whom, _)| *whom != member);
        self.world.remove_member(member);
    }

    fn signal(&mut self, signal: &Edit) -> Vec<Proposal> {
        let now = self.now;
        match *signal {
            Edit::Moment(member, at, ago) => self.moment(member, at, now.plus_secs(-ago)),
            Edit::OfferChanged(offer) => {
                let members: Vec<MemberId> = self.oracle.members.iter().copied().collect();
                let reached =
                    members.iter().filter(|member| self.oracle.would(**member, offer, now).is_some());
                let expected: BTreeSet<MemberId> = reached.copied().collect();
                let proposals = self.world.offer_changed(offer, now);
                assert_eq!(
                    proposals.iter().map(|proposal| proposal.member).collect::<BTreeSet<_>>(),
                    expected
                );
                self.heard(proposals)
            }
            Edit::WishChanged(wish) => {
                let expected = self.oracle.wishes.get(&wish).map(|wish| wish.member).and_then(|member| {
                    let all = self.ranked(&self.world, member);
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
            _ => {
                self.world.sweep(now);
                let kept = |member: &MemberId, at: &Instant, oracle: &Oracle| {
                    now.secs() - at.secs() <= limits::PRESENCE_S && oracle.mode_on(*member, now)
                };
                let before = self.oracle.clone();
                self.oracle.last.retain(|member, (_, at)| kept(member, at, &before));
                assert_eq!(self.world.counts().present, self.oracle.last.len());
                Vec::new()
            }
        }
    }

    /// The offers that would be suggested and the wishes they meet, best first, the engine's verdict checked on each.
    fn ranked(&self, world: &World, member: MemberId) -> Vec<(OfferId, WishId)> {
        let mut all = Vec::new();
        for offer in (0..OFFERS).map(id) {
            match (world.why(member, offer, self.now), self.oracle.would(member, offer, self.now)) {
                (Verdict::Would { score, wish, reasons }, Some(expected)) => {
                    assert_eq!(wish, expected);
                    assert!(reasons.contains(&Reason::Wished { wish }));
                    all.push((-score, self.oracle.d2(member, offer), offer, wish));
                }
                (Verdict::WouldNot { obstacles }, None) => assert!(!obstacles.is_empty()),
                (engine, oracle) => panic!("{offer}: the engine says {engine:?}, the oracle {oracle:?}"),
            }
        }
        all.sort();
        all.into_iter().map(|(_, _, offer, wish)| (offer, wish)).collect()
    }

    fn moment(&mut self, member: MemberId, at: PlanePoint, when: Instant) -> Vec<Proposal> {
        let now = self.now;
        let position = spot(at.x, at.y);
        let moment = Moment { member, position, accuracy_m: 5, at: when, source: Source::Simulated };
        let mut before = self.world.clone();
        let noted = before.note(&moment, now);
        let answer = self.world.moment(&moment, now);
        let refusal = match (self.oracle.members.contains(&member), self.oracle.mode_on(member, now)) {
            (false, _) => Some(MomentRefusal::UnknownMember),
            (true, false) => Some(MomentRefusal::ModeOff),
            (true, true) => None,
        };
        assert_eq!(noted.err(), refusal);
        assert_eq!(answer.as_ref().err().copied(), refusal);
        if refusal == Some(MomentRefusal::ModeOff) {
            self.oracle.last.remove(&member);
        }
        let when = when.min(now);
        let stale = now.secs() - when.secs() > limits::PRESENCE_S;
        let older = self.oracle.last.get(&member).is_some_and(|(_, last)| when < *last);
        let (Ok(proposals), false) = (answer, stale || older) else {
            assert!(refusal.is_some() || noted == Ok(false));
            return Vec::new();
        };
        self.oracle.last.insert(member, (at, when));
        let expected = self.greedy(&before, member);
        let got: Vec<_> = proposals.iter().map(|proposal| (proposal.offer, proposal.wish)).collect();
        assert_eq!(got, expected);
        self.heard(proposals)
    }

    /// Best first, one of each organisation, one for each wish, three at the most; all asked again after each.
    fn greedy(&self, world: &World, member: MemberId) -> Vec<(OfferId, WishId)> {
        let mut chosen: Vec<(OfferId, WishId)> = Vec::new();
        let mut oracle = self.oracle.clone();
        for (offer, wish) in self.ranked(world, member) {
            let organisation = oracle.offers[&offer].organisation;
            let clash = |(said, met): &(OfferId, WishId)| {
                oracle.offers[said].organisation == organisation || *met == wish
            };
            if chosen.len() < 3
                && !chosen.iter().any(clash)
                && oracle.would(member, offer, self.now).is_some()
            {
                oracle.told.insert((member, offer), (organisation, self.now));
                chosen.push((offer, wish));
            }
        }
        chosen
    }

    fn heard(&mut self, proposals: Vec<Proposal>) -> Vec<Proposal> {
        for proposal in &proposals {
            let pair = (proposal.member, proposal.offer);
            assert!(self.said.insert(pair), "twice");
            self.oracle.told.insert(pair, (proposal.organisation, self.now));
            let today = self.oracle.told_today(proposal.member, self.now).len();
            assert!(today <= usize::from(self.oracle.attention[&proposal.member].per_day), "over budget");
            assert!(!proposal.reasons.is_empty());
        }
        proposals
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    /// Every signal answers as the oracle does; every verdict agrees with it; the rebuilt world equals the maintained one.
    #[test]
    fn the_engine_lives_as_the_oracle(edits in story()) {
        let mut life = Life::new();
        for edit in &edits {
            life.live(edit);
            for organisation in (0..3).map(id) {
                let seen: BTreeSet<MemberId> =
                    life.world.present(organisation, life.now).into_iter().map(|seen| seen.member).collect();
                prop_assert_eq!(seen, life.oracle.present(organisation, life.now));
            }
        }
        prop_assert!(life.world.same_ground(&life.oracle.rebuild()), "rebuilt differs from maintained");
    }

    /// The same calls give the same answers, whatever the worlds remembered before in the same ground.
    #[test]
    fn the_same_story_is_told_the_same(edits in story()) {
        let (mut one, mut other) = (Life::new(), Life::new());
        for edit in &edits {
            prop_assert_eq!(one.live(edit), other.live(edit));
            other.world = other.world.clone();
        }
    }

    /// News may come twice: repeating what was just put changes nothing.
    #[test]
    fn repeated_news_is_no_news(edits in prop::collection::vec(edit(), 1..40)) {
        let (mut once, mut twice) = (Life::new(), Life::new());
        let ground = |edit: &&Edit| !matches!(edit, Edit::Moment(..) | Edit::OfferChanged(_) | Edit::WishChanged(_) | Edit::Wait(_));
        for edit in edits.iter().filter(ground) {
            once.live(edit);
            twice.live(edit);
            twice.live(edit);
        }
        prop_assert!(once.world.same_ground(&twice.world));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Everything that passes is considered, and nothing else; a policy's caps are what is left of it.
    #[test]
    fn would_means_considered(edits in story()) {
        let mut life = Life::new();
        for edit in &edits {
            life.live(edit);
            let mut found = Vec::new();
            for member in (0..MEMBERS).map(id) {
                life.world.consider(member, life.now, &Warm, &mut found);
                let considered: Vec<_> = found.iter().map(|found| (found.offer, found.wish)).collect();
                prop_assert_eq!(considered, life.ranked(&life.world, member));
                life.world.choose_with(member, life.now, &Warm, &mut found);
                let chosen: Vec<_> = found.iter().map(|found| (found.offer, found.wish)).collect();
                prop_assert_eq!(chosen, life.greedy(&life.world, member));
            }
        }
    }
}
