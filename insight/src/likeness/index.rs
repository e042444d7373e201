//! Blocking: the few listings among very many that may be of the same thing.
//!
//! Under each key (word, code, stem of a code, barcode, brand) the slots of the listings that have it, in rising order. A question
//! goes through its keys from the rarest on: the lists of rare keys are walked, the weight of a key added to all it leads to; the
//! lists of common keys are only asked whether they hold what rare keys led to. So the work is bounded, however many listings
//! share a common word. A listing that is gone leaves its slot dead; when many are dead, the whole is packed.

use std::collections::HashMap;
use std::hash::Hash;

use super::digest::Digest;
use super::search::Wanted;
use super::spelling::Spellings;
use super::token::{Sort, Token};

/// A list longer than this is only walked when nothing rarer was found.
const WALKED: usize = 20_000;
/// Entries walked in all before the lists left are only asked.
const BUDGET: usize = 200_000;
/// How many of the best by rare keys are asked for in the lists of common keys, for each candidate wanted.
const ASKED: usize = 8;
/// Dead slots that are not worth a packing.
const FEW_DEAD: usize = 1_000;

/// Listings by what they are made of.
#[derive(Debug, Clone)]
pub struct Index<I> {
    terms: HashMap<u64, u32>,
    /// By term: the slots that have it, rising.
    postings: Vec<Vec<u32>>,
    /// By term: how many of those live.
    living: Vec<u32>,
    slots: Vec<Option<Slot<I>>>,
    of: HashMap<I, u32>,
    spellings: Spellings,
}

#[derive(Debug, Clone)]
struct Slot<I> {
    id: I,
    terms: Box<[u32]>,
}

/// Room for a question's sums, kept between questions so that none has to be made anew.
#[derive(Debug, Clone, Default)]
pub struct Scratch {
    sums: Vec<f32>,
    touched: Vec<u32>,
}

impl<I> Default for Index<I> {
    fn default() -> Self {
        Self {
            terms: HashMap::new(),
            postings: Vec::new(),
            living: Vec::new(),
            slots: Vec::new(),
            of: HashMap::new(),
            spellings: Spellings::default(),
        }
    }
}

