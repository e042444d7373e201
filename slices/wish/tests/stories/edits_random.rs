//! Edits of two devices as chance has them.

use crate::devices::{added, how, only, op};
use crate::support::Home;
use kit::Chance;
use serde_json::{Value, json};
use store::both;
use store::testing::TestDb;

/// One device of the random story: what it was last told, and what it has not yet been told is settled.
struct Device {
    wish: Value,
    queue: Vec<Value>,
    /// How far its clock is off, in seconds.
    off: i64,
}

/// Chooses below `n`.
fn below(chance: &Chance, n: u32) -> usize {
    usize::try_from(chance.below(n.into())).unwrap()
}

/// Two devices write titles and notes of one wish, at any time, with clocks hours apart, and lose answers.
async fn whatever_happens_both_devices_show_the_same_and_nothing_is_lost(db: TestDb) {
    let mut home = Home::new(db).await;
    for seed in 0..6 {
        home.me = home.neighbour().await;
        let chance = Chance::seeded(seed);
        let id = added(&home, "Vélo").await;
        let mut devices = [0, 1].map(|_| Device {
            wish: json!({"stamps": {}, "title": "Vélo", "note": ""}),
            queue: Vec::new(),
            off: i64::try_from(below(&chance, 20_000)).unwrap() - 10_000,
        });
        // What each edit said, and what its device showed when it was made.
        let mut made: Vec<(String, String)> = Vec::new();
        let mut last = Value::Null;
        for step in 0..60 {
            home.app.clock.advance_secs(i64::try_from(below(&chance, 600)).unwrap());
            let device = &mut devices[below(&chance, 2)];
            if step < 50 && below(&chance, 3) < 2 {
                let number = 100 + u32::try_from(step).unwrap();
                let field = ["title", "note"][below(&chance, 2)];
                let own = device.queue.iter().rev().find(|edit| edit["field"] == field);
                let base =
                    own.map_or_else(|| device.wish["stamps"][field].clone(), |edit| edit["op"].clone());
                let saw = own.map_or_else(|| device.wish[field].clone(), |edit| edit["value"].clone());
                let said = format!("n{number}");
                let at = home.app.now().plus_secs(device.off).to_rfc3339();
                device.queue.push(
                    json!({"op": op(number), "at": at, "wish": id, "field": field, "value": said, "base": base}),
                );
                made.push((said, saw.as_str().unwrap().to_owned()));
            } else {
                let part = 1 + below(&chance, 4);
                let part = device.queue[..part.min(device.queue.len())].to_vec();
                let sent_at = home.app.now().plus_secs(device.off).to_rfc3339();
                let body = json!({"sent_at": sent_at, "edits": part}).to_string();
                last = home.api("POST", "/api/v1/list/edits", &body).await.json();
                assert!(!how(&last).contains(&"refused".to_owned()), "seed {seed}: {last}");
                // An answer may be lost on its way.
                if below(&chance, 4) > 0 {
                    device.queue.drain(..part.len());
                    device.wish = only(&last);
                }
            }
        }
        for device in &mut devices {
            let sent_at = home.app.now().plus_secs(device.off).to_rfc3339();
            let body = json!({"sent_at": sent_at, "edits": device.queue}).to_string();
            last = home.api("POST", "/api/v1/list/edits", &body).await.json();
        }
        let (wish, list) = (only(&last), last["list"].clone());
        let shown = format!("{} {} {}", wish["title"], wish["note"], list["overruled"]);
        for (said, _) in &made {
            let was_seen = made.iter().any(|(_, saw)| saw.contains(said.as_str()));
            assert!(shown.contains(said.as_str()) || was_seen, "seed {seed}: {said} is lost from {shown}");
        }
    }
}

both!(whatever_happens_both_devices_show_the_same_and_nothing_is_lost);
