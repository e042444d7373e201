//! The demonstration: Redon with invented people, prices and stock.

use kit::{Page, Routes};

/// The people one may step into.
#[derive(Debug, Default)]
pub struct Personas {}

/// A persona, ready to be shown.
#[derive(Debug)]
pub struct PersonaRow {
    /// Who.
    pub name: String,
    /// What they are.
    pub note: String,
    /// What they hope for.
    pub story: String,
    /// Where the button posts.
    pub action: String,
    /// What the button says.
    pub label: String,
    /// Its drawing.
    pub icon: &'static str,
}

impl Personas {
    /// The personas in a page's language.
    #[must_use]
    pub fn rows(&self, _page: &Page) -> Vec<PersonaRow> {
        Vec::new()
    }
}

/// The routes of the demonstration.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
}
