//! The town kept ready for the next start: a file with what the World is filled with, and the fact it stands for.
//!
//! It is a copy that may be thrown away at any time, and is whenever anything speaks against it ([`Doubt`]); the store alone is
//! the truth. It holds no moment: there is none in the store (invariant 5), and none is asked of the World. It is read and
//! written beside the World, never under its lock, and whoever is erased is not left in it.

mod bytes;
mod doubt;
mod file;
mod head;
mod rows;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::Instant;
use engine::World;
use kit::App;
use store::{StoreError, Tx};
use tokio::sync::{Mutex as Turns, OwnedMutexGuard, mpsc};
use tokio::task::spawn_blocking;

use crate::ground::{self, Row, Stage, Step};
use crate::load::{self, Change, Filling, Tell};
use doubt::Doubt;
use file::{Reading, Writing};
use head::{Head, Stand};

/// Facts after which a running server writes anew: half of what a start would hear.
pub(crate) const MANY: i64 = head::FACTS_MAX / 2;
/// Facts after which a stopping server writes anew; fewer are heard in less time than that takes.
pub(crate) const SOME: i64 = 1_000;
/// Seconds after which a running server writes anew: the log keeps its facts for two days.
const OLD_S: i64 = 86_400;
/// Batches of rows that are read ahead of the World.
const AHEAD: usize = 4;

/// Who keeps the file of this node.
#[derive(Debug)]
pub(crate) struct Keeper {
    path: PathBuf,
    state: Mutex<State>,
    /// Held while one is written, to its end.
    turn: Arc<Turns<()>>,
}

#[derive(Debug, Default)]
struct State {
    /// What the file that lies there stands for.
    kept: Option<(Stand, Instant)>,
    /// A file that stands for an earlier fact holds somebody who was erased.
    erased: i64,
}

