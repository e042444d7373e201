//! The engine's signals under any rule: what [`World::moment`], [`World::offer_changed`] and [`World::wish_changed`] do
//! under the product's own, which a test compares.

use domain::{Instant, MemberId, Moment, OfferId, WishId};
use engine::{Found, MomentRefusal, Told, World};

use super::rule::Rule;

/// Keeps a moment; whether it is its member's newest, so that something may be said.
pub(super) fn note(world: &mut World, moment: &Moment, now: Instant) -> Result<bool, MomentRefusal> {
    world.note(moment, now)
}

/// What is said to a member where they are now.
pub(super) fn chosen(world: &mut World, member: MemberId, now: Instant, rule: &Rule) -> Vec<Found> {
    let mut found = Vec::new();
    world.choose_with(member, now, rule, &mut found);
    said(world, found, now)
}

/// To whom an offer that came or changed is said.
pub(super) fn reached(world: &mut World, offer: OfferId, now: Instant, rule: &Rule) -> Vec<Found> {
    let mut found = Vec::new();
    world.reached_by(offer, now, rule, &mut found);
    said(world, found, now)
}

/// What is said of a wish that came or changed.
pub(super) fn wished(
    world: &mut World,
    member: MemberId,
    wish: WishId,
    now: Instant,
    rule: &Rule,
) -> Vec<Found> {
    let mut found = Vec::new();
    world.consider(member, now, rule, &mut found);
    found.retain(|found| found.wish == wish);
    found.truncate(1);
    said(world, found, now)
}

fn said(world: &mut World, found: Vec<Found>, now: Instant) -> Vec<Found> {
    for &Found { member, offer, organisation, .. } in &found {
        world.put_told(Told { member, offer, organisation, at: now });
    }
    found
}

#[cfg(test)]
mod tests {
    use domain::ids::Id;
    use domain::{
        Attention, CivilZone, Kind, Mode, Plane, Position, Source, Subject, Visibility, Wish, WishState,
    };
    use engine::{Proposal, Settings};

    use super::*;
    use crate::simulate::samples;

    /// A bakery with two éclairs on offer, and a member who hopes for one and stands 55 m away.
    fn world() -> (World, Moment, OfferId, WishId) {
        let offer = samples::offer(300, Some(400));
        let (now, position) = (offer.from, Position::new(47.6505, -2.084).unwrap());
        let plane = Plane::about(Position::new(47.65, -2.084).unwrap());
        let mut world = World::new(Settings::new(plane, CivilZone::utc()));
        world.put_place(samples::place("Ici", offer.place));
        for number in [1, 2] {
            world.put_offer(domain::Offer { id: OfferId::make(now, [number; 10]), ..offer.clone() });
        }
        let member = MemberId::make(now, [7; 10]);
        world.put_member(member);
        let on = Mode::On { until: None };
        world.put_attention(Attention { mode: on, quiet: None, ..Attention::new(member) });
        let wish = WishId::make(now, [8; 10]);
        world.put_wish(Wish {
            id: wish,
            member,
            title: "éclair".into(),
            subject: Subject::told(Kind::Product, "éclair"),
            top_price: None,
            until: None,
            distance_m: 500,
            places: Vec::new(),
            visibility: Visibility::Private,
            state: WishState::Open,
            added_at: now,
        });
        let moment = Moment { member, position, accuracy_m: 5, at: now, source: Source::Simulated };
        (world, moment, offer.id, wish)
    }

    fn said(found: &[Found]) -> Vec<Proposal> {
        found.iter().map(Proposal::from).collect()
    }

    #[test]
    fn under_the_product_s_rule_every_signal_says_what_the_engine_itself_says() {
        let (mut ours, moment, offer, wish) = world();
        let mut its = ours.clone();
        let (now, rule) = (moment.at, Rule::default());
        assert!(note(&mut ours, &moment, now).unwrap());
        let found = chosen(&mut ours, moment.member, now, &rule);
        assert_eq!((said(&found), found.len()), (its.moment(&moment, now).unwrap(), 1), "one for a wish");
        let later = now.plus_secs(30);
        for offer in [offer, OfferId::make(now, [2; 10])] {
            assert_eq!(said(&reached(&mut ours, offer, later, &rule)), its.offer_changed(offer, later));
        }
        ours.remove_told(moment.member, offer);
        its.remove_told(moment.member, offer);
        let found = wished(&mut ours, moment.member, wish, later, &rule);
        assert_eq!((said(&found), found.len()), (its.wish_changed(wish, later), 1));
        assert!(ours.same_ground(&its));
    }

    #[test]
    fn another_rule_says_another_thing_and_never_more_than_its_caps() {
        let (mut world, moment, ..) = world();
        note(&mut world, &moment, moment.at).unwrap();
        let mut rule = Rule::default();
        (rule.caps.per_wish, rule.caps.per_organisation, rule.caps.proposals) = (9, 9, 0);
        assert!(chosen(&mut world, moment.member, moment.at, &rule).is_empty());
        rule.caps.proposals = 9;
        assert_eq!(chosen(&mut world, moment.member, moment.at, &rule).len(), 2);
    }
}
