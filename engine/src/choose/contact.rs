//! Contact: who comes close to whom.

use domain::{Instant, MemberId, Moment};

use super::MomentRefusal;
use crate::world::World;

/// Somebody close by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contact {
    /// Who.
    pub member: MemberId,
    /// Squared distance in dm².
    pub d2: i64,
}

impl World {
    /// Keeps a moment as [`World::note`] does and answers whom its member thereby comes within `within_m` of: those there
    /// now, who were not within it before, by their last moments. By member. Tells whether the moment was the newest; one
    /// that is not kept comes close to nobody.
    ///
    /// Both let themselves be used: whose mode is off has no last moment. What may be done with a contact is for whoever
    /// asks to hold against the consent it needs.
    ///
    /// # Errors
    /// As [`World::moment`].
    pub fn contacts(
        &mut self,
        moment: &Moment,
        within_m: u32,
        now: Instant,
        close: &mut Vec<Contact>,
    ) -> Result<bool, MomentRefusal> {
        close.clear();
        let before = self.members.find(moment.member).and_then(|handle| {
            let entry = self.members.entry(handle);
            entry.seen_at().filter(|seen| self.is_now(*seen, now)).map(|_| entry.spot)
        });
        if !self.note(moment, now)? {
            return Ok(false);
        }
        let Some(member) = self.members.find(moment.member) else { return Ok(false) };
        let most = domain::plane::metres2(within_m);
        self.present.about(self.members.entry(member).spot, within_m, |here, d2| {
            let newly = before.is_none_or(|before| here.at.d2(before) > most);
            if here.member != member && newly && self.is_there(here.member, now) {
                close.push(Contact { member: self.members.id(here.member), d2 });
            }
        });
        close.sort_unstable_by_key(|contact| contact.member);
        Ok(true)
    }

    /// Whether somebody with a last moment still counts as there.
    fn is_there(&self, member: crate::world::Handle, now: Instant) -> bool {
        let entry = self.members.entry(member);
        entry.mode_on(now) && entry.seen_at().is_some_and(|seen| self.is_now(seen, now))
    }
}
