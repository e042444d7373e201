//! The offers of one key, where they can be heard: what a wish is looked up in.
//!
//! Few are one list. Many are spread over the cells of the plane: each lies in every cell its circle touches, in fine cells
//! when it speaks nearby and in coarse ones when it speaks far, so that whoever stands somewhere looks into two cells. Lists
//! are sorted by price, so that what is too dear is never looked at.
//!
//! A posting is a filter, never an answer: it may let through what the gate then refuses, and never the other way round.

use std::collections::{BTreeMap, BTreeSet};

use domain::{Instant, PlanePoint};

use super::blocks::{Blocks, Run};
use super::ids::Handle;
use super::laying::Step;
use super::table::{Slot, Table, hash_words};

/// What is needed to pass over most offers without looking at them. 28 bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Posting {
    /// Price in minor units, or the most there is room for.
    pub(crate) price: u32,
    pub(crate) at: PlanePoint,
    /// How far the offer speaks, and how far its place extends beyond its centre, in metres.
    pub(crate) reach_m: u16,
    pub(crate) extent_m: u16,
    /// First and last second, rounded outwards.
    pub(crate) from: u32,
    pub(crate) until: u32,
    pub(crate) offer: Handle,
}

/// The second of an instant as postings tell it.
pub(crate) fn second(at: Instant) -> u32 {
    at.secs().clamp(0, i64::from(u32::MAX)) as u32
}

/// Who looks: from where, when, how far they would go, and what they would pay.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sight {
    pub(crate) from: PlanePoint,
    /// From this second until that.
    pub(crate) second: u32,
    pub(crate) till: u32,
    pub(crate) distance_m: u32,
    pub(crate) top: u32,
}

impl Posting {
    fn order(&self) -> (u32, Handle) {
        (self.price, self.offer)
    }

    /// Whether it may be had by who looks.
    pub(crate) fn seen(&self, sight: Sight) -> bool {
        let within = i64::from(u32::from(self.reach_m).min(sight.distance_m) + u32::from(self.extent_m)) * 10;
        // All are asked at once: none of them is foreseeable, and a wrong guess costs more than a comparison.
        (self.price <= sight.top)
            & (self.at.d2(sight.from) <= within * within)
            & (self.from <= sight.till)
            & (sight.second < self.until)
    }

    /// What lets through whatever either does; `None` where they do not lie in the same cells, or do not speak as far.
    pub(crate) fn widened(&self, other: &Self) -> Option<Self> {
        let same = (self.at, self.reach_m, self.extent_m) == (other.at, other.reach_m, other.extent_m);
        same.then(|| Self {
            price: self.price.min(other.price),
            from: self.from.min(other.from),
            until: self.until.max(other.until),
            ..*self
        })
    }

    /// Whether another lies in the same cells.
    pub(crate) fn is_where(&self, other: &Self) -> bool {
        (self.at, self.radius_m()) == (other.at, other.radius_m())
    }

    /// Metres from its centre at which it may be heard.
    fn radius_m(&self) -> u32 {
        u32::from(self.reach_m) + u32::from(self.extent_m)
    }
}

/// A key with more offers than this spreads them.
const FLAT: usize = 96;

/// Sides of the cells, and the farthest an offer may speak to lie in such cells, in metres.
const LAYERS: [(i32, u32); 2] = [(250, 450), (1_000, u32::MAX)];

/// Where the offers of one key are found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct List {
    flat: Run,
    len: u32,
    spread: bool,
}

impl List {
    /// Any list that is spread: where it is found depends on its key and the point alone.
    pub(crate) const SPREAD: Self = Self { flat: Run::EMPTY, len: 0, spread: true };

    pub(crate) fn is_spread(self) -> bool {
        self.spread
    }

    /// How many offers.
    pub(crate) fn len(self) -> usize {
        self.len as usize
    }
}

/// The part of a key's offers that can be heard in one cell.
#[derive(Debug, Clone, Copy)]
struct Part {
    cell: u32,
    key: u32,
    run: Run,
}

