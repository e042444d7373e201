//! Whose wishes something is on for is looked up, not looked for: the same wishes are found as by asking each of the town.

use std::collections::BTreeSet;

use agenda::NewEvent;
use domain::WishId;
use domain::ids::Id;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestRunner};
use serde_json::json;
use store::sqlx::types::Uuid;
use store::testing::TestDb;
use store::{Statement, both, execute, fetch_all};

use super::dated::{Hall, comes, showing};
use super::page::news_of;
use crate::harness::Town;

const FILED: Statement = Statement::new("FILED", "SELECT wish FROM dated_wish");
const NEWS: Statement = Statement::new("NEWS", "SELECT wish FROM opportunity WHERE cause = 'on'");
const UNFILE: Statement = Statement::new("UNFILE", "DELETE FROM dated_wish");
const FORGET: Statement = Statement::new("FORGET", "DELETE FROM dated_look");

const WORDS: [&str; 10] =
    ["concert", "jazz", "film", "Dune", "vélo", "casque de", "Rochefort", "movie", "perceuse", "1,5 L"];

/// Something that happens.
#[derive(Debug, Clone)]
enum Deed {
    /// A calendar is read: of which hall, and what begins in how many quarters of an hour.
    Read {
        hall: usize,
        shown: Vec<(Vec<usize>, bool, i64)>,
    },
    Wish {
        words: Vec<usize>,
        to_see: bool,
        secs: Option<i64>,
    },
    State {
        which: prop::sample::Index,
        open: bool,
    },
    /// It is not known that all were looked through.
    Forget,
    Look,
}

fn words(most: usize) -> impl Strategy<Value = Vec<usize>> {
    prop::collection::vec(0..WORDS.len(), 1..=most)
}

fn deed() -> impl Strategy<Value = Deed> {
    let show = (words(4), any::<bool>(), 8_i64..36);
    prop_oneof![
        4 => (0_usize..2, prop::collection::vec(show, 0..5)).prop_map(|(hall, shown)| Deed::Read { hall, shown }),
        5 => (words(3), prop::bool::weighted(0.8), prop::option::weighted(0.3, 3_600_i64..36_000))
            .prop_map(|(words, to_see, secs)| Deed::Wish { words, to_see, secs }),
        2 => (any::<prop::sample::Index>(), any::<bool>()).prop_map(|(which, open)| Deed::State { which, open }),
        1 => Just(Deed::Forget),
        1 => Just(Deed::Look),
    ]
}

fn said(words: &[usize]) -> String {
    words.iter().map(|word| WORDS[*word]).collect::<Vec<_>>().join(" ")
}

fn event(t: &Town, number: usize, (words, film, quarters): &(Vec<usize>, bool, i64)) -> NewEvent {
    let starts = t.app.now().plus_secs(quarters * 900);
    NewEvent {
        uid: number.to_string(),
        starts,
        ends: starts.plus_secs(7_200),
        title: said(words),
        all_day: false,
        venue: String::new(),
        category: if *film { "Film".into() } else { String::new() },
        url: None,
    }
}

async fn ids(t: &Town, statement: Statement) -> BTreeSet<Uuid> {
    let rows = fetch_all!(&mut t.app.read().await.unwrap(), statement, (Uuid,)).unwrap();
    rows.into_iter().map(|(id,)| id).collect()
}

/// The open wishes that something meets, each asked about everything that is on.
async fn met(t: &Town) -> BTreeSet<Uuid> {
    let (mut tx, now) = (t.app.read().await.unwrap(), t.app.now());
    let events = agenda::events(&mut tx, now, now.plus_secs(33 * 3_600), i64::MAX).await.unwrap();
    let mut met = BTreeSet::new();
    let mut ask = |wish: domain::Wish| {
        if wish.state == domain::WishState::Open && events.iter().any(|event| event.meets(&wish)) {
            met.insert(wish.id.uuid());
        }
    };
    wish::each(&mut tx, &mut ask).await.unwrap();
    met
}

