//! The street: the one World of this node, kept warm from facts, and who listens to what comes of it.

mod ahead;
mod keep;
mod nudge;
mod speak;
mod stock;

use std::sync::{Arc, Mutex, PoisonError, RwLockReadGuard, RwLockWriteGuard};

use domain::{Fact, Instant, MemberId, Moment, OfferId, OrganisationId, Plane};
use engine::{Counts, MomentRefusal, Presence, Proposal, Signal, Verdict, Warm, World};
use kit::{App, Refusal, Result};
use store::StoreError;
use tokio::sync::watch;

use crate::actions::{self, Saved};
use crate::load::{self, Tell};
use crate::news::News;
use crate::snapshot::Keeper;
use crate::turns::Turns;

pub use ahead::{Coming, SOON_S};
pub use nudge::{Open, Whose};
pub use speak::Spoke;
pub use stock::{Near, Seen};

/// Facts read at a time.
const BATCH: i64 = 500;
/// Signals asked at a time, before what was committed meanwhile is heard.
const BATCH_SIGNALS: usize = 500;
/// Timers handled, and suggestions noted, while the World is held once: a moment never waits longer than some microseconds.
const FEW: usize = 8;

/// The World of this node and its listeners.
#[derive(Debug)]
pub struct Street {
    /// Many read beside each other; whoever changes it is alone, so no answer is torn.
    world: Turns<World>,
    /// Held while catching up, so that facts are applied in order by one at a time.
    applied: tokio::sync::Mutex<Applied>,
    /// Held while suggestions are saved, so that those of this node do not wait for each other in the database.
    saving: tokio::sync::Mutex<()>,
    fresh: Mutex<watch::Receiver<u64>>,
    /// Facts the World has applied and other listeners have not yet heard: a moment may have made it catch up.
    unheard: Mutex<Vec<Fact>>,
    /// The pages that are open here.
    pages: nudge::Pages,
    keeper: Option<Arc<Keeper>>,
    /// Whether the World was read from the snapshot.
    woken: bool,
}

/// How far the World has heard.
#[derive(Debug)]
struct Applied {
    /// The number of the last fact applied.
    seq: i64,
    /// What the applied facts may mean for those present, not asked yet.
    signals: Vec<Signal>,
}

impl Street {
    /// Rebuilds the World from the store, or from what is kept of it for a start.
    ///
    /// # Errors
    /// When the database fails or a row makes no sense.
    pub async fn open(app: &App) -> Result<Self, StoreError> {
        Self::open_telling(app, &mut |_| ()).await
    }

    /// The same, telling how many rows of each stage are read: now and then, and at its end.
    ///
    /// # Errors
    /// When the database fails or a row makes no sense.
    pub async fn open_telling(app: &App, tell: Tell<'_>) -> Result<Self, StoreError> {
        let fresh = Mutex::new(app.db.news());
        let keeper = app.settings.snapshot.as_deref().map(Keeper::of);
        let (world, seq, woken) = match &keeper {
            Some(keeper) => keeper.open(app, tell).await?,
            None => load::world_telling(app, tell).await.map(|(world, seq)| (world, seq, false))?,
        };
        Ok(Self {
            world: Turns::new(world),
            applied: tokio::sync::Mutex::new(Applied { seq, signals: Vec::new() }),
            saving: tokio::sync::Mutex::new(()),
            fresh,
            unheard: Mutex::default(),
            pages: nudge::Pages::default(),
            keeper,
            woken,
        })
    }

