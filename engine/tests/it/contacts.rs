//! Contacts: random walks, everybody looked at, who was within before and who is now.

use domain::*;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::clocks::Clocks;
use crate::life::Life;
use crate::strategies::{Edit, about, attention, moved, newcomer};
use crate::town::{id, spot};

const WALKERS: u8 = 12;

/// Walks in steps of tens of metres, switches, and time that passes.
fn walk() -> impl Strategy<Value = Edit> {
    let along = || prop_oneof![4 => select(vec![0, 0, 300, 500, 501, 4_999, 5_000]), 3 => -700..700_i32];
    let at = (along(), along()).prop_map(|(x, y)| PlanePoint { x, y });
    let away = Just(PlanePoint { x: -600_000, y: 0 });
    let ago = prop_oneof![6 => Just(0), 1 => -60..1_000_i64];
    let walker = || 0..WALKERS;
    prop_oneof![
        30 => (walker(), prop_oneof![30 => at, 1 => away], ago).prop_map(|(n, at, ago)| Edit::Moment(id(n), at, ago)),
        2 => attention(),
        1 => walker().prop_map(|n| Edit::Forget(id(n))),
        1 => walker().prop_map(|n| Edit::RemoveMember(id(n))),
        2 => walker().prop_map(|n| Edit::Attention(Attention { member: id(n), ..crate::town::attention() })),
        2 => walker().prop_map(|n| Edit::Member(id(n))),
        3 => prop_oneof![4 => 0..300_i64, 1 => 0..2_000_i64, 1 => -1_500..0_i64].prop_map(Edit::Wait),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Whoever is within now and was not before, each once, by member; nobody whose moment or whose switch ran out.
    #[test]
    fn contacts_are_those_who_newly_are_within(
        walks in vec(walk(), 1..120),
        about in about(),
        within_m in select(vec![0, 29, 30, 50, 70]),
    ) {
        let mut life = Life::new(Clocks::Utc);
        (0..WALKERS).flat_map(newcomer).for_each(|edit| life.live_quietly(&edit));
        for edit in walks {
            let Edit::Moment(member, at, ago) = moved(edit.clone(), about) else {
                life.live_quietly(&edit);
                continue;
            };
            let (now, mut close) = (life.now, Vec::new());
            let moment = Moment {
                member, position: spot(at.x, at.y), accuracy_m: 5, at: now.plus_secs(-ago), source: Source::Simulated,
            };
            let before = life.oracle.stands(member, now);
            let mut walking = life.world.clone();
            let answer = walking.contacts(&moment, within_m, now, &mut close);
            prop_assert_eq!(answer, life.note(&moment, at));
            let most = i64::from(within_m) * i64::from(within_m) * 100;
            let others = life.oracle.members.iter().filter(|other| **other != member);
            let expected: Vec<(MemberId, i64)> = others
                .filter(|other| answer == Ok(true) && life.oracle.mode_on(**other, now))
                .filter_map(|other| Some((*other, life.oracle.stands(*other, now)?)))
                .filter(|(_, there)| before.is_none_or(|before| before.d2(*there) > most))
                .map(|(other, there)| (other, at.d2(there)))
                .filter(|(_, d2)| *d2 <= most)
                .collect();
            let close: Vec<_> = close.iter().map(|contact| (contact.member, contact.d2)).collect();
            prop_assert_eq!(close, expected);
            life.world = walking;
        }
    }
}
