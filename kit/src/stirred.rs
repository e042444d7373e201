//! What is told of a shared list without being written down: that it may look different to those before it.

use std::sync::Arc;

use domain::{ListId, MemberId};
use tokio::sync::broadcast;

/// Lists told at once before whoever is slow looks at all of it again.
const SOME: usize = 256;

/// That a list may look different.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stir {
    /// Which.
    pub list: ListId,
    /// Whether its owner is shown the same as before, so that their pages need not even look.
    pub hushed: bool,
    /// Whose it is, when somebody wrote to them: pages of theirs beyond the list look again too.
    pub owner: Option<MemberId>,
}

/// Tells open pages of this node that a list may look different. It is no fact: what is promised stands in no log of changes, for its
/// owner is not to find it there. Clones hear each other; nobody is told who did what.
#[derive(Debug, Clone)]
pub struct Stirred(Arc<broadcast::Sender<Stir>>);

impl Default for Stirred {
    fn default() -> Self {
        Self(Arc::new(broadcast::channel(SOME).0))
    }
}

impl Stirred {
    /// Says that something was written to a list's owner, so that it may look different; after the change was committed.
    pub fn tell(&self, list: ListId, owner: Option<MemberId>) {
        // Nobody listening is no error.
        let _ = self.0.send(Stir { list, hushed: false, owner });
    }

    /// Says that a list may look different to all but its owner; after the change was committed.
    pub fn tell_others(&self, list: ListId) {
        let _ = self.0.send(Stir { list, hushed: true, owner: None });
    }

    /// Listens from now on.
    #[must_use]
    pub fn listen(&self) -> broadcast::Receiver<Stir> {
        self.0.subscribe()
    }
}
