//! Categories as numbers, each with the one above it.

use domain::Category;

use super::texts::Texts;

/// No category.
pub(crate) const NONE: u32 = u32::MAX;

/// The tree, as far as anybody spoke of it.
#[derive(Clone)]
pub(crate) struct Categories {
    paths: Texts,
    known: Vec<Category>,
    above: Vec<u32>,
}

impl Categories {
    pub(crate) fn new() -> Self {
        Self { paths: Texts::new(), known: Vec::new(), above: Vec::new() }
    }

    pub(crate) fn find(&self, category: &Category) -> Option<u32> {
        self.paths.find(category.path())
    }

    /// The number of a category; it and those above it are numbered when they are not.
    pub(crate) fn hold(&mut self, category: &Category) -> u32 {
        if let Some(known) = self.find(category) {
            return known;
        }
        let above = category.above().map_or(NONE, |above| self.hold(&above));
        let number = self.paths.hold(category.path());
        self.known.push(category.clone());
        self.above.push(above);
        number
    }

    pub(crate) fn hold_some(&mut self, category: Option<&Category>) -> u32 {
        category.map_or(NONE, |category| self.hold(category))
    }

    pub(crate) fn get(&self, number: u32) -> Option<&Category> {
        self.known.get(number as usize)
    }

    /// A category and those above it, leaf first; nothing of no category.
    pub(crate) fn lineage(&self, number: u32) -> impl Iterator<Item = u32> {
        std::iter::successors((number != NONE).then_some(number), |here| {
            self.above.get(*here as usize).copied().filter(|above| *above != NONE)
        })
    }

    pub(crate) fn bytes(&self) -> usize {
        self.paths.bytes() + self.known.capacity() * size_of::<Category>() + self.above.capacity() * 4
    }
}
