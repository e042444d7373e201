//! Edits of devices that have not heard of each other: examples, and every interleaving chance finds.

use domain::WishId;
use domain::ids::Id;
use proptest::prelude::*;

use super::*;

fn at(secs: i64) -> Instant {
    Instant::from_secs(1_795_258_800 + secs)
}

fn op(number: u8) -> Uuid {
    WishId::make(at(0), [number; 10]).uuid()
}

fn text(said: &str) -> Value {
    Value::Text(said.to_owned())
}

fn edit(number: u8, secs: i64, base: Option<u8>, value: Value) -> Edit {
    Edit { op: op(number), at: at(secs), base: base.map(op), value }
}

fn kept(field: Field, value: Value) -> Kept {
    Kept { field, value, stamp: None, overruled: Vec::new() }
}

/// What a field says after edits in this order, and what is offered back.
fn after_all(field: Field, first: Value, edits: &[Edit]) -> (Value, Vec<Value>) {
    let mut kept = kept(field, first);
    for (edit, joined) in edits.iter().zip(200..) {
        kept.settle(edit.clone(), op(joined));
    }
    (kept.value, kept.overruled.into_iter().map(|lost| lost.value).collect())
}

/// The same, whichever of two comes first.
fn either_way(field: Field, first: &Value, one: &Edit, other: &Edit) -> (Value, Vec<Value>) {
    let [this, that] =
        [[one, other], [other, one]].map(|order| after_all(field, first.clone(), &order.map(Clone::clone)));
    assert_eq!(this, that, "the order of arrival must not matter");
    this
}

#[test]
fn who_saw_what_stands_replaces_it_whatever_clocks_say() {
    let edits = [edit(1, 100, None, text("vélo")), edit(2, -9_000, Some(1), text("vélo bleu"))];
    assert_eq!(after_all(Field::Title, text("bicyclette"), &edits), (text("vélo bleu"), vec![]));
}

#[test]
fn of_two_titles_the_later_stands_and_the_other_is_offered_back() {
    let (one, other) = (edit(1, 0, None, text("vélo")), edit(2, 5, None, text("vélo bleu")));
    assert_eq!(either_way(Field::Title, &text("v"), &one, &other), (text("vélo bleu"), vec![text("vélo")]));
    let same = edit(3, 9, None, text("vélo"));
    assert_eq!(either_way(Field::Title, &text("v"), &one, &same), (text("vélo"), vec![]));
}

#[test]
fn equal_instants_are_settled_by_the_edit() {
    let (one, other) = (edit(1, 0, None, text("vélo")), edit(2, 0, None, text("vélo bleu")));
    assert_eq!(either_way(Field::Title, &text("v"), &one, &other).0, text("vélo bleu"));
}

#[test]
fn both_notes_are_kept() {
    let (one, other) = (edit(1, 0, None, text("bleu")), edit(2, 5, None, text("pour Mamie")));
    assert_eq!(either_way(Field::Note, &text(""), &one, &other), (text("bleu\npour Mamie"), vec![]));
    let cleared = edit(3, 9, None, text(""));
    assert_eq!(either_way(Field::Note, &text("x"), &one, &cleared), (text("bleu"), vec![text("")]));
    let long = edit(4, 9, None, text(&"é".repeat(limits::NOTE_CHARS)));
    assert_eq!(either_way(Field::Note, &text(""), &one, &long), (long.value.clone(), vec![text("bleu")]));
}

#[test]
fn quantities_add_up() {
    let (one, other) = (edit(1, 0, None, Value::Number(1)), edit(2, 5, None, Value::Number(2)));
    assert_eq!(either_way(Field::Quantity, &Value::Number(1), &one, &other), (Value::Number(4), vec![]));
    let fewer = [edit(1, 0, None, Value::Number(-5)), edit(2, 0, None, Value::Number(i64::MAX))];
    assert_eq!(after_all(Field::Quantity, Value::Number(2), &fewer[..1]).0, Value::Number(1));
    assert_eq!(after_all(Field::Quantity, Value::Number(2), &fewer).0, Value::Number(limits::QUANTITY_MAX));
}

#[test]
fn what_came_true_stays_true_and_to_drop_yields() {
    use WishState::{Dropped, Fulfilled, Open, Paused};
    for (one, other, stands) in [
        (Fulfilled, Paused, Fulfilled),
        (Fulfilled, Dropped, Fulfilled),
        (Dropped, Paused, Paused),
        (Paused, Open, Open),
    ] {
        for (first, second) in [(1, 9), (9, 1)] {
            let said = [edit(1, first, None, Value::State(one)), edit(2, second, None, Value::State(other))];
            let settled = either_way(Field::State, &Value::State(Open), &said[0], &said[1]);
            let lost = if stands == one { other } else { one };
            if weight(one) == weight(other) && second < first {
                assert_eq!(settled, (Value::State(one), vec![Value::State(other)]));
            } else {
                assert_eq!(settled, (Value::State(stands), vec![Value::State(lost)]), "{one} {other}");
            }
        }
    }
    let seen = [edit(1, 9, None, Value::State(Fulfilled)), edit(2, 1, Some(1), Value::State(Open))];
    assert_eq!(after_all(Field::State, Value::State(Open), &seen), (Value::State(Open), vec![]));
}

