//! A member's grants, sorted by what the gate asks of them.

use domain::{Effect, Grant, Purpose};

/// The grants that matter to the engine, each list by id. Purposes it never acts upon are not kept.
#[derive(Clone, Default, PartialEq)]
pub(crate) struct Grants {
    /// Suggest, closed.
    pub(crate) denies: Vec<Grant>,
    /// Suggest, opened for an organisation or a category: what narrows the mode.
    pub(crate) narrowings: Vec<Grant>,
    /// Recognise, opened or closed.
    pub(crate) recognise: Vec<Grant>,
}

impl Grants {
    pub(crate) fn new(mut grants: Vec<Grant>) -> Self {
        grants.sort_by_key(|grant| grant.id);
        grants.dedup_by_key(|grant| grant.id);
        let mut sorted = Self::default();
        for grant in grants {
            let scoped = grant.organisation.is_some() || grant.category.is_some();
            match (grant.purpose, grant.effect) {
                (Purpose::Suggest, Effect::Deny) => sorted.denies.push(grant),
                (Purpose::Suggest, Effect::Allow) if scoped => sorted.narrowings.push(grant),
                (Purpose::Recognise, _) => sorted.recognise.push(grant),
                _ => {}
            }
        }
        sorted
    }
}
