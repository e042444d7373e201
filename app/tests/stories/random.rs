//! Random days: whatever people do in whatever order, the World is what the store would rebuild, and no law is broken.
//!
//! The seed is printed with every failure; `HYPERLIEU_SEED` walks another day.

use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestCaseError, TestRunner};
use sim::check::breaches;
use store::testing::TestDb;

use crate::day::Day;
use crate::deeds::{Deed, deed};
use crate::harness::Town;
use crate::kept::Kept;

async fn lived(db: TestDb, seed: u64, deeds: &[Deed]) -> Result<(usize, usize, usize), TestCaseError> {
    let t = Town::new(db).await;
    let mut day = Day::begins(&t, seed).await;
    let (kept, mut woken) = (Kept::new(), 0);
    kept.restart(&t.app).await;
    for (number, deed) in deeds.iter().enumerate() {
        day.goes(deed).await;
        if number % 16 == 15 {
            let same = t.house.street.is_as_rebuilt(&t.app).await.unwrap();
            prop_assert!(
                same,
                "seed {seed}: after deed {number} the World is not what the store would rebuild"
            );
            woken += usize::from(kept.restart(&t.app).await);
            day.looks().await;
        }
    }
    t.turn().await;
    day.looks().await;
    let broken = breaches(&day.log);
    woken += usize::from(kept.restart(&t.app).await);
    let met = (day.log.suggestions.len(), day.states.len(), woken);
    t.end().await;
    prop_assert!(
        broken.is_empty(),
        "{}",
        broken.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    );
    Ok(met)
}

fn seed() -> u64 {
    std::env::var("HYPERLIEU_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(20_261_121)
}

/// Days of some forty deeds; fails when so little happened that nothing was shown.
fn days<F: Future<Output = Option<TestDb>>>(cases: u32, open: impl Fn() -> F) {
    let seed = seed();
    let config = Config {
        cases,
        rng_seed: RngSeed::Fixed(seed),
        failure_persistence: None,
        max_shrink_iters: 120,
        ..Config::default()
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let met = std::cell::Cell::new((0, 0, 0));
    let ran = TestRunner::new(config).run(&prop::collection::vec(deed(), 15..50), |deeds| {
        runtime.block_on(async {
            let Some(db) = open().await else { return Ok(()) };
            let (suggested, taken, woken) = lived(db, seed, &deeds).await?;
            let all = met.get();
            met.set((all.0 + suggested, all.1 + taken, all.2 + woken));
            Ok(())
        })
    });
    if let Err(failure) = ran {
        panic!("seed {seed}: {failure}");
    }
    let (suggested, taken, woken) = met.get();
    eprintln!(
        "seed {seed}: {cases} days, {suggested} suggestions, {taken} taken, {woken} starts from a snapshot"
    );
    let there = runtime.block_on(open()).is_some();
    let enough = suggested > cases as usize / 2 && woken > cases as usize;
    assert!(!there || enough, "too little happened to show anything");
}

mod whatever_people_do {
    #[test]
    fn sqlite() {
        super::days(30, async || Some(store::testing::sqlite().await));
    }

    #[test]
    fn postgres() {
        super::days(4, store::testing::postgres);
    }
}
