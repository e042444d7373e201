//! Handles for ids: sixteen bytes at the door, four inside.

use domain::ids::Id;

use super::paged::Paged;
use super::table::{Table, Tagged, hash_id};

/// A place in one of the engine's arrays. Used again after what stood there was removed.
pub(crate) type Handle = u32;

/// Ids by handle and handles by id.
#[derive(Clone)]
pub(crate) struct Ids<I> {
    ids: Paged<I>,
    table: Table<Tagged>,
    free: Vec<Handle>,
}

impl<I: Id + PartialEq> Ids<I> {
    pub(crate) fn new() -> Self {
        Self { ids: Paged::new(), table: Table::new(), free: Vec::new() }
    }

    pub(crate) fn len(&self) -> usize {
        self.table.len()
    }

    pub(crate) fn find(&self, id: I) -> Option<Handle> {
        let hash = hash_id(id);
        let found = self.table.find(hash, |slot| slot.may_be(hash) && self.ids[slot.handle] == id);
        found.map(|slot| slot.handle)
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
        self.table.add(Tagged::new(hash_id(id), handle));
        (handle, true)
    }

    /// Frees the handle of an id.
    pub(crate) fn release(&mut self, id: I) -> Option<Handle> {
        let (ids, hash) = (&self.ids, hash_id(id));
        let gone = self.table.remove(hash, |slot| slot.may_be(hash) && ids[slot.handle] == id)?;
        let handle = gone.handle;
        self.free.push(handle);
        Some(handle)
    }

    /// Every id with its handle, in no order that means anything.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (Handle, I)> {
        let all = self.ids.iter().enumerate().filter_map(|(n, id)| Some((u32::try_from(n).ok()?, *id)));
        all.filter(|(handle, id)| self.find(*id) == Some(*handle))
    }

    /// The same of so many handles from one on.
    pub(crate) fn some(&self, from: Handle, most: u32) -> impl Iterator<Item = (Handle, I)> {
        let end = from.saturating_add(most).min(self.end());
        let all = (from..end).map(|handle| (handle, self.ids[handle]));
        all.filter(|(handle, id)| self.find(*id) == Some(*handle))
    }

    /// The first handle that nobody ever had.
    pub(crate) fn end(&self) -> Handle {
        u32::try_from(self.ids.len()).unwrap_or(u32::MAX)
    }

    pub(crate) fn bytes(&self) -> usize {
        self.ids.bytes() + self.table.bytes() + self.free.capacity() * size_of::<Handle>()
    }
}
