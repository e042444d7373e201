//! How many bytes the World takes, by room; counted from the room its arrays hold, what the allocator adds aside.

use super::World;

/// Bytes by room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Memory {
    /// Wishes with their ids.
    pub wishes: usize,
    /// What few wishes say beyond their terms.
    pub mores: usize,
    /// Members with their ids, switches, quiet hours and last moments.
    pub members: usize,
    /// What members closed, allowed and were told.
    pub consents: usize,
    /// The grid of those present.
    pub present: usize,
    /// The desire map.
    pub demand: usize,
    /// Keys: categories, brands, words and products that anybody spoke of.
    pub keys: usize,
    /// Timers.
    pub timers: usize,
    /// Offers with their ids.
    pub offers: usize,
    /// The lists in which offers are found.
    pub postings: usize,
    /// Places with hours and outlines.
    pub places: usize,
}

impl Memory {
    /// All of it.
    #[must_use]
    pub fn total(&self) -> usize {
        self.of_wishes() + self.of_offers()
    }

    /// What wishes cost: members with their consents and where they are, and the keys, counted in.
    #[must_use]
    pub fn of_wishes(&self) -> usize {
        self.wishes
            + self.mores
            + self.members
            + self.consents
            + self.present
            + self.demand
            + self.keys
            + self.timers
    }

    /// What offers cost, their places and lists counted in.
    #[must_use]
    pub fn of_offers(&self) -> usize {
        self.offers + self.postings + self.places
    }
}

impl World {
    /// How many bytes it takes.
    #[must_use]
    pub fn memory(&self) -> Memory {
        let (keys, postings) = self.keys.bytes();
        let (wishes, members, consents) = self.members.bytes();
        Memory {
            wishes,
            mores: self.mores.bytes(),
            members,
            consents,
            present: self.present.bytes(),
            demand: self.groups.bytes(),
            keys,
            timers: self.timers.bytes(),
            offers: self.offers.bytes(),
            postings,
            places: self.places.bytes(),
        }
    }
}
