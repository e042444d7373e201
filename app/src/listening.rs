//! Hearing facts, at least once each, across stops and failures (decision 0022).
//!
//! How far a listener has heard is kept in the store and noted after it has heard, so that what was committed just before a stop is heard
//! at the next start. A fact that it fails at is put beside, tried again and at last set aside, and holds up nothing after it.

use std::collections::HashSet;

use domain::Fact;
use kit::App;
use store::{StoreError, hearing};

/// Facts read at a time.
const SOME: i64 = 500;
/// Facts that concern a listener not are noted as heard when there are so many: to write for each would cost more than to read a few again.
const IDLE: usize = 100;

/// Lets the listener of a name hear what it has not heard, and what it failed at and is due again; gives how many facts it took in.
/// `hears` tells which facts it hears at all.
///
/// # Errors
/// When the database fails at keeping how far it is. What was heard since is then heard again.
pub async fn listen<F>(
    app: &App,
    name: &'static str,
    hears: impl Fn(Fact) -> bool,
    hear: impl Fn(Fact) -> F,
) -> Result<usize, StoreError>
where
    F: Future<Output = Result<(), StoreError>>,
{
    let mut taken = once_more(app, name, &hear).await?;
    loop {
        let mut tx = app.read().await?;
        let from = hearing::heard(&mut tx, name).await?;
        let facts = store::facts_after(&mut tx, from, SOME).await?;
        drop(tx);
        let Some((last, _)) = facts.last().copied() else { return Ok(taken) };
        let (mut seen, mut missed) = (HashSet::new(), Vec::new());
        let mine = facts.iter().filter_map(|(_, fact)| *fact).filter(|fact| hears(*fact));
        // What a fact is about is read as it stands now: the same one is heard once.
        let mine: Vec<Fact> = mine.filter(|fact| seen.insert(*fact)).collect();
        if mine.is_empty() && facts.len() < IDLE {
            return Ok(taken);
        }
        for fact in mine {
            if app.stop.is_requested() {
                return Ok(taken);
            }
            match hear(fact).await {
                Ok(()) => taken += 1,
                Err(error) => {
                    tracing::warn!(%error, listener = name, kind = fact.parts().0, "a fact is to be heard again");
                    missed.push(fact);
                }
            }
        }
        note(app, name, last, &missed).await?;
    }
}

async fn note(app: &App, name: &'static str, last: i64, missed: &[Fact]) -> Result<(), StoreError> {
    let mut tx = app.write().await?;
    for fact in missed {
        hearing::miss(&mut tx, name, *fact).await?;
    }
    hearing::note(&mut tx, name, last).await?;
    tx.commit().await
}

/// Tries again what is due of those it failed at.
async fn once_more<F>(app: &App, name: &'static str, hear: &impl Fn(Fact) -> F) -> Result<usize, StoreError>
where
    F: Future<Output = Result<(), StoreError>>,
{
    let mut tx = app.read().await?;
    let missed = hearing::missed(&mut tx, name, SOME).await?;
    drop(tx);
    let mut taken = 0;
    for missed in missed {
        if app.stop.is_requested() {
            break;
        }
        let mut tx = app.write().await?;
        let Some(missed) = hearing::retry(&mut tx, name, &missed).await? else { continue };
        tx.commit().await?;
        let heard = hear(missed.fact).await;
        let mut tx = app.write().await?;
        match heard {
            Ok(()) => {
                taken += 1;
                hearing::taken_in(&mut tx, name, &missed).await?;
            }
            Err(error) if missed.is_last() => {
                metrics::counter!("facts_set_aside_total", "listener" => name).increment(1);
                tracing::error!(%error, listener = name, kind = missed.fact.parts().0, "a fact is set aside until the next start");
                hearing::set_aside(&mut tx, name, &missed).await?;
            }
            Err(error) => {
                tracing::warn!(%error, listener = name, kind = missed.fact.parts().0, "a fact is to be heard again");
                continue;
            }
        }
        tx.commit().await?;
    }
    Ok(taken)
}
