//! Handles by what they stand for: open addressing over `u32`s, the keys kept by whoever owns the handles.
//!
//! In many small tables, because a table that grows is a pause as long as the table.

use std::hash::Hasher;

use domain::ids::Id;
use hashbrown::HashTable;

use super::map::Mix;

const SHARDS: usize = 128;

/// A set of handles found by hash and comparison.
#[derive(Clone)]
pub(crate) struct Index {
    shards: Vec<HashTable<u32>>,
}

impl Index {
    pub(crate) fn new() -> Self {
        Self { shards: vec![HashTable::new(); SHARDS] }
    }

    pub(crate) fn len(&self) -> usize {
        self.shards.iter().map(HashTable::len).sum()
    }

    pub(crate) fn find(&self, hash: u64, is: impl Fn(u32) -> bool) -> Option<u32> {
        self.shards[shard(hash)].find(hash, |handle| is(*handle)).copied()
    }

    /// Adds a handle that is not there yet.
    pub(crate) fn add(&mut self, hash: u64, handle: u32, rehash: impl Fn(u32) -> u64) {
        self.shards[shard(hash)].insert_unique(hash, handle, |handle| rehash(*handle));
    }

    pub(crate) fn remove(&mut self, hash: u64, is: impl Fn(u32) -> bool) -> Option<u32> {
        let entry = self.shards[shard(hash)].find_entry(hash, |handle| is(*handle)).ok()?;
        Some(entry.remove().0)
    }

    pub(crate) fn bytes(&self) -> usize {
        self.shards.iter().map(HashTable::allocation_size).sum::<usize>()
            + SHARDS * size_of::<HashTable<u32>>()
    }
}

/// The table takes the lowest and the topmost bits, so the shard takes bits between.
fn shard(hash: u64) -> usize {
    (hash >> 40) as usize % SHARDS
}

/// The hash of an id: the same in every run. Ids are made by the house from its own chance, so nobody aims for collisions.
pub(crate) fn hash_id(id: impl Id) -> u64 {
    let (high, low) = id.uuid().as_u64_pair();
    hash_words(high, low)
}

pub(crate) fn hash_words(high: u64, low: u64) -> u64 {
    let mut mix = Mix::default();
    mix.write_u64(high);
    mix.write_u64(low);
    mix.finish()
}
