//! Edits of devices that have not heard of each other: examples, and every interleaving chance finds.

use domain::WishId;
use domain::ids::Id;

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
