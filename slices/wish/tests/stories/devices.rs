//! Devices that edit a member's list.

use crate::support::{Home, json};
use domain::ids::Id;
use domain::{Instant, MemberId, WishId};
use serde_json::{Value, json};
use wish::NewWish;

/// The UUID of a number.
pub fn op(number: u32) -> String {
    let chance = number.to_be_bytes();
    let id =
        WishId::make(Instant::from_secs(1), [chance[0], chance[1], chance[2], chance[3], 0, 0, 0, 0, 0, 0]);
    id.uuid().to_string()
}

/// The instant so many seconds from now, as a device says it.
pub fn at(home: &Home, secs: i64) -> String {
    home.app.now().plus_secs(secs).to_rfc3339()
}

/// Adds a wish here; gives its id.
pub async fn added(home: &Home, title: &str) -> String {
    let mut tx = home.app.write().await.unwrap();
    let wish = wish::add(&mut tx, &home.app, home.me, NewWish::told(title)).await.unwrap();
    tx.commit().await.unwrap();
    home.app.clock.advance_secs(1);
    wish.id.to_string()
}

/// An edit made `ago` seconds before it is sent.
pub fn edit(
    home: &Home,
    number: u32,
    ago: i64,
    wish: &str,
    field: &str,
    value: Value,
    base: Option<u32>,
) -> Value {
    json!({"op": op(number), "at": at(home, -ago), "wish": wish, "field": field, "value": value, "base": base.map(op)})
}

/// Sends edits as somebody; gives the answer.
pub async fn sent_by(home: &Home, who: MemberId, edits: &[Value]) -> Value {
    let body = json!({"sent_at": at(home, 0), "edits": edits}).to_string();
    let answer = home.send(Some(who), json("POST", "/api/v1/list/edits", &body, None)).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    home.app.clock.advance_secs(1);
    answer.json()
}

/// Sends edits as this home's member.
pub async fn send(home: &Home, edits: &[Value]) -> Value {
    sent_by(home, home.me, edits).await
}

/// What became of each edit.
pub fn how(answer: &Value) -> Vec<String> {
    let settled = answer["settled"].as_array().unwrap();
    settled.iter().map(|one| one["as"].as_str().unwrap().to_owned()).collect()
}

/// The one wish of the list.
pub fn only(answer: &Value) -> Value {
    let wishes = answer["list"]["wishes"].as_array().unwrap();
    assert_eq!(wishes.len(), 1, "{answer}");
    wishes[0].clone()
}
