//! What members wanted and allowed at an instant, looked up in the log.

use std::collections::{BTreeMap, HashMap};

use domain::{Attention, Instant, MemberId, OrganisationId, Purpose};

use super::Log;

/// By whom and about what, in order of time; of several at one instant the last counts.
pub(super) struct Wills {
    attention: BTreeMap<MemberId, Vec<(Instant, Attention)>>,
    allowed: HashMap<(MemberId, OrganisationId, Purpose), Vec<(Instant, bool)>>,
}

impl Wills {
    pub(super) fn of(log: &Log) -> Self {
        let mut wills = Self { attention: BTreeMap::new(), allowed: HashMap::new() };
        for asked in &log.attention {
            wills.attention.entry(asked.attention.member).or_default().push((asked.at, asked.attention));
        }
        for grant in &log.grants {
            let about = (grant.member, grant.organisation, grant.purpose);
            wills.allowed.entry(about).or_default().push((grant.at, grant.allowed));
        }
        // Stable: what is written down first at one instant was said first.
        wills.attention.values_mut().for_each(|said| said.sort_by_key(|(at, _)| *at));
        wills.allowed.values_mut().for_each(|said| said.sort_by_key(|(at, _)| *at));
        wills
    }

    /// What the member wanted; a newcomer's before they said anything.
    pub(super) fn attention(&self, member: MemberId, at: Instant) -> Attention {
        self.attention.get(&member).and_then(|said| last(said, at)).unwrap_or_else(|| Attention::new(member))
    }

    pub(super) fn allowed(
        &self,
        member: MemberId,
        organisation: OrganisationId,
        purpose: Purpose,
        at: Instant,
    ) -> bool {
        let said = self.allowed.get(&(member, organisation, purpose));
        said.and_then(|said| last(said, at)).unwrap_or(purpose == Purpose::Suggest)
    }
}

fn last<T: Copy>(said: &[(Instant, T)], at: Instant) -> Option<T> {
    let after = said.partition_point(|(then, _)| *then <= at);
    after.checked_sub(1).map(|index| said[index].1)
}
