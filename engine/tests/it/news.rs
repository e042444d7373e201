//! News of wishes: asked without a moment, counted with suggestions.

use domain::*;
use engine::{Obstacle, Spoken};
use proptest::prelude::*;

use crate::life::Life;
use crate::strategies::{MEMBERS, clocks, edit, grants_to, story_of};
use crate::town::{Town, check, grant, id, noon, offer, wish};

fn food() -> Category {
    "food/chocolate".parse().unwrap()
}

fn told(change: impl FnOnce(&mut Town)) -> Result<(), Obstacle> {
    let mut town = Town::new();
    change(&mut town);
    town.world().may_tell(id(1), Some(&food()), town.now)
}

#[test]
fn the_switch_and_the_street_are_not_asked() {
    assert_eq!(told(|_| ()), Ok(()));
    assert_eq!(told(|town| (town.attention.mode, town.stands) = (Mode::Off, None)), Ok(()));
    assert_eq!(told(|town| town.members.clear()), Err(Obstacle::UnknownMember));
}

#[test]
fn quiet_hours_the_budget_and_denials_are() {
    let quiet = |town: &mut Town| town.attention.quiet = DailyWindow::parse("12:30", "14:15");
    assert_eq!(told(quiet), Err(Obstacle::QuietHours { until_minute: 855 }));
    let spent = |town: &mut Town| {
        town.attention.per_day = 1;
        town.tell(9, 9);
    };
    assert_eq!(told(spent), Err(Obstacle::BudgetSpent { per_day: 1 }));
    assert_eq!(told(|town| town.attention.per_day = 0), Err(Obstacle::BudgetSpent { per_day: 0 }));
    for (category, closed) in [(Some("food"), true), (Some("books"), false), (None, true)] {
        let category = category.map(|path| path.parse().unwrap());
        let deny = Grant { organisation: None, category, ..grant(2, Effect::Deny) };
        assert_eq!(told(|town| town.grants = vec![deny.clone()]).is_err(), closed, "{deny:?}");
        let one_shop = Grant { organisation: Some(id(1)), ..deny };
        assert_eq!(told(|town| town.grants = vec![one_shop]), Ok(()), "of one organisation");
    }
}

#[test]
fn news_uses_up_the_budget_of_suggestions() {
    let mut town = Town::new();
    town.attention.per_day = 1;
    let mut world = town.world();
    world.put_spoken(Spoken { member: id(1), opportunity: id(1), at: noon().plus_secs(-60), hush: None });
    assert_eq!(world.may_tell(id(1), None, noon()), Err(Obstacle::BudgetSpent { per_day: 1 }));
    assert_eq!(world.may_tell(id(1), None, noon().plus_secs(86_400)), Ok(()));
    let moment = crate::town::moment_at(1_000, 0, noon());
    assert_eq!(world.moment(&moment, noon()), Ok(Vec::new()));
    check(|_| (), &[]);
}

#[test]
fn news_of_an_offer_asks_for_its_organisation_too() {
    let told = |change: &dyn Fn(&mut Town)| {
        let mut town = Town::new();
        (town.attention.mode, town.stands) = (Mode::Off, None);
        change(&mut town);
        town.world().may_tell_of(id(1), id(1), town.now)
    };
    let with = |grant: Grant| told(&move |town: &mut Town| town.grants = vec![grant.clone()]);
    assert_eq!(told(&|_| ()), Ok(()));
    assert_eq!(with(grant(2, Effect::Deny)), Err(Obstacle::Denied { grant: None }));
    assert_eq!(with(Grant { organisation: Some(id(9)), ..grant(2, Effect::Deny) }), Ok(()));
    let food = Grant { organisation: None, category: Some(food()), ..grant(2, Effect::Deny) };
    assert!(with(food).is_err());
    let inside = Grant { zone: Some(Zone::Inside), ..grant(2, Effect::Deny) };
    assert_eq!(with(inside), Ok(()), "nobody is inside");
    let inside = Grant { zone: Some(Zone::Inside), ..grant(2, Effect::Allow) };
    assert!(with(inside).is_err(), "what is allowed inside only is not told from afar");
    let once = Grant { per_day: Some(1), ..grant(2, Effect::Allow) };
    assert_eq!(with(once.clone()), Ok(()));
    let mut town = Town { grants: vec![once], ..Town::new() };
    town.tell(1, 1);
    assert!(town.world().may_tell_of(id(1), id(1), town.now).is_err(), "once a day is once");
    assert_eq!(told(&|town| town.offers.clear()), Err(Obstacle::UnknownOffer));
}

#[test]
fn what_news_told_of_is_not_suggested_besides() {
    let town = Town::new();
    let moment = crate::town::moment_at(1_000, 0, noon());
    for (until, proposed) in [(noon(), 1), (noon().plus_secs(1), 0)] {
        let mut world = town.world();
        let at = noon().plus_secs(-60);
        world.put_spoken(Spoken { member: id(1), opportunity: id(1), at, hush: Some((id(1), until)) });
        assert_eq!(world.moment(&moment, noon()).unwrap().len(), proposed);
    }
    let mut world = town.world();
    let hush = Some((id(1), noon().plus_secs(60)));
    let spoken = Spoken { member: id(1), opportunity: id(1), at: noon(), hush };
    world.put_spoken(spoken);
    world.put_spoken(Spoken { hush: None, ..spoken });
    assert_eq!(world.moment(&moment, noon()).unwrap().len(), 1, "taken back");
}

#[test]
fn wishers_are_those_whose_wish_is_met_wherever_they_are() {
    let met = |change: &dyn Fn(&mut Town)| {
        let mut town = Town::new();
        (town.attention.mode, town.stands) = (Mode::Off, None);
        change(&mut town);
        town.world().wishers(&[id(1), id(2)], town.now).len()
    };
    assert_eq!(met(&|_| ()), 1);
    assert_eq!(met(&|town| town.offers.push(offer(2, "Chocolat au lait"))), 2);
    assert_eq!(met(&|town| town.wishes.push(wish(2, "chocolat noir"))), 2);
    assert_eq!(met(&|town| town.wishes[0].state = WishState::Paused), 0);
    assert_eq!(met(&|town| town.wishes[0].until = Some(noon())), 0);
    assert_eq!(met(&|town| town.wishes[0].top_price = Some(Money::eur(299))), 0);
    assert_eq!(met(&|town| town.wishes[0].places = vec![id(7)]), 0);
    assert_eq!(met(&|town| town.offers[0].stock = Some(0)), 0);
    assert_eq!(met(&|town| town.offers[0].from = noon().plus_secs(1)), 0);
    assert_eq!(met(&|town| town.offers[0].zone = Zone::Inside), 0, "said to who is inside");
    assert_eq!(met(&|town| town.members.clear()), 0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Whatever happened before, news may be told exactly when the oracle says so.
    #[test]
    fn news_is_told_when_the_oracle_lets_it(
        clocks in clocks(),
        edits in story_of(prop_oneof![edit(), grants_to(Purpose::Suggest)]),
    ) {
        let mut life = Life::new(clocks);
        for edit in &edits {
            life.live_quietly(edit);
            for member in (0..MEMBERS).map(id) {
                for category in [None, Some(food()), "books".parse().ok()] {
                    let told = life.world.may_tell(member, category.as_ref(), life.now);
                    let expected = life.oracle.may_tell(member, category.as_ref(), life.now);
                    prop_assert_eq!(told.is_ok(), expected, "{:?}", told);
                }
            }
        }
        prop_assert!(life.world.same_ground(&life.oracle.rebuild()), "rebuilt differs from maintained");
    }
}
