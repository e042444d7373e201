//! The snapshot of this node, written beside the World.

use domain::Fact;
use kit::App;
use store::StoreError;

use super::Street;
use crate::load;
use crate::snapshot::{MANY, SOME};

impl Street {
    /// Writes the snapshot anew if it is due; one that is being written is waited for.
    ///
    /// # Errors
    /// When the database fails. A file that cannot be written is told in the log.
    pub async fn keep(&self, app: &App) -> Result<(), StoreError> {
        match &self.keeper {
            Some(keeper) => keeper.keep(app, MANY).await,
            None => Ok(()),
        }
    }

    /// The same, for a server that stops: all is heard, so that nobody who was erased is left in the file.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keep_at_end(&self, app: &App) -> Result<(), StoreError> {
        let Some(keeper) = &self.keeper else { return Ok(()) };
        self.advance(app).await?;
        keeper.keep(app, SOME).await
    }

    /// Whether the World was read from the snapshot when it began.
    #[must_use]
    pub fn is_from_snapshot(&self) -> bool {
        self.woken
    }

    /// Whether the maintained World stands on the same ground as one rebuilt from the store now.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn is_as_rebuilt(&self, app: &App) -> Result<bool, StoreError> {
        self.advance(app).await?;
        let (rebuilt, _) = load::world(app).await?;
        Ok(self.world().same_ground(&rebuilt))
    }

    /// Where facts are not looked at one by one, each member they speak of may have been erased.
    pub(super) fn let_go(&self, facts: &[(i64, Option<Fact>)]) {
        let newest = facts.iter().rev().find(|(_, fact)| matches!(fact, Some(Fact::Member(_))));
        if let (Some(keeper), Some((seq, _))) = (&self.keeper, newest) {
            keeper.erased(*seq);
        }
    }
}
