//! Contact: who comes close to whom.

use domain::{Instant, MemberId, Moment};

use super::MomentRefusal;
use crate::world::{Circle, Handle, Who, World};

/// How many of those met are looked up together.
const TOGETHER: usize = 16;

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
        let member = self.known(moment.member)?;
        let entry = self.members.entry(member);
        let before = entry.seen_at().filter(|seen| self.is_now(*seen, now)).map(|_| entry.spot);
        if !self.note_of(member, moment, now)? {
            return Ok(false);
        }
        let here = Circle::new(self.members.entry(member).spot, within_m);
        let before = before.map_or(Circle::NONE, |before| Circle::new(before, within_m));
        // Who they are is looked up afterwards, so that one look need not wait for the other.
        let (mut few, mut count) = ([(0, 0); TOGETHER], 0);
        self.present.about_but(here, before, |who, d2| {
            if who.member != member && self.is_there(who, now) {
                few[count] = (who.member, d2);
                count += 1;
                if count == TOGETHER {
                    close.extend(few.iter().map(|met| self.met(*met)));
                    count = 0;
                }
            }
        });
        close.extend(few[..count].iter().map(|met| self.met(*met)));
        close.sort_unstable_by_key(|contact| contact.member);
        Ok(true)
    }

    fn met(&self, (member, d2): (Handle, i64)) -> Contact {
        Contact { member: self.members.id(member), d2 }
    }

    /// Whether somebody with a last moment still counts as there: most are told by their freshness alone.
    fn is_there(&self, who: &Who, now: Instant) -> bool {
        let fresh = i64::from(who.seen_s) + self.settings.presence_s > now.secs();
        if fresh && !who.ends {
            return true;
        }
        let entry = self.members.entry(who.member);
        entry.mode_on(now) && entry.seen_at().is_some_and(|seen| self.is_now(seen, now))
    }
}
