//! Time: what comes is told ahead, and said when it has come.

use domain::{Instant, MemberId};
use engine::{Obstacle, Proposal, Verdict};
use kit::App;
use store::StoreError;

use super::{FEW, Street};

/// How far ahead a member is told what comes: two hours, for which somebody may well wait.
pub const SOON_S: u32 = 7_200;
/// How much of what comes is told, the soonest first.
const SOON_MAX: usize = 20;

/// Something that will be suggested soon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coming {
    /// From when.
    pub at: Instant,
    /// What is said then, with the reasons of that instant.
    pub proposal: Proposal,
    /// What still closes it, all of which time takes away.
    pub obstacles: Vec<Obstacle>,
}

impl Street {
    /// What will be suggested to a member who stays where they are, within [`SOON_S`] and if nothing else changes: the
    /// soonest first, with all that still keeps it from being said.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn soon(&self, app: &App, member: MemberId) -> Result<Vec<Coming>, StoreError> {
        self.settle(app).await?;
        let (world, now, mut found) = (self.world(), app.now(), Vec::new());
        world.soon(member, now, SOON_S, &mut found);
        found.truncate(SOON_MAX);
        let coming = found.into_iter().map(|soon| {
            let obstacles = match world.why(member, soon.found.offer, now) {
                Verdict::WouldNot { obstacles } => obstacles,
                Verdict::Would { .. } => Vec::new(),
            };
            Coming { at: soon.at, proposal: Proposal::from(&soon.found), obstacles }
        });
        Ok(coming.collect())
    }

    /// Lets time pass for the World: forgets moments that are no longer now, and says what thereby came true to whoever
    /// stands there. Answers how many suggestions came of it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn wake(&self, app: &App) -> Result<usize, StoreError> {
        // Nobody is told what they have just forbidden.
        self.advance(app).await?;
        let (now, mut proposals, mut more) = (app.now(), Vec::new(), true);
        while more {
            let mut signals = Vec::new();
            more = self.change().wake_some(now, FEW, &mut signals);
            proposals.append(&mut self.ask(signals, now));
            // At midnight a whole town is due.
            tokio::task::yield_now().await;
        }
        self.save(app, proposals).await
    }

    /// When time alone may next change something, to the second; [`Street::wake`] is then due.
    #[must_use]
    pub fn next_wake(&self) -> Option<Instant> {
        self.world().next_wake()
    }
}
