//! Nudging open pages, and listening to nudges.

use tokio::sync::broadcast;

use super::Street;
use crate::news::News;

impl Street {
    /// Nudges open pages.
    pub fn tell(&self, news: News) {
        // Nobody listening is no error.
        let _ = self.news.send(news);
    }

    /// Whether anybody listens to nudges.
    #[must_use]
    pub fn is_heard(&self) -> bool {
        self.news.receiver_count() > 0
    }

    /// Listens to nudges.
    #[must_use]
    pub fn listen(&self) -> broadcast::Receiver<News> {
        self.news.subscribe()
    }
}
