//! What is said beside an address or a code: it becomes the note, or what the thing is called.

use kit::Page;

use super::Draft;
use crate::address::address_in;

impl Draft {
    /// With what was said beside the address of its page: a price, a day and a number are understood, and the words become its note.
    #[must_use]
    pub fn hearing(self, page: &Page, said: &str) -> Self {
        let words = beside_address(said);
        if words.is_empty() {
            return self;
        }
        let mut heard = Self::told(page, &words);
        let guessed = heard.guessed;
        if let Some(count) = heard.quantity.take_if(|_| guessed) {
            // What stands beside an address is most often what its page calls the thing: this number is part of it.
            heard.title = format!("{count} {}", heard.title);
        }
        let is_typed = |name: &str| self.beside.iter().any(|(typed, _)| *typed == name);
        let foreign = heard.foreign && !is_typed("top_price");
        let note = (!is_typed("note") && !heard.title.is_empty()).then_some(("note", heard.title));
        let beside = self.beside.iter().cloned().chain(note).collect();
        Self {
            top_price: self.top_price.or(heard.top_price),
            until: if self.until.is_empty() { heard.until } else { self.until },
            quantity: self.quantity.or(heard.quantity),
            foreign: self.foreign || foreign,
            beside,
            ..self
        }
    }

    /// With more in its note.
    #[must_use]
    pub fn noted(mut self, more: &str) -> Self {
        match self.beside.iter_mut().find(|(name, _)| *name == "note") {
            _ if more.is_empty() => {}
            Some((_, note)) => *note = format!("{note}\n{more}"),
            None => self.beside.push(("note", more.to_owned())),
        }
        self
    }

    /// Called in the member's own words that stood beside its code, with the price, the day and the number that they say.
    #[must_use]
    pub fn called(self, page: &Page, words: &str) -> Self {
        let heard = Self::told(page, words);
        // What stands beside a code is most often what it is called: a number that may be part of a name is.
        let (title, quantity) = match heard.quantity.filter(|_| heard.guessed) {
            Some(count) => (format!("{count} {}", heard.title), None),
            None => (heard.title, heard.quantity),
        };
        Self {
            title: if title.is_empty() { self.title } else { title },
            top_price: heard.top_price,
            until: heard.until,
            quantity,
            foreign: heard.foreign,
            ..self
        }
    }
}

/// What stands beside the first address, other addresses too; nothing where there is no address.
fn beside_address(said: &str) -> String {
    let Some(address) = address_in(said) else { return String::new() };
    let words = said.split_whitespace().filter(|word| address_in(word).as_ref() != Some(&address));
    words.collect::<Vec<_>>().join(" ")
}
