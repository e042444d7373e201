//! A line of somebody's list, as it was understood.

use domain::{Currency, Gtin, Money, limits};

/// A line that names something.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// Which line of the list, from 1 on.
    pub number: u64,
    /// What it is called.
    pub title: String,
    /// Which product exactly.
    pub gtin: Option<Gtin>,
    /// What it costs, or at most may.
    pub top_price: Option<Money>,
    /// The same in money that is not counted in here: it bounds nothing, and stands in the note.
    pub foreign: Option<Money>,
    /// How many.
    pub quantity: u32,
    /// What stands beside it.
    pub note: String,
    /// Where its page is.
    pub link: Option<String>,
    /// Whether it was bought, read, seen or ticked off already: then it is not ticked to begin with.
    pub done: bool,
}

impl Line {
    /// Keeps a price in other money beside the thing, not as a bound: taken for one it would never be met.
    pub(crate) fn count_in_euros(&mut self) {
        let Some(price) = self.top_price.filter(|price| price.currency != Currency::EUR) else { return };
        (self.top_price, self.foreign) = (None, Some(price));
        let said = format!("{} {}", price.plain(), price.currency);
        // What was taken along from here and comes back says so already.
        if self.note.split(" · ").any(|part| part.trim() == said) {
            return;
        }
        let parts = [said.as_str(), self.note.as_str()].into_iter().filter(|part| !part.is_empty());
        let note = parts.collect::<Vec<_>>().join(" · ");
        self.note = note.chars().take(limits::NOTE_CHARS).collect();
    }
}

/// What was understood of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lines {
    /// The lines that name something.
    pub lines: Vec<Line>,
    /// Those that could not be read: which, and the code of what is wrong.
    pub wrong: Vec<(u64, &'static str)>,
    /// How many there are beyond what is imported at once.
    pub more: u64,
}
