//! Signals: what happens, and what to suggest because of it. What a signal proposes counts as told at once, so that no
//! second signal proposes it again; whoever could not save it calls [`World::remove_told`].

use domain::{Instant, MemberId, Moment, OfferId, WishId};

use super::{Found, MomentRefusal, Policy, Proposal, Warm};
use crate::world::{Handle, Told, World};

impl World {
    /// Keeps a moment as its member's last one and answers what to suggest.
    ///
    /// # Errors
    /// A member unknown, a switch that is off, or a position off the plane: then nothing is kept.
    pub fn moment(&mut self, moment: &Moment, now: Instant) -> Result<Vec<Proposal>, MomentRefusal> {
        let mut chosen = Vec::new();
        if self.note(moment, now)? {
            self.choose_with(moment.member, now, &Warm, &mut chosen);
        }
        Ok(self.say(&chosen, now))
    }

    /// Keeps a moment without answering it; tells whether it is the member's newest.
    ///
    /// One that is older than the last, or no longer now, is not kept. One that lies ahead of our clock is kept as of now; a
    /// last one that lies ahead of it, because the clock was set back, gives way to any.
    ///
    /// # Errors
    /// As [`World::moment`]. Off the plane or with the switch off, the last moment is forgotten as well: the member is no
    /// longer there, or no longer wants it known.
    pub fn note(&mut self, moment: &Moment, now: Instant) -> Result<bool, MomentRefusal> {
        let member = self.known(moment.member)?;
        self.note_of(member, moment, now)
    }

    /// The handle of a member who is known.
    pub(super) fn known(&self, member: MemberId) -> Result<Handle, MomentRefusal> {
        let known = self.members.find(member).filter(|member| self.members.entry(*member).is_known());
        known.ok_or(MomentRefusal::UnknownMember)
    }

    pub(super) fn note_of(
        &mut self,
        member: Handle,
        moment: &Moment,
        now: Instant,
    ) -> Result<bool, MomentRefusal> {
        self.reach(now);
        let entry = self.members.entry(member);
        if !entry.mode_on(now) {
            self.leave(member);
            return Err(MomentRefusal::ModeOff);
        }
        let at = moment.at.min(now);
        let older = entry.seen_at().is_some_and(|last| at < last && last <= now && self.is_now(last, now));
        let Some(spot) = self.settings.plane.project(moment.position) else {
            if !older {
                self.leave(member);
            }
            return Err(MomentRefusal::OffThePlane);
        };
        if older || !self.is_now(at, now) {
            return Ok(false);
        }
        self.see(member, spot, at);
        Ok(true)
    }

    /// An offer came or changed: whom of those present it reaches now.
    pub fn offer_changed(&mut self, offer: OfferId, now: Instant) -> Vec<Proposal> {
        let mut found = Vec::new();
        self.reached_by(offer, now, &Warm, &mut found);
        self.say(&found, now)
    }

    /// A wish came or changed: what meets it best where its member stands now, one at the most.
    pub fn wish_changed(&mut self, wish: WishId, now: Instant) -> Vec<Proposal> {
        let mut found = Vec::new();
        if let Some(member) = self.members.owner(wish) {
            self.consider(self.members.id(member), now, &Warm, &mut found);
        }
        found.retain(|found| found.wish == wish);
        found.truncate(1);
        self.say(&found, now)
    }

    /// Brings the World to an instant ([`World::advance`]) and answers what thereby came true for those who stand somewhere:
    /// offers that began, places that opened, quiet hours that ended. Costs what falls due, not what is remembered.
    pub fn wake(&mut self, now: Instant) -> Vec<Proposal> {
        let mut said = Vec::new();
        self.wake_with(now, &Warm, &mut said);
        said.iter().map(Proposal::from).collect()
    }

    /// The same by any policy: what is found counts as told at once.
    pub fn wake_with<P: Policy + ?Sized>(&mut self, now: Instant, policy: &P, said: &mut Vec<Found>) {
        said.clear();
        let (woken, mut found) = (self.tick(now), Vec::new());
        for member in woken.members {
            self.choose_with(self.members.id(member), now, policy, &mut found);
            self.tell(&found, now);
            said.append(&mut found);
        }
        for offer in woken.offers {
            if self.offers.item(offer).is_some() {
                self.reached_by(self.offers.id(offer), now, policy, &mut found);
                self.tell(&found, now);
                said.append(&mut found);
            }
        }
    }

    fn say(&mut self, chosen: &[Found], now: Instant) -> Vec<Proposal> {
        self.tell(chosen, now);
        chosen.iter().map(Proposal::from).collect()
    }

    fn tell(&mut self, chosen: &[Found], now: Instant) {
        for &Found { member, offer, organisation, .. } in chosen {
            self.put_told(Told { member, offer, organisation, at: now });
        }
    }
}