impl Keeper {
    /// Keeps the file of this name.
    pub(crate) fn of(path: &Path) -> Arc<Self> {
        Arc::new(Self { path: path.to_owned(), state: Mutex::default(), turn: Arc::default() })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Where a file lies until it is whole.
    fn passing(&self) -> PathBuf {
        self.path.with_added_extension("new")
    }

    /// The World from the file and the facts since, or else from the store; then the file is made anew on the way. Tells the
    /// last fact it contains, and whether it is from the file.
    pub(crate) async fn open(
        self: &Arc<Self>,
        app: &App,
        tell: Tell<'_>,
    ) -> Result<(World, i64, bool), StoreError> {
        match self.wake(app, tell).await {
            Ok((world, seq)) => return Ok((world, seq, true)),
            Err(Doubt::Missing) => {}
            Err(why) => {
                tracing::warn!(%why, "the snapshot of the town is thrown away, everything is read from the database");
            }
        }
        self.throw_away();
        let mut tx = app.read().await?;
        let seq = store::last_fact(&mut tx).await?;
        let turn = self.turn.clone().lock_owned().await;
        let mut writing = self.begin(&mut tx, turn).await?;
        let watch = |row: &Row| writing.iter_mut().for_each(|writing| writing.row(row));
        let world = load::fill(app, &mut tx, tell, watch).await?;
        // The file comes to its end by itself; the start does not wait for the disk.
        drop(writing.map(Writing::end));
        Ok((world, seq, false))
    }

    /// The World from the file and the facts since.
    async fn wake(&self, app: &App, tell: Tell<'_>) -> Result<(World, i64), Doubt> {
        let path = self.path.clone();
        let opened = spawn_blocking(move || Reading::open(&path)).await;
        let (mut reading, head) = opened.map_err(|gone| Doubt::Unreadable(gone.into()))??;
        let head = Head::read(&head)?;
        // One transaction from here to the end, so that all is compared with one state.
        let mut tx = app.read().await?;
        let since = head.since(&mut tx).await?;
        let mut filling = Filling::begin(app, &mut tx, tell).await?;
        let (to, mut rows) = mpsc::channel(AHEAD);
        let ahead = spawn_blocking(move || {
            loop {
                let batch = reading.next().transpose();
                let more = matches!(batch, Some(Ok(_)));
                // Whoever asked may be gone; then so is the need.
                if batch.is_none_or(|batch| to.blocking_send(batch).is_err()) || !more {
                    return;
                }
            }
        });
        let mut stage = Stage::Places;
        while let Some(batch) = rows.recv().await {
            for row in batch? {
                let next = row.stage();
                if next != stage {
                    filling.step(Step::Done(stage));
                    stage = next;
                }
                filling.step(Step::Row(row));
            }
        }
        ahead.await.map_err(|gone| Doubt::Unreadable(gone.into()))?;
        filling.step(Step::Done(stage));
        let mut world = filling.end();
        self.state().kept = Some((head.stand, head.at));
        for fact in &since.facts {
            let change = load::change(&mut tx, *fact).await?;
            self.hear(&change, since.seq);
            load::put(&mut world, change);
        }
        head.accounts(&mut tx, &since, &world).await?;
        tracing::info!(facts = since.facts.len(), "the town is read from its snapshot");
        Ok((world, since.seq))
    }

    /// Hears a change, up to a fact.
    pub(crate) fn hear(&self, change: &Change, seq: i64) {
        if matches!(change, Change::Member(_, None)) {
            self.erased(seq);
        }
    }

    /// Somebody was erased, up to a fact: they must stay neither in the file that lies there nor in one being written.
    pub(crate) fn erased(&self, seq: i64) {
        self.state().erased = seq;
        self.throw_away();
    }

    /// Removes the file, if there is one.
    pub(crate) fn throw_away(&self) {
        let mut state = self.state();
        state.kept = None;
        let unfinished = self.turn.try_lock().map_or(Ok(()), |_| file::remove(&self.passing()));
        if let Err(why) = file::remove(&self.path).and(unfinished) {
            let path = self.path.display();
            tracing::error!(%why, %path, "the snapshot of the town cannot be removed; remove it by hand");
        }
    }

    /// Writes the file anew from one state of the store, if it is due after a number of facts. One that is being written is
    /// waited for.
    pub(crate) async fn keep(self: &Arc<Self>, app: &App, facts: i64) -> Result<(), StoreError> {
        let turn = self.turn.clone().lock_owned().await;
        let mut tx = app.read().await?;
        if !self.is_due(&mut tx, facts).await? {
            return Ok(());
        }
        let Some(mut writing) = self.begin(&mut tx, turn).await? else { return Ok(()) };
        // One connection, one core: the server runs.
        ground::each(&mut tx, Vec::new(), |step| {
            if let Step::Row(row) = &step {
                writing.row(row);
            }
        })
        .await?;
        drop(tx);
        // It tells its own failures.
        let _ = writing.end().await;
        Ok(())
    }

    /// Whether the file should be written anew: so many facts came since, or a day passed, or the log forgot what it stands for.
    async fn is_due(&self, tx: &mut Tx, facts: i64) -> Result<bool, StoreError> {
        let seq = store::last_fact(tx).await?;
        let Some((stand, at)) = self.state().kept else { return Ok(true) };
        let old = seq - stand.seq >= facts || tx.now().secs_since(at) >= OLD_S;
        Ok(old || !stand.holds(tx).await?)
    }

    /// Begins to write what a transaction sees; not when that is tied to no fact.
    async fn begin(
        self: &Arc<Self>,
        tx: &mut Tx,
        turn: OwnedMutexGuard<()>,
    ) -> Result<Option<Writing>, StoreError> {
        let Some(head) = Head::of(tx).await? else { return Ok(None) };
        let (keeper, stands_for) = (self.clone(), (head.stand, head.at));
        let end = move |written: io::Result<()>| {
            keeper.end(stands_for, written);
            drop(turn);
        };
        Ok(Some(Writing::begin(&self.passing(), head.write(), end)))
    }

    /// Gives a file that was written its name, if nobody was erased since.
    fn end(&self, stands_for: (Stand, Instant), written: io::Result<()>) {
        let (mut state, passing) = (self.state(), self.passing());
        let is_clean = state.erased <= stands_for.0.seq;
        let kept = match written {
            Ok(()) if is_clean => std::fs::rename(&passing, &self.path),
            other => other,
        };
        match kept {
            Ok(()) if is_clean => {
                tracing::info!(fact = stands_for.0.seq, "a snapshot of the town is kept for the next start");
                state.kept = Some(stands_for);
                return;
            }
            Ok(()) => {}
            Err(why) if why.kind() == io::ErrorKind::Interrupted => {}
            Err(why) => tracing::warn!(%why, "no snapshot of the town could be kept; nothing else is lost"),
        }
        if let Err(why) = file::remove(&passing) {
            let path = passing.display();
            tracing::error!(%why, %path, "an unfinished snapshot of the town cannot be removed; remove it by hand");
        }
    }
}

#[cfg(test)]
mod tests;
