//! Edits of two devices as chance has them.

use crate::devices::{added, how, only, op};
use crate::support::Home;
use kit::Chance;
use serde_json::{Value, json};
use std::collections::HashMap;
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

/// What one of three devices edits.
const FIELDS: [&str; 9] =
    ["title", "note", "quantity", "list", "priority", "state", "secret", "top_price", "until"];

/// A device that knows of all wishes.
struct Third {
    /// By wish: what it was last told.
    told: HashMap<String, Value>,
    queue: Vec<Value>,
    /// What the house refused, with its reason, and the device keeps.
    refused: Vec<Value>,
    /// How far its clock is off, in seconds.
    off: i64,
}

impl Third {
    fn hears(&mut self, list: &Value) {
        let wishes = list["wishes"].as_array().unwrap().iter();
        self.told = wishes.map(|wish| (wish["id"].as_str().unwrap().to_owned(), wish.clone())).collect();
    }

    /// The stamps of a wish as this device shows them, its own edits on top.
    fn stamps(&self, wish: &str) -> Value {
        let mut stamps = self.told[wish]["stamps"].clone();
        for edit in self.queue.iter().filter(|edit| edit["wish"] == wish) {
            stamps[edit["field"].as_str().unwrap()] = edit["op"].clone();
        }
        stamps
    }

    /// Says something of a wish, at random.
    /// Gives the edit, with what the device had shown.
    fn edits(&mut self, home: &Home, chance: &Chance, number: u32, wish: &str, lists: &[String]) -> Value {
        let of = |all: &[&str]| json!(all[below(chance, u32::try_from(all.len()).unwrap())]);
        let field = FIELDS[below(chance, 9)];
        let value = match field {
            "quantity" => json!(1),
            "list" => lists.get(below(chance, 3)).map_or(Value::Null, |list| json!(list)),
            "priority" => of(&["someday", "usual", "dearly"]),
            "state" => of(&["dropped", "paused", "open", "fulfilled"]),
            "secret" => json!(below(chance, 2) == 0),
            "top_price" => match below(chance, 3) {
                0 => Value::Null,
                price => json!({"minor": 1_000 * price, "currency": "EUR"}),
            },
            "until" => match below(chance, 3) {
                0 => Value::Null,
                year => json!(format!("{}-12-24T23:00:00Z", 2026 + year)),
            },
            _ => json!(format!("n{number}.")),
        };
        let stamps = self.stamps(wish);
        let at = home.app.now().plus_secs(self.off).to_rfc3339();
        let mut edit = json!({"op": op(number), "at": at, "wish": wish, "field": field, "value": value, "base": stamps[field]});
        if value == json!("dropped") {
            edit["seen"] = stamps;
        }
        let own = self.queue.iter().rev().find(|own| own["wish"] == wish && own["field"] == field);
        let saw = own.map_or_else(|| self.told[wish][field].clone(), |own| own["value"].clone());
        self.queue.push(edit.clone());
        edit["saw"] = saw;
        edit
    }

    /// Sends some of its edits; an answer may be lost on its way. Sent again, they are known.
    async fn sends(&mut self, home: &Home, part: usize, lost: bool) {
        let part = self.queue[..part.min(self.queue.len())].to_vec();
        let sent_at = home.app.now().plus_secs(self.off).to_rfc3339();
        let body = json!({"sent_at": sent_at, "edits": part}).to_string();
        let answer = home.api("POST", "/api/v1/list/edits", &body).await.json();
        for one in answer["settled"].as_array().unwrap().iter().filter(|one| one["as"] == "refused") {
            // What came true is hoped for again, or dropped, but not paused; its device is told so.
            assert_eq!(one["problem"]["code"], "wrong-state", "{answer}");
            self.refused.push(one["op"].clone());
        }
        if !lost {
            self.queue.drain(..part.len());
            self.hears(&answer["list"]);
        }
    }
}

