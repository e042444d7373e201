//! Words and brands as numbers: the vocabulary of a town, kept as long as the World lives.

use std::hash::Hasher;

use super::map::Mix;
use super::table::{Table, Tagged};

/// Texts by number and numbers by text.
#[derive(Clone)]
pub(crate) struct Texts {
    texts: Vec<Box<str>>,
    table: Table<Tagged>,
}

impl Texts {
    pub(crate) fn new() -> Self {
        Self { texts: Vec::new(), table: Table::new() }
    }

    pub(crate) fn find(&self, text: &str) -> Option<u32> {
        let hash = hash(text);
        let is = |slot: &Tagged| slot.may_be(hash) && &*self.texts[slot.handle as usize] == text;
        self.table.find(hash, is).map(|slot| slot.handle)
    }

    pub(crate) fn text(&self, number: u32) -> &str {
        &self.texts[number as usize]
    }

    pub(crate) fn hold(&mut self, text: &str) -> u32 {
        self.find(text).unwrap_or_else(|| {
            let number = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
            self.texts.push(text.into());
            self.table.add(Tagged::new(hash(text), number));
            number
        })
    }

    pub(crate) fn bytes(&self) -> usize {
        let letters: usize = self.texts.iter().map(|text| text.len().next_multiple_of(16)).sum();
        letters + self.texts.capacity() * size_of::<Box<str>>() + self.table.bytes()
    }
}

fn hash(text: &str) -> u32 {
    let mut mix = Mix::default();
    mix.write(text.as_bytes());
    // Chunks are padded with zeros: the length tells `a` from `a\0`.
    mix.write_usize(text.len());
    (mix.finish() >> 16) as u32
}
