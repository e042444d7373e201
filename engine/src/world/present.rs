//! Where members are now: a flat grid whose full blocks are divided into small cells.
//!
//! Besides where, each carries what is needed to pass over most of a crowd: the bits of the keys they wish by
//! ([`super::keys::sign`]) and how far they would go.

use domain::PlanePoint;
use domain::plane::metres2;

use super::ids::Handle;
use super::map::Map;

/// Someone somewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Here {
    pub(crate) at: PlanePoint,
    pub(crate) signs: u64,
    pub(crate) member: Handle,
    pub(crate) far_m: u16,
}

/// The side of a block in decimetres, and of the cells of a full one; as many cells a side.
const BLOCK: i32 = 5_000;
const CELL: i32 = 500;
const SIDE: i32 = BLOCK / CELL;

/// More than this in a block divides it; fewer than a quarter joins it again.
const FULL: usize = 64;

#[derive(Clone)]
enum Block {
    Whole(Vec<Here>),
    Divided(usize, Box<[Vec<Here>]>),
}

/// Everybody with a last moment.
#[derive(Clone)]
pub(crate) struct Present {
    blocks: Map<(i32, i32), Block>,
    len: usize,
}

impl Present {
    pub(crate) fn new() -> Self {
        Self { blocks: Map::default(), len: 0 }
    }

    pub(crate) fn len(&self) -> usize {
        self.len
    }

    pub(crate) fn put(&mut self, here: Here) {
        self.len += 1;
        let block = self.blocks.entry(block_of(here.at)).or_insert_with(|| Block::Whole(Vec::new()));
        match block {
            Block::Whole(all) if all.len() < FULL => push(all, here),
            Block::Whole(all) => {
                let mut cells = vec![Vec::new(); (SIDE * SIDE) as usize].into_boxed_slice();
                all.drain(..).chain([here]).for_each(|one| push(&mut cells[cell_of(one.at)], one));
                *block = Block::Divided(FULL + 1, cells);
            }
            Block::Divided(len, cells) => {
                *len += 1;
                push(&mut cells[cell_of(here.at)], here);
            }
        }
    }

    /// Takes a member from where they were.
    pub(crate) fn take(&mut self, at: PlanePoint, member: Handle) -> Option<Here> {
        let key = block_of(at);
        let block = self.blocks.get_mut(&key)?;
        let list = block.list(at);
        let place = list.iter().position(|here| here.member == member)?;
        let taken = list.swap_remove(place);
        self.len -= 1;
        match block {
            Block::Whole(all) if all.is_empty() => {
                self.blocks.remove(&key);
            }
            Block::Whole(_) => {}
            Block::Divided(len, cells) => {
                *len -= 1;
                if *len < FULL / 4 {
                    *block = Block::Whole(cells.iter().flatten().copied().collect());
                }
            }
        }
        Some(taken)
    }

    /// Moves a member; cheaper than to take and put where the cell is the same.
    pub(crate) fn shift(&mut self, from: PlanePoint, to: PlanePoint, member: Handle) {
        if block_of(from) == block_of(to)
            && let Some(block) = self.blocks.get_mut(&block_of(from))
            && (cell_of(from) == cell_of(to) || matches!(block, Block::Whole(_)))
        {
            if let Some(here) = block.list(from).iter_mut().find(|here| here.member == member) {
                here.at = to;
            }
        } else if let Some(here) = self.take(from, member) {
            self.put(Here { at: to, ..here });
        }
    }

    /// Changes what is carried about a member.
    pub(crate) fn resign(&mut self, at: PlanePoint, member: Handle, signs: u64, far_m: u16) {
        let Some(block) = self.blocks.get_mut(&block_of(at)) else { return };
        if let Some(here) = block.list(at).iter_mut().find(|here| here.member == member) {
            (here.signs, here.far_m) = (signs, far_m);
        }
    }

    /// Visits everybody within `radius_m` of a point, exactly.
    pub(crate) fn about(&self, centre: PlanePoint, radius_m: u32, mut visit: impl FnMut(&Here, i64)) {
        let radius = i32::try_from(radius_m.saturating_mul(10)).unwrap_or(i32::MAX);
        let most = metres2(radius_m);
        let mut look = |list: &[Here]| {
            for here in list {
                let d2 = here.at.d2(centre);
                if d2 <= most {
                    visit(here, d2);
                }
            }
        };
        let (west, east) = (centre.x.saturating_sub(radius), centre.x.saturating_add(radius));
        let (south, north) = (centre.y.saturating_sub(radius), centre.y.saturating_add(radius));
        let (left, right) = (west.div_euclid(BLOCK), east.div_euclid(BLOCK));
        let (low, high) = (south.div_euclid(BLOCK), north.div_euclid(BLOCK));
        let asked = (i64::from(right) - i64::from(left) + 1) * (i64::from(high) - i64::from(low) + 1);
        let window = Window { west, east, south, north };
        if asked > self.blocks.len() as i64 {
            let touched = |(x, y): &(i32, i32)| (left..=right).contains(x) && (low..=high).contains(y);
            self.blocks
                .iter()
                .filter(|(key, _)| touched(key))
                .for_each(|(key, block)| block.look(*key, window, &mut look));
            return;
        }
        for x in left..=right {
            for y in low..=high {
                if let Some(block) = self.blocks.get(&(x, y)) {
                    block.look((x, y), window, &mut look);
                }
            }
        }
    }

