//! Words and brands as numbers: the vocabulary of a town, kept as long as the World lives.

use std::hash::Hasher;

use super::index::Index;
use super::map::Mix;

/// Texts by number and numbers by text.
#[derive(Clone)]
pub(crate) struct Texts {
    texts: Vec<Box<str>>,
    index: Index,
}

impl Texts {
    pub(crate) fn new() -> Self {
        Self { texts: Vec::new(), index: Index::new() }
    }

    pub(crate) fn find(&self, text: &str) -> Option<u32> {
        self.index.find(hash(text), |number| &*self.texts[number as usize] == text)
    }

    pub(crate) fn text(&self, number: u32) -> &str {
        &self.texts[number as usize]
    }

    pub(crate) fn hold(&mut self, text: &str) -> u32 {
        self.find(text).unwrap_or_else(|| {
            let number = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
            self.texts.push(text.into());
            let texts = &self.texts;
            self.index.add(hash(text), number, |number| hash(&texts[number as usize]));
            number
        })
    }

    pub(crate) fn bytes(&self) -> usize {
        let letters: usize = self.texts.iter().map(|text| text.len().next_multiple_of(16)).sum();
        letters + self.texts.capacity() * size_of::<Box<str>>() + self.index.bytes()
    }
}

fn hash(text: &str) -> u64 {
    let mut mix = Mix::default();
    mix.write(text.as_bytes());
    // Chunks are padded with zeros: the length tells `a` from `a\0`.
    mix.write_usize(text.len());
    mix.finish()
}