#[test]
fn an_order_is_nothing_to_have_back() {
    let (one, other) = (edit(1, 0, None, text("i")), edit(2, 5, None, text("r")));
    assert_eq!(either_way(Field::Order, &text("x"), &one, &other), (text("r"), vec![]));
}

#[test]
fn an_edit_offered_back_yields_to_the_one_that_saw_it() {
    let theirs = edit(1, 50, None, text("bleu"));
    let ours = [edit(2, 10, None, text("rouge")), edit(3, 20, Some(2), text("rouge vif"))];
    let all = [theirs.clone(), ours[0].clone(), ours[1].clone()];
    assert_eq!(after_all(Field::Title, text("v"), &all), (text("bleu"), vec![text("rouge vif")]));
    let taken = edit(4, 60, Some(1), text("rouge vif"));
    let all = [theirs, ours[0].clone(), ours[1].clone(), taken];
    assert_eq!(after_all(Field::Title, text("v"), &all), (text("rouge vif"), vec![]), "taken back");
}

/// One of three devices: what it was last told, and what it has not been told is settled.
#[derive(Default)]
struct Device {
    told: Option<(Value, Option<Uuid>)>,
    queue: Vec<Edit>,
}

/// What an edit said, and what its device showed when it was made.
struct Made {
    edit: Edit,
    saw: Value,
}

/// The `number`th thing that can be said of a field.
fn said(field: Field, number: u8) -> Value {
    match field {
        Field::Quantity => Value::Number(1),
        Field::State => Value::State(WishState::NAMES[usize::from(number) % 4].0),
        Field::Priority => Value::Priority(Priority::NAMES[usize::from(number) % 3].0),
        Field::List => {
            Value::List((!number.is_multiple_of(4)).then(|| ListId::make(at(0), [number % 4; 10])))
        }
        Field::Archived => Value::Flag(number.is_multiple_of(2)),
        _ => text(&format!("<{number}>")),
    }
}

fn holds(all: &Value, part: &Value) -> bool {
    match (all, part) {
        (Value::Text(all), Value::Text(part)) => all.contains(part.as_str()),
        _ => all == part,
    }
}

/// Whether an edit stands, is offered back, was said again, or was replaced by one whose device showed it.
fn is_kept(kept: &Kept, all: &[Made], one: &Edit) -> bool {
    let stands =
        kept.stamp.as_ref().is_some_and(|stamp| stamp.op == one.op) || holds(&kept.value, &one.value);
    let offered = kept.overruled.iter().any(|lost| lost.op == one.op || holds(&lost.value, &one.value));
    let followed = all.iter().any(|other| {
        let shown = matches!(one.value, Value::Text(_)) && holds(&other.saw, &one.value);
        let seen = other.edit.base == Some(one.op) || shown;
        other.edit.op != one.op && (seen || other.edit.value == one.value)
    });
    stands || offered || followed
}

proptest! {
    /// Whatever three devices say, with clocks hours apart and answers lost, in whatever order it arrives: no edit is lost, and an
    /// edit sent again changes nothing.
    #[test]
    fn three_devices_lose_nothing(
        field in prop::sample::select(vec![
            Field::Title, Field::Note, Field::State, Field::Priority, Field::List, Field::Archived, Field::Quantity,
        ]),
        skew in prop::array::uniform3(-9_000..9_000_i64),
        steps in prop::collection::vec((0..3_usize, 0..5_u8, 0..600_i64), 1..80),
    ) {
        let first = said(field, 0);
        let mut kept = kept(field, first.clone());
        let mut devices: [Device; 3] = Default::default();
        let (mut made, mut settled, mut now) = (Vec::<Made>::new(), Vec::<Uuid>::new(), 0);
        let last = (0..3).flat_map(|device| [(device, 9, 1); 80]);
        for (device, act, pause) in steps.into_iter().chain(last) {
            now += pause;
            let (device, skew) = (&mut devices[device], skew[device]);
            let number = u8::try_from(made.len() + 1).unwrap();
            if act < 2 {
                let own = device.queue.last();
                let told = device.told.clone().unwrap_or((first.clone(), None));
                let saw = own.map_or(told.0, |own| own.value.clone());
                let base = own.map(|own| own.op).or(told.1);
                let edit = Edit { op: op(number), at: at(now + skew), base, value: said(field, number) };
                device.queue.push(edit.clone());
                made.push(Made { edit, saw });
            } else if let Some(edit) = device.queue.first().cloned() {
                // One that came before, and whose answer was lost, is known.
                if !settled.contains(&edit.op) {
                    kept.settle(edit.clone(), op(100 + u8::try_from(settled.len()).unwrap()));
                    settled.push(edit.op);
                }
                if act > 2 {
                    device.queue.remove(0);
                    device.told = Some((kept.value.clone(), kept.stamp.as_ref().map(|stamp| stamp.op)));
                }
            } else {
                device.told = Some((kept.value.clone(), kept.stamp.as_ref().map(|stamp| stamp.op)));
            }
        }
        prop_assert!(devices.iter().all(|device| device.queue.is_empty()));
        if field == Field::Quantity {
            // Every one more is counted.
            let more = i64::try_from(made.len()).unwrap();
            prop_assert_eq!(&kept.value, &Value::Number((1 + more).min(limits::QUANTITY_MAX)));
            return Ok(());
        }
        for one in &made {
            prop_assert!(is_kept(&kept, &made, &one.edit), "{:?} is lost from {kept:?}", one.edit);
        }
    }
}