    fn world(&self) -> RwLockReadGuard<'_, World> {
        self.world.ask()
    }

    fn change(&self) -> RwLockWriteGuard<'_, World> {
        self.world.change()
    }

    /// Takes a moment: answers how many suggestions came of it. Nothing of a refused moment is kept.
    ///
    /// # Errors
    /// `mode-off`, `off-the-map`, `sign-in-again` for a member who is gone, and failures of the database.
    pub async fn observe(&self, app: &App, moment: Moment) -> Result<usize> {
        self.settle(app).await?;
        let now = app.now();
        let newest = self.world.note(&moment, now).map_err(|refusal| match refusal {
            MomentRefusal::ModeOff => Refusal::new("mode-off"),
            MomentRefusal::OffThePlane => Refusal::new("off-the-map"),
            MomentRefusal::UnknownMember => Refusal::new("sign-in-again"),
        })?;
        let proposals = self.ask(newest.then_some(Signal::Member(moment.member)), now);
        Ok(self.save(app, proposals).await?)
    }

    /// Whether a member's switch is on, as far as this World knows; asked before anything of a moment is read.
    #[must_use]
    pub fn listens(&self, member: MemberId, now: Instant) -> bool {
        self.world().listens(member, now)
    }

    /// Applies what this node committed since, if anything was: a moment must not meet an older will of its member.
    async fn settle(&self, app: &App) -> Result<(), StoreError> {
        let pending = self.fresh.lock().unwrap_or_else(PoisonError::into_inner).has_changed().unwrap_or(true);
        if pending {
            self.advance(app).await?;
        }
        Ok(())
    }

    /// Applies all facts since the last time; gives those that other listeners have not heard, each once and in order.
    ///
    /// # Errors
    /// When the database fails; what was not applied, and not heard, is so next time.
    pub async fn catch_up(&self, app: &App) -> Result<Vec<Fact>, StoreError> {
        self.advance(app).await?;
        Ok(std::mem::take(&mut *self.unheard.lock().unwrap_or_else(PoisonError::into_inner)))
    }

    /// Applies all facts since the last time, in order, and saves what they made the engine propose.
    ///
    /// The engine is asked when every fact is applied, not in between: an offer must not speak to whom has closed it a fact
    /// later.
    ///
    /// # Errors
    /// When the database fails; what was not applied is applied next time.
    pub async fn advance(&self, app: &App) -> Result<(), StoreError> {
        let mut applied = self.applied.lock().await;
        self.fresh.lock().unwrap_or_else(PoisonError::into_inner).mark_unchanged();
        loop {
            let mut tx = app.read().await?;
            let facts = store::facts_after(&mut tx, applied.seq, BATCH).await?;
            let Some((newest, _)) = facts.last().copied() else {
                drop(tx);
                let next = applied.signals.len().min(BATCH_SIGNALS);
                if next == 0 {
                    return Ok(());
                }
                let proposals = self.ask(applied.signals.drain(..next), app.now());
                self.save(app, proposals).await?;
                // Before more is asked, what was just said and what was committed meanwhile is heard.
                continue;
            };
            let moved = facts.iter().any(|(_, fact)| matches!(fact, Some(Fact::Place(_))));
            if moved && self.has_moved(&mut tx).await? {
                self.let_go(&facts);
                let (world, seq) = load::world(app).await?;
                *self.change() = world;
                applied.seq = seq;
            } else {
                // All is read before anything is applied: a failing read must leave no proposal half made.
                let mut changes = Vec::new();
                for fact in facts.iter().filter_map(|(_, fact)| *fact) {
                    changes.push(load::change(&mut tx, fact).await?);
                }
                self.keeper
                    .iter()
                    .for_each(|keeper| changes.iter().for_each(|change| keeper.hear(change, newest)));
                // One after the other: whoever asks meanwhile waits for one of them at the most.
                let signals = changes.into_iter().filter_map(|change| load::apply(&self.world, change));
                applied.signals.extend(signals);
                applied.seq = newest;
            }
            let told = facts.into_iter().filter_map(|(_, fact)| fact);
            self.unheard.lock().unwrap_or_else(PoisonError::into_inner).extend(told);
        }
    }

    /// Whether the town's plane is no longer the World's: a town was imported.
    async fn has_moved(&self, tx: &mut store::Tx) -> Result<bool, StoreError> {
        let plane = Plane::about(load::centre(tx).await?);
        Ok(self.world().settings().plane != plane)
    }

    /// What signals make the engine propose, as the World stands now. The crowd is looked through together with whoever asks;
    /// alone it is only said, a few at a time.
    fn ask(&self, signals: impl IntoIterator<Item = Signal>, now: Instant) -> Vec<Proposal> {
        let (mut said, mut found) = (Vec::new(), Vec::new());
        for signal in signals {
            self.world().meant_by(signal, now, &Warm, &mut found);
            for some in found.chunks(FEW) {
                said.append(&mut self.change().say(some, now, &Warm));
            }
        }
        said
    }

    /// Saves proposals, each in its own transaction, and tells the open pages.
    async fn save(&self, app: &App, proposals: Vec<Proposal>) -> Result<usize, StoreError> {
        if proposals.is_empty() {
            return Ok(0);
        }
        let _turn = self.saving.lock().await;
        let mut saved = 0;
        let mut waiting = proposals.into_iter();
        while let Some(proposal) = waiting.next() {
            match save_one(app, &proposal).await {
                Ok(Saved::Made(_)) => {
                    saved += 1;
                    metrics::counter!("suggestions_total").increment(1);
                    self.tell(News::Suggestion { member: proposal.member });
                }
                Ok(Saved::Known) => {}
                Ok(Saved::Forbidden) => self.change().remove_told(proposal.member, proposal.offer),
                Err(error) => {
                    // Not said, so not told: these may be proposed again.
                    for unsaid in std::iter::once(proposal).chain(waiting) {
                        self.change().remove_told(unsaid.member, unsaid.offer);
                    }
                    return Err(error);
                }
            }
        }
        Ok(saved)
    }

    /// Why an offer would or would not be suggested to a member now.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn why(&self, app: &App, member: MemberId, offer: OfferId) -> Result<Verdict, StoreError> {
        self.settle(app).await?;
        Ok(self.world().why(member, offer, app.now()))
    }

    /// The members near an organisation's places who let it see them.
    #[must_use]
    pub fn present(&self, organisation: OrganisationId, now: Instant) -> Vec<Presence> {
        self.world().present(organisation, now)
    }

    /// How much the World holds.
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.world().counts()
    }
}

async fn save_one(app: &App, proposal: &Proposal) -> Result<Saved, StoreError> {
    let mut tx = app.write().await?;
    let saved = actions::save(&mut tx, app, proposal).await?;
    tx.commit().await?;
    Ok(saved)
}
