//! Why two are held for one thing, in the words of people.

use kit::Page;
use product::{Likeness, Reason, Sureness};

/// A verdict as a page says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Why {
    /// How sure it is.
    pub(crate) sure: String,
    /// What speaks for it, and what against: whether for, and in words.
    pub(crate) lines: Vec<(bool, String)>,
}

impl Why {
    /// Says a verdict.
    pub(crate) fn of(page: &Page, likeness: &Likeness) -> Self {
        let sure = page.t(&format!("why-{}", likeness.sureness.name()));
        let lines = likeness.reasons.iter().map(|reason| (reason.is_for, said(page, reason)));
        // A page that is known to be of another thing is told why not; of the others what speaks for them comes first.
        let mut lines: Vec<_> = lines.collect();
        lines.sort_by_key(|(is_for, _)| *is_for == (likeness.sureness == Sureness::Unlike));
        Self { sure, lines }
    }

    /// What a page says of a wish told in words: no more than what speaks for it.
    pub(crate) fn answers(page: &Page, likeness: &Likeness) -> Self {
        let lines = Self::of(page, likeness).lines.into_iter().filter(|(is_for, _)| *is_for);
        Self { sure: page.t("why-answers"), lines: lines.collect() }
    }

    /// What nobody judged: a member said so, or the wish came from that page.
    pub(crate) fn bare(sure: String) -> Self {
        Self { sure, lines: Vec::new() }
    }
}

fn said(page: &Page, reason: &Reason) -> String {
    let both = [reason.ours.as_str(), reason.theirs.as_str()];
    let both: Vec<&str> = both.into_iter().filter(|said| !said.is_empty()).collect();
    let args = [("ours", reason.ours.clone()), ("theirs", reason.theirs.clone()), ("both", both.join(" / "))];
    page.lang.with(&format!("why-{}", reason.name), &args)
}
