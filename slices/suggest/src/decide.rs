//! Which outcome may follow which: seeing never undoes an answer, and an answer stands.

use domain::Outcome;

/// What becomes of an outcome when the member does something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// It changes.
    To(Outcome),
    /// It stands as it is, and that is no mistake.
    Same,
    /// The suggestion was answered for good.
    Final,
}

/// Decides the outcome that follows `now` when `wanted` is told.
#[must_use]
pub fn step(now: Outcome, wanted: Outcome) -> Step {
    use Outcome::{Dismissed, Made, Saved, Shown, Taken};
    match (now, wanted) {
        (Taken, Taken) => Step::Final,
        (same, wanted) if same == wanted => Step::Same,
        (_, Made) => Step::Same,
        (Made, wanted) => Step::To(wanted),
        (Shown | Saved, Saved | Dismissed | Taken) => Step::To(wanted),
        (Saved | Dismissed | Taken, Shown) => Step::Same,
        (Taken | Dismissed, Saved | Dismissed | Taken) => Step::Final,
        (Shown, Shown) => Step::Same,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_stand() {
        use Outcome::{Dismissed, Made, Saved, Shown, Taken};
        for (now, wanted, step_wanted) in [
            (Made, Shown, Step::To(Shown)),
            (Made, Taken, Step::To(Taken)),
            (Shown, Saved, Step::To(Saved)),
            (Saved, Taken, Step::To(Taken)),
            (Saved, Shown, Step::Same),
            (Shown, Shown, Step::Same),
            (Taken, Shown, Step::Same),
            (Taken, Taken, Step::Final),
            (Taken, Dismissed, Step::Final),
            (Dismissed, Taken, Step::Final),
            (Dismissed, Dismissed, Step::Same),
        ] {
            assert_eq!(step(now, wanted), step_wanted, "{now} then {wanted}");
        }
    }
}
