//! Signals: what happens, and what to suggest because of it. What a signal proposes counts as told at once, so that no
//! second signal proposes it again; whoever could not save it calls [`World::remove_told`].

use domain::{Instant, MemberId, Moment, OfferId, WishId};

use super::consider::weigh;
use super::{Found, MomentRefusal, Policy, Proposal, Warm};
use crate::gate::Pair;
use crate::world::{Handle, Told, World};

/// Something happened that may mean something to those who stand somewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signal {
    /// An offer came, changed or began.
    Offer(OfferId),
    /// A wish came or changed.
    Wish(WishId),
    /// Something began or ended for a member.
    Member(MemberId),
}

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
        self.tell(&chosen, now);
        Ok(chosen.iter().map(Proposal::from).collect())
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
        self.signalled(Signal::Offer(offer), now)
    }

    /// A wish came or changed: what meets it best where its member stands now, one at the most.
    pub fn wish_changed(&mut self, wish: WishId, now: Instant) -> Vec<Proposal> {
        self.signalled(Signal::Wish(wish), now)
    }

    fn signalled(&mut self, signal: Signal, now: Instant) -> Vec<Proposal> {
        let mut found = Vec::new();
        self.meant_by(signal, now, &Warm, &mut found);
        self.tell(&found, now);
        found.iter().map(Proposal::from).collect()
    }

    /// What a signal means for those who stand somewhere now, best first. Remembers nothing: it is [said](World::say) afterwards,
    /// so that nobody is kept waiting while a crowd is looked through.
    pub fn meant_by<P: Policy + ?Sized>(
        &self,
        signal: Signal,
        now: Instant,
        policy: &P,
        found: &mut Vec<Found>,
    ) {
        match signal {
            Signal::Offer(offer) => self.reached_by(offer, now, policy, found),
            Signal::Member(member) => self.choose_with(member, now, policy, found),
            Signal::Wish(wish) => {
                found.clear();
                if let Some(member) = self.members.owner(wish) {
                    self.consider(self.members.id(member), now, policy, found);
                }
                found.retain(|found| found.wish == wish);
                found.truncate(1);
            }
        }
    }

    /// Says what was found, as far as it is still so: it counts as told from now on. What changed since it was found is judged
    /// anew, the gate first.
    pub fn say<P: Policy + ?Sized>(&mut self, found: &[Found], now: Instant, policy: &P) -> Vec<Proposal> {
        let mut said = Vec::new();
        for found in found {
            if let Some(found) = self.still(found, now, policy) {
                self.tell(&[found], now);
                said.push(Proposal::from(&found));
            }
        }
        said
    }

    /// What is found of the same member and offer now.
    fn still<P: Policy + ?Sized>(&self, found: &Found, now: Instant, policy: &P) -> Option<Found> {
        let asked = self.asked(found.member, now).filter(|asked| !asked.is_closed(&[]))?;
        let offer = self.offers.find(found.offer)?;
        let hit = weigh(&Pair::new(&asked, offer, self.offers.item(offer)?), policy)?;
        self.found(&hit, asked.now)
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
        let (mut signals, mut found) = (Vec::new(), Vec::new());
        self.wake_some(now, usize::MAX, &mut signals);
        for signal in signals {
            self.meant_by(signal, now, policy, &mut found);
            self.tell(&found, now);
            said.append(&mut found);
        }
    }

    /// Brings the World towards an instant by so many of the timers that fall due, and adds what may have come true; tells
    /// whether more are due. What is not due is not looked at, so that whoever holds the World for it holds it shortly even at
    /// midnight.
    pub fn wake_some(&mut self, now: Instant, most: usize, signals: &mut Vec<Signal>) -> bool {
        let (woken, more) = self.tick(now, most);
        signals.extend(woken.members.iter().map(|member| Signal::Member(self.members.id(*member))));
        let offers = woken.offers.iter().filter(|offer| self.offers.item(**offer).is_some());
        signals.extend(offers.map(|offer| Signal::Offer(self.offers.id(*offer))));
        more
    }

    fn tell(&mut self, chosen: &[Found], now: Instant) {
        for &Found { member, offer, organisation, .. } in chosen {
            self.put_told(Told { member, offer, organisation, at: now });
        }
    }
}
