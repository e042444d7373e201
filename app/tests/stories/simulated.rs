//! The simulator says what the house says: a noon lived by both, by people who stand still while time alone changes things.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use domain::{Instant, Moment, Position, Source};
use hyperlieu::simulate::{Days, Plan, Report, line, run};
use kit::Lang;
use kit::testing::NOON;
use serde_json::{Value, json};
use sim::{Event, What};
use store::both;
use store::testing::TestDb;

use crate::hand::Hand;
use crate::harness::{Town, spot, text};
use crate::time::opens;

/// The shortest that the event loop leaves time alone.
const PAUSE_MICROS: i64 = 200_000;

/// A minute of this noon.
fn minute(minute: i64) -> Instant {
    NOON.plus_secs(minute * 60)
}

/// Who was told of what, and when.
type Said = BTreeSet<(String, String, String)>;

/// Somebody who hopes for something, with the switch on and no quiet hours.
async fn hopes<'t>(t: &'t Town, name: &str, wish: &str) -> Hand<'t> {
    let hand = t.member(name).await;
    hand.wishes(wish, None).await;
    hand.attention(json!({"on": true, "quiet_from": null, "quiet_to": null})).await;
    hand
}

/// Everything that stands in the store, as a simulation hears it when its day begins.
async fn standing(t: &Town, at: Instant) -> Vec<Event> {
    let mut all = Vec::new();
    let mut tx = t.app.read().await.unwrap();
    place::each(&mut tx, |place| all.push(What::Place(Box::new(place)))).await.unwrap();
    offer::each(&mut tx, |offer| all.push(What::Offer(Box::new(offer)))).await.unwrap();
    people::each_member(&mut tx, |member| all.push(What::Member(member))).await.unwrap();
    consent::each_attention(&mut tx, |attention| all.push(What::Attention(attention))).await.unwrap();
    consent::each_members_grants(&mut tx, |member, grants| all.push(What::Grants { member, grants }))
        .await
        .unwrap();
    wish::each(&mut tx, |wish| all.push(What::Wish(Box::new(wish)))).await.unwrap();
    all.into_iter().map(|what| Event { at, what }).collect()
}

/// Comes somewhere and stays; gives the moment as a simulation hears it.
async fn stands(hand: &Hand<'_>, at: (f64, f64)) -> Event {
    hand.tells(at).await.want(202);
    let (now, position) = (hand.t.app.now(), Position::new(at.0, at.1).unwrap());
    let moment = Moment { member: hand.id, position, accuracy_m: 8, at: now, source: Source::Page };
    Event { at: now, what: What::Moment(moment) }
}

/// Lets the house live until an instant, woken when its event loop would be.
async fn live_until(t: &Town, end: Instant) {
    while let Some(next) = t.house.street.next_wake() {
        let pause = Instant::from_micros(t.app.now().micros() + PAUSE_MICROS);
        if next.max(pause) > end {
            break;
        }
        t.app.clock.set(next.max(pause));
        hyperlieu::events::wake(&t.app, &t.house.street).await.unwrap();
    }
    t.app.clock.set(end);
    t.waits(0).await;
}

/// What the simulator says of a log.
fn simulated(t: &Town, events: &[Event]) -> Said {
    let at = spot(0, 0);
    let head = json!({"simulation": 1, "town": "Redon", "seed": 1, "zone": t.app.settings.zone.name(),
        "centre": [at.0, at.1], "start": NOON.to_rfc3339(), "days": 1});
    let mut log = format!("{head}\n");
    for event in events {
        let _ = writeln!(log, "{}", line(event).unwrap());
    }
    let name = std::thread::current().name().unwrap_or_default().replace(':', "-");
    let path = std::env::temp_dir().join(format!("hyperlieu-{name}-{}.jsonl", std::process::id()));
    std::fs::write(&path, log).unwrap();
    let plan = Plan { days: Days::Recorded(path.clone()), change: None, record: None, threads: 1 };
    let outcome = run(&plan, &mut |_, _| {}).unwrap();
    std::fs::remove_file(&path).unwrap();
    assert_eq!(outcome.baseline.breaches(), [] as [String; 0]);
    let told = String::from_utf8(Report::of(&outcome, Lang::En).told().unwrap()).unwrap();
    let columns = |line: &str| {
        let all: Vec<String> = line.split(',').map(str::to_owned).collect();
        (all[2].clone(), all[3].clone(), all[1].clone())
    };
    told.lines().skip(1).map(columns).collect()
}

