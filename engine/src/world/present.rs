//! Where members are now: a flat grid whose full blocks are divided into small cells.
//!
//! Besides where, each carries what is needed to pass over most of a crowd: the bits of the keys they wish by
//! ([`super::keys::sign`]) and how far they would go. A cell keeps each of these apart, because a crowd is looked through for
//! one of them at a time, and what is not asked for need not be fetched. Of a full block it is noted besides who bears each
//! bit ([`super::bearers`]), so that a crowd is passed over sixty-four at a time.

use domain::PlanePoint;
use domain::plane::{HALF_WIDTH_DM, metres2};

use super::bearers::Bearers;
use super::ids::Handle;

/// Someone somewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Here {
    pub(crate) at: PlanePoint,
    pub(crate) signs: u128,
    pub(crate) who: Who,
}

/// Who that is, and what few are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Who {
    pub(crate) member: Handle,
    /// The second in which they were last seen, rounded down.
    pub(crate) seen_s: u32,
    /// The farthest they would go, in metres.
    pub(crate) far_m: u16,
    /// Whether their mode ends by itself.
    pub(crate) ends: bool,
}

/// The side of a block in decimetres, and of the cells of a full one; as many cells a side.
const BLOCK: i32 = 5_000;
const CELL: i32 = 500;
const SIDE: i32 = BLOCK / CELL;

/// More than this in a block divides it into cells; fewer than a quarter joins it again.
const FULL: usize = 64;

/// How many of those within a circle are visited together.
const FEW: usize = 64;

/// Those who stand together, each thing about them in a list of its own; and who of them stands in which cell, when there
/// are many.
#[derive(Clone, Default)]
struct Block {
    /// Decimetres from the corner.
    at: Vec<[u16; 2]>,
    signs: Vec<u128>,
    who: Vec<Who>,
    /// Kept while there are many.
    full: Option<Box<Full>>,
}

/// What helps to find few among many.
#[derive(Clone)]
struct Full {
    /// Places in the lists, by cell.
    cells: [Vec<u32>; (SIDE * SIDE) as usize],
    bearers: Bearers,
}

/// Everybody with a last moment.
#[derive(Clone)]
pub(crate) struct Present {
    /// Where each block of the plane is among the blocks; in squares of sixteen, of which a town has few.
    squares: Vec<Option<Box<[u32; SQUARE * SQUARE]>>>,
    /// The first is nobody's.
    blocks: Vec<Block>,
    free: Vec<u32>,
    len: usize,
}

/// Blocks a side of a square, and squares a side of the plane.
const SQUARE: usize = 16;
const SQUARES: usize = (2 * HALF_WIDTH_DM as usize).div_ceil(BLOCK as usize * SQUARE) + 1;

impl Block {
    fn len(&self) -> usize {
        self.who.len()
    }

    fn push(&mut self, here: Here) {
        let place = self.len();
        if place == self.who.capacity() {
            // By a quarter, not by doubling: there are many blocks.
            let more = place / 4 + 1;
            self.at.reserve_exact(more);
            self.signs.reserve_exact(more);
            self.who.reserve_exact(more);
        }
        self.at.push(within(here.at));
        self.signs.push(here.signs);
        self.who.push(here.who);
        match &mut self.full {
            Some(full) => {
                full.cells[cell_of(within(here.at))].push(place as u32);
                full.bearers.push(place, here.signs);
            }
            None if place >= FULL => self.divide(),
            None => {}
        }
    }

    fn divide(&mut self) {
        let mut cells = [const { Vec::new() }; (SIDE * SIDE) as usize];
        self.at.iter().zip(0..).for_each(|(at, place)| cells[cell_of(*at)].push(place));
        self.full = Some(Box::new(Full { cells, bearers: Bearers::of(&self.signs) }));
    }

