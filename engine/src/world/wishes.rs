//! Wishes in twenty bytes each, what few of them need kept beside.

use std::hash::{Hash, Hasher};

use domain::{Currency, Instant, Money, PlaceId, Visibility, Wish, WishState, limits};

use super::categories::NONE;
use super::ids::Handle;
use super::keys::{Key, Keys, sign};
use super::map::Mix;
use super::table::{Table, Tagged};

/// A wish as it is matched.
#[derive(Clone, Copy)]
pub(crate) struct Term {
    pub(crate) wish: Handle,
    /// The key it is found by; zero when it wants nothing.
    pub(crate) key: Key,
    /// What else it says; zero is nothing.
    more: u32,
    /// The most it would pay in the house currency; told by a flag when it is there.
    top: u32,
    pub(crate) distance_m: u16,
    flags: u8,
}

const STATE: u8 = 0b11;
const TOP: u8 = 1 << 2;
const EXACT: u8 = 1 << 3;
const COUNTED: u8 = 1 << 4;
const PUBLIC: u8 = 1 << 5;

/// The currency whose prices need no more room.
const HOUSE: Currency = Currency::EUR;

/// What few wishes say: further conditions, another currency, an end, places; or a category that is not its key.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct More {
    pub(crate) also: Box<[Key]>,
    /// Sizes: what is measured, and the size that an offer must have which says one.
    pub(crate) sizes: Box<[(Key, Key)]>,
    category: u32,
    top: Option<Money>,
    pub(crate) until: Option<Instant>,
    pub(crate) places: Box<[PlaceId]>,
}

/// Everything [`Term`]s say beyond themselves, each saying once.
#[derive(Clone)]
pub(crate) struct Mores {
    kept: Vec<(More, u32)>,
    table: Table<Tagged>,
    free: Vec<u32>,
}

impl Mores {
    pub(crate) fn new() -> Self {
        let nothing = More {
            also: [].into(),
            sizes: [].into(),
            category: NONE,
            top: None,
            until: None,
            places: [].into(),
        };
        let mut new = Self { kept: Vec::new(), table: Table::new(), free: Vec::new() };
        new.hold(nothing);
        new
    }

    fn hold(&mut self, more: More) -> u32 {
        let hashed = hash(&more);
        let is = |slot: &Tagged| slot.may_be(hashed) && self.kept[slot.handle as usize].0 == more;
        if let Some(known) = self.table.find(hashed, is).map(|slot| slot.handle) {
            self.kept[known as usize].1 += 1;
            return known;
        }
        let at = match self.free.pop() {
            Some(at) => {
                self.kept[at as usize] = (more, 1);
                at
            }
            None => {
                self.kept.push((more, 1));
                u32::try_from(self.kept.len() - 1).unwrap_or(u32::MAX)
            }
        };
        self.table.add(Tagged::new(hashed, at));
        at
    }

    fn release(&mut self, at: u32) {
        let entry = &mut self.kept[at as usize];
        entry.1 -= 1;
        if entry.1 == 0 {
            let hashed = hash(&entry.0);
            self.table.remove(hashed, |slot| slot.handle == at);
            self.free.push(at);
        }
    }

