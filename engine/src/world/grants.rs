//! A member's grants, sorted by what the gate asks of them.

use domain::{Effect, Grant, Purpose, Times};

/// The grants that need more than a word, each list by id. Purposes the engine never acts upon are not kept.
#[derive(Clone, Default, PartialEq)]
pub(crate) struct Grants {
    /// Suggest, closed, but not [plainly](Plain).
    pub(crate) denies: Vec<Grant>,
    /// Suggest, opened for an organisation or a category: what narrows the mode.
    pub(crate) narrowings: Vec<Grant>,
    /// Recognise, opened or closed.
    pub(crate) recognise: Vec<Grant>,
    /// Count, opened or closed, but not plainly opened.
    pub(crate) count: Vec<Grant>,
}

impl Grants {
    pub(crate) fn bytes(&self) -> usize {
        let all = [&self.denies, &self.narrowings, &self.recognise, &self.count];
        all.iter().map(|grants| grants.capacity() * size_of::<Grant>()).sum()
    }
}

/// What is said without limits, so that four bytes hold it.
pub(crate) struct Plain<'g> {
    /// Denials of one organisation or one category, always and everywhere.
    pub(crate) denies: Vec<&'g Grant>,
    /// To be counted, by whomever and always.
    pub(crate) counted: bool,
}

/// Sorts what a member says now.
pub(crate) fn sort(grants: &mut Vec<Grant>) -> (Plain<'_>, Grants) {
    grants.sort_by_key(|grant| grant.id);
    grants.dedup_by_key(|grant| grant.id);
    let (mut plain, mut rest) = (Plain { denies: Vec::new(), counted: false }, Grants::default());
    for grant in grants.iter() {
        let scoped = grant.organisation.is_some() || grant.category.is_some();
        let both = grant.organisation.is_some() && grant.category.is_some();
        let unlimited = grant.zone.is_none() && grant.times == Times::ALWAYS && grant.until.is_none();
        match (grant.purpose, grant.effect) {
            (Purpose::Suggest, Effect::Deny) if unlimited && scoped && !both => plain.denies.push(grant),
            (Purpose::Suggest, Effect::Deny) => rest.denies.push(grant.clone()),
            (Purpose::Suggest, Effect::Allow) if scoped => rest.narrowings.push(grant.clone()),
            (Purpose::Recognise, _) => rest.recognise.push(grant.clone()),
            (Purpose::Count, Effect::Allow) if unlimited && !scoped => plain.counted = true,
            (Purpose::Count, _) => rest.count.push(grant.clone()),
            _ => {}
        }
    }
    (plain, rest)
}
