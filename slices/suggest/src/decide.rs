//! Which outcome may follow which: seeing never undoes an answer, and an answer stands. And which denials hold, as the store knows
//! them.

use domain::{Category, Civil, Effect, Grant, Instant, Outcome, Purpose};

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

/// Whether a grant is a denial of suggestions that holds now, wherever its member is.
pub(crate) fn denies(grant: &Grant, now: Instant, civil: Civil) -> bool {
    grant.effect == Effect::Deny
        && grant.purpose == Purpose::Suggest
        && grant.zone.is_none()
        && grant.until.is_none_or(|until| now < until)
        && grant.times.hold(civil)
}

/// Whether it denies news of a wish of this category now: a denial of everything or of the category, whoever sells.
pub(crate) fn denies_news(grant: &Grant, category: Option<&Category>, now: Instant, civil: Civil) -> bool {
    let about = |named: &Category| category.is_some_and(|category| named.contains(category));
    denies(grant, now, civil) && grant.organisation.is_none() && grant.category.as_ref().is_none_or(about)
}

#[cfg(test)]
mod tests {
    use domain::ids::Id;
    use domain::{DailyWindow, GrantId, MemberId, OrganisationId, Times};

    use super::*;

    #[test]
    fn a_denial_closes_news_of_what_it_names() {
        let now = Instant::from_secs(1_795_258_800);
        let civil = Civil { day: 20_000, weekday: 2, minute: 12 * 60 };
        let (tools, drills): (Category, Category) = ("home".parse().unwrap(), "home/tools".parse().unwrap());
        let denial = Grant {
            id: GrantId::make(now, [1; 10]),
            member: MemberId::make(now, [2; 10]),
            effect: Effect::Deny,
            purpose: Purpose::Suggest,
            organisation: None,
            category: Some(tools),
            zone: None,
            times: Times::ALWAYS,
            per_day: None,
            until: None,
            given_at: now,
        };
        let closes = |grant: &Grant, category: Option<&Category>| denies_news(grant, category, now, civil);
        let everything = Grant { category: None, ..denial.clone() };
        assert!(closes(&denial, Some(&drills)) && !closes(&denial, None));
        assert!(closes(&everything, Some(&drills)) && closes(&everything, None));
        let morning = Times { window: DailyWindow::new(8 * 60, 9 * 60), ..Times::ALWAYS };
        for open in [
            Grant { effect: Effect::Allow, ..everything.clone() },
            Grant { organisation: Some(OrganisationId::make(now, [3; 10])), ..everything.clone() },
            Grant { until: Some(now), ..everything.clone() },
            Grant { times: morning, ..everything.clone() },
        ] {
            assert!(!closes(&open, Some(&drills)), "{open:?}");
        }
    }

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
