//! Subjects as sets of keys: a wish wants an offer exactly when all its keys are among the offer's.
//!
//! A key is a kind with one condition: a GTIN, a category, a brand or a word. An offer has a key for its GTIN, for its
//! category and each one above, for its brand and for each word. A wish has one for its GTIN, which decides alone, or else
//! one for each of its conditions; its sizes are looked at beside, for an offer need not say one. That is [`domain::Subject::wants`], and a test holds the two together.

use std::collections::{BTreeMap, BTreeSet};

use domain::subject::{is_size, measured};
use domain::{Category, Kind, Subject};

use super::blocks::Run;
use super::categories::{Categories, NONE};
use super::ids::Handle;
use super::laying::Step;
use super::map::Map;
use super::paged::Paged;
use super::postings::{Cells, List, Posting, Postings, cells};
use super::table::{Table, Tagged, hash_words};
use super::texts::Texts;

/// A key by number. Zero is none.
pub(crate) type Key = u32;

/// What a key says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Condition {
    Gtin(u64),
    Category(u32),
    Brand(u32),
    Word(u32),
}

#[derive(Clone)]
struct Entry {
    /// Kind, sort of condition and its value.
    packed: u64,
    /// Wishes and offers that have it.
    held: u32,
    /// Open wishes that are found by it.
    wished: u32,
    /// The offers that have it.
    list: List,
}

/// All keys, and the offers that can be found by each.
#[derive(Clone)]
pub(crate) struct Keys {
    pub(crate) categories: Categories,
    texts: Texts,
    entries: Paged<Entry>,
    table: Table<Tagged>,
    free: Vec<Key>,
    postings: Postings,
    /// A bit for each key whose offers are spread: small enough to be always at hand.
    spread: Vec<u64>,
    /// The offers of keys that no open wish was ever found by: noted, and laid out when one is.
    idle: Map<Key, BTreeSet<Handle>>,
}

impl Keys {
    pub(crate) fn new() -> Self {
        let mut keys = Self {
            categories: Categories::new(),
            texts: Texts::new(),
            entries: Paged::new(),
            table: Table::new(),
            free: Vec::new(),
            postings: Postings::new(),
            spread: Vec::new(),
            idle: Map::default(),
        };
        keys.entries.push(Entry { packed: u64::MAX, held: 1, wished: 0, list: List::default() });
        keys
    }

    /// The keys of an offer's subject, each held once: the GTIN first, then the categories leaf first, brand, words.
    pub(crate) fn offered(&mut self, subject: &Subject) -> Vec<Key> {
        let gtin = subject.gtin.map(|gtin| Condition::Gtin(gtin.number().unsigned_abs()));
        let leaf = self.categories.hold_some(subject.category.as_ref());
        let lineage: Vec<Condition> = self.categories.lineage(leaf).map(Condition::Category).collect();
        let rest = self.brand_and_words(subject, |_| true);
        let all = gtin.into_iter().chain(lineage).chain(rest);
        all.map(|condition| self.hold(subject.kind, condition)).collect()
    }

    /// The keys of a wish's subject, each held once: the one it is best found by first. None of a wish for nothing.
    pub(crate) fn wished(&mut self, subject: &Subject) -> Vec<Key> {
        let gtin = subject.gtin.map(|gtin| Condition::Gtin(gtin.number().unsigned_abs()));
        let conditions = match gtin {
            Some(gtin) => vec![gtin],
            None => {
                let leaf = self.categories.hold_some(subject.category.as_ref());
                let category = subject.category.as_ref().map(|_| Condition::Category(leaf));
                category.into_iter().chain(self.brand_and_words(subject, |word| !is_size(word))).collect()
            }
        };
        let mut keys: Vec<Key> =
            conditions.into_iter().map(|condition| self.hold(subject.kind, condition)).collect();
        // The rarer a key is among offers, the fewer are looked at.
        if let Some(rarest) = (0..keys.len()).min_by_key(|place| self.many(keys[*place])) {
            keys.swap(0, rarest);
        }
        keys
    }

