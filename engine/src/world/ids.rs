//! Handles for ids: sixteen bytes at the door, four inside.

use domain::ids::Id;

use super::index::{Index, hash_id};
use super::paged::Paged;

/// A place in one of the engine's arrays. Used again after what stood there was removed.
pub(crate) type Handle = u32;

/// Ids by handle and handles by id.
#[derive(Clone)]
pub(crate) struct Ids<I> {
    ids: Paged<I>,
    index: Index,
    free: Vec<Handle>,
}

impl<I: Id + PartialEq> Ids<I> {
    pub(crate) fn new() -> Self {
        Self { ids: Paged::new(), index: Index::new(), free: Vec::new() }
    }

    pub(crate) fn len(&self) -> usize {
        self.index.len()
    }

    pub(crate) fn find(&self, id: I) -> Option<Handle> {
        self.index.find(hash_id(id), |handle| self.ids[handle] == id)
    }

    pub(crate) fn id(&self, handle: Handle) -> I {
        self.ids[handle]
    }

    /// The handle of an id, made when there is none; and whether it was.
    pub(crate) fn hold(&mut self, id: I) -> (Handle, bool) {
        if let Some(handle) = self.find(id) {
            return (handle, false);
        }
        let handle = match self.free.pop() {
            Some(handle) => {
                self.ids[handle] = id;
                handle
            }
            None => self.ids.push(id),
        };
        let ids = &self.ids;
        self.index.add(hash_id(id), handle, |handle| hash_id(ids[handle]));
        (handle, true)
    }

    /// Frees the handle of an id.
    pub(crate) fn release(&mut self, id: I) -> Option<Handle> {
        let ids = &self.ids;
        let handle = self.index.remove(hash_id(id), |handle| ids[handle] == id)?;
        self.free.push(handle);
        Some(handle)
    }

    /// Every id with its handle, in no order that means anything.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (Handle, I)> {
        let all = self.ids.iter().enumerate().filter_map(|(n, id)| Some((u32::try_from(n).ok()?, *id)));
        all.filter(|(handle, id)| self.find(*id) == Some(*handle))
    }

    pub(crate) fn bytes(&self) -> usize {
        self.ids.bytes() + self.index.bytes() + self.free.capacity() * size_of::<Handle>()
    }
}