/// The offers of all keys.
#[derive(Clone)]
pub(crate) struct Postings {
    runs: Blocks<Posting>,
    parts: Table<Part>,
}

impl Postings {
    pub(crate) fn new() -> Self {
        Self { runs: Blocks::new(), parts: Table::new() }
    }

    /// Changes what is said of an offer under a key: in some of its cells, or in the one list of a key whose offers are not
    /// spread. The first time and the last are told.
    pub(crate) fn relay(&mut self, step: Step, list: &mut List, cells: &[u32], first: bool, last: bool) {
        list.len += u32::from(first && step.old.is_none() && step.new.is_some());
        if list.spread {
            cells.iter().for_each(|cell| self.relay_in(*cell, step));
        } else {
            self.relay_into(&mut list.flat, step);
        }
        list.len -= u32::from(last && step.old.is_some() && step.new.is_none());
        if !list.spread && list.len() > FLAT {
            let all = self.runs.list(list.flat).to_vec();
            self.runs.clear(&mut list.flat);
            list.spread = true;
            all.into_iter().for_each(|posting| self.lay(step.key, posting));
        }
        // What was spread once stays so while there is any: to gather it would be to look through everything.
        list.spread &= list.len() > 0;
    }

    fn relay_into(&mut self, run: &mut Run, step: Step) {
        match (step.old, step.new) {
            (Some(old), Some(new)) => reprice(self.runs.list_mut(*run), old, new),
            (None, Some(new)) => put_into(&mut self.runs, run, new),
            (Some(old), None) => take_from(&mut self.runs, run, old),
            (None, None) => {}
        }
    }

    fn relay_in(&mut self, cell: u32, step: Step) {
        let (key, hash) = (step.key, hash(cell, step.key));
        let part = self.parts.find_mut(hash, |part| part.is(cell, key));
        match (step.old, step.new, part) {
            (Some(old), Some(new), Some(part)) => reprice(self.runs.list_mut(part.run), old, new),
            (None, Some(new), Some(part)) => put_into(&mut self.runs, &mut part.run, new),
            (None, Some(new), None) => {
                let mut run = Run::default();
                put_into(&mut self.runs, &mut run, new);
                self.parts.add(Part { cell, key, run });
            }
            (Some(old), None, Some(part)) => {
                take_from(&mut self.runs, &mut part.run, old);
                if part.run.len() == 0 {
                    self.parts.remove(hash, |part| part.is(cell, key));
                }
            }
            _ => {}
        }
    }

    /// Reads ahead what changing a posting will look at, in these cells where the key's offers are spread.
    pub(crate) fn expect(
        &self,
        key: u32,
        list: List,
        posting: Posting,
        cells: impl Iterator<Item = u32>,
    ) -> usize {
        let look = |run: Run| {
            let place = self.list(run).binary_search_by_key(&posting.order(), Posting::order);
            place.unwrap_or_else(|place| place)
        };
        if !list.spread {
            return look(list.flat);
        }
        let part = |cell| self.parts.find(hash(cell, key), |part: &Part| part.is(cell, key));
        cells.filter_map(part).map(|part| look(part.run)).sum()
    }

    /// The two runs in which whoever stands at a point finds the offers of a key; empty ones where there are none.
    pub(crate) fn about(&self, key: u32, list: List, cells: Cells) -> [Run; 2] {
        if !list.spread {
            return [list.flat, Run::EMPTY];
        }
        cells.0.map(|cell| {
            let part = self.parts.find(hash(cell, key), |part| part.is(cell, key));
            part.map_or(Run::EMPTY, |part| part.run)
        })
    }

    /// Reads ahead where [`Postings::about`] will look for a key that is spread.
    pub(crate) fn ahead(&self, key: u32, cells: Cells) -> u32 {
        cells.0.map(|cell| self.parts.peek(hash(cell, key)).map_or(0, |part| part.key)).iter().sum()
    }

    /// The postings of a run, cheapest first.
    pub(crate) fn list(&self, run: Run) -> &[Posting] {
        self.runs.list(run)
    }