    /// Packs a wish. A distance beyond the house limit is held to it; its title is not kept: nothing is matched by it.
    pub(crate) fn pack(&mut self, wish: &Wish, handle: Handle, keys: &mut Keys) -> Term {
        let held = keys.wished(&wish.subject);
        let (key, also) = held.split_first().map_or((0, &[][..]), |(key, also)| (*key, also));
        let house = wish.top_price.filter(|top| top.currency == HOUSE);
        let top = house.filter(|top| top.minor >= 0).map(|top| top.minor.min(limits::PRICE_MAX_MINOR) as u32);
        let category = match keys.category(key) {
            Some(_) => NONE,
            None => keys.categories.hold_some(wish.subject.category.as_ref()),
        };
        let more = More {
            also: also.into(),
            sizes: if key == 0 { [].into() } else { keys.wished_sizes(&wish.subject) },
            category,
            top: wish.top_price.filter(|_| top.is_none()),
            until: wish.until,
            places: wish.places.clone().into(),
        };
        let mut flags =
            WishState::NAMES.iter().position(|(known, _)| *known == wish.state).unwrap_or(0) as u8;
        flags |= if top.is_some() { TOP } else { 0 };
        flags |= if keys.is_exact(key) { EXACT } else { 0 };
        flags |= match wish.visibility {
            Visibility::Private => 0,
            Visibility::Counted => COUNTED,
            Visibility::Public => COUNTED | PUBLIC,
        };
        Term {
            wish: handle,
            key,
            more: self.hold(more),
            top: top.unwrap_or(0),
            distance_m: wish.distance_m.min(limits::REACH_MAX_M) as u16,
            flags,
        }
    }

    /// Lets go of what a wish held.
    pub(crate) fn unpack(&mut self, term: Term, keys: &mut Keys) {
        let (also, sizes) = (self.more(term).also.clone(), self.more(term).sizes.clone());
        also.iter().chain((term.key != 0).then_some(&term.key)).for_each(|key| keys.release(*key));
        sizes.iter().flat_map(|(of, said)| [of, said]).for_each(|key| keys.release(*key));
        self.release(term.more);
    }

    pub(crate) fn more(&self, term: Term) -> &More {
        &self.kept[term.more as usize].0
    }

    /// The most a wish would pay.
    pub(crate) fn top(&self, term: Term) -> Option<Money> {
        if term.flags & TOP != 0 {
            return Some(Money { minor: i64::from(term.top), currency: HOUSE });
        }
        if term.more == 0 { None } else { self.more(term).top }
    }

    /// The category a wish speaks of.
    pub(crate) fn category(&self, term: Term, keys: &Keys) -> Option<u32> {
        keys.category(term.key)
            .or_else(|| Some(self.more(term).category).filter(|category| *category != NONE))
    }

    pub(crate) fn bytes(&self) -> usize {
        let also: usize =
            self.kept.iter().map(|(more, _)| more.also.len() * 4 + more.places.len() * 16).sum();
        also + self.kept.capacity() * size_of::<(More, u32)>() + self.table.bytes()
    }
}

impl Term {
    #[cfg(test)]
    pub(crate) fn nothing() -> Self {
        Self { wish: 0, key: 0, more: 0, top: 0, distance_m: 0, flags: 0 }
    }

    pub(crate) fn state(self) -> WishState {
        WishState::NAMES.get(usize::from(self.flags & STATE)).map_or(WishState::Dropped, |(state, _)| *state)
    }

    pub(crate) fn is_open(self) -> bool {
        self.flags & STATE == 0
    }

    /// Whether it names this very product.
    pub(crate) fn is_exact(self) -> bool {
        self.flags & EXACT != 0
    }

    /// Whether it says nothing beyond itself.
    pub(crate) fn is_plain(self) -> bool {
        self.more == 0
    }

    /// Whether its member lets it count in groups.
    pub(crate) fn is_counted(self) -> bool {
        self.flags & COUNTED != 0
    }

    pub(crate) fn visibility(self) -> Visibility {
        match (self.flags & PUBLIC != 0, self.is_counted()) {
            (true, _) => Visibility::Public,
            (false, true) => Visibility::Counted,
            (false, false) => Visibility::Private,
        }
    }

    /// The bits by which a crowd is looked through.
    pub(crate) fn sign(self) -> u128 {
        if self.is_open() && self.key != 0 { sign(self.key) } else { 0 }
    }
}

fn hash(more: &More) -> u32 {
    let mut mix = Mix::default();
    more.hash(&mut mix);
    (mix.finish() >> 16) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wish_takes_twenty_bytes() {
        assert_eq!(size_of::<Term>(), 20);
        assert_eq!(WishState::NAMES[0].0, WishState::Open);
    }
}