async fn lived(db: TestDb, deeds: &[Deed]) -> usize {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    let halls = [Hall::opens(&t, "Ciné Manivel").await, Hall::opens(&t, "Le Canal").await];
    let (mut wishes, mut expected) = (Vec::new(), BTreeSet::new());
    for deed in deeds {
        match deed {
            Deed::Read { hall, shown } => {
                let shown: Vec<_> = shown.iter().enumerate().map(|(n, show)| event(&t, n, show)).collect();
                halls[*hall].announces(&shown).await;
            }
            Deed::Wish { words, to_see, secs } => {
                let title = format!("{}{}", if *to_see { "voir " } else { "" }, said(words));
                let until = secs.map(|secs| t.app.now().plus_secs(secs).to_rfc3339());
                wishes.push(camille.wishes_for(json!({"title": title, "until": until})).await);
            }
            Deed::State { which, open } if !wishes.is_empty() => {
                let (state, which) = (if *open { "open" } else { "paused" }, which.get(&wishes));
                camille.patch(&format!("/api/v1/wishes/{which}"), json!({ "state": state })).await.want(200);
            }
            Deed::State { .. } => {}
            Deed::Forget => {
                let mut tx = t.app.write().await.unwrap();
                execute!(&mut tx, FORGET).unwrap();
                tx.commit().await.unwrap();
            }
            Deed::Look => opportunity::look_ahead(&t.app, &t.house.street).await.unwrap(),
        }
        t.turn().await;
        expected.extend(met(&t).await);
        assert_eq!(ids(&t, NEWS).await, expected, "after {deed:?}");
    }
    t.end().await;
    expected.len()
}

#[test]
fn the_same_wishes_are_found_as_by_asking_each() {
    let seed = std::env::var("HYPERLIEU_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(20_261_122);
    let config = Config {
        cases: 16,
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
    eprintln!("seed {seed}: {} wishes met", all.get());
    assert!(all.get() > 30, "too little happened to show anything");
}

async fn a_wish_is_filed_while_it_is_open_and_may_be_met(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    let wish = camille.wishes("voir Dune", None).await;
    let drill = camille.wishes("une perceuse", None).await;
    t.turn().await;
    let id = |wish: &str| wish.parse::<WishId>().unwrap().uuid();
    let path = format!("/api/v1/wishes/{wish}");
    assert_eq!(ids(&t, FILED).await, [id(&wish)].into());
    for (state, filed) in [("paused", 0), ("open", 1)] {
        camille.patch(&path, json!({ "state": state })).await.want(200);
        t.turn().await;
        assert_eq!(ids(&t, FILED).await.len(), filed, "{state}");
    }
    camille.patch(&format!("/api/v1/wishes/{drill}"), json!({"title": "voir une perceuse"})).await.want(200);
    t.turn().await;
    assert_eq!(ids(&t, FILED).await.len(), 2);
    camille.delete("/api/v1/me").await;
    t.turn().await;
    assert_eq!(ids(&t, FILED).await.len(), 0, "erased with its member");
    t.end().await;
}

/// Nobody asks every wish of the town when a feed changes; once a day somebody does.
async fn what_was_left_unfiled_is_found_within_a_day(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    let wish = camille.wishes("voir Dune", None).await;
    let hall = Hall::opens(&t, "Ciné Manivel").await;
    t.turn().await;
    let mut tx = t.app.write().await.unwrap();
    execute!(&mut tx, UNFILE).unwrap();
    tx.commit().await.unwrap();
    hall.announces(&[showing(&t, "Dune", "Ciné Manivel", "2026-11-22T20:30")]).await;
    comes(&t, "2026-11-21T18:00").await;
    assert_eq!(news_of(&camille).await.len(), 0, "it is looked up, and nothing leads to it");
    comes(&t, "2026-11-22T12:30").await;
    assert_eq!(news_of(&camille).await.len(), 1);
    assert_eq!(ids(&t, FILED).await, [wish.parse::<WishId>().unwrap().uuid()].into());
    t.end().await;
}

both!(a_wish_is_filed_while_it_is_open_and_may_be_met, what_was_left_unfiled_is_found_within_a_day);