    /// The postings of a list that is not spread.
    pub(crate) fn flat(&self, list: List) -> &[Posting] {
        self.list(list.flat)
    }

    /// The offers of each key that are spread, as far as they lie in every cell they should. Looks at everything.
    pub(crate) fn spread(&self) -> BTreeMap<u32, BTreeSet<Handle>> {
        let mut lies: BTreeMap<(u32, Handle), usize> = BTreeMap::new();
        let mut should: BTreeMap<(u32, Handle), usize> = BTreeMap::new();
        for part in self.parts.iter() {
            for posting in
                self.list(part.run).iter().filter(|posting| cells(posting).any(|cell| cell == part.cell))
            {
                *lies.entry((part.key, posting.offer)).or_default() += 1;
                should.insert((part.key, posting.offer), cells(posting).count());
            }
        }
        let mut all: BTreeMap<u32, BTreeSet<Handle>> = BTreeMap::new();
        for (key, offer) in lies.iter().filter(|(at, cells)| should.get(at) == Some(cells)).map(|(at, _)| *at)
        {
            all.entry(key).or_default().insert(offer);
        }
        all
    }

    /// Gives back what growing left unused; every key's list must be told.
    pub(crate) fn pack<'l>(&mut self, lists: impl Iterator<Item = &'l mut List>) {
        let parts = self.parts.iter_mut().map(|part| &mut part.run);
        self.runs = self.runs.packed(lists.map(|list| &mut list.flat).chain(parts));
    }

    pub(crate) fn bytes(&self) -> usize {
        self.runs.bytes() + self.parts.bytes()
    }

    fn lay(&mut self, key: u32, posting: Posting) {
        let step = Step { key, old: None, new: Some(posting) };
        cells(&posting).for_each(|cell| self.relay_in(cell, step));
    }
}

fn put_into(runs: &mut Blocks<Posting>, run: &mut Run, posting: Posting) {
    let place = runs.list(*run).partition_point(|other| other.order() < posting.order());
    runs.insert(run, place, posting);
}

fn take_from(runs: &mut Blocks<Posting>, run: &mut Run, posting: Posting) {
    if let Ok(place) = runs.list(*run).binary_search_by_key(&posting.order(), Posting::order) {
        runs.remove(run, place);
    }
}

/// Everything between the two prices moves by one.
fn reprice(run: &mut [Posting], old: Posting, new: Posting) {
    let Ok(from) = run.binary_search_by_key(&old.order(), Posting::order) else { return };
    let to = run.partition_point(|other| other.order() < new.order());
    let to = if to > from {
        run[from..to].rotate_left(1);
        to - 1
    } else {
        run[to..=from].rotate_right(1);
        to
    };
    run[to] = new;
}

impl Part {
    fn is(&self, cell: u32, key: u32) -> bool {
        (self.cell, self.key) == (cell, key)
    }
}

impl Slot for Part {
    const FULL: usize = 5;
    // No list is under key zero.
    const EMPTY: Self = Self { cell: 0, key: 0, run: Run::EMPTY };

    fn is_empty(&self) -> bool {
        self.key == 0
    }

    fn hash(&self) -> u32 {
        hash(self.cell, self.key)
    }
}

fn hash(cell: u32, key: u32) -> u32 {
    hash_words(u64::from(cell) << 32 | u64::from(key), 0)
}

/// A cell as a number: the plane is so small that its cells fit fifteen bits either way.
fn cell(layer: u32, x: i32, y: i32) -> u32 {
    layer << 31 | (x.cast_unsigned() & 0x7fff) << 16 | y.cast_unsigned() & 0xffff
}

/// The cell of each layer in which a point lies.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cells([u32; 2]);

impl Cells {
    /// Those of a point.
    pub(crate) fn of(at: PlanePoint) -> Self {
        Self([0, 1].map(|layer| {
            let side = LAYERS[layer].0 * 10;
            cell(layer as u32, at.x.div_euclid(side), at.y.div_euclid(side))
        }))
    }
}

