//! The law of stock: what is left, what is held and what was handed over are always as many as there were.

use std::time::Duration;

use domain::limits;
use encounter::{Encounter, EncounterState};
use futures::future::join_all;
use kit::{App, Chance};
use store::testing::TestDb;
use store::{Tx, both};

use crate::support::{Quarter, Told, quarter, signed, wrong};

both!(
    thirty_hands_take_five_loaves,
    confirming_and_calling_off_at_once,
    one_code_drawn_by_two_hands_is_given_to_one,
    loaves_are_counted_with_seed_1,
    loaves_are_counted_with_seed_2,
    loaves_are_counted_with_seed_3
);

async fn encounters(q: &Quarter, all: &[Told]) -> Vec<Encounter> {
    let mut tx = q.app.read().await.unwrap();
    let mut found = Vec::new();
    for told in all {
        found.extend(encounter::of_member(&mut tx, told.member).await.unwrap());
    }
    found
}

fn count(all: &[Encounter], state: EncounterState) -> u32 {
    u32::try_from(all.iter().filter(|it| it.state == state).count()).unwrap()
}

async fn thirty_hands_take_five_loaves(t: TestDb) {
    let q = quarter(&t, 5).await;
    let mut all = Vec::new();
    for number in 0..30 {
        all.push(q.told(&format!("Membre {number}")).await);
    }
    let taken = join_all(all.iter().map(|told| q.take(*told))).await;
    let codes: Vec<_> = taken.iter().filter_map(|taken| taken.as_ref().err()).map(|no| no.code).collect();
    assert_eq!(codes, ["stock-gone"; 25]);
    assert_eq!(q.stock().await, 0);
    let found = encounters(&q, &all).await;
    assert_eq!((found.len(), count(&found, EncounterState::Expected)), (5, 5));
    let mut codes: Vec<_> = found.iter().map(|it| it.code).collect();
    codes.sort();
    codes.dedup();
    assert_eq!(codes.len(), 5, "each has a code of its own");
}

async fn confirming_and_calling_off_at_once(t: TestDb) {
    let q = quarter(&t, 5).await;
    for number in 0..5 {
        let told = q.told(&format!("Membre {number}")).await;
        let before = q.stock().await;
        let begun = q.take(told).await.unwrap();
        let (code, baker, member) = (begun.code.to_string(), q.baker(), signed(told.member, &[]));
        let (met, off, again) = futures::join!(
            q.confirm(&baker, &begun, &code),
            q.cancel(&member, &begun),
            q.cancel(&baker, &begun)
        );
        let found = encounters(&q, &[told]).await;
        match found[0].state {
            EncounterState::Confirmed => {
                assert!(met.is_ok() && off.is_err() && again.is_err());
                assert_eq!(q.stock().await, before - 1);
            }
            EncounterState::Cancelled => {
                assert!(met.is_err() && off.is_ok() && again.is_ok());
                assert_eq!(q.stock().await, before);
            }
            other => panic!("left {other}"),
        }
    }
}

async fn one_code_drawn_by_two_hands_is_given_to_one(t: TestDb) {
    let q = quarter(&t, 5).await;
    let (camille, robin) = (q.told("Camille").await, q.told("Robin").await);
    // Of another offer, so that no lock of the stock makes them take turns.
    let robin = Told { suggestion: q.told_of_another(robin).await, ..robin };
    let slow = async {
        let mut tx = q.app.write().await.unwrap();
        let begun = take_with_seed_7(&q, &mut tx, camille).await;
        tokio::time::sleep(Duration::from_millis(200)).await;
        tx.commit().await.unwrap();
        begun
    };
    let quick = async {
        tokio::time::sleep(Duration::from_millis(50)).await;
        q.app.clock.advance_secs(1);
        let mut tx = q.app.write().await.unwrap();
        let begun = take_with_seed_7(&q, &mut tx, robin).await;
        tx.commit().await.unwrap();
        begun
    };
    let (hers, his) = futures::join!(slow, quick);
    assert_ne!(hers.code, his.code);
    assert_eq!(hers.organisation, his.organisation);
}

/// The same chance for everybody: the first code drawn is always the same one.
async fn take_with_seed_7(q: &Quarter, tx: &mut Tx, told: Told) -> Encounter {
    let app = App { chance: Chance::seeded(7), ..q.app.clone() };
    encounter::take(tx, &app, told.member, told.suggestion).await.unwrap()
}

/// One step at random; refusals are part of the game.
async fn play(q: &Quarter, all: &[Told], chance: &Chance) {
    let pick = |count: usize| usize::try_from(chance.below(count as u64)).unwrap();
    let found = encounters(q, all).await;
    let step = chance.below(6);
    if step < 2 || found.is_empty() {
        let _ = q.take(all[pick(all.len())]).await;
        return;
    }
    let it = &found[pick(found.len())];
    match step {
        2 => drop(q.confirm(&q.baker(), it, &it.code.to_string()).await),
        3 => drop(q.confirm(&q.baker(), it, &wrong(it)).await),
        4 => drop(q.cancel(&signed(it.member, &[]), it).await),
        _ => {
            q.app.clock.advance_secs(i64::try_from(chance.below(limits::HOLD_S.unsigned_abs())).unwrap());
            encounter::expire(&q.app).await.unwrap();
        }
    }
}

async fn counted(t: TestDb, seed: u64) {
    const LOAVES: u32 = 4;
    println!("seed {seed}");
    let q = quarter(&t, LOAVES).await;
    let chance = Chance::seeded(seed);
    let mut all = Vec::new();
    for number in 0..10 {
        all.push(q.told(&format!("Membre {number}")).await);
    }
    for step in 0..40 {
        play(&q, &all, &chance).await;
        let found = encounters(&q, &all).await;
        let (held, met) = (count(&found, EncounterState::Expected), count(&found, EncounterState::Confirmed));
        assert_eq!(q.stock().await + held + met, LOAVES, "seed {seed}, step {step}");
    }
}

async fn loaves_are_counted_with_seed_1(t: TestDb) {
    counted(t, 1).await;
}

async fn loaves_are_counted_with_seed_2(t: TestDb) {
    counted(t, 2).await;
}

async fn loaves_are_counted_with_seed_3(t: TestDb) {
    counted(t, 3).await;
}
