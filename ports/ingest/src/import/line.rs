//! A line of somebody's list, as it was understood.

use domain::{Gtin, Money};

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
    /// How many.
    pub quantity: u32,
    /// What stands beside it.
    pub note: String,
    /// Where its page is.
    pub link: Option<String>,
    /// Whether it was bought, read, seen or ticked off already: then it is not ticked to begin with.
    pub done: bool,
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