/// The cells that the circle of an offer touches, in the layer that suits it.
pub(crate) fn cells(posting: &Posting) -> impl Iterator<Item = u32> + use<> {
    let layer = u32::from(posting.radius_m() > LAYERS[0].1);
    let (at, side) = (posting.at, i64::from(LAYERS[layer as usize].0) * 10);
    let (x, y) = (i64::from(at.x), i64::from(at.y));
    let radius = i64::from(posting.radius_m()) * 10;
    let span = move |centre: i64| (centre - radius).div_euclid(side)..=(centre + radius).div_euclid(side);
    let apart = move |cell: i64, point: i64| {
        let (from, to) = (cell * side, (cell + 1) * side - 1);
        if point < from { from - point } else { (point - to).max(0) }
    };
    span(x).flat_map(move |cx| {
        span(y).filter_map(move |cy| {
            let (dx, dy) = (apart(cx, x), apart(cy, y));
            (dx * dx + dy * dy <= radius * radius).then_some(cell(layer, cx as i32, cy as i32))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn posting() -> impl Strategy<Value = Posting> {
        let at = (-9_000..9_000, -9_000..9_000).prop_map(|(x, y)| PlanePoint { x, y });
        (0..50_u32, at, 0..900_u16, 0..3_u16, 0..20_u32, 0..30_u32).prop_map(
            |(price, at, reach_m, extent, from, long)| Posting {
                price,
                at,
                reach_m,
                extent_m: extent * 40,
                from,
                until: from + long,
                offer: 0,
            },
        )
    }

    proptest! {
        /// Nothing that may be had is passed over, few or many, put and taken in any order; and each is seen once.
        #[test]
        fn everything_in_sight_is_seen(
            postings in prop::collection::vec(posting(), 1..300),
            gone in prop::collection::vec(any::<prop::sample::Index>(), 0..250),
            dearer in prop::collection::vec((any::<prop::sample::Index>(), 0..50_u32), 0..50),
            (x, y, second, distance_m, top) in (-9_000..9_000, -9_000..9_000, 0..40_u32, 0..700_u32, 0..60_u32),
            ahead in 0..3_u32,
        ) {
            let mut all: Vec<Posting> =
                postings.into_iter().zip(0..).map(|(posting, offer)| Posting { offer, ..posting }).collect();
            let (mut kept, mut list, mut other) = (Postings::new(), List::default(), List::default());
            let say = |kept: &mut Postings, list: &mut List, key, old: Option<Posting>, new: Option<Posting>| {
                let all: Vec<u32> = old.or(new).iter().flat_map(cells).collect();
                kept.relay(Step { key, old, new }, list, &all, true, true);
            };
            for posting in &all {
                say(&mut kept, &mut list, 7, None, Some(*posting));
                say(&mut kept, &mut other, 8, None, Some(*posting));
            }
            for (index, price) in dearer {
                let posting = index.get(&all);
                let new = Posting { price, until: posting.until + 1, ..*posting };
                say(&mut kept, &mut list, 7, Some(*posting), Some(new));
                let place = index.index(all.len());
                all[place] = new;
            }
            for index in gone {
                if all.len() > 1 {
                    say(&mut kept, &mut list, 7, Some(all.swap_remove(index.index(all.len()))), None);
                }
            }
            let sight = Sight { from: PlanePoint { x, y }, second, till: second + ahead, distance_m, top };
            let mut seen = Vec::new();
            for run in kept.about(7, list, Cells::of(sight.from)) {
                let dear = |posting: &&Posting| posting.price <= sight.top && posting.seen(sight);
                seen.extend(kept.list(run).iter().filter(dear).map(|posting| posting.offer));
            }
            seen.sort_unstable();
            let mut expected: Vec<Handle> =
                all.iter().filter(|posting| posting.price <= top && posting.seen(sight)).map(|p| p.offer).collect();
            expected.sort_unstable();
            prop_assert_eq!(seen, expected);
            prop_assert_eq!(list.len(), all.len());
            let lies = match list.is_spread() {
                true => kept.spread().remove(&7).map_or(0, |offers| offers.len()),
                false => kept.flat(list).len(),
            };
            prop_assert_eq!(lies, all.len());
        }
    }
}
