//! Many short lists in few pages: a list is one run of a page, found without a pointer of its own.
//!
//! A list that outgrows its run moves to a longer one; the run it leaves is used again by the next list of that length.

/// Where a list lies: page, place in it and length, in eight bytes. The default is the empty list, which lies nowhere.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Run(u64);

const LEN: u32 = 28;
const AT: u32 = 12;

impl Run {
    pub(crate) const EMPTY: Self = Self(0);

    fn new(page: usize, at: usize, len: usize) -> Self {
        Self((page as u64) << (LEN + AT) | (at as u64) << LEN | len as u64)
    }

    fn page(self) -> usize {
        (self.0 >> (LEN + AT)) as usize
    }

    fn at(self) -> usize {
        (self.0 >> LEN) as usize & (PAGE - 1)
    }

    pub(crate) fn len(self) -> usize {
        (self.0 & ((1 << LEN) - 1)) as usize
    }

    fn with_len(self, len: usize) -> Self {
        Self::new(self.page(), self.at(), len)
    }
}

/// Elements of a page. A longer list has a page of its own.
const PAGE: usize = 1 << AT;

/// Lists of plain values.
#[derive(Clone)]
pub(crate) struct Blocks<T> {
    pages: Vec<Vec<T>>,
    /// Free runs by their length class.
    free: Vec<Vec<Run>>,
    /// The page that is being filled.
    open: Option<usize>,
}

impl<T: Copy> Blocks<T> {
    pub(crate) fn new() -> Self {
        Self { pages: Vec::new(), free: Vec::new(), open: None }
    }

    pub(crate) fn list(&self, run: Run) -> &[T] {
        let at = run.at();
        self.pages.get(run.page()).map_or(&[], |page| &page[at..at + run.len()])
    }

    pub(crate) fn list_mut(&mut self, run: Run) -> &mut [T] {
        let at = run.at();
        match self.pages.get_mut(run.page()) {
            Some(page) => &mut page[at..at + run.len()],
            None => &mut [],
        }
    }

    /// Inserts before `place`, at most at the end.
    pub(crate) fn insert(&mut self, run: &mut Run, place: usize, thing: T) {
        let len = run.len();
        if len == 0 || room(len) == len {
            let longer = self.take(room(len + 1), thing).with_len(len);
            self.copy(*run, longer);
            self.release(*run);
            *run = longer;
        }
        *run = run.with_len(len + 1);
        let list = self.list_mut(*run);
        list.copy_within(place..len, place + 1);
        list[place] = thing;
    }

    /// Removes what stands at `place`.
    pub(crate) fn remove(&mut self, run: &mut Run, place: usize) {
        let len = run.len();
        self.list_mut(*run).copy_within(place + 1..len, place);
        let before = *run;
        *run = run.with_len(len - 1);
        if run.len() == 0 {
            self.release(before);
            *run = Run::default();
        } else if room(len - 1) != room(len) {
            let Some(any) = self.list(*run).first().copied() else { return };
            let shorter = self.take(room(len - 1), any).with_len(len - 1);
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

    /// The same lists without free runs between them; every list there is must be told once.
    pub(crate) fn packed<'r>(&self, runs: impl Iterator<Item = &'r mut Run>) -> Self {
        let mut packed = Self::new();
        for run in runs {
            let list = self.list(*run);
            let Some(first) = list.first() else { continue };
            let room = packed.take(room(list.len()), *first).with_len(list.len());
            packed.list_mut(room).copy_from_slice(list);
            *run = room;
        }
        packed
    }

    /// Bytes held, free runs and room included.
    pub(crate) fn bytes(&self) -> usize {
        let things: usize = self.pages.iter().map(Vec::capacity).sum();
        let free: usize = self.free.iter().map(|runs| runs.capacity() * size_of::<Run>()).sum();
        things * size_of::<T>() + free
    }

    fn copy(&mut self, from: Run, to: Run) {
        let (old, new) = (from.at()..from.at() + from.len(), to.at()..to.at() + from.len());
        if from.page() == to.page() {
            if let Some(page) = self.pages.get_mut(from.page()) {
                page.copy_within(old, new.start);
            }
        } else if let Ok([before, after]) = self.pages.get_disjoint_mut([from.page(), to.page()]) {
            after[new].copy_from_slice(&before[old]);
        }
    }

    fn release(&mut self, run: Run) {
        if run.len() > 0 {
            let class = class(run.len());
            if self.free.len() <= class {
                self.free.resize(class + 1, Vec::new());
            }
            self.free[class].push(run.with_len(0));
        }
    }

    /// A run of `room` elements, of any content.
    fn take(&mut self, room: usize, fill: T) -> Run {
        if let Some(run) = self.free.get_mut(class(room)).and_then(Vec::pop) {
            return run;
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
        Run::new(open, at, 0)
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
