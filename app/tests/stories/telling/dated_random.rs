//! Whatever programmes say and members do, the same thing is told once, in time, and never in quiet hours.

use std::collections::BTreeMap;

use domain::Instant;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestRunner};
use serde_json::{Value, json};
use store::testing::TestDb;

use super::dated::Hall;
use super::page::news_of;
use crate::harness::Town;

const FILMS: [&str; 3] = ["Dune", "Playtime", "Peau d’âne"];

/// Something that happens on a random day.
#[derive(Debug, Clone)]
enum Deed {
    /// A calendar is read: films, and in how many quarters of an hour each begins.
    Read {
        shown: Vec<(usize, i64)>,
    },
    State {
        which: usize,
        open: bool,
    },
    Quiet {
        from: u8,
        to: u8,
    },
    Answer {
        answer: &'static str,
    },
    Wait {
        minutes: i64,
    },
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        4 => prop::collection::vec((0_usize..3, -8_i64..200), 0..5).prop_map(|shown| Deed::Read { shown }),
        1 => (0_usize..3, any::<bool>()).prop_map(|(which, open)| Deed::State { which, open }),
        1 => (0_u8..24, 0_u8..24).prop_map(|(from, to)| Deed::Quiet { from, to }),
        1 => prop::sample::select(vec!["not-now", "not-this"]).prop_map(|answer| Deed::Answer { answer }),
        6 => (1_i64..900).prop_map(|minutes| Deed::Wait { minutes }),
    ]
}

fn instant(news: &Value, field: &str) -> Instant {
    Instant::parse_rfc3339(news[field].as_str().unwrap()).unwrap()
}

/// What is true of news that has just been told.
fn is_right(t: &Town, news: &Value, quiet: (u8, u8)) {
    let told = instant(news, "told_at");
    let hour = u8::try_from(t.app.settings.zone.civil(told).minute / 60).unwrap();
    let (from, to) = quiet;
    let is_quiet = if from <= to { (from..to).contains(&hour) } else { hour >= from || hour < to };
    assert!(!is_quiet, "told in quiet hours: {news}");
    let first = &news["reasons"][0];
    assert_eq!(first["reason"], json!("on"));
    let ahead = instant(first, "at").secs_since(told);
    assert!(ahead > 900, "too late to go: {news}");
    assert!(ahead <= 33 * 3_600, "too early: {news}");
    let night = !(8..22).contains(&hour);
    assert!(!night || ahead <= 11 * 3_600, "at night, and the morning would do: {news}");
}

/// A film so many quarters of an hour from now.
fn event(now: Instant, number: usize, (film, quarters): &(usize, i64)) -> agenda::NewEvent {
    agenda::NewEvent {
        uid: number.to_string(),
        starts: now.plus_secs(quarters * 900),
        ends: now.plus_secs(quarters * 900 + 7_200),
        title: FILMS[*film].into(),
        all_day: false,
        venue: String::new(),
        category: String::new(),
        url: None,
    }
}

async fn lived(db: TestDb, deeds: &[Deed]) -> usize {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    camille.attention(json!({"per_day": 20, "quiet_from": null, "quiet_to": null})).await;
    let hall = Hall::opens(&t, "Ciné Manivel").await;
    let mut wishes = Vec::new();
    for film in FILMS {
        wishes.push(camille.wishes(&format!("voir {film}"), None).await);
    }
    let (mut quiet, mut seen) = ((0_u8, 0_u8), 0);
    // How often each film was put aside for now: so often it may be told once more.
    let mut put_aside: BTreeMap<String, usize> = BTreeMap::new();
    for deed in deeds {
        match deed {
            Deed::Read { shown } => {
                let now = t.app.now();
                hall.announces(
                    &shown.iter().enumerate().map(|(n, show)| event(now, n, show)).collect::<Vec<_>>(),
                )
                .await;
            }
            Deed::State { which, open } => {
                let state = if *open { "open" } else { "paused" };
                camille.patch(&format!("/api/v1/wishes/{}", wishes[*which]), json!({ "state": state })).await;
            }
            Deed::Quiet { from, to } if from != to => {
                quiet = (*from, *to);
                let (from, to) = (format!("{from:02}:00"), format!("{to:02}:00"));
                camille.attention(json!({"quiet_from": from, "quiet_to": to})).await;
            }
            Deed::Quiet { .. } => {}
            Deed::Answer { answer } => {
                if let Some(last) = news_of(&camille).await.last() {
                    let path = format!("/api/v1/opportunities/{}/answer", last["id"].as_str().unwrap());
                    camille.post(&path, json!({ "answer": answer })).await.want(200);
                    *put_aside.entry(last["title"].as_str().unwrap().to_owned()).or_default() += 1;
                }
            }
            Deed::Wait { minutes } => t.waits(minutes * 60).await,
        }
        t.turn().await;
        opportunity::look_ahead(&t.app, &t.house.street).await.unwrap();
        t.sends().await;
        let all = news_of(&camille).await;
        all.iter().skip(seen).for_each(|news| is_right(&t, news, quiet));
        seen = all.len();
        for film in FILMS {
            let told = all.iter().filter(|news| news["title"] == json!(film)).count();
            let again = put_aside.get(film).copied().unwrap_or(0);
            assert!(told <= 1 + again, "{film} was told {told} times: {all:?}");
        }
    }
    t.end().await;
    seen
}

#[test]
fn what_takes_place_is_told_once_and_in_time() {
    let seed = std::env::var("HYPERLIEU_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(20_261_123);
    let config = Config {
        cases: 12,
        rng_seed: RngSeed::Fixed(seed),
        failure_persistence: None,
        max_shrink_iters: 60,
        ..Config::default()
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let all = std::cell::Cell::new(0);
    let ran = TestRunner::new(config).run(&prop::collection::vec(deed(), 15..40), |deeds| {
        all.set(all.get() + runtime.block_on(async { lived(store::testing::sqlite().await, &deeds).await }));
        Ok(())
    });
    if let Err(failure) = ran {
        panic!("seed {seed}: {failure}");
    }
    eprintln!("seed {seed}: {} told", all.get());
    assert!(all.get() > 12, "too little happened to show anything");
}
