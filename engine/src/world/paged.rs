//! A growing array in pages: it never moves what it holds, so that growing is no pause, and wastes less than a page.

use std::ops::{Index, IndexMut};

/// Elements of a page: a power of two, so that finding one costs a shift.
const PAGE: usize = 1 << 12;

/// An array by handle, a `u32`.
#[derive(Clone)]
pub(crate) struct Paged<T> {
    pages: Vec<Vec<T>>,
}

impl<T> Paged<T> {
    pub(crate) fn new() -> Self {
        Self { pages: Vec::new() }
    }

    pub(crate) fn len(&self) -> usize {
        self.pages.last().map_or(0, |last| (self.pages.len() - 1) * PAGE + last.len())
    }

    /// Appends and answers the handle.
    pub(crate) fn push(&mut self, thing: T) -> u32 {
        let handle = u32::try_from(self.len()).unwrap_or(u32::MAX);
        if self.pages.last().is_none_or(|last| last.len() == PAGE) {
            // The first page grows as it fills: a village needs no more.
            let room = if self.pages.is_empty() { 0 } else { PAGE };
            self.pages.push(Vec::with_capacity(room));
        }
        if let Some(last) = self.pages.last_mut() {
            last.push(thing);
        }
        handle
    }

    pub(crate) fn get(&self, handle: u32) -> Option<&T> {
        let at = handle as usize;
        self.pages.get(at / PAGE)?.get(at % PAGE)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &T> {
        self.pages.iter().flatten()
    }

    pub(crate) fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.pages.iter_mut().flatten()
    }

    /// Bytes held, room included.
    pub(crate) fn bytes(&self) -> usize {
        let things: usize = self.pages.iter().map(Vec::capacity).sum();
        things * size_of::<T>() + self.pages.capacity() * size_of::<Vec<T>>()
    }
}

impl<T> Index<u32> for Paged<T> {
    type Output = T;
    fn index(&self, handle: u32) -> &T {
        let at = handle as usize;
        &self.pages[at / PAGE][at % PAGE]
    }
}

impl<T> IndexMut<u32> for Paged<T> {
    fn index_mut(&mut self, handle: u32) -> &mut T {
        let at = handle as usize;
        &mut self.pages[at / PAGE][at % PAGE]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn handles_stay_across_pages() {
        let mut paged = Paged::new();
        let handles: Vec<u32> = (0..10_000).map(|n: usize| paged.push(n)).collect();
        assert!(handles.iter().enumerate().all(|(n, handle)| paged[*handle] == n));
        assert_eq!((paged.len(), paged.iter().count(), paged.get(10_000)), (10_000, 10_000, None));
        assert!(paged.bytes() < 3 * 4_096 * 8 + 200);
    }
}
