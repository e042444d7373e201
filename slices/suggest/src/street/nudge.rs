//! Nudging open pages, each with what concerns it alone, and listening to nudges.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::{MemberId, OrganisationId};
use tokio::sync::broadcast;
use tokio::sync::broadcast::error::{RecvError, TryRecvError};

use super::Street;
use crate::news::News;

/// Nudges kept for a slow page; one that falls behind reads the store again.
const KEPT: usize = 16;

/// Whose page it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Whose {
    /// A member's own.
    Member(MemberId),
    /// The counter of an organisation.
    Organisation(OrganisationId),
    /// Lists of this member, as others see them.
    Shared(MemberId),
}

/// The pages that are open on this node. Each hears what is its own: news of ten thousand members must not wake ten thousand pages each.
#[derive(Debug, Clone, Default)]
pub(super) struct Pages(Arc<Mutex<HashMap<Whose, broadcast::Sender<News>>>>);

impl Pages {
    fn all(&self) -> MutexGuard<'_, HashMap<Whose, broadcast::Sender<News>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An open page, until this is dropped.
#[derive(Debug)]
pub struct Open {
    whose: Whose,
    /// Until this is dropped.
    news: Option<broadcast::Receiver<News>>,
    pages: Pages,
}

impl Open {
    /// The next nudge.
    ///
    /// # Errors
    /// `Lagged` when some were missed.
    pub async fn next(&mut self) -> Result<News, RecvError> {
        match &mut self.news {
            Some(news) => news.recv().await,
            None => Err(RecvError::Closed),
        }
    }

    /// A nudge that has come already.
    ///
    /// # Errors
    /// `Empty` when none has, `Lagged` when some were missed.
    pub fn try_next(&mut self) -> Result<News, TryRecvError> {
        self.news.as_mut().map_or(Err(TryRecvError::Closed), broadcast::Receiver::try_recv)
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        let mut pages = self.pages.all();
        // Under the lock, so that of two that are dropped at once the later sees that nobody is left.
        self.news = None;
        if pages.get(&self.whose).is_some_and(|page| page.receiver_count() == 0) {
            pages.remove(&self.whose);
        }
    }
}

impl Street {
    /// Opens a live page, which is nudged until it is dropped.
    #[must_use]
    pub fn opens(&self, whose: Whose) -> Open {
        let news = self.pages.all().entry(whose).or_insert_with(|| broadcast::channel(KEPT).0).subscribe();
        Open { whose, news: Some(news), pages: self.pages.clone() }
    }

    /// Nudges the open pages that it concerns.
    pub fn tell(&self, news: News) {
        let pages = self.pages.all();
        for whose in news.whose().into_iter().flatten() {
            if let Some(page) = pages.get(&whose) {
                // Nobody listening is no error.
                let _ = page.send(news);
            }
        }
    }

    /// Whether any page is open on this node.
    #[must_use]
    pub fn is_heard(&self) -> bool {
        !self.pages.all().is_empty()
    }

    /// Whether a member has a live page open on this node: whoever looks at it need not be told by another channel.
    #[must_use]
    pub fn is_open(&self, member: MemberId) -> bool {
        self.pages.all().contains_key(&Whose::Member(member))
    }
}
