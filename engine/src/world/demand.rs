//! The desire map, maintained: how many members near here hope for what.

use super::map::Map;
use domain::PlanePoint;

/// The side of a cell in metres.
pub(crate) const CELL_M: i32 = 250;

/// Members and wishes of one category in one cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Group {
    pub(crate) category: u32,
    pub(crate) people: u32,
    pub(crate) wishes: u32,
}

/// All groups, by cell and by category.
#[derive(Clone, PartialEq)]
pub(crate) struct Groups {
    cells: Map<(i32, i32), Vec<Group>>,
}

impl Groups {
    pub(crate) fn new() -> Self {
        Self { cells: Map::default() }
    }

    /// Counts a member's wishes in a cell: categories, each once, with how many wishes.
    pub(crate) fn add(&mut self, cell: (i32, i32), counted: &[(u32, u32)]) {
        if counted.is_empty() {
            return;
        }
        let groups = self.cells.entry(cell).or_default();
        for (category, wishes) in counted {
            match groups.binary_search_by_key(category, |group| group.category) {
                Ok(place) => {
                    groups[place].people += 1;
                    groups[place].wishes += wishes;
                }
                Err(place) => {
                    if groups.len() == groups.capacity() {
                        groups.reserve_exact(groups.len() / 4 + 1);
                    }
                    groups.insert(place, Group { category: *category, people: 1, wishes: *wishes });
                }
            }
        }
    }

    /// Takes out what was counted.
    pub(crate) fn take(&mut self, cell: (i32, i32), counted: &[(u32, u32)]) {
        let Some(groups) = self.cells.get_mut(&cell) else { return };
        for (category, wishes) in counted {
            let Ok(place) = groups.binary_search_by_key(category, |group| group.category) else { continue };
            let group = &mut groups[place];
            group.people -= 1;
            group.wishes -= wishes;
            if group.people == 0 {
                groups.remove(place);
            }
        }
        if groups.is_empty() {
            self.cells.remove(&cell);
        }
    }

    /// Reads ahead what counting these in a cell, or taking them out, will change.
    pub(crate) fn expect(&self, cell: (i32, i32), counted: &[(u32, u32)]) -> u32 {
        let Some(groups) = self.cells.get(&cell) else { return 0 };
        let place = |category| groups.binary_search_by_key(&category, |group| group.category).ok();
        counted.iter().filter_map(|(category, _)| place(*category)).map(|place| groups[place].people).sum()
    }

    /// Visits every group of at least `k` members, by cell, then in the order in which categories were first spoken of.
    pub(crate) fn each(&self, k: u32, mut visit: impl FnMut((i32, i32), Group)) {
        for (cell, groups) in &self.cells {
            groups.iter().filter(|group| group.people >= k).for_each(|group| visit(*cell, *group));
        }
    }

    /// Gives back what growing left unused.
    pub(crate) fn pack(&mut self) {
        self.cells.values_mut().for_each(Vec::shrink_to_fit);
    }

    pub(crate) fn bytes(&self) -> usize {
        let groups: usize = self.cells.values().map(|groups| groups.capacity() * size_of::<Group>()).sum();
        groups + self.cells.capacity() * (size_of::<((i32, i32), Vec<Group>)>() + 1)
    }
}

pub(crate) fn cell(at: PlanePoint) -> (i32, i32) {
    (at.x.div_euclid(CELL_M * 10), at.y.div_euclid(CELL_M * 10))
}