/// A bakery with a brioche from 12:10 on, a croissant, and a baguette from 12:20 on; a chocolate shop that opens at 12:07.
async fn shops(t: &Town) -> [String; 4] {
    let bakery = t.shop("Au bon pain", "food/bread", spot(0, 0)).await;
    let chocolate = t.shop("Chocolat Daniel", "food/chocolate", spot(30, 0)).await;
    opens(t, &chocolate, "Mo-Sa 12:07-18:00").await;
    let from = |at: i64| json!({"from": minute(at).to_rfc3339()});
    [
        bakery.offers("Brioche au beurre", 400, from(10)).await,
        bakery.offers("Croissant", 120, Value::Null).await,
        bakery.offers("Baguette", 110, from(20)).await,
        chocolate.offers("Tablette", 350, Value::Null).await,
    ]
}

async fn time_alone(db: TestDb) {
    let t = Town::new(db).await;
    let [brioche, croissant, baguette, tablet] = shops(&t).await;
    let stays = hopes(&t, "Camille", "une brioche").await;
    let waits = hopes(&t, "Loïc", "une tablette").await;
    let sleeps = hopes(&t, "Nolwenn", "un croissant").await;
    sleeps.attention(json!({"quiet_from": "11:30", "quiet_to": "12:05"})).await;
    let allows = hopes(&t, "Yann", "un croissant").await;
    allows.consents(json!({"effect": "allow", "category": "food", "from": "12:08", "to": "13:00"})).await;
    let denies = hopes(&t, "Enora", "un croissant").await;
    denies.consents(json!({"effect": "deny", "category": "food", "until": minute(6).to_rfc3339()})).await;
    let leaves = hopes(&t, "Gwenn", "une baguette").await;
    leaves.attention(json!({"until": minute(15).to_rfc3339()})).await;
    let silent = hopes(&t, "Tanguy", "une baguette").await;
    let comes_back = hopes(&t, "Maël", "une baguette").await;
    t.turn().await;

    let midnight = t.app.settings.zone.start_of_day(NOON);
    let mut events = standing(&t, midnight).await;
    let people = [stays, waits, sleeps, allows, denies, leaves, silent, comes_back];
    for hand in &people {
        events.push(stands(hand, spot(0, 40)).await);
    }
    live_until(&t, minute(12)).await;
    let [stays, waits, sleeps, allows, denies, .., comes_back] = &people;
    events.push(stands(comes_back, spot(0, 40)).await);
    live_until(&t, minute(30)).await;

    let mut lived = Said::new();
    for hand in &people {
        for made in hand.suggestions().await {
            lived.insert((hand.id.to_string(), text(&made["offer"]), text(&made["made_at"])));
        }
    }
    let said =
        |hand: &Hand<'_>, offer: &String, at| (hand.id.to_string(), offer.clone(), minute(at).to_rfc3339());
    let expected = Said::from([
        said(stays, &brioche, 10),
        said(waits, &tablet, 7),
        said(sleeps, &croissant, 5),
        said(allows, &croissant, 8),
        said(denies, &croissant, 6),
        said(comes_back, &baguette, 20),
    ]);
    assert_eq!(lived, expected, "the house");
    assert_eq!(simulated(&t, &events), lived, "the simulator");
    t.end().await;
}

both!(time_alone);
