//! Who an organisation may see: nobody without a `recognise` grant that holds now and here.

use domain::*;

use crate::town::*;

/// How many the shop sees of the one member who stands at `x` decimetres, with these grants.
#[track_caller]
fn check(x: i32, grants: Vec<Grant>, seen: usize) {
    let mut world = Town { grants, ..Town::new() }.world();
    let _proposals = world.moment(&moment_at(x, 0, noon()), noon()).unwrap();
    assert_eq!(world.present(id(1), noon()).len(), seen);
}

fn see(effect: Effect) -> Grant {
    Grant { purpose: Purpose::Recognise, ..grant(if effect == Effect::Allow { 1 } else { 2 }, effect) }
}

#[test]
fn only_those_who_allow_it_here_and_now() {
    let allow = see(Effect::Allow);
    check(0, vec![], 0);
    check(0, vec![grant(1, Effect::Allow)], 0);
    check(0, vec![allow.clone()], 1);
    check(0, vec![Grant { organisation: None, ..allow.clone() }], 1);
    check(0, vec![Grant { organisation: Some(id(2)), ..allow.clone() }], 0);
    check(0, vec![Grant { category: "food".parse().ok(), ..allow.clone() }], 1);
    check(0, vec![Grant { category: "books".parse().ok(), ..allow.clone() }], 0);
    check(0, vec![Grant { until: Some(noon()), ..allow.clone() }], 0);
    check(0, vec![Grant { times: Times { days: 0, window: None }, ..allow.clone() }], 0);
    check(200, vec![Grant { zone: Some(Zone::Inside), ..allow.clone() }], 1);
    check(210, vec![Grant { zone: Some(Zone::Inside), ..allow.clone() }], 0);
    check(0, vec![allow.clone(), see(Effect::Deny)], 0);
    check(0, vec![allow.clone(), Grant { until: Some(noon()), ..see(Effect::Deny) }], 1);
    check(2_700, vec![allow.clone()], 1);
    check(2_701, vec![allow], 0);
}

#[test]
fn each_once_by_the_nearest_place_and_not_after_the_switch() {
    let mut town = Town { grants: vec![see(Effect::Allow)], ..Town::new() };
    town.places.push(place(2, 900, 0));
    let mut world = town.world();
    let _proposals = world.moment(&moment_at(1_000, 0, noon()), noon()).unwrap();
    let seen = world.present(id(1), noon());
    assert_eq!((seen.len(), seen[0].place, seen[0].zone, seen[0].metres), (1, id(2), Zone::Inside, 10));
    assert_eq!(world.present(id(1), noon().plus_secs(limits::PRESENCE_S + 1)), vec![]);
    world.put_attention(Attention { mode: Mode::Off, ..attention() });
    assert_eq!(world.present(id(1), noon()), vec![]);
}