    /// The place of a member who stands somewhere.
    fn place(&self, at: [u16; 2], member: Handle) -> Option<usize> {
        match &self.full {
            None => self.who.iter().position(|who| who.member == member),
            Some(full) => {
                let places = full.cells[cell_of(at)].iter().map(|place| *place as usize);
                places.into_iter().find(|place| self.who[*place].member == member)
            }
        }
    }

    /// What changes when a member comes or goes: their place, the end of the lists, and who stands last.
    fn expect(&self, at: [u16; 2], member: Handle) -> usize {
        let last = self.len().saturating_sub(1);
        let places = [self.place(at, member).unwrap_or(last), last];
        let seen = places.into_iter().filter_map(|place| Some((place, *self.at.get(place)?)));
        seen.map(|(place, at)| {
            let beside = self.full.as_deref().map_or(0, |full| {
                full.cells[cell_of(at)].len() ^ full.bearers.expect(place, self.signs[place])
            });
            beside ^ self.who[place].seen_s as usize ^ usize::from(self.signs[place] == 0)
        })
        .fold(0, |all, one| all ^ one)
    }

    fn take(&mut self, place: usize) -> (u128, Who) {
        let at = self.at.swap_remove(place);
        let taken = (self.signs.swap_remove(place), self.who.swap_remove(place));
        let last = self.len();
        if let Some(full) = &mut self.full {
            full.cells[cell_of(at)].retain(|kept| *kept as usize != place);
            full.bearers.change(place, taken.0, 0);
            // Who was last in the lists now stands where a place became free.
            if let (Some(moved), Some(signs)) = (self.at.get(place), self.signs.get(place)) {
                let theirs = full.cells[cell_of(*moved)].iter_mut().find(|kept| **kept as usize == last);
                theirs.into_iter().for_each(|kept| *kept = place as u32);
                full.bearers.change(last, *signs, 0);
                full.bearers.change(place, 0, *signs);
            }
            if last < FULL / 4 {
                self.full = None;
            }
        }
        taken
    }

    /// Replaces what is carried about whoever stands at a place.
    fn replace(&mut self, place: usize, here: Here) {
        if let Some(full) = &mut self.full {
            full.bearers.change(place, self.signs[place], here.signs);
        }
        (self.signs[place], self.who[place]) = (here.signs, here.who);
    }

    /// Visits the places of those who bear all bits of one of these signs.
    fn bearing(&self, signs: &[u128], visit: impl FnMut(usize)) {
        match &self.full {
            Some(full) => full.bearers.bearing(signs, self.len(), visit),
            None => scan(&self.signs, signs, visit),
        }
    }

    fn bytes(&self) -> usize {
        let full = self.full.as_deref().map_or(0, |full| {
            let cells: usize = full.cells.iter().map(|cell| cell.capacity() * 4).sum();
            size_of::<Full>() + cells + full.bearers.bytes()
        });
        let lists =
            self.at.capacity() * 4 + self.signs.capacity() * 16 + self.who.capacity() * size_of::<Who>();
        lists + full
    }
}

/// Who matches cannot be foreseen, so nobody is guessed: all are noted, and who does not match is written over by the next.
fn scan(all: &[u128], signs: &[u128], mut visit: impl FnMut(usize)) {
    let (mut noted, mut count) = ([0_usize; FULL + 1], 0);
    for (place, theirs) in all.iter().enumerate() {
        noted[count.min(FULL)] = place;
        count += usize::from(signs.iter().fold(false, |some, sign| some | (theirs & sign == *sign)));
    }
    noted[..count.min(FULL)].iter().for_each(|place| visit(*place));
}

/// A circle about a point.
#[derive(Clone, Copy)]
pub(crate) struct Circle {
    centre: PlanePoint,
    radius: i32,
    most: i64,
}

impl Circle {
    /// A circle that nobody is within.
    pub(crate) const NONE: Self = Self { centre: PlanePoint { x: 0, y: 0 }, radius: 0, most: -1 };

