//! Many short lists in few pages: a list is one run of a page, found without a pointer of its own.
//!
//! A list that outgrows its run moves to a longer one; the run it leaves is used again by the next list of that length.

/// Where a list lies. The default is the empty list, which lies nowhere.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Run {
    page: u32,
    at: u16,
    len: u16,
}

impl Run {
    pub(crate) fn len(self) -> usize {
        usize::from(self.len)
    }
}

/// Elements of a page.
const PAGE: usize = 1 << 12;

/// The longest list. One more is not kept: nobody has so many of anything the engine keeps in lists.
pub(crate) const LONGEST: usize = 60_000;

/// Lists of plain values.
#[derive(Clone)]
pub(crate) struct Blocks<T> {
    pages: Vec<Vec<T>>,
    /// Free runs by their length class.
    free: Vec<Vec<(u32, u16)>>,
    /// The page that is being filled.
    open: Option<usize>,
}

impl<T: Copy> Blocks<T> {
    pub(crate) fn new() -> Self {
        Self { pages: Vec::new(), free: Vec::new(), open: None }
    }

    pub(crate) fn list(&self, run: Run) -> &[T] {
        let at = usize::from(run.at);
        self.pages.get(run.page as usize).map_or(&[], |page| &page[at..at + run.len()])
    }

    pub(crate) fn list_mut(&mut self, run: Run) -> &mut [T] {
        let at = usize::from(run.at);
        match self.pages.get_mut(run.page as usize) {
            Some(page) => &mut page[at..at + run.len()],
            None => &mut [],
        }
    }

    /// Inserts before `place`, at most at the end.
    pub(crate) fn insert(&mut self, run: &mut Run, place: usize, thing: T) {
        let len = run.len();
        if len >= LONGEST {
            return;
        }
        if len == 0 || room(len) == len {
            let longer = self.take(room(len + 1), thing);
            let longer = Run { len: run.len, ..longer };
            self.copy(*run, longer);
            self.release(*run);
            *run = longer;
        }
        run.len += 1;
        let list = self.list_mut(*run);
        list.copy_within(place..len, place + 1);
        list[place] = thing;
    }

    /// Removes what stands at `place`.
    pub(crate) fn remove(&mut self, run: &mut Run, place: usize) {
        let len = run.len();
        self.list_mut(*run).copy_within(place + 1..len, place);
        let before = *run;
        run.len -= 1;
        if run.len == 0 {
            self.release(before);
            *run = Run::default();
        } else if room(len - 1) != room(len) {
            let Some(any) = self.list(*run).first().copied() else { return };
            let shorter = Run { len: run.len, ..self.take(room(len - 1), any) };
            self.copy(*run, shorter);
            self.release(before);
            *run = shorter;
        }
    }

    /// Frees a whole list.
    pub(crate) fn clear(&mut self, run: &mut Run) {
        self.release(*run);
        *run = Run::default();
    }

    /// Bytes held, free runs and room included.
    pub(crate) fn bytes(&self) -> usize {
        let things: usize = self.pages.iter().map(Vec::capacity).sum();
        let free: usize = self.free.iter().map(|runs| runs.capacity() * size_of::<(u32, u16)>()).sum();
        things * size_of::<T>() + free
    }

    fn copy(&mut self, from: Run, to: Run) {
        let (start, len) = (usize::from(from.at), from.len());
        if from.page == to.page {
            if let Some(page) = self.pages.get_mut(from.page as usize) {
                page.copy_within(start..start + len, usize::from(to.at));
            }
        } else if let Ok([old, new]) = self.pages.get_disjoint_mut([from.page as usize, to.page as usize]) {
            new[usize::from(to.at)..usize::from(to.at) + len].copy_from_slice(&old[start..start + len]);
        }
    }

    fn release(&mut self, run: Run) {
        if run.len > 0 {
            let class = class(run.len());
            if self.free.len() <= class {
                self.free.resize(class + 1, Vec::new());
            }
            self.free[class].push((run.page, run.at));
        }
    }

    /// A run of `room` elements, of any content.
    fn take(&mut self, room: usize, fill: T) -> Run {
        if let Some((page, at)) = self.free.get_mut(class(room)).and_then(Vec::pop) {
            return Run { page, at, len: 0 };
        }
        let fits = |page: &Vec<T>| page.len() + room <= PAGE;
        let open = self.open.filter(|open| self.pages.get(*open).is_some_and(fits));
        let open = open.unwrap_or_else(|| {
            let capacity = if self.pages.is_empty() { 0 } else { PAGE.max(room) };
            self.pages.push(Vec::with_capacity(capacity));
            self.pages.len() - 1
        });
        self.open = Some(open);
        let page = &mut self.pages[open];
        let at = page.len();
        page.resize(at + room, fill);
        let (page, at) = (u32::try_from(open).unwrap_or(u32::MAX), u16::try_from(at).unwrap_or(u16::MAX));
        Run { page, at, len: 0 }
    }
}

/// The room of a list of `len`: itself up to 8, then an eighth of slack at the most.
fn room(len: usize) -> usize {
    if len <= 8 { len } else { len.next_multiple_of((len.next_power_of_two() / 16).max(1)) }
}

/// Rooms numbered without many holes: the free lists are found by it.
fn class(len: usize) -> usize {
    let room = room(len);
    if room <= 8 {
        return room;
    }
    let power = room.next_power_of_two();
    let step = power / 16;
    8 + (power.trailing_zeros() as usize - 4) * 8 + (room - power / 2) / step.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_room_has_a_class_of_its_own() {
        let rooms: std::collections::BTreeSet<usize> = (1..5_000).map(room).collect();
        let classes: std::collections::BTreeSet<usize> = rooms.iter().map(|room| class(*room)).collect();
        assert_eq!(rooms.len(), classes.len());
        assert!((9..60_000).all(|len| room(len) >= len && room(len) <= len + len / 8 + 1));
        assert!((1..5_000).all(|len| room(room(len)) == room(len)));
    }

    proptest! {
        /// Lists behave as vectors do, however they grow, shrink and change places.
        #[test]
        fn lists_are_vectors(steps in prop::collection::vec((0..12_usize, any::<bool>(), 0..100_usize, any::<u32>()), 1..1_500)) {
            let (mut blocks, mut runs, mut plain) = (Blocks::new(), [Run::default(); 12], vec![Vec::new(); 12]);
            for (which, grow, place, value) in steps {
                let (run, list) = (&mut runs[which], &mut plain[which]);
                if grow || list.is_empty() {
                    let place = place.min(list.len());
                    list.insert(place, value);
                    blocks.insert(run, place, value);
                } else if value % 50 == 0 {
                    list.clear();
                    blocks.clear(run);
                } else {
                    let place = place % list.len();
                    list.remove(place);
                    blocks.remove(run, place);
                }
                for (run, list) in runs.iter().zip(&plain) {
                    prop_assert_eq!(blocks.list(*run), list.as_slice());
                }
            }
        }
    }

    #[test]
    fn a_list_longer_than_a_page_has_one_of_its_own() {
        let (mut blocks, mut long, mut short) = (Blocks::new(), Run::default(), Run::default());
        for n in 0..9_000_u32 {
            let end = long.len();
            blocks.insert(&mut long, end, n);
            if n % 100 == 0 {
                blocks.insert(&mut short, 0, n);
            }
        }
        assert!(blocks.list(long).iter().copied().eq(0..9_000));
        assert_eq!(blocks.list(short).len(), 90);
    }
}