    pub(crate) fn bytes(&self) -> usize {
        let vec = size_of::<Vec<Here>>();
        let lists = self.blocks.values().map(|block| match block {
            Block::Whole(all) => all.capacity() * size_of::<Here>(),
            Block::Divided(_, cells) => {
                cells.iter().map(|cell| cell.capacity() * size_of::<Here>() + vec).sum()
            }
        });
        lists.sum::<usize>() + self.blocks.capacity() * (size_of::<((i32, i32), Block)>() + 1)
    }
}

/// The square about a circle, in decimetres, its rim included.
#[derive(Clone, Copy)]
struct Window {
    west: i32,
    east: i32,
    south: i32,
    north: i32,
}

impl Block {
    /// The list in which whoever stands at a point is.
    fn list(&mut self, at: PlanePoint) -> &mut Vec<Here> {
        match self {
            Self::Whole(all) => all,
            Self::Divided(_, cells) => &mut cells[cell_of(at)],
        }
    }

    fn look(&self, (x, y): (i32, i32), window: Window, look: &mut impl FnMut(&[Here])) {
        match self {
            Self::Whole(all) => look(all),
            Self::Divided(_, cells) => {
                let (left, low) = (x * BLOCK, y * BLOCK);
                let span = |from: i32, to: i32, start: i32| {
                    let first = from.saturating_sub(start).div_euclid(CELL).clamp(0, SIDE - 1);
                    let last = to.saturating_sub(start).div_euclid(CELL).clamp(0, SIDE - 1);
                    first..=last
                };
                for row in span(window.south, window.north, low) {
                    for column in span(window.west, window.east, left) {
                        look(&cells[(row * SIDE + column) as usize]);
                    }
                }
            }
        }
    }
}

fn block_of(at: PlanePoint) -> (i32, i32) {
    (at.x.div_euclid(BLOCK), at.y.div_euclid(BLOCK))
}

fn cell_of(at: PlanePoint) -> usize {
    (at.y.rem_euclid(BLOCK) / CELL * SIDE + at.x.rem_euclid(BLOCK) / CELL) as usize
}

/// Grows by a third, not by doubling: there are many short lists.
fn push(list: &mut Vec<Here>, here: Here) {
    if list.len() == list.capacity() {
        list.reserve_exact(list.len() / 3 + 1);
    }
    list.push(here);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn point() -> impl Strategy<Value = PlanePoint> {
        // Narrow, so that blocks divide; on either side of zero.
        (-4_000..4_000, -7_000..7_000).prop_map(|(x, y)| PlanePoint { x, y })
    }

    proptest! {
        /// Whoever came, moved and went: a circle finds exactly those within.
        #[test]
        fn a_circle_finds_exactly_those_within(
            start in prop::collection::vec(point(), 0..300),
            moves in prop::collection::vec((any::<prop::sample::Index>(), point(), any::<bool>()), 0..300),
            (centre, radius_m) in (point(), 0..900_u32),
        ) {
            let mut present = Present::new();
            let mut plain: Vec<Option<PlanePoint>> = Vec::new();
            for (at, member) in start.into_iter().zip(0..) {
                present.put(Here { at, signs: 7, member, far_m: 9 });
                plain.push(Some(at));
            }
            for (who, to, leave) in moves {
                if plain.is_empty() {
                    break;
                }
                let member = who.index(plain.len());
                let Some(from) = plain[member] else { continue };
                if leave {
                    let taken = present.take(from, member as Handle);
                    prop_assert_eq!(taken, Some(Here { at: from, signs: 7, member: member as Handle, far_m: 9 }));
                    plain[member] = None;
                } else {
                    present.shift(from, to, member as Handle);
                    plain[member] = Some(to);
                }
            }
            let mut found = Vec::new();
            present.about(centre, radius_m, |here, d2| found.push((here.member as usize, d2)));
            found.sort_unstable();
            let inside = plain.iter().enumerate().filter_map(|(n, at)| Some((n, (*at)?.d2(centre))));
            let inside: Vec<(usize, i64)> = inside.filter(|(_, d2)| *d2 <= metres2(radius_m)).collect();
            prop_assert_eq!(found, inside);
            prop_assert_eq!(present.len(), plain.iter().flatten().count());
        }
    }
}