    pub(crate) fn new(centre: PlanePoint, radius_m: u32) -> Self {
        // Ten times the house's plane: more is everywhere.
        let radius = i32::try_from(radius_m.saturating_mul(10)).unwrap_or(i32::MAX).min(10_000_000);
        Self { centre, radius, most: metres2(radius_m) }
    }

    /// First and last cell of `side`, of a range that begins at `start`, that it touches along one axis.
    fn span(centre: i32, radius: i32, start: i32, side: i32) -> (i32, i32) {
        ((centre - radius - start).div_euclid(side), (centre + radius - start).div_euclid(side))
    }
}

impl Present {
    pub(crate) fn new() -> Self {
        let squares = vec![None; SQUARES * SQUARES];
        Self { squares, blocks: vec![Block::default()], free: Vec::new(), len: 0 }
    }

    /// Where a block is noted: which square, and where in it. Nothing stands beyond the plane.
    fn noted((x, y): (i32, i32)) -> Option<(usize, usize)> {
        let half = HALF_WIDTH_DM / BLOCK;
        let (x, y) = (usize::try_from(x + half).ok()?, usize::try_from(y + half).ok()?);
        let square =
            (x / SQUARE < SQUARES && y / SQUARE < SQUARES).then_some(y / SQUARE * SQUARES + x / SQUARE)?;
        Some((square, y % SQUARE * SQUARE + x % SQUARE))
    }

    fn block(&self, key: (i32, i32)) -> Option<&Block> {
        let (square, place) = Self::noted(key)?;
        let at = self.squares[square].as_ref()?[place];
        (at != 0).then(|| &self.blocks[at as usize])
    }

    fn block_mut(&mut self, key: (i32, i32)) -> Option<&mut Block> {
        let (square, place) = Self::noted(key)?;
        let at = self.squares[square].as_ref()?[place];
        (at != 0).then(|| &mut self.blocks[at as usize])
    }

    /// The block of a key, made when there is none.
    fn hold(&mut self, key: (i32, i32)) -> Option<&mut Block> {
        let (square, place) = Self::noted(key)?;
        let at = &mut self.squares[square].get_or_insert_with(|| Box::new([0; SQUARE * SQUARE]))[place];
        if *at == 0 {
            *at = self.free.pop().unwrap_or_else(|| {
                self.blocks.push(Block::default());
                (self.blocks.len() - 1) as u32
            });
        }
        self.blocks.get_mut(*at as usize)
    }