impl<I: Clone + Eq + Hash> Index<I> {
    /// How many listings it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.of.len()
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.of.is_empty()
    }

    /// Puts a listing in; one of the same id is replaced.
    pub fn insert(&mut self, id: I, digest: &Digest) {
        self.remove(&id);
        let terms: Vec<u32> = digest.keys().into_iter().map(|key| self.term(key)).collect();
        for word in digest.title.iter().chain(&digest.brand).filter(|token| spelt(token)) {
            let term = self.term(word.key);
            self.spellings.add(&word.text, term);
        }
        self.place(Slot { id, terms: terms.into() });
    }

    /// Takes a listing out; tells whether it was there.
    pub fn remove(&mut self, id: &I) -> bool {
        let Some(at) = self.of.remove(id) else { return false };
        if let Some(gone) = self.slots[at as usize].take() {
            gone.terms.iter().for_each(|term| self.living[*term as usize] -= 1);
        }
        let dead = self.slots.len() - self.of.len();
        if dead > FEW_DEAD && dead > self.of.len() / 2 {
            self.pack();
        }
        true
    }

    /// The listings most likely to be of the same thing, at most so many, best first, each with the weight of what it shares.
    #[must_use]
    pub fn candidates(&self, digest: &Digest, most: usize, scratch: &mut Scratch) -> Vec<(I, f64)> {
        self.ask(digest.keys(), digest.title.iter(), most, scratch)
    }

    /// The listings that may be what somebody wants, at most so many, most shared first; to be ranked by [`super::rank`].
    #[must_use]
    pub fn found(&self, wanted: &Wanted, most: usize, scratch: &mut Scratch) -> Vec<(I, f64)> {
        self.ask(wanted.keys(), wanted.tokens.iter(), most, scratch)
    }

    /// Bytes it takes, by the capacity of its tables; hash tables at their entries and one byte of control each.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let postings: usize = self.postings.iter().map(|list| list.capacity() * 4 + 24).sum();
        let terms: usize = self.slots.iter().flatten().map(|slot| slot.terms.len() * 4).sum();
        let tables = self.terms.capacity() * 17 + self.of.capacity() * (size_of::<(I, u32)>() + 1);
        let slots = self.slots.capacity() * size_of::<Option<Slot<I>>>();
        postings + terms + tables + slots + self.living.capacity() * 4 + self.spellings.bytes()
    }

    fn ask<'a>(
        &self,
        keys: Vec<u64>,
        tokens: impl Iterator<Item = &'a Token>,
        most: usize,
        scratch: &mut Scratch,
    ) -> Vec<(I, f64)> {
        let mut terms: Vec<u32> = keys.iter().filter_map(|key| self.terms.get(key).copied()).collect();
        let unknown = tokens.filter(|token| spelt(token) && !self.known(token.key));
        terms.extend(unknown.flat_map(|token| self.spellings.near(&token.text)));
        terms.retain(|term| self.living[*term as usize] > 0);
        terms.sort_unstable_by_key(|term| (self.postings[*term as usize].len(), *term));
        terms.dedup();
        let common = self.walk(&terms, scratch);
        let mut best = self.touched(scratch, most.saturating_mul(ASKED));
        for (slot, sum) in &mut best {
            for term in &terms[common..] {
                if self.postings[*term as usize].binary_search(slot).is_ok() {
                    *sum += self.weight(*term);
                }
            }
        }
        best.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        best.truncate(most);
        let told =
            |(slot, sum): (u32, f32)| Some((self.slots[slot as usize].as_ref()?.id.clone(), f64::from(sum)));
        best.into_iter().filter_map(told).collect()
    }

    /// Walks the lists of the rarest terms into the sums; gives how many of the terms were walked.
    fn walk(&self, terms: &[u32], scratch: &mut Scratch) -> usize {
        scratch.sums.resize(self.slots.len(), 0.0);
        let mut walked = 0;
        for (at, term) in terms.iter().enumerate() {
            let list = &self.postings[*term as usize];
            let enough = !scratch.touched.is_empty();
            if enough && (list.len() > WALKED || walked + list.len() > BUDGET) {
                return at;
            }
            walked += list.len();
            let weight = self.weight(*term);
            for &slot in list {
                let sum = &mut scratch.sums[slot as usize];
                if *sum == 0.0 {
                    scratch.touched.push(slot);
                }
                *sum += weight;
            }
        }
        terms.len()
    }

    /// The living among the touched, the best of them, and clears the sums.
    fn touched(&self, scratch: &mut Scratch, most: usize) -> Vec<(u32, f32)> {
        let mut found = Vec::with_capacity(scratch.touched.len().min(most * 2));
        for slot in scratch.touched.drain(..) {
            let sum = std::mem::take(&mut scratch.sums[slot as usize]);
            if self.slots[slot as usize].is_some() {
                found.push((slot, sum));
            }
        }
        if found.len() > most {
            found.select_nth_unstable_by(most, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            found.truncate(most);
        }
        found
    }

    fn known(&self, key: u64) -> bool {
        self.terms.get(&key).is_some_and(|term| self.living[*term as usize] > 0)
    }

    #[expect(clippy::cast_possible_truncation, reason = "a weight needs no more than seven digits")]
    fn weight(&self, term: u32) -> f32 {
        let all = f64::from(u32::try_from(self.of.len()).unwrap_or(u32::MAX));
        ((all + 1.0) / (f64::from(self.living[term as usize]) + 0.5)).ln().max(0.05) as f32
    }

    fn term(&mut self, key: u64) -> u32 {
        let next = u32::try_from(self.postings.len()).unwrap_or(u32::MAX);
        let term = *self.terms.entry(key).or_insert(next);
        if term == next {
            self.postings.push(Vec::new());
            self.living.push(0);
        }
        term
    }

    fn place(&mut self, slot: Slot<I>) {
        let at = u32::try_from(self.slots.len()).unwrap_or(u32::MAX);
        for term in &slot.terms {
            self.postings[*term as usize].push(at);
            self.living[*term as usize] += 1;
        }
        self.of.insert(slot.id.clone(), at);
        self.slots.push(Some(slot));
    }

    /// Gives the living new slots without gaps.
    fn pack(&mut self) {
        let living: Vec<Slot<I>> = std::mem::take(&mut self.slots).into_iter().flatten().collect();
        self.postings.iter_mut().for_each(Vec::clear);
        self.living.fill(0);
        self.of.clear();
        living.into_iter().for_each(|slot| self.place(slot));
    }
}

/// Whether a token can be misspelt: a word long enough to be known again.
fn spelt(token: &Token) -> bool {
    token.sort == Sort::Word && token.text.len() >= super::spelling::SHORTEST
}
