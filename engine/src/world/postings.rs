//! The offers of one key, where they can be heard: what a wish is looked up in.
//!
//! Few are one list. Many are spread over the cells of the plane: each lies in every cell its circle touches, in fine cells
//! when it speaks nearby and in coarse ones when it speaks far, so that whoever stands somewhere looks into two cells. Lists
//! are sorted by price, so that what is too dear is never looked at.
//!
//! A posting is a filter, never an answer: it may let through what the gate then refuses, and never the other way round.

use domain::{Instant, PlanePoint};

use super::ids::Handle;
use super::map::Map;

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

    fn seen(&self, sight: Sight) -> bool {
        let within = u32::from(self.reach_m).min(sight.distance_m) + u32::from(self.extent_m);
        self.at.d2(sight.from) <= domain::plane::metres2(within)
            && self.from <= sight.till
            && sight.second < self.until
    }

    /// Metres from its centre at which it may be heard.
    fn radius_m(&self) -> u32 {
        u32::from(self.reach_m) + u32::from(self.extent_m)
    }
}

/// A key with more offers than this spreads them; with fewer than half, it gathers them again.
const FLAT: usize = 96;

/// Sides of the cells, and the farthest an offer may speak to lie in such cells, in metres.
const LAYERS: [(i32, u32); 2] = [(250, 450), (1_000, u32::MAX)];

type Layer = Map<(i32, i32), Vec<Posting>>;

/// The offers of one key.
#[derive(Clone)]
pub(crate) struct Postings {
    len: usize,
    flat: Vec<Posting>,
    spread: Option<Box<[Layer; 2]>>,
}

impl Postings {
    pub(crate) fn new() -> Self {
        Self { len: 0, flat: Vec::new(), spread: None }
    }

    /// How many offers.
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    pub(crate) fn put(&mut self, posting: Posting) {
        self.len += 1;
        match &mut self.spread {
            None => insert(&mut self.flat, posting),
            Some(layers) => lay(layers, posting),
        }
        if self.spread.is_none() && self.len > FLAT {
            let mut layers = Box::new([Layer::default(), Layer::default()]);
            for posting in std::mem::take(&mut self.flat) {
                lay(&mut layers, posting);
            }
            self.spread = Some(layers);
        }
    }

    /// Takes out what was put, told by the very same posting.
    pub(crate) fn take(&mut self, posting: Posting) {
        self.len -= 1;
        match &mut self.spread {
            None => remove(&mut self.flat, posting),
            Some(layers) => {
                let (layer, side) = layer_of(layers, &posting);
                for cell in cells(&posting, side) {
                    let Some(list) = layer.get_mut(&cell) else { continue };
                    remove(list, posting);
                    if list.is_empty() {
                        layer.remove(&cell);
                    }
                }
            }
        }
        if self.spread.is_some() && self.len < FLAT / 2 {
            let mut all: Vec<Posting> = self.every();
            all.sort_unstable_by_key(Posting::order);
            all.dedup();
            (self.flat, self.spread) = (all, None);
        }
    }

    /// Visits what may be had from where somebody looks, cheapest first in each list; `visit` says whether to go on.
    pub(crate) fn look(&self, sight: Sight, mut visit: impl FnMut(&Posting) -> bool) {
        let mut list = |list: &[Posting]| {
            for posting in list.iter().take_while(|posting| posting.price <= sight.top) {
                if posting.seen(sight) && !visit(posting) {
                    break;
                }
            }
        };
        match &self.spread {
            None => list(&self.flat),
            Some(layers) => {
                for (layer, (side, _)) in layers.iter().zip(LAYERS) {
                    let cell = (sight.from.x.div_euclid(side * 10), sight.from.y.div_euclid(side * 10));
                    if let Some(found) = layer.get(&cell) {
                        list(found);
                    }
                }
            }
        }
    }

    /// Everything kept, in no order that means anything; spread out, as often as it lies somewhere.
    pub(crate) fn every(&self) -> Vec<Posting> {
        let spread = self.spread.iter().flat_map(|layers| layers.iter()).flat_map(|layer| layer.values());
        self.flat.iter().chain(spread.flatten()).copied().collect()
    }

    pub(crate) fn bytes(&self) -> usize {
        let layer = |layer: &Layer| {
            let lists: usize = layer.values().map(|list| list.capacity() * size_of::<Posting>()).sum();
            lists + layer.capacity() * (size_of::<((i32, i32), Vec<Posting>)>() + 1)
        };
        let spread = self.spread.iter().flat_map(|layers| layers.iter());
        self.flat.capacity() * size_of::<Posting>() + spread.map(layer).sum::<usize>()
    }
}

fn insert(list: &mut Vec<Posting>, posting: Posting) {
    let place = list.partition_point(|other| other.order() < posting.order());
    if list.len() == list.capacity() {
        // By a quarter, not by doubling: there are many short lists.
        list.reserve_exact(list.len() / 4 + 1);
    }
    list.insert(place, posting);
}

fn remove(list: &mut Vec<Posting>, posting: Posting) {
    if let Ok(place) = list.binary_search_by_key(&posting.order(), Posting::order) {
        list.remove(place);
    }
}

fn layer_of<'l>(layers: &'l mut [Layer; 2], posting: &Posting) -> (&'l mut Layer, i32) {
    let [near, far] = layers;
    let [(fine, most), (coarse, _)] = LAYERS;
    if posting.radius_m() <= most { (near, fine) } else { (far, coarse) }
}

fn lay(layers: &mut [Layer; 2], posting: Posting) {
    let (layer, side) = layer_of(layers, &posting);
    for cell in cells(&posting, side) {
        insert(layer.entry(cell).or_default(), posting);
    }
}

/// The cells that the circle of an offer touches.
fn cells(posting: &Posting, side_m: i32) -> impl Iterator<Item = (i32, i32)> + use<> {
    let (at, side) = (posting.at, i64::from(side_m) * 10);
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
            let touched = dx * dx + dy * dy <= radius * radius;
            touched.then_some((i32::try_from(cx).unwrap_or(i32::MAX), i32::try_from(cy).unwrap_or(i32::MAX)))
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
            (x, y, second, distance_m, top) in (-9_000..9_000, -9_000..9_000, 0..40_u32, 0..700_u32, 0..60_u32),
            ahead in 0..3_u32,
        ) {
            let mut all: Vec<Posting> =
                postings.into_iter().zip(0..).map(|(posting, offer)| Posting { offer, ..posting }).collect();
            let mut kept = Postings::new();
            all.iter().for_each(|posting| kept.put(*posting));
            for index in gone {
                if all.len() > 1 {
                    kept.take(all.swap_remove(index.index(all.len())));
                }
            }
            let sight = Sight { from: PlanePoint { x, y }, second, till: second + ahead, distance_m, top };
            let mut seen = Vec::new();
            kept.look(sight, |posting| {
                seen.push(posting.offer);
                true
            });
            seen.sort_unstable();
            let mut expected: Vec<Handle> =
                all.iter().filter(|posting| posting.price <= top && posting.seen(sight)).map(|p| p.offer).collect();
            expected.sort_unstable();
            prop_assert_eq!(seen, expected);
            prop_assert_eq!(kept.len(), all.len());
        }
    }
}
