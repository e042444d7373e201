//! Who has a live page open on this node: whoever looks at it need not be told by another channel.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::MemberId;

use super::Street;

/// How many live pages each member has open.
#[derive(Debug, Clone, Default)]
pub(super) struct Pages(Arc<Mutex<HashMap<MemberId, usize>>>);

impl Pages {
    fn all(&self) -> MutexGuard<'_, HashMap<MemberId, usize>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A live page, open until this is dropped.
#[derive(Debug)]
pub struct Open {
    member: MemberId,
    pages: Pages,
}

impl Drop for Open {
    fn drop(&mut self) {
        let mut pages = self.pages.all();
        if let Some(count) = pages.get_mut(&self.member) {
            *count -= 1;
            if *count == 0 {
                pages.remove(&self.member);
            }
        }
    }
}

impl Street {
    /// A member opens a live page.
    #[must_use]
    pub fn opens(&self, member: MemberId) -> Open {
        *self.open.all().entry(member).or_default() += 1;
        Open { member, pages: self.open.clone() }
    }

    /// Whether a member has a live page open on this node.
    #[must_use]
    pub fn is_open(&self, member: MemberId) -> bool {
        self.open.all().contains_key(&member)
    }
}