/// Three devices edit, move, drop and bring back the wishes of three lists, apart and together; what each said stands, or was replaced
/// by who saw it, or is offered back.
async fn three_devices_lose_nothing(db: TestDb) {
    let mut home = Home::new(db).await;
    for seed in 0..3 {
        home.me = home.neighbour().await;
        let chance = Chance::seeded(seed);
        let wishes = [added(&home, "Vélo").await, added(&home, "Lampe").await];
        let mut tx = home.app.write().await.unwrap();
        let mut lists = Vec::new();
        for name in ["Noël", "Maison"] {
            lists.push(wish::list::create(&mut tx, &home.app, home.me, name).await.unwrap().id.to_string());
        }
        tx.commit().await.unwrap();
        let mut devices = [0, 1, 2].map(|_| Third {
            told: HashMap::new(),
            queue: Vec::new(),
            refused: Vec::new(),
            off: i64::try_from(below(&chance, 20_000)).unwrap() - 10_000,
        });
        let mut made: Vec<Value> = Vec::new();
        for device in &mut devices {
            device.sends(&home, 0, false).await;
        }
        for step in 0..90_u32 {
            home.app.clock.advance_secs(i64::try_from(below(&chance, 600)).unwrap());
            let device = &mut devices[below(&chance, 3)];
            let wish = &wishes[below(&chance, 2)];
            if step < 75 && below(&chance, 3) < 2 && device.told.contains_key(wish) {
                made.push(device.edits(&home, &chance, 1_000 + step, wish, &lists));
            } else {
                let (part, lost) = (1 + below(&chance, 5), below(&chance, 4) == 0);
                device.sends(&home, part, lost).await;
            }
        }
        for device in &mut devices {
            device.sends(&home, 90, false).await;
        }
        let last = brought_back(&home, &wishes).await;
        for device in &mut devices {
            device.sends(&home, 0, false).await;
            assert!(device.queue.is_empty(), "seed {seed}: nothing waits");
            assert_eq!(device.told, last.told, "seed {seed}: every device shows the same list");
        }
        let list = home.api("GET", "/api/v1/list", "").await.json();
        let refused: Vec<&Value> = devices.iter().flat_map(|device| &device.refused).collect();
        for edit in made.iter().filter(|edit| !refused.contains(&&edit["op"])) {
            let kept = is_kept(&list, &made, edit);
            assert!(kept, "seed {seed}: {edit} is lost from {list}");
        }
        for wish in &wishes {
            let more =
                made.iter().filter(|edit| edit["wish"] == **wish && edit["field"] == "quantity").count();
            let told = &last.told[wish]["quantity"];
            assert_eq!(told, &json!(1 + more), "seed {seed}: every one more is counted");
        }
    }
}

/// What was dropped at last is brought back by who had not heard of it, to look at all that was said of it.
async fn brought_back(home: &Home, wishes: &[String]) -> Third {
    home.app.clock.advance_secs(60);
    let back = wishes.iter().zip(5_000..).map(|(wish, number)| {
        let at = home.app.now().plus_secs(-30_000).to_rfc3339();
        json!({"op": op(number), "at": at, "wish": wish, "field": "note", "value": "", "base": null})
    });
    let mut last = Third { told: HashMap::new(), queue: back.collect(), refused: Vec::new(), off: 0 };
    last.sends(home, 2, false).await;
    last
}

/// Whether an edit stands, or is offered back, or was said again, or replaced by one that had seen it.
fn is_kept(list: &Value, made: &[Value], edit: &Value) -> bool {
    let (wish, field, value) = (&edit["wish"], edit["field"].as_str().unwrap(), &edit["value"]);
    if field == "quantity" {
        return true;
    }
    let holds = |all: &Value| match (field, all.as_str(), value.as_str()) {
        ("note", Some(all), Some(part)) => all.contains(part),
        _ => all == value,
    };
    let all = list["wishes"].as_array().unwrap();
    let Some(now) = all.iter().find(|one| one["id"] == *wish) else { return false };
    let stands = now["stamps"][field] == edit["op"] || holds(&now[field]);
    let offered = list["overruled"].as_array().unwrap().iter().any(|lost| {
        lost["wish"] == *wish && lost["field"] == field && (lost["op"] == edit["op"] || holds(&lost["value"]))
    });
    let followed = made.iter().any(|other| {
        let same = other["wish"] == *wish && other["field"] == field && other["op"] != edit["op"];
        let shown = ["title", "note"].contains(&field) && holds(&other["saw"]);
        same && (other["base"] == edit["op"] || other["value"] == *value || shown)
    });
    stands || offered || followed
}

both!(three_devices_lose_nothing);
