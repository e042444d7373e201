//! Hash tables of small plain values that lie in the table itself: to find one costs one line of the cache.
//!
//! Open addressing with linear probing, as Knuth has it (TAOCP 6.4, algorithms L and R); the place of a hash is its share of
//! the table (Lemire's reduction), so that a table may grow by a quarter and stays between 70 and 88 percent full. Many small
//! tables make one: a table that grows is a pause as long as the table.

use std::hash::Hasher;

use domain::ids::Id;

use super::map::Mix;

/// What may lie in a table.
pub(crate) trait Slot: Copy {
    /// No value.
    const EMPTY: Self;
    /// How many eighths of a table may be taken before it grows.
    const FULL: usize = 7;
    fn is_empty(&self) -> bool;
    /// The hash by which it is found.
    fn hash(&self) -> u32;
}

/// Values by hash and comparison.
#[derive(Clone)]
pub(crate) struct Table<T> {
    shards: Vec<Shard<T>>,
}

#[derive(Clone)]
struct Shard<T> {
    slots: Vec<T>,
    len: usize,
}

const SHARDS: usize = 128;

impl<T: Slot> Table<T> {
    pub(crate) fn new() -> Self {
        Self { shards: vec![Shard { slots: Vec::new(), len: 0 }; SHARDS] }
    }

    pub(crate) fn len(&self) -> usize {
        self.shards.iter().map(|shard| shard.len).sum()
    }

    pub(crate) fn find(&self, hash: u32, is: impl Fn(&T) -> bool) -> Option<&T> {
        let shard = &self.shards[hash as usize % SHARDS];
        shard.place(hash, is).map(|place| &shard.slots[place])
    }

    /// What lies where the search for a hash begins: to read ahead.
    pub(crate) fn peek(&self, hash: u32) -> Option<&T> {
        let shard = &self.shards[hash as usize % SHARDS];
        shard.slots.get(shard.home(hash))
    }

    pub(crate) fn find_mut(&mut self, hash: u32, is: impl Fn(&T) -> bool) -> Option<&mut T> {
        let shard = &mut self.shards[hash as usize % SHARDS];
        shard.place(hash, is).map(|place| &mut shard.slots[place])
    }

    /// Adds a value that is not there yet.
    pub(crate) fn add(&mut self, value: T) {
        let shard = &mut self.shards[value.hash() as usize % SHARDS];
        if (shard.len + 1) * 8 > shard.slots.len() * T::FULL {
            let more = (shard.slots.len() + shard.slots.len() / 4).max(8);
            let old = std::mem::replace(&mut shard.slots, vec![T::EMPTY; more]);
            old.into_iter().filter(|slot| !slot.is_empty()).for_each(|slot| shard.lay(slot));
        }
        shard.lay(value);
        shard.len += 1;
    }

    pub(crate) fn remove(&mut self, hash: u32, is: impl Fn(&T) -> bool) -> Option<T> {
        let shard = &mut self.shards[hash as usize % SHARDS];
        let place = shard.place(hash, is)?;
        let gone = shard.slots[place];
        shard.close(place);
        shard.len -= 1;
        Some(gone)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &T> {
        self.shards.iter().flat_map(|shard| &shard.slots).filter(|slot| !slot.is_empty())
    }

    pub(crate) fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.shards.iter_mut().flat_map(|shard| &mut shard.slots).filter(|slot| !slot.is_empty())
    }

    pub(crate) fn bytes(&self) -> usize {
        let slots: usize = self.shards.iter().map(|shard| shard.slots.capacity()).sum();
        slots * size_of::<T>() + SHARDS * size_of::<Shard<T>>()
    }
}

impl<T: Slot> Shard<T> {
    /// Where the search for a hash begins.
    fn home(&self, hash: u32) -> usize {
        // The lowest bits chose the shard; the share of the table is told by the highest.
        ((u64::from(hash) * self.slots.len() as u64) >> 32) as usize
    }

    fn place(&self, hash: u32, is: impl Fn(&T) -> bool) -> Option<usize> {
        if self.slots.is_empty() {
            return None;
        }
        let mut place = self.home(hash);
        loop {
            let slot = &self.slots[place];
            if slot.is_empty() {
                return None;
            }
            if is(slot) {
                return Some(place);
            }
            place = self.after(place);
        }
    }

    fn after(&self, place: usize) -> usize {
        if place + 1 == self.slots.len() { 0 } else { place + 1 }
    }

    fn lay(&mut self, value: T) {
        let mut place = self.home(value.hash());
        while !self.slots[place].is_empty() {
            place = self.after(place);
        }
        self.slots[place] = value;
    }

    /// Empties a place and moves back what was pushed beyond it.
    fn close(&mut self, mut hole: usize) {
        let mut next = hole;
        loop {
            next = self.after(next);
            let slot = self.slots[next];
            if slot.is_empty() {
                break;
            }
            let home = self.home(slot.hash());
            // Whether the hole lies on its way from home to where it is, around the end.
            let way = |from: usize, to: usize| (to + self.slots.len() - from) % self.slots.len();
            if way(home, hole) < way(home, next) {
                self.slots[hole] = slot;
                hole = next;
            }
        }
        self.slots[hole] = T::EMPTY;
    }
}

/// A handle with the hash of what it stands for, so that most strangers are passed over without looking at them.
#[derive(Clone, Copy)]
pub(crate) struct Tagged {
    hash: u32,
    pub(crate) handle: u32,
}

impl Tagged {
    pub(crate) fn new(hash: u32, handle: u32) -> Self {
        Self { hash, handle }
    }

    pub(crate) fn may_be(&self, hash: u32) -> bool {
        self.hash == hash
    }
}

impl Slot for Tagged {
    const EMPTY: Self = Self { hash: 0, handle: u32::MAX };

    fn is_empty(&self) -> bool {
        self.handle == u32::MAX
    }

    fn hash(&self) -> u32 {
        self.hash
    }
}

/// The hash of an id: the same in every run. Ids are made by the house from its own chance, so nobody aims for collisions.
pub(crate) fn hash_id(id: impl Id) -> u32 {
    let (high, low) = id.uuid().as_u64_pair();
    hash_words(high, low)
}

pub(crate) fn hash_words(high: u64, low: u64) -> u32 {
    let mut mix = Mix::default();
    mix.write_u64(high);
    mix.write_u64(low);
    (mix.finish() >> 16) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        /// A table is a map, however its values come, go and collide.
        #[test]
        fn a_table_is_a_map(steps in prop::collection::vec((0..400_u32, any::<bool>()), 1..2_000), few in any::<bool>()) {
            let (mut table, mut map) = (Table::new(), BTreeMap::new());
            // All in one shard, so that it grows and wraps around; with few hashes, so that they collide.
            let hash = |n: u32| if few { n % 7 * 128 * 4_000_000 } else { n.wrapping_mul(0x9e37_79b9) / 128 * 128 };
            for (n, there) in steps {
                let is = |slot: &Tagged| slot.handle == n;
                if there && map.insert(n, hash(n)).is_none() {
                    table.add(Tagged::new(hash(n), n));
                } else if !there {
                    let gone = table.remove(hash(n), is).map(|slot| slot.hash);
                    prop_assert_eq!(gone, map.remove(&n));
                }
                prop_assert_eq!(table.find(hash(n), is).is_some(), map.contains_key(&n));
            }
            prop_assert_eq!(table.len(), map.len());
            for (n, hash) in &map {
                prop_assert!(table.find(*hash, |slot| slot.handle == *n).is_some());
            }
            prop_assert_eq!(table.iter().count(), map.len());
        }
    }
}
