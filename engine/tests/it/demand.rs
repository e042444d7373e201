//! The desire map, maintained, against a count anew.

use domain::*;
use engine::Demand;
use proptest::collection::vec;
use proptest::prelude::*;

use crate::life::Life;
use crate::strategies::{Edit, MEMBERS, clocks, edit, grants, grants_to, moment, story_of, wish};
use crate::town::id;

/// Edits of what is counted, more often than of other things; and time, which changes it alone.
fn counting() -> impl Strategy<Value = Edit> {
    prop_oneof![4 => edit(), 4 => wish(), 3 => grants_to(Purpose::Count), 1 => grants(), 5 => moment(), 2 => (0..1_000_i64).prop_map(Edit::Wait)]
}

/// To be counted by anybody, always.
fn counted(n: u8) -> Edit {
    let grant = crate::town::grant(100, Effect::Allow);
    Edit::Grants(id(n), vec![Grant { purpose: Purpose::Count, organisation: None, ..grant }])
}

fn told(found: &[Demand]) -> Vec<((i32, i32), Category, u32, u32)> {
    found.iter().map(|group| (group.cell, group.category.clone(), group.people, group.wishes)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    /// At whatever instant the World is brought to, the map is what counting anew gives, for every `k`.
    #[test]
    fn the_map_is_what_counting_gives(
        clocks in clocks(),
        edits in story_of(counting()),
        lets in 0..MEMBERS + 1,
        pauses in vec(0..3_u8, 90),
    ) {
        let mut life = Life::lasting(clocks, if lets == 0 { 50_000 } else { limits::PRESENCE_S });
        (0..lets.max(2)).for_each(|n| life.live_quietly(&counted(n)));
        let mut found = Vec::new();
        for (edit, pause) in edits.iter().zip(pauses.into_iter().cycle()) {
            life.live_quietly(edit);
            // Not after each: what came since must be caught up with as well.
            if pause > 0 {
                continue;
            }
            life.world.advance(life.now);
            life.oracle.sweep(life.now);
            for k in 0..=usize::from(MEMBERS) {
                life.world.demand(k as u32, &mut found);
                prop_assert_eq!(told(&found), life.oracle.demand(k.max(1), life.now));
            }
        }
        prop_assert!(life.world.same_ground(&life.oracle.rebuild()));
    }
}
