//! Nudges: what wakes the streams of open pages.

use domain::{MemberId, OrganisationId};
use tokio::sync::broadcast;

use super::Street;

/// A nudge for open pages. It carries who is concerned, never what: listeners read the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum News {
    /// A member has a new suggestion.
    Suggestion {
        /// Who.
        member: MemberId,
    },
    /// A member's wishes or lists changed.
    List {
        /// Whose.
        member: MemberId,
    },
    /// News of a member's wish was told.
    Opportunity {
        /// Whose.
        member: MemberId,
    },
    /// An encounter began or moved on.
    Encounter {
        /// Whose.
        member: MemberId,
        /// With whom.
        organisation: OrganisationId,
    },
}

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
