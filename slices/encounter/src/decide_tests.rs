//! The table of steps, and the law that an encounter settles once.

use domain::ids::Id;
use domain::{Instant, Money, limits};
use proptest::prelude::*;

use super::*;
use EncounterState::{Cancelled, Confirmed, Expected, Expired};

const BEGAN: Instant = Instant::from_secs(1_795_258_800);
const ENDS: Instant = BEGAN.plus_secs(limits::HOLD_S);

fn id<I: Id>() -> I {
    I::make(BEGAN, [7; 10])
}

fn code(number: u16) -> Code {
    Code::new(number).unwrap()
}

fn encounter(state: EncounterState) -> Encounter {
    let settled_at = (state != Expected).then_some(BEGAN.plus_secs(60));
    Encounter {
        id: id(),
        member: id(),
        organisation: id(),
        place: id(),
        offer: id(),
        suggestion: id(),
        wish: id(),
        title: "Pain au levain".into(),
        state,
        code: code(421),
        amount: Money::eur(420),
        began_at: BEGAN,
        expires_at: ENDS,
        settled_at,
        confirmed_by: None,
    }
}

fn told(step: Result<Step>) -> Result<Step, &'static str> {
    step.map_err(|refusal| refusal.code)
}

#[test]
fn confirming() {
    let soon = BEGAN.plus_secs(60 + DOUBLE_CLICK_S - 1);
    let later = BEGAN.plus_secs(60 + DOUBLE_CLICK_S);
    let table = [
        (Expected, 421, BEGAN, Ok(Step::Move(Confirmed))),
        (Expected, 421, ENDS.plus_secs(-1), Ok(Step::Move(Confirmed))),
        (Expected, 421, ENDS, Err("encounter-over")),
        (Expected, 422, BEGAN, Err("wrong-code")),
        (Confirmed, 421, soon, Ok(Step::Stay)),
        (Confirmed, 421, later, Err("encounter-over")),
        (Confirmed, 422, soon, Err("wrong-code")),
        (Cancelled, 421, soon, Err("encounter-over")),
        (Cancelled, 422, soon, Err("wrong-code")),
        (Expired, 421, later, Err("encounter-over")),
    ];
    for (state, said, now, expected) in table {
        assert_eq!(told(confirm(&encounter(state), code(said), now)), expected, "{state} {said} {now:?}");
    }
}

#[test]
fn cancelling_and_expiring() {
    let cancels = [
        (Expected, Ok(Step::Move(Cancelled))),
        (Cancelled, Ok(Step::Stay)),
        (Expired, Ok(Step::Stay)),
        (Confirmed, Err("encounter-over")),
    ];
    for (state, expected) in cancels {
        assert_eq!(told(cancel(&encounter(state))), expected, "{state}");
    }
    assert_eq!(expire(&encounter(Expected), ENDS.plus_secs(-1)), Step::Stay);
    assert_eq!(expire(&encounter(Expected), ENDS), Step::Move(Expired));
    for state in [Confirmed, Cancelled, Expired] {
        assert_eq!(expire(&encounter(state), ENDS), Step::Stay, "{state}");
    }
}

#[test]
fn the_last_free_code_is_found_and_then_none() {
    let mut taken: BTreeSet<Code> = (0..CODES).filter_map(Code::new).collect();
    assert_eq!(free_code(&taken, |_| 0), None);
    taken.remove(&code(4821));
    assert_eq!(free_code(&taken, |count| count - 1), Some(code(4821)));
}

#[derive(Debug, Clone, Copy)]
enum Does {
    Confirm(u16),
    Cancel,
    Wait,
}

fn does() -> impl Strategy<Value = (Does, i64)> {
    let act = prop_oneof![(420_u16..423).prop_map(Does::Confirm), Just(Does::Cancel), Just(Does::Wait)];
    (act, 0..limits::HOLD_S)
}

proptest! {
    #[test]
    fn whatever_comes_it_settles_once(acts in prop::collection::vec(does(), 1..20)) {
        let (mut it, mut now, mut given_back) = (encounter(Expected), BEGAN, 0);
        for (act, secs) in acts {
            now = now.plus_secs(secs);
            let before = it.state;
            let step = match act {
                Does::Confirm(said) => confirm(&it, code(said), now),
                Does::Cancel => cancel(&it),
                Does::Wait => Ok(expire(&it, now)),
            };
            if let Ok(Step::Move(after)) = step {
                prop_assert_eq!(before, Expected, "a settled encounter moved");
                prop_assert!(after != Confirmed || now < ENDS, "confirmed too late");
                given_back += u32::from(after != Confirmed);
                (it.state, it.settled_at) = (after, Some(now));
            }
        }
        prop_assert_eq!(given_back, u32::from(matches!(it.state, Cancelled | Expired)));
    }

    #[test]
    fn a_drawn_code_is_free(taken in prop::collection::btree_set(0..CODES, 0..200), seed: u64) {
        let taken: BTreeSet<Code> = taken.into_iter().map(code).collect();
        let drawn = free_code(&taken, |count| seed % count);
        prop_assert!(drawn.is_some_and(|drawn| !taken.contains(&drawn)));
    }
}
