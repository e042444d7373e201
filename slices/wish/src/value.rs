//! What a field says, as JSON: on the wire, and in the rows of what is offered back.

use domain::{Instant, Money, limits};
use kit::wire::{self, WireMoney};
use kit::{Refusal, Result};
use serde_json::{Value as Json, json};

use crate::merge::Value;
use crate::stamp::Field;

/// Reads what an edit says of a field.
///
/// # Errors
/// `invalid` naming the field.
pub(crate) fn read(field: Field, said: &Json) -> Result<Value> {
    let name = field.name();
    let wrong = |code| Refusal::invalid(name, code);
    let text = || said.as_str().ok_or_else(|| wrong("type"));
    let flag = || said.as_bool().ok_or_else(|| wrong("type"));
    Ok(match field {
        Field::Title | Field::Note | Field::Order => Value::Text(text()?.to_owned()),
        Field::Quantity => {
            let by = said.as_i64().ok_or_else(|| wrong("number"))?;
            let sound = (-limits::QUANTITY_MAX..=limits::QUANTITY_MAX).contains(&by);
            if sound { Value::Number(by) } else { return Err(wrong("range")) }
        }
        Field::Archived | Field::Secret => Value::Flag(flag()?),
        Field::Priority => Value::Priority(text()?.parse().map_err(|_| wrong("choice"))?),
        Field::State => Value::State(text()?.parse().map_err(|_| wrong("choice"))?),
        Field::List if said.is_null() => Value::List(None),
        Field::List => Value::List(Some(wire::id(text()?, name)?)),
        Field::Until if said.is_null() => Value::Until(None),
        Field::Until => Value::Until(Some(wire::instant(text()?, name)?)),
        Field::TopPrice => Value::Price(price(said).ok_or_else(|| wrong("amount"))?),
    })
}

/// `None` when it is neither an amount nor `null`.
fn price(said: &Json) -> Option<Option<Money>> {
    if said.is_null() {
        return Some(None);
    }
    let money: WireMoney = serde_json::from_value(said.clone()).ok()?;
    money.read("top_price").ok().map(Some)
}

/// Says a value as [`read`] reads it.
pub(crate) fn write(value: &Value) -> Json {
    match value {
        Value::Text(text) => json!(text),
        Value::Number(number) => json!(number),
        Value::Flag(flag) => json!(flag),
        Value::Priority(priority) => json!(priority.name()),
        Value::State(state) => json!(state.name()),
        Value::List(list) => json!(list.map(|list| list.to_string())),
        Value::Price(price) => json!(price.map(WireMoney::from)),
        Value::Until(until) => json!(until.map(Instant::to_rfc3339)),
    }
}

#[cfg(test)]
mod tests {
    use domain::{Priority, WishState};

    use super::*;

    #[test]
    fn what_is_said_is_read() {
        for (field, value) in [
            (Field::Title, Value::Text("vélo".into())),
            (Field::Quantity, Value::Number(-2)),
            (Field::Secret, Value::Flag(true)),
            (Field::Priority, Value::Priority(Priority::Dearly)),
            (Field::State, Value::State(WishState::Dropped)),
            (Field::List, Value::List(None)),
            (Field::TopPrice, Value::Price(Some(Money::eur(450)))),
            (Field::TopPrice, Value::Price(None)),
            (Field::Until, Value::Until(Some(Instant::from_micros(1_795_258_800_000_001)))),
        ] {
            assert_eq!(read(field, &write(&value)), Ok(value));
        }
    }

    #[test]
    fn what_makes_no_sense_names_its_field() {
        for (field, said, wrong) in [
            (Field::Title, json!(7), "type"),
            (Field::Note, json!(null), "type"),
            (Field::Quantity, json!(1.5), "number"),
            (Field::Quantity, json!(1e300), "number"),
            (Field::Quantity, json!(99_999_999_999_i64), "range"),
            (Field::Archived, json!("true"), "type"),
            (Field::Priority, json!("much"), "choice"),
            (Field::State, json!("gone"), "choice"),
            (Field::List, json!("wish_1"), "id"),
            (Field::Until, json!("demain"), "date"),
            (Field::TopPrice, json!({"minor": -1, "currency": "EUR"}), "amount"),
            (Field::TopPrice, json!({"minor": 1, "currency": "MOON"}), "amount"),
        ] {
            assert_eq!(read(field, &said), Err(Refusal::invalid(field.name(), wrong)), "{said}");
        }
    }
}
