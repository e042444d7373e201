//! A list from elsewhere: a file, a text, or a page that lists things, another house's among them.
//!
//! What was understood of each line is shown first; only the form that is shown then adds wishes, all or none, once. What stands on
//! the list already is marked. A line's link becomes a listing that is read in its turn, not at once.

mod api;
mod done;
mod given;
mod line;
mod page;
mod plain;
mod save;
mod table;
mod terms;
mod text;

#[cfg(feature = "testing")]
pub use line::Line;
pub use line::Lines;
pub(crate) use page::{links_there, listed_there};

pub(crate) fn routes() -> kit::Routes {
    page::routes().merge(done::routes()).merge(api::routes())
}

/// Reads a list, whatever it is: a table when it is one, else a thing a line.
pub(crate) fn read(bytes: &[u8], today: &str) -> Lines {
    let text = text::read(bytes);
    let mut found = table::table(&text).unwrap_or_else(|| plain::plain(&text, today));
    if !found.ours {
        found.lines.iter_mut().for_each(line::Line::count_in_euros);
    }
    found
}

/// Reads a list, whatever it is, on a day (`2026-11-22`).
#[cfg(feature = "testing")]
#[must_use]
pub fn list(bytes: &[u8], today: &str) -> Lines {
    read(bytes, today)
}