    /// The sizes of a wish's subject, each key held once: what is measured, and the size. A GTIN decides without them.
    pub(crate) fn wished_sizes(&mut self, subject: &Subject) -> Box<[(Key, Key)]> {
        let sizes = subject.words.iter().filter(|word| subject.gtin.is_none() && is_size(word));
        let mut word = |text: &str| {
            let condition = Condition::Word(self.texts.hold(text));
            self.hold(subject.kind, condition)
        };
        sizes.map(|size| (word(measured(size)), word(size))).collect()
    }

    fn brand_and_words(&mut self, subject: &Subject, of: impl Fn(&str) -> bool) -> Vec<Condition> {
        let brand = subject.brand.as_deref().map(|brand| Condition::Brand(self.texts.hold(brand)));
        let words =
            subject.words.iter().filter(|word| of(word)).map(|word| Condition::Word(self.texts.hold(word)));
        let words: Vec<Condition> = words.collect();
        brand.into_iter().chain(words).collect()
    }

    fn hold(&mut self, kind: Kind, condition: Condition) -> Key {
        if let Some(key) = self.find(kind, condition) {
            self.entries[key].held += 1;
            return key;
        }
        let packed = pack(kind, condition);
        let entry = Entry { packed, held: 1, wished: 0, list: List::default() };
        let key = match self.free.pop() {
            Some(key) => {
                self.entries[key] = entry;
                key
            }
            None => self.entries.push(entry),
        };
        self.table.add(Tagged::new(hash(packed), key));
        key
    }

    /// Lets go of a key; the last to do so frees it.
    pub(crate) fn release(&mut self, key: Key) {
        let entry = &mut self.entries[key];
        entry.held -= 1;
        if entry.held == 0 {
            let packed = entry.packed;
            self.table.remove(hash(packed), |slot| slot.handle == key);
            self.free.push(key);
        }
    }

    /// How many offers have a key.
    fn many(&self, key: Key) -> usize {
        self.entries[key].list.len() + self.idle.get(&key).map_or(0, BTreeSet::len)
    }

    /// Counts an open wish that is found by this key, or no longer. Answers the offers that were only noted so far: they are
    /// to be [posted](Keys::post) now.
    pub(crate) fn count(&mut self, key: Key, more: bool) -> BTreeSet<Handle> {
        let wished = &mut self.entries[key].wished;
        *wished = if more { *wished + 1 } else { *wished - 1 };
        if more { self.idle.remove(&key).unwrap_or_default() } else { BTreeSet::new() }
    }

    /// Whether the offers of a key are only noted: nobody looks for them.
    fn is_idle(&self, key: Key) -> bool {
        let entry = &self.entries[key];
        entry.wished == 0 && entry.list.len() == 0
    }

    /// Whether offers are noted under a key that nobody looks for, to be laid out when somebody does.
    pub(crate) fn is_noted(&self, key: Key) -> bool {
        self.idle.contains_key(&key)
    }

    /// Whether an open wish is found by this key.
    pub(crate) fn is_wished(&self, key: Key) -> bool {
        self.entries[key].wished > 0
    }

    /// Whether the offers of a key are spread over cells.
    pub(crate) fn is_spread(&self, key: Key) -> bool {
        self.spread.get(key as usize / 64).is_some_and(|bits| bits >> (key % 64) & 1 == 1)
    }

    /// Where the offers of a key are found from a point.
    pub(crate) fn about(&self, key: Key, cells: Cells) -> [Run; 2] {
        // What is spread is found without a look at the key itself.
        let list = if self.is_spread(key) { List::SPREAD } else { self.entries[key].list };
        self.postings.about(key, list, cells)
    }

    /// Reads ahead what [`Keys::about`] will look at.
    pub(crate) fn ahead(&self, key: Key, cells: Cells) -> u32 {
        if self.is_spread(key) { self.postings.ahead(key, cells) } else { self.entries[key].held }
    }

    /// The offers of all keys.
    pub(crate) fn postings(&self) -> &Postings {
        &self.postings
    }

