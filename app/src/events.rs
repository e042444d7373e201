//! The one event loop: facts are applied as they come, and timers ring. Nothing else runs on its own.

use std::sync::Arc;
use std::time::Duration;

use domain::{Fact, limits};
use kit::App;
use store::StoreError;
use suggest::Street;
use tokio::time::{Instant, MissedTickBehavior, interval_at};

use crate::pages;

/// How often facts of other nodes are looked for; those of this node are told at once.
const LOOK: Duration = Duration::from_millis(500);
/// How often old moments are forgotten and expired encounters ended.
const TIDY: Duration = Duration::from_secs(15);
/// How often old answers, facts and credentials are dropped.
const SWEEP: Duration = Duration::from_secs(3_600);

/// Everything that makes the loop turn.
enum Event {
    /// This node committed facts, or it is time to look for those of others.
    Facts,
    /// Old moments and overdue encounters.
    Tidy,
    /// What is kept for a while and no longer.
    Sweep,
    /// The server stops.
    Stop,
}

/// Runs until the server stops. A failure is logged and tried again at the next turn.
pub async fn run(app: App, street: Arc<Street>) {
    let mut news = app.db.news();
    let soon = Instant::now() + LOOK;
    let [mut look, mut tidy, mut sweep] = [LOOK, TIDY, SWEEP].map(|period| interval_at(soon, period));
    look.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        let event = tokio::select! {
            changed = news.changed() => if changed.is_ok() { Event::Facts } else { Event::Stop },
            _ = look.tick() => Event::Facts,
            _ = tidy.tick() => Event::Tidy,
            _ = sweep.tick() => Event::Sweep,
            () = app.stop.requested() => Event::Stop,
        };
        let done = match event {
            Event::Facts => turn(&app, &street).await,
            Event::Tidy => tidy_up(&app, &street).await,
            Event::Sweep => drop_old(&app).await,
            Event::Stop => return,
        };
        if let Err(error) = done {
            tracing::error!(%error, "the event loop failed at a step and goes on");
        }
    }
}

/// One turn: the World first, then whoever listens.
///
/// # Errors
/// When the database fails.
pub async fn turn(app: &App, street: &Street) -> Result<(), StoreError> {
    let mut failed = Ok(());
    for fact in street.catch_up(app).await? {
        // One listener's failure must not keep the others from hearing; what it missed is found by the hourly sweep.
        if let Err(error) = hear(app, street, fact).await {
            failed = Err(error);
        }
    }
    failed
}

/// Who listens to what. (The World hears every fact, in [`Street::catch_up`].)
async fn hear(app: &App, street: &Street, fact: Fact) -> Result<(), StoreError> {
    match fact {
        Fact::Encounter(_) | Fact::Member(_) => encounter::heard(app, street, fact).await,
        Fact::Organisation(_)
        | Fact::Attention(_)
        | Fact::Grants(_)
        | Fact::Place(_)
        | Fact::Wish(_)
        | Fact::Offer(_)
        | Fact::Suggestion(_) => Ok(()),
    }
}

/// Forgets moments that are no longer now and ends encounters nobody came to.
///
/// # Errors
/// When the database fails.
pub async fn tidy_up(app: &App, street: &Street) -> Result<(), StoreError> {
    street.sweep(app.now());
    pages::health::measure(street);
    match encounter::expire(app).await {
        Ok(_) => Ok(()),
        Err(refusal) => {
            tracing::error!(code = refusal.code, "ending overdue encounters was refused");
            Ok(())
        }
    }
}

async fn drop_old(app: &App) -> Result<(), StoreError> {
    encounter::gone::sweep(app).await?;
    let mut tx = app.write().await?;
    let before = app.now().plus_secs(-limits::IDEMPOTENCY_DAYS * 86_400);
    store::sweep_answers(&mut tx, before).await?;
    store::sweep_facts(&mut tx, before).await?;
    people::sweep(&mut tx).await?;
    tx.commit().await
}
