//! Wrong codes at a counter are counted by organisation: four digits could otherwise be tried one after another. Associates are known by
//! name.

use domain::ids::Id;
use domain::{Instant, OrganisationId};
use kit::{Refusal, Result, Tries};

/// Wrong codes an organisation may type within [`WINDOW_S`]: a misread digit, a few times over.
pub const WRONG_MAX: usize = 10;
/// Seconds for which a wrong code counts.
pub const WINDOW_S: i64 = 60;

/// Refuses once too many codes were wrong.
pub(crate) fn check(tries: &Tries, organisation: OrganisationId, now: Instant) -> Result<()> {
    let wrong = tries.within(organisation.uuid(), now, WINDOW_S);
    if wrong < WRONG_MAX { Ok(()) } else { Err(Refusal::new("too-often")) }
}

/// Counts a wrong code.
pub(crate) fn wrong(tries: &Tries, organisation: OrganisationId, now: Instant) {
    tries.failed(organisation.uuid(), now, WINDOW_S);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_wrong_codes_a_minute_and_each_house_for_itself() {
        let (tries, start) = (Tries::default(), Instant::from_secs(1_795_258_800));
        let [ours, theirs] = [[1; 10], [2; 10]].map(|chance| OrganisationId::make(start, chance));
        for second in 0..10 {
            assert_eq!(check(&tries, ours, start.plus_secs(second)), Ok(()));
            wrong(&tries, ours, start.plus_secs(second));
        }
        let told = |house, secs| check(&tries, house, start.plus_secs(secs)).map_err(|refusal| refusal.code);
        assert_eq!(told(ours, 10), Err("too-often"));
        assert_eq!(told(theirs, 10), Ok(()));
        assert_eq!(told(ours, WINDOW_S), Ok(()), "the first one counts no longer");
    }
}