    /// Gives back a block that is empty.
    fn tidy(&mut self, key: (i32, i32)) {
        let Some((square, place)) = Self::noted(key) else { return };
        let Some(square) = self.squares[square].as_mut() else { return };
        let at = square[place] as usize;
        if at != 0 && self.blocks[at].len() == 0 {
            self.blocks[at] = Block::default();
            self.free.push(at as u32);
            square[place] = 0;
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.len
    }

    pub(crate) fn put(&mut self, here: Here) {
        if let Some(block) = self.hold(block_of(here.at)) {
            block.push(here);
            self.len += 1;
        }
    }

    /// Takes a member from where they were.
    pub(crate) fn take(&mut self, at: PlanePoint, member: Handle) -> Option<Here> {
        let key = block_of(at);
        let block = self.block_mut(key)?;
        let (signs, who) = block.take(block.place(within(at), member)?);
        self.len -= 1;
        self.tidy(key);
        Some(Here { at, signs, who })
    }

    /// Reads ahead what putting a member somewhere, or taking them from there, will change.
    pub(crate) fn expect(&self, at: PlanePoint, member: Handle) -> usize {
        self.block(block_of(at)).map_or(0, |block| block.expect(within(at), member))
    }

    /// Moves a member who was seen again; cheaper than to take and put where the cell is the same.
    pub(crate) fn shift(&mut self, from: PlanePoint, to: PlanePoint, member: Handle, seen_s: u32) {
        let (old, new) = (within(from), within(to));
        if block_of(from) == block_of(to)
            && let Some(block) = self.block_mut(block_of(from))
            && (block.full.is_none() || cell_of(old) == cell_of(new))
            && let Some(place) = block.place(old, member)
        {
            block.at[place] = new;
            block.who[place].seen_s = seen_s;
        } else if let Some(mut here) = self.take(from, member) {
            here.at = to;
            here.who.seen_s = seen_s;
            self.put(here);
        }
    }

    /// Replaces what is carried about a member who stays where they are.
    pub(crate) fn replace(&mut self, here: Here) {
        if let Some(block) = self.block_mut(block_of(here.at))
            && let Some(place) = block.place(within(here.at), here.who.member)
        {
            block.replace(place, here);
        }
    }

    /// Visits everybody within a circle, exactly, with their squared distance. Best for small circles.
    pub(crate) fn about(&self, circle: Circle, visit: impl FnMut(&Who, i64)) {
        self.about_but(circle, Circle::NONE, visit);
    }

    /// Visits everybody within a circle who is not within another.
    ///
    /// Who is within cannot be foreseen, so nobody is guessed: all are measured, and who is not is written over by the next.
    pub(crate) fn about_but(&self, circle: Circle, but: Circle, mut visit: impl FnMut(&Who, i64)) {
        let mut within = [(0_u32, 0_i64); FEW];
        self.blocks(circle, |block, corner| {
            let (x, y) = (circle.centre.x - corner.0, circle.centre.y - corner.1);
            let (but_x, but_y) = (but.centre.x - corner.0, but.centre.y - corner.1);
            let mut count = 0;
            let mut measure = |place: u32, at: [u16; 2]| {
                let d2 = squared(at, x, y);
                within[count] = (place, d2);
                count += usize::from((d2 <= circle.most) & (squared(at, but_x, but_y) > but.most));
                if count == FEW {
                    within.iter().for_each(|(place, d2)| visit(&block.who[*place as usize], *d2));
                    count = 0;
                }
            };
            if let Some(full) = &block.full {
                let (left, right) = Circle::span(circle.centre.x, circle.radius, corner.0, CELL);
                let (low, high) = Circle::span(circle.centre.y, circle.radius, corner.1, CELL);
                for row in low.max(0)..=high.min(SIDE - 1) {
                    for column in left.max(0)..=right.min(SIDE - 1) {
                        for place in &full.cells[(row * SIDE + column) as usize] {
                            measure(*place, block.at[*place as usize]);
                        }
                    }
                }
            } else {
                block.at.iter().zip(0..).for_each(|(at, place)| measure(place, *at));
            }
            within[..count].iter().for_each(|(place, d2)| visit(&block.who[*place as usize], *d2));
        });
    }

    /// Visits those within a circle who wish by one of these keys, told by its bits; few others besides.
    /// Best for crowds.
    pub(crate) fn wishing(&self, circle: Circle, signs: &[u128], mut visit: impl FnMut(&Who, i64)) {
        self.blocks(circle, |block, corner| {
            let (x, y) = (circle.centre.x - corner.0, circle.centre.y - corner.1);
            block.bearing(signs, |place| {
                let d2 = squared(block.at[place], x, y);
                if d2 <= circle.most {
                    visit(&block.who[place], d2);
                }
            });
        });
    }

    /// Whether exactly this is carried about a member, for soundness.
    pub(crate) fn carries(&self, here: Here) -> bool {
        let Some(block) = self.block(block_of(here.at)) else { return false };
        let place = block.place(within(here.at), here.who.member);
        place.is_some_and(|place| {
            (block.at[place], block.signs[place], block.who[place]) == (within(here.at), here.signs, here.who)
        })
    }

    /// Visits the blocks that a circle touches, each with its corner.
    fn blocks(&self, circle: Circle, mut visit: impl FnMut(&Block, (i32, i32))) {
        let edge = HALF_WIDTH_DM / BLOCK + 1;
        let held = |(from, to): (i32, i32)| from.max(-edge)..=to.min(edge);
        let columns = held(Circle::span(circle.centre.x, circle.radius, 0, BLOCK));
        let rows = held(Circle::span(circle.centre.y, circle.radius, 0, BLOCK));
        for x in columns {
            for y in rows.clone() {
                let beside = |centre: i32, from: i32| (from - centre).max(centre - (from + BLOCK - 1)).max(0);
                let (west, south) = corner((x, y));
                let dx = i64::from(beside(circle.centre.x, west));
                let dy = i64::from(beside(circle.centre.y, south));
                if dx * dx + dy * dy > circle.most {
                    continue;
                }
                if let Some(block) = self.block((x, y)) {
                    visit(block, (west, south));
                }
            }
        }
    }

    pub(crate) fn bytes(&self) -> usize {
        let blocks = self.blocks.iter().map(Block::bytes).sum::<usize>();
        let squares = self.squares.iter().flatten().count() * SQUARE * SQUARE * 4 + self.squares.len() * 8;
        blocks + squares + self.blocks.capacity() * size_of::<Block>()
    }
}

fn squared([x, y]: [u16; 2], from_x: i32, from_y: i32) -> i64 {
    let (dx, dy) = (i64::from(i32::from(x) - from_x), i64::from(i32::from(y) - from_y));
    dx * dx + dy * dy
}

fn block_of(at: PlanePoint) -> (i32, i32) {
    (at.x.div_euclid(BLOCK), at.y.div_euclid(BLOCK))
}

fn corner(block: (i32, i32)) -> (i32, i32) {
    (block.0 * BLOCK, block.1 * BLOCK)
}

/// Where in its block a point lies.
fn within(at: PlanePoint) -> [u16; 2] {
    [at.x.rem_euclid(BLOCK) as u16, at.y.rem_euclid(BLOCK) as u16]
}

fn cell_of([x, y]: [u16; 2]) -> usize {
    (i32::from(y) / CELL * SIDE + i32::from(x) / CELL) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn point() -> impl Strategy<Value = PlanePoint> {
        // Narrow, so that blocks divide; on either side of zero.
        (-2_600..2_600, -4_000..2_000).prop_map(|(x, y)| PlanePoint { x, y })
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
                let who = Who { member, seen_s: 3, far_m: 9, ends: false };
                present.put(Here { at, signs: 1 << (member % 5), who });
                plain.push(Some(at));
            }
            for (who, to, leave) in moves {
                if plain.is_empty() {
                    break;
                }
                let member = who.index(plain.len());
                let Some(from) = plain[member] else { continue };
                let _read = (present.expect(from, member as Handle), present.expect(to, member as Handle));
                if leave {
                    let taken = present.take(from, member as Handle).map(|here| here.at);
                    prop_assert_eq!(taken, Some(from));
                    plain[member] = None;
                } else {
                    present.shift(from, to, member as Handle, 4);
                    plain[member] = Some(to);
                }
            }
            let mut found = Vec::new();
            present.about(Circle::new(centre, radius_m), |who, d2| found.push((who.member as usize, d2)));
            found.sort_unstable();
            let mut some = Vec::new();
            present.wishing(Circle::new(centre, radius_m), &[2, 8], |who, d2| some.push((who.member as usize, d2)));
            some.sort_unstable();
            let wishing: Vec<_> = found.iter().copied().filter(|(member, _)| [1, 3].contains(&(member % 5))).collect();
            prop_assert_eq!(some, wishing);
            let inside = plain.iter().enumerate().filter_map(|(n, at)| Some((n, (*at)?.d2(centre))));
            let inside: Vec<(usize, i64)> = inside.filter(|(_, d2)| *d2 <= metres2(radius_m)).collect();
            prop_assert_eq!(found, inside);
            prop_assert_eq!(present.len(), plain.iter().flatten().count());
        }
    }
}
