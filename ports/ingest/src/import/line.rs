//! A line of somebody's list, as it was understood.

use domain::{Currency, Gtin, Money, Priority, barcode, limits};
use kit::App;

use super::terms::Terms;

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
    /// The last day it is wanted, as `2026-12-24`.
    pub until: Option<String>,
    /// How many.
    pub quantity: u32,
    /// How much it matters.
    pub priority: Priority,
    /// What the list is called on which it stood; empty for the main one, and where nothing is said of lists.
    pub list: String,
    /// What stands beside it.
    pub note: String,
    /// Where its page is.
    pub link: Option<String>,
    /// Whether something stood for an address that cannot be opened here, such as `ftp://…`: it stands in the note.
    pub unlinked: bool,
    /// What is said of it besides.
    pub terms: Terms,
    /// Whether it was bought, read, seen or ticked off already: then it is not ticked to begin with.
    pub done: bool,
}

impl Line {
    /// Whether it would name a product but for a check digit that does not fit.
    pub(crate) fn is_misread(&self) -> bool {
        let within = barcode::is_misread_within(&self.title) || barcode::is_misread_within(&self.note);
        self.gtin.is_none() && (barcode::is_misread(&self.title) || within)
    }

    /// Leaves an address out whose page is never read, a private one or one of this house, and keeps it in the note; what it carries of
    /// names and passwords goes no further.
    pub(crate) fn leave_unreadable(&mut self, app: &App) {
        let Some(link) = self.link.take_if(|link| product::never_read(app, link).is_some()) else { return };
        self.unlinked = true;
        if let Some(link) = product::without_login(&link) {
            self.note = beside(&[&link, &self.note]);
        }
    }

    /// Keeps a price in other money beside the thing, not as a bound: taken for one it would never be met.
    pub(crate) fn count_in_euros(&mut self) {
        let Some(price) = self.top_price.filter(|price| price.currency != Currency::EUR) else { return };
        (self.top_price, self.foreign) = (None, Some(price));
        let said = format!("{} {}", price.plain(), price.currency);
        // What was taken along from here and comes back says so already.
        if !self.note.split(" · ").any(|part| part.trim() == said) {
            self.note = beside(&[&said, &self.note]);
        }
    }
}

/// What stands beside a thing as one note, without what is empty.
pub(crate) fn beside(parts: &[&str]) -> String {
    let said: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    said.join(" · ").chars().take(limits::NOTE_CHARS).collect()
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
    /// Whether it says of each thing on which list it stands and how much it matters, as the tables do that are taken along from here:
    /// then its prices are bounds that somebody chose, in whatever money.
    pub ours: bool,
}

impl Lines {
    /// The number of the last line that was read, whether it could be or not; 0 when there is none.
    pub(crate) fn last(&self) -> u64 {
        let read = self.lines.iter().map(|line| line.number);
        read.chain(self.wrong.iter().map(|(number, _)| *number)).max().unwrap_or_default()
    }

    /// Puts another list below this one. Its lines count on, so that a number names one line; those beyond what is imported at once are
    /// counted alone.
    pub(crate) fn append(&mut self, other: Self) {
        let (before, room) = (self.last(), limits::IMPORT_LINES.saturating_sub(self.lines.len()));
        let beyond = u64::try_from(other.lines.len().saturating_sub(room)).unwrap_or(u64::MAX);
        let below = other.lines.into_iter().take(room);
        self.lines.extend(below.map(|line| Line { number: before + line.number, ..line }));
        self.wrong.extend(other.wrong.into_iter().map(|(number, why)| (before + number, why)));
        self.more += other.more + beyond;
    }
}
