//! Where members are now: the last moment of each, and nothing of the way there.

use domain::{Instant, MemberId, PlanePoint, limits};

use super::grid::{CELL_M, Grid};
use super::map::Map;

/// The last moment of a member.
#[derive(Clone, Copy)]
pub(crate) struct Last {
    pub(crate) spot: PlanePoint,
    pub(crate) at: Instant,
}

impl Last {
    /// Whether it still counts as now.
    pub(crate) fn is_now(self, now: Instant) -> bool {
        now.secs_since(self.at) <= limits::PRESENCE_S
    }
}

/// All last moments.
#[derive(Clone)]
pub(crate) struct Present {
    by_member: Map<MemberId, Last>,
    grid: Grid<(MemberId, PlanePoint)>,
}

impl Present {
    pub(crate) fn new() -> Self {
        Self { by_member: Map::default(), grid: Grid::new(CELL_M) }
    }

    pub(crate) fn len(&self) -> usize {
        self.by_member.len()
    }

    pub(crate) fn get(&self, member: MemberId) -> Option<Last> {
        self.by_member.get(&member).copied()
    }

    pub(crate) fn put(&mut self, member: MemberId, last: Last) {
        match self.by_member.insert(member, last) {
            Some(before) if before.spot == last.spot => return,
            Some(before) => self.grid.take(before.spot, (member, before.spot)),
            None => {}
        }
        self.grid.put(last.spot, (member, last.spot));
    }

    pub(crate) fn take(&mut self, member: MemberId) {
        if let Some(last) = self.by_member.remove(&member) {
            self.grid.take(last.spot, (member, last.spot));
        }
    }

    /// Visits whoever may be within `radius_m` of a point.
    pub(crate) fn about(&self, centre: PlanePoint, radius_m: u32, mut visit: impl FnMut(MemberId)) {
        self.grid.about(centre, radius_m, |(member, _)| visit(member));
    }

    /// Forgets whoever `keep` does not keep.
    pub(crate) fn retain(&mut self, keep: impl Fn(MemberId, Last) -> bool) {
        let leaving: Vec<MemberId> = self
            .by_member
            .iter()
            .filter(|(member, last)| !keep(**member, **last))
            .map(|(member, _)| *member)
            .collect();
        for member in leaving {
            self.take(member);
        }
    }
}
