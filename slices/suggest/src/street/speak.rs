//! News of wishes: told through the same locks, and out of the same budget, as suggestions.

use domain::{MemberId, OfferId, OpportunityId};
use engine::{Obstacle, Wisher, World};
use kit::App;
use store::{StoreError, Tx};

use super::Street;
use crate::news::News;
use crate::spoken::{self, Topic};

/// What became of news that wanted to be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spoke {
    /// It was told.
    Told,
    /// A lock is closed now: it may be tried later.
    Closed,
    /// Whoever brought it took it back.
    Withdrawn,
}

/// Members whose wishes are passed over while the World is held once.
const PART: u32 = 4_096;

impl Street {
    /// Every open wish that any of these offers meets now, wherever its member is, by member, wish and offer. Nobody is told by it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn wishers(&self, app: &App, offers: &[OfferId]) -> Result<Vec<Wisher>, StoreError> {
        self.settle(app).await?;
        let (mut met, mut next) = (Vec::new(), Some(0));
        while let Some(from) = next {
            // One part after the other: whoever changes the World waits for one of them at the most.
            next = self.world().wishers_some(offers, app.now(), (from, PART), &mut met);
            tokio::task::yield_now().await;
        }
        met.sort_unstable();
        Ok(met)
    }

    /// Whether a member could be told anything now, as far as the World knows: what is closed to them need not be looked at in the
    /// store. Where it says so and is wrong, [`Street::speak`] is not.
    #[must_use]
    pub fn may_hear(&self, app: &App, member: MemberId) -> bool {
        matches!(self.world().may_tell(member, None, app.now()), Ok(()) | Err(Obstacle::UnknownMember))
    }

    /// Tells a member news of a wish of theirs, if the World and then the store let it. `write` keeps what is told in the same
    /// transaction, or takes it back with `false`.
    ///
    /// # Errors
    /// When the database fails; then nothing is told.
    pub async fn speak(
        &self,
        app: &App,
        member: MemberId,
        topic: Topic<'_>,
        opportunity: OpportunityId,
        write: impl AsyncFnOnce(&mut Tx) -> Result<bool, StoreError>,
    ) -> Result<Spoke, StoreError> {
        self.settle(app).await?;
        let said = |world: &World| {
            world.may_tell(member, topic.category, app.now())?;
            topic.offer.map_or(Ok(()), |offer| world.may_tell_of(member, offer.id, app.now()))
        };
        match said(&self.world()) {
            Ok(()) => {}
            Err(Obstacle::UnknownMember) => return Ok(Spoke::Withdrawn),
            Err(_) => return Ok(Spoke::Closed),
        }
        // With those who save suggestions here; those of other nodes are waited for in the database.
        let turn = self.saving.lock().await;
        let mut tx = app.write().await?;
        if !spoken::speak(&mut tx, app, member, topic, opportunity).await? {
            return Ok(Spoke::Closed);
        }
        if !write(&mut tx).await? {
            return Ok(Spoke::Withdrawn);
        }
        tx.commit().await?;
        drop(turn);
        metrics::counter!("opportunities_total").increment(1);
        self.tell(News::Opportunity { member });
        Ok(Spoke::Told)
    }
}
