//! What is told of a shared list without being written down: that it may look different to those before it.

use std::sync::Arc;

use domain::ListId;
use tokio::sync::broadcast;

/// Lists told at once before whoever is slow looks at all of it again.
const SOME: usize = 256;

/// Tells open pages of this node that a list may look different. It is no fact: what is promised stands in no log of changes, for its
/// owner is not to find it there. Clones hear each other; nobody is told who did what.
#[derive(Debug, Clone)]
pub struct Stirred(Arc<broadcast::Sender<ListId>>);

impl Default for Stirred {
    fn default() -> Self {
        Self(Arc::new(broadcast::channel(SOME).0))
    }
}

impl Stirred {
    /// Says that a list may look different; after the change was committed.
    pub fn tell(&self, list: ListId) {
        // Nobody listening is no error.
        let _ = self.0.send(list);
    }

    /// Listens from now on.
    #[must_use]
    pub fn listen(&self) -> broadcast::Receiver<ListId> {
        self.0.subscribe()
    }
}
