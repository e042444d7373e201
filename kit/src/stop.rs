//! The wish to stop, heard by everything that would otherwise go on for ever.

use std::sync::Arc;

use tokio::sync::watch;

/// Whether the server is stopping. Clones hear each other.
#[derive(Debug, Clone)]
pub struct Stop(Arc<watch::Sender<bool>>);

impl Default for Stop {
    fn default() -> Self {
        Self(Arc::new(watch::channel(false).0))
    }
}

impl Stop {
    /// Asks everything to stop.
    pub fn request(&self) {
        self.0.send_replace(true);
    }

    /// Whether stopping was asked for.
    #[must_use]
    pub fn is_requested(&self) -> bool {
        *self.0.borrow()
    }

    /// Waits until stopping is asked for.
    pub async fn requested(&self) {
        let mut heard = self.0.subscribe();
        // The sender lives as long as this clone, so waiting cannot fail.
        let _ = heard.wait_for(|stop| *stop).await;
    }
}
