//! Time: who is woken when, because something begins or ends for them.

use domain::{Grant, Instant, Times};

use super::ids::Handle;
use super::timers::{Wake, second};
use super::{Entry, World};

/// Whom time has woken: offers that may be had from now on, members for whom something began or ended.
#[derive(Debug, Default)]
pub(crate) struct Woken {
    pub(crate) offers: Vec<Handle>,
    pub(crate) members: Vec<Handle>,
}

impl World {
    /// Brings the World to an instant: moments that are no longer now are forgotten, and so is where everybody is whose mode
    /// ran out; the desire map follows. Costs what falls due, not what is remembered.
    pub fn advance(&mut self, now: Instant) {
        self.tick(now, usize::MAX);
    }

    /// The World has heard of an instant; what falls due is left for later.
    pub(crate) fn reach(&mut self, now: Instant) {
        self.clock = self.clock.max(now);
    }

    /// When time alone may next change something; [`World::wake`] is then worth asking. To the second, rounded down.
    #[must_use]
    pub fn next_wake(&self) -> Option<Instant> {
        self.timers.next()
    }

    /// Handles so many of the timers that are due; tells whether more are.
    pub(crate) fn tick(&mut self, now: Instant, most: usize) -> (Woken, bool) {
        let (before, mut woken) = (self.clock, Woken::default());
        self.clock = before.max(now);
        // The first look at the clock: everything stands as it was put, nothing has just begun.
        let first = before == Instant::from_micros(i64::MIN);
        let mut due = Vec::new();
        self.timers.begin(now);
        while first || due.len() < most {
            let Some(next) = self.timers.due(now) else { break };
            due.push(next);
        }
        for (wake, at) in due {
            match wake {
                Wake::Member(member) => self.wake_member(member, at, now, &mut woken),
                // It may begin later in the second: then it is waited for again.
                Wake::Offer(offer) if self.offers.item(offer).is_some_and(|item| now < item.from) => {
                    self.await_offer(offer);
                }
                Wake::Offer(offer) => woken.offers.push(offer),
                Wake::Place(place) => self.wake_place(place, at, &mut woken),
            }
        }
        if first {
            woken = Woken::default();
        }
        woken.offers.sort_unstable();
        woken.offers.dedup();
        let more = self.timers.end(now);
        (woken, more)
    }

    /// A clock that was set back decides with what it shows now: nobody leaves before their time.
    fn wake_member(&mut self, member: Handle, at: u32, now: Instant, woken: &mut Woken) {
        let entry = self.members.entry_mut(member);
        if entry.due != at {
            return;
        }
        entry.due = 0;
        let Some(seen) = entry.seen_at() else { return };
        if !entry.mode_on(now) || !self.is_now(seen, now) {
            self.leave(member);
            self.members.tidy(member);
            return;
        }
        self.unmap(member);
        self.map(member);
        woken.members.push(member);
        self.await_member(member);
    }

    fn wake_place(&mut self, place: Handle, at: u32, woken: &mut Woken) {
        if *self.places.due_mut(place) != at {
            return;
        }
        *self.places.due_mut(place) = 0;
        let civil = self.settings.zone.civil(self.clock);
        let hours = self.places.site(place).and_then(|site| site.hours.as_ref());
        if hours.is_some_and(|hours| hours.open(civil)) {
            woken.offers.extend(self.places.offers(place));
        }
        self.await_place(place);
    }

    /// Waits for an offer to begin.
    pub(crate) fn await_offer(&mut self, offer: Handle) {
        let from = self.offers.item(offer).map(|item| item.from).filter(|from| *from > self.clock);
        if let Some(from) = from {
            self.timers.add(from, Wake::Offer(offer));
        }
    }

    /// Waits for a place with offers to open: until then, or until its day or the clocks change.
    pub(crate) fn await_place(&mut self, place: Handle) {
        let Some(hours) = self.places.site(place).and_then(|site| site.hours.as_ref()) else { return };
        if self.places.offers(place).next().is_none() {
            return;
        }
        let (now, zone) = (self.clock, &self.settings.zone);
        let civil = zone.civil(now);
        let opens = hours.spans().iter().map(|(from, _)| *from).find(|from| *from > civil.minute_of_week());
        let ahead = opens.map(|opens| i64::from(opens - civil.minute_of_week()) * 60);
        let minute = Instant::from_secs(now.secs() - now.secs().rem_euclid(60));
        let turn = zone.next(now, 0);
        let next = ahead.map_or(turn, |ahead| turn.min(minute.plus_secs(ahead)));
        let waiting = *self.places.due_mut(place);
        if waiting == 0 || second(next) < waiting {
            *self.places.due_mut(place) = self.timers.add(next, Wake::Place(place));
        }
    }

    /// Waits for whatever next begins or ends about a member who stands somewhere.
    pub(crate) fn await_member(&mut self, member: Handle) {
        let Some(next) = self.turn(self.members.entry(member)) else { return };
        let entry = self.members.entry_mut(member);
        if entry.due == 0 || second(next) < entry.due {
            entry.due = self.timers.add(next, Wake::Member(member));
        }
    }

    /// The next instant at which time alone may change what a member is told or counted for.
    fn turn(&self, entry: &Entry) -> Option<Instant> {
        let (now, zone) = (self.clock, &self.settings.zone);
        // Whole seconds count as now to their end.
        let stale = entry.seen_at()?.plus_secs(self.settings.presence_s.saturating_add(1));
        let mode = match entry.mode() {
            domain::Mode::On { until } => until,
            domain::Mode::Off => None,
        };
        let quiet = entry.quiet().map(|quiet| zone.next(now, quiet.from).min(zone.next(now, quiet.to)));
        let mut next = mode.into_iter().chain(quiet).fold(stale, Instant::min);
        for term in self.members.terms(entry).iter().filter(|term| !term.is_plain()) {
            next = self
                .mores
                .more(*term)
                .until
                .filter(|until| *until > now)
                .map_or(next, |until| until.min(next));
        }
        let Some(rare) = self.members.rare(entry) else { return Some(next) };
        if !rare.history.is_empty() {
            next = next.min(zone.next(now, 0));
        }
        let grants = &rare.grants;
        let all = [&grants.denies, &grants.narrowings, &grants.count];
        Some(all.into_iter().flatten().filter_map(|grant| self.turn_of(grant)).fold(next, Instant::min))
    }

    fn turn_of(&self, grant: &Grant) -> Option<Instant> {
        let (now, zone) = (self.clock, &self.settings.zone);
        let until = grant.until.filter(|until| *until > now);
        let edges = match grant.times.window {
            Some(window) => Some(zone.next(now, window.from).min(zone.next(now, window.to))),
            None => (grant.times != Times::ALWAYS).then(|| zone.next(now, 0)),
        };
        until.into_iter().chain(edges).min()
    }
}
