//! The organisation may speak to the member: 20 points when the member allowed it by name or category, none by the mode
//! alone. Shown always: why this shop may speak is always told.
//!
//! Example: the bookshop a member allowed comes before its equal across the street.

use domain::Reason;

use crate::choose::{Facts, Found};

pub(super) fn reason(found: &Found) -> Option<Reason> {
    Some(Reason::Allowed { by: found.permission })
}

pub(super) fn points(facts: &Facts, most: i64) -> i64 {
    if facts.allowed { most } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::choose::tests::found;
    use domain::{GrantId, Instant, Permission, ids::Id};

    #[test]
    fn a_shop_allowed_by_name_comes_first() {
        let grant = Permission::Grant(GrantId::make(Instant::from_secs(1), [1; 10]));
        let named = found(|found| (found.permission, found.facts.allowed) = (grant, true));
        assert_eq!((points(&named.facts, 20), reason(&named)), (20, Some(Reason::Allowed { by: grant })));
        assert_eq!(points(&found(|_| ()).facts, 20), 0);
    }
}