    /// Changes what is said under a key of an offer, in some of the cells in which it lies; where the key's offers are not spread,
    /// in its one list. The first time and the last are told.
    pub(crate) fn relay(&mut self, step: Step, cells: &[u32], first: bool, last: bool) {
        let key = step.key;
        if self.is_idle(key) {
            let noted = self.idle.entry(key).or_default();
            match (step.old, step.new) {
                (_, Some(new)) => _ = noted.insert(new.offer),
                (Some(old), None) => _ = noted.remove(&old.offer),
                (None, None) => {}
            }
            if noted.is_empty() {
                self.idle.remove(&key);
            }
            return;
        }
        let list = &mut self.entries[key].list;
        self.postings.relay(step, list, cells, first, last);
        let (word, bit) = (key as usize / 64, 1 << (key % 64));
        if self.spread.len() <= word {
            self.spread.resize(word + 1, 0);
        }
        self.spread[word] = if list.is_spread() { self.spread[word] | bit } else { self.spread[word] & !bit };
    }

    /// The same everywhere at once.
    pub(crate) fn repost(&mut self, key: Key, old: Option<Posting>, new: Option<Posting>) {
        let whole = |keys: &mut Self, old: Option<Posting>, new: Option<Posting>| {
            let all: Vec<u32> = old.or(new).iter().flat_map(cells).collect();
            keys.relay(Step { key, old, new }, &all, true, true);
        };
        match (old, new) {
            (Some(was), Some(is)) if !was.is_where(&is) => {
                whole(self, old, None);
                whole(self, None, new);
            }
            (None, None) => {}
            _ => whole(self, old, new),
        }
    }

    /// Reads ahead what changing what is said under a key will look at.
    pub(crate) fn expect(&self, key: Key, posting: Posting, cells: impl Iterator<Item = u32>) -> usize {
        self.postings.expect(key, self.entries[key].list, posting, cells)
    }

    /// Reads ahead what holding and letting go of the keys of a subject will change.
    pub(crate) fn expect_subject(&self, subject: &Subject) -> u32 {
        let find = |condition: Option<Condition>| condition.and_then(|it| self.find(subject.kind, it));
        let held =
            |key: Key| self.entries[key].held ^ self.idle.get(&key).map_or(0, |noted| noted.len() as u32);
        let gtin = subject.gtin.map(|gtin| Condition::Gtin(gtin.number().unsigned_abs()));
        let leaf = subject.category.as_ref().and_then(|category| self.categories.find(category));
        let lineage =
            self.categories.lineage(leaf.unwrap_or(NONE)).map(|above| Some(Condition::Category(above)));
        let brand = subject.brand.as_deref().map(|brand| self.texts.find(brand).map(Condition::Brand));
        let words = subject.words.iter().map(|word| self.texts.find(word).map(Condition::Word));
        let all = [gtin].into_iter().chain(lineage).chain(brand).chain(words);
        all.filter_map(find).fold(0, |all, key| all ^ held(key))
    }

    fn find(&self, kind: Kind, condition: Condition) -> Option<Key> {
        let packed = pack(kind, condition);
        let is = |slot: &Tagged| self.entries[slot.handle].packed == packed;
        self.table.find(hash(packed), is).map(|slot| slot.handle)
    }

    /// Reads ahead what counting the wishes by a key will change.
    pub(crate) fn expect_wished(&self, key: Key) -> u32 {
        self.entries.get(key).map_or(0, |entry| entry.wished)
    }

    /// The key that a wish would be found by, as far as it is known and offers have it.
    pub(crate) fn sought(&self, subject: &Subject) -> Option<Key> {
        let find = |condition| self.find(subject.kind, condition);
        let text = |text: &str| self.texts.find(text);
        if let Some(gtin) = subject.gtin {
            return find(Condition::Gtin(gtin.number().unsigned_abs()));
        }
        let category = subject
            .category
            .as_ref()
            .map(|category| Some(Condition::Category(self.categories.find(category)?)));
        let brand = subject.brand.as_deref().map(|brand| Some(Condition::Brand(text(brand)?)));
        let words =
            subject.words.iter().filter(|word| !is_size(word)).map(|word| Some(Condition::Word(text(word)?)));
        let conditions = category.into_iter().chain(brand).chain(words);
        // What nobody spoke of, no offer has: there is nothing to be laid out.
        let keys = conditions.map(|condition| condition.and_then(find)).collect::<Option<Vec<Key>>>()?;
        keys.into_iter().min_by_key(|key| self.many(*key))
    }

