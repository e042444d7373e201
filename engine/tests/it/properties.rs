//! Random towns lived through twice: by the engine and by the oracle.

use domain::*;
use engine::{ByGain, Found, Viewpoint, Warm};
use proptest::prelude::*;

use crate::life::Life;
use crate::strategies::{
    Edit, MEMBERS, OFFERS, clocks, edit, grants_to, moment, place, story, story_of, story_with_a_wrong_clock,
};
use crate::town::id;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    /// Every signal answers as the oracle does; every verdict agrees with it; the rebuilt world equals the maintained one.
    #[test]
    fn the_engine_lives_as_the_oracle(clocks in clocks(), edits in story()) {
        let mut life = Life::new(clocks);
        edits.iter().for_each(|edit| drop(life.live(edit)));
        prop_assert!(life.world.same_ground(&life.oracle.rebuild()), "rebuilt differs from maintained");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// A clock that is set back shuts nobody out: moments are kept, and everything goes by what the clock shows.
    #[test]
    fn a_clock_may_be_set_back(clocks in clocks(), edits in story_with_a_wrong_clock()) {
        let mut life = Life::new(clocks);
        edits.iter().for_each(|edit| drop(life.live(edit)));
        prop_assert!(life.world.same_ground(&life.oracle.rebuild()), "rebuilt differs from maintained");
    }

    /// Whom an organisation may see, by which place and how near.
    #[test]
    fn an_organisation_sees_whom_the_oracle_sees(
        clocks in clocks(),
        edits in story_of(prop_oneof![edit(), moment(), place(), grants_to(Purpose::Recognise)]),
    ) {
        let mut life = Life::new(clocks);
        for edit in &edits {
            life.live_quietly(edit);
            for organisation in (0..3).map(id) {
                let (now, expected) = (life.now, life.oracle.present(organisation, life.now));
                let seen = life.world.present(organisation, now);
                let known = seen.iter().map(|seen| (seen.member, (seen.metres, seen.place)));
                prop_assert_eq!(known.collect::<std::collections::BTreeMap<_, _>>(), expected);
                prop_assert!(seen.is_sorted_by_key(|seen| (seen.metres, seen.member)));
                for seen in seen {
                    let (spot, at) = life.oracle.last[&seen.member];
                    prop_assert_eq!((seen.zone, seen.at), (life.oracle.places[&seen.place].zone(spot), at));
                }
            }
        }
    }

    /// Where each wish could be met: all of it, from where its member stands if they let that be used, from a place, from the middle.
    #[test]
    fn a_wish_is_told_where_it_could_be_met(clocks in clocks(), edits in story()) {
        let mut life = Life::new(clocks);
        for edit in &edits {
            life.live_quietly(edit);
        }
        let (now, oracle) = (life.now, &life.oracle);
        for wish in oracle.wishes.values() {
            let here = oracle.stands(wish.member, now);
            let here = here.filter(|_| oracle.members.contains(&wish.member) && oracle.mode_on(wish.member, now));
            let middle = PlanePoint { x: 0, y: 0 };
            let mut views = vec![(Viewpoint::Here, here), (Viewpoint::Middle, Some(middle))];
            views.extend(oracle.places.keys().map(|place| {
                (Viewpoint::Place(*place), oracle.site(*place).map(|site| site.door))
            }));
            for (view, from) in views {
                let had = life.world.offers_for(wish.id, view, now);
                let told: Vec<_> = had.iter().map(|had| (had.offer, had.metres, had.open)).collect();
                prop_assert_eq!(&told, &oracle.offers_for(wish.id, from, now), "{:?}", view);
                let places: Vec<PlaceId> = had.iter().map(|had| had.place).collect();
                let far: Vec<_> = had.iter().map(|had| had.metres).collect();
                prop_assert_eq!(life.world.metres_to(wish.member, view, &places, now), far);
            }
        }
        prop_assert!(life.world.offers_for(id(250), Viewpoint::Middle, now).is_empty());
    }

    /// Everything that passes is considered, and nothing else; a policy's caps are what is left of it.
    #[test]
    fn would_means_considered(clocks in clocks(), edits in story()) {
        let mut life = Life::new(clocks);
        for (edit, member) in edits.iter().zip((0..MEMBERS).map(id).cycle()) {
            life.live(edit);
            let (now, ranked, mut found) = (life.now, life.ranked(member), Vec::new());
            life.world.consider(member, now, &Warm, &mut found);
            found.iter().for_each(|found| life.check(found));
            prop_assert_eq!(told(&found), &ranked[..]);
            life.world.choose_with(member, now, &Warm, &mut found);
            prop_assert_eq!(told(&found), life.greedy(member, engine::Policy::caps(&Warm), ranked));
        }
    }

    /// By gain, the answers are those of the oracle alone: so many of the largest gains, the nearer and older first.
    #[test]
    fn the_best_by_gain_are_the_oracles(clocks in clocks(), edits in story(), best in 0..8_usize) {
        let mut life = Life::new(clocks);
        for (edit, member) in edits.iter().zip((0..MEMBERS).map(id).cycle()) {
            life.live_quietly(edit);
            let (now, mut found) = (life.now, Vec::new());
            for best in [best, 5] {
                let expected = life.best_by_gain(member, best);
                life.world.choose_with(member, now, &ByGain { best }, &mut found);
                found.iter().for_each(|found| life.check(found));
                prop_assert_eq!(told(&found), expected);
            }
            life.world.consider(member, now, &ByGain { best }, &mut found);
            prop_assert_eq!(told(&found), life.ranked_by_gain(member));
        }
    }

    /// An offer reaches whom it would be suggested to, best first.
    #[test]
    fn an_offer_reaches_whom_the_oracle_says(clocks in clocks(), edits in story()) {
        let mut life = Life::new(clocks);
        for (edit, offer) in edits.iter().zip((0..OFFERS).map(id).cycle()) {
            life.live_quietly(edit);
            let mut found = Vec::new();
            let reached = |found: &[Found]| found.iter().map(|found| (found.member, found.wish)).collect::<Vec<_>>();
            life.world.reached_by(offer, life.now, &Warm, &mut found);
            prop_assert_eq!(reached(&found), life.reached(offer, &Warm));
            life.world.reached_by(offer, life.now, &ByGain { best: 1 }, &mut found);
            prop_assert_eq!(reached(&found), life.reached(offer, &ByGain { best: 1 }));
            found.iter().for_each(|found| life.check(found));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    /// The same calls give the same answers, whatever the worlds remembered before in the same ground.
    #[test]
    fn the_same_story_is_told_the_same(edits in story()) {
        let (mut one, mut other) = (Life::new(Default::default()), Life::new(Default::default()));
        for edit in &edits {
            prop_assert_eq!(one.live(edit), other.live(edit));
            other.world = other.world.clone();
        }
    }

    /// News may come twice: repeating what was just put changes nothing.
    #[test]
    fn repeated_news_is_no_news(edits in prop::collection::vec(edit(), 1..40)) {
        let (mut once, mut twice) = (Life::new(Default::default()), Life::new(Default::default()));
        let ground = |edit: &&Edit| {
            !matches!(edit, Edit::Moment(..) | Edit::OfferChanged(_) | Edit::WishChanged(_) | Edit::Wake | Edit::Wait(_))
        };
        for edit in edits.iter().filter(ground) {
            once.live(edit);
            twice.live(edit);
            twice.live(edit);
        }
        prop_assert!(once.world.same_ground(&twice.world));
    }
}

fn told(found: &[Found]) -> Vec<(OfferId, WishId)> {
    found.iter().map(|found| (found.offer, found.wish)).collect()
}