    /// Whether a key stands for a GTIN: it decides alone.
    pub(crate) fn is_exact(&self, key: Key) -> bool {
        self.entries[key].packed >> SORT & 3 == 0 && key != 0
    }

    /// The category a key stands for.
    pub(crate) fn category(&self, key: Key) -> Option<u32> {
        let packed = self.entries[key].packed;
        (key != 0 && packed >> SORT & 3 == 1).then_some((packed & VALUE) as u32)
    }

    /// The same text for the same key in every World.
    pub(crate) fn told(&self, key: Key) -> String {
        let packed = self.entries[key].packed;
        let value = packed & VALUE;
        let text = match packed >> SORT & 3 {
            0 => value.to_string(),
            1 => self.categories.get(value as u32).map_or_else(String::new, |known| known.path().to_owned()),
            _ => self.texts.text(value as u32).to_owned(),
        };
        format!("{}:{text}", packed >> SORT)
    }

    /// The category of a number.
    pub(crate) fn category_of(&self, number: u32) -> Option<&Category> {
        self.categories.get(number)
    }

    /// Gives back what growing left unused.
    pub(crate) fn pack(&mut self) {
        self.postings.pack(self.entries.iter_mut().map(|entry| &mut entry.list));
    }

    /// The offers found or noted by every key that has any, for soundness. Spread ones must lie in every cell they should.
    pub(crate) fn posted(&self) -> BTreeMap<Key, BTreeSet<Handle>> {
        let mut all: BTreeMap<Key, BTreeSet<Handle>> =
            self.idle.iter().map(|(key, offers)| (*key, offers.clone())).collect();
        for (entry, key) in self.entries.iter().zip(0..) {
            if entry.list.len() > 0 && !entry.list.is_spread() {
                let flat = self.postings.flat(entry.list).iter().map(|posting| posting.offer);
                all.entry(key).or_default().extend(flat);
            }
        }
        for (key, offers) in self.postings.spread() {
            all.entry(key).or_default().extend(offers);
        }
        all
    }

    /// The keys by which open wishes are found, and how many, for soundness.
    pub(crate) fn counted(&self) -> BTreeMap<Key, u32> {
        let all = self.entries.iter().zip(0..);
        all.filter(|(entry, _)| entry.wished > 0).map(|(entry, key)| (key, entry.wished)).collect()
    }

    /// Bytes of keys and vocabulary, and of the lists of offers.
    pub(crate) fn bytes(&self) -> (usize, usize) {
        let names = self.categories.bytes() + self.texts.bytes();
        let entries = self.entries.bytes() + self.table.bytes() + self.free.capacity() * 4;
        let idle: usize = self.idle.values().map(|noted| noted.len() * 8 + 48).sum();
        (names + entries, self.postings.bytes() + idle)
    }
}

/// Four bits of the 128 by which a crowd is looked through for wishes of a key: see [`super::present`].
pub(crate) fn sign(key: Key) -> u128 {
    let mixed = u64::from(key).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let bit = |shift: u32| 1 << (mixed >> shift & 127);
    bit(57) | bit(50) | bit(43) | bit(36)
}

const SORT: u32 = 48;
const VALUE: u64 = (1 << SORT) - 1;

fn pack(kind: Kind, condition: Condition) -> u64 {
    let kind = Kind::NAMES.iter().position(|(known, _)| *known == kind).unwrap_or(0) as u64;
    let (sort, value) = match condition {
        Condition::Gtin(number) => (0, number),
        Condition::Category(number) => (1, u64::from(number)),
        Condition::Brand(text) => (2, u64::from(text)),
        Condition::Word(text) => (3, u64::from(text)),
    };
    kind << (SORT + 2) | sort << SORT | value & VALUE
}

fn hash(packed: u64) -> u32 {
    hash_words(packed, 0)
}
