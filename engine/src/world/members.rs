//! Members in sixty-four bytes each: attention, last moment, and where their lists lie. What few have is kept beside.

use domain::{Attention, DailyWindow, Grant, Instant, MemberId, Mode, PlanePoint, WishId};

use super::blocks::{Blocks, Run};
use super::grants::{self, Grants};
use super::history::History;
use super::ids::{Handle, Ids};
use super::paged::Paged;
use super::wishes::Term;

/// What is remembered of one member.
#[derive(Clone)]
pub(crate) struct Entry {
    /// When the mode ends, in microseconds: off is the first instant there is, on for good the last.
    mode: i64,
    /// When they were last seen; the first instant there is when nobody knows.
    at: i64,
    pub(crate) spot: PlanePoint,
    pub(crate) wishes: Run,
    pub(crate) denies: Run,
    rare: u32,
    quiet: (u16, u16),
    pub(crate) per_day: u16,
    /// The farthest any open wish would go, in metres.
    pub(crate) far_m: u16,
    flags: u8,
    /// The second of the timer that waits for them; zero is none.
    pub(crate) due: u32,
}

const OFF: i64 = i64::MIN;
const KNOWN: u8 = 1;
const COUNTED: u8 = 1 << 1;
const MAPPED: u8 = 1 << 2;

impl Entry {
    fn blank(member: MemberId) -> Self {
        let mut entry = Self {
            mode: OFF,
            at: OFF,
            spot: PlanePoint { x: 0, y: 0 },
            wishes: Run::default(),
            denies: Run::default(),
            rare: 0,
            quiet: (0, 0),
            per_day: 0,
            far_m: 0,
            flags: 0,
            due: 0,
        };
        entry.attend(&Attention::new(member));
        entry
    }

    fn attend(&mut self, attention: &Attention) {
        self.mode = match attention.mode {
            Mode::Off => OFF,
            Mode::On { until } => until.map_or(i64::MAX, Instant::micros),
        };
        self.quiet = attention.quiet.map_or((0, 0), |quiet| (quiet.from, quiet.to));
        self.per_day = attention.per_day;
    }

    /// Whether nothing is said of a member that is not said of everybody; where they are aside.
    pub(crate) fn is_blank(&self, member: MemberId) -> bool {
        let blank = Self::blank(member);
        (self.mode, self.quiet, self.per_day, self.rare)
            == (blank.mode, blank.quiet, blank.per_day, blank.rare)
            && (self.wishes, self.denies) == (blank.wishes, blank.denies)
            && !self.is_known()
            && !self.is_counted()
    }

    pub(crate) fn mode(&self) -> Mode {
        match self.mode {
            OFF => Mode::Off,
            i64::MAX => Mode::On { until: None },
            until => Mode::On { until: Some(Instant::from_micros(until)) },
        }
    }

    pub(crate) fn mode_on(&self, now: Instant) -> bool {
        now.micros() < self.mode
    }

    pub(crate) fn quiet(&self) -> Option<DailyWindow> {
        DailyWindow::new(self.quiet.0, self.quiet.1)
    }

    /// When they were last seen.
    pub(crate) fn seen_at(&self) -> Option<Instant> {
        (self.at != OFF).then_some(Instant::from_micros(self.at))
    }

    pub(crate) fn see(&mut self, spot: PlanePoint, at: Instant) {
        (self.spot, self.at) = (spot, at.micros().max(OFF + 1));
    }

    pub(crate) fn forget(&mut self) {
        self.at = OFF;
    }

    fn has(&self, flag: u8) -> bool {
        self.flags & flag != 0
    }

    fn set(&mut self, flag: u8, on: bool) {
        self.flags = if on { self.flags | flag } else { self.flags & !flag };
    }

    pub(crate) fn is_known(&self) -> bool {
        self.has(KNOWN)
    }

    /// Whether they let themselves be counted by anybody, always.
    pub(crate) fn is_counted(&self) -> bool {
        self.has(COUNTED)
    }

    /// Whether the desire map holds them.
    pub(crate) fn is_mapped(&self) -> bool {
        self.has(MAPPED)
    }

    pub(crate) fn set_mapped(&mut self, on: bool) {
        self.set(MAPPED, on);
    }
}

/// What few members have.
#[derive(Clone, Default)]
pub(crate) struct Rare {
    pub(crate) grants: Grants,
    pub(crate) history: History,
    /// What the desire map holds of them, where time alone may change it: categories and their wishes.
    pub(crate) mapped: Option<Vec<(u32, u32)>>,
}

impl Rare {
    fn is_nothing(&self) -> bool {
        self.grants == Grants::default() && self.history == History::default() && self.mapped.is_none()
    }

    fn bytes(&self) -> usize {
        let mapped = self.mapped.as_ref().map_or(0, |mapped| mapped.capacity() * 8);
        size_of::<Self>() + self.grants.bytes() + self.history.bytes() + mapped
    }
}

/// All members, and whose each wish is. News may come in any order, so a wish may be known before its member.
#[derive(Clone)]
pub(crate) struct Members {
    ids: Ids<MemberId>,
    entries: Paged<Entry>,
    rare: Vec<Option<Box<Rare>>>,
    free_rare: Vec<u32>,
    terms: Blocks<Term>,
    denies: Blocks<u32>,
    wish_ids: Ids<WishId>,
    /// Whose each wish is, by its handle.
    owners: Paged<Handle>,
    known: usize,
}

impl Members {
    pub(crate) fn new() -> Self {
        Self {
            ids: Ids::new(),
            entries: Paged::new(),
            rare: vec![None],
            free_rare: Vec::new(),
            terms: Blocks::new(),
            denies: Blocks::new(),
            wish_ids: Ids::new(),
            owners: Paged::new(),
            known: 0,
        }
    }

    pub(crate) fn known(&self) -> usize {
        self.known
    }

    pub(crate) fn wishes(&self) -> usize {
        self.wish_ids.len()
    }

    pub(crate) fn find(&self, member: MemberId) -> Option<Handle> {
        self.ids.find(member)
    }

    pub(crate) fn id(&self, handle: Handle) -> MemberId {
        self.ids.id(handle)
    }

    pub(crate) fn entry(&self, handle: Handle) -> &Entry {
        &self.entries[handle]
    }

    pub(crate) fn entry_mut(&mut self, handle: Handle) -> &mut Entry {
        &mut self.entries[handle]
    }

    pub(crate) fn rare(&self, entry: &Entry) -> Option<&Rare> {
        if entry.rare == 0 { None } else { self.rare[entry.rare as usize].as_deref() }
    }

    pub(crate) fn terms(&self, entry: &Entry) -> &[Term] {
        self.terms.list(entry.wishes)
    }

    /// What a member closed plainly: numbers of organisations and categories as [`closed`] makes them, sorted.
    pub(crate) fn denies(&self, entry: &Entry) -> &[u32] {
        self.denies.list(entry.denies)
    }

    /// The handle of a member, blank when nothing was known of them.
    pub(crate) fn hold(&mut self, member: MemberId) -> Handle {
        let (handle, made) = self.ids.hold(member);
        if made && handle as usize == self.entries.len() {
            self.entries.push(Entry::blank(member));
        } else if made {
            self.entries[handle] = Entry::blank(member);
        }
        handle
    }

    pub(crate) fn know(&mut self, handle: Handle) {
        let entry = &mut self.entries[handle];
        self.known += usize::from(!entry.is_known());
        entry.set(KNOWN, true);
    }

    pub(crate) fn attend(&mut self, handle: Handle, attention: &Attention) {
        self.entries[handle].attend(attention);
    }

    /// Replaces what a member closed and allowed.
    pub(crate) fn grant(
        &mut self,
        handle: Handle,
        mut grants: Vec<Grant>,
        mut number: impl FnMut(&Grant) -> u32,
    ) {
        let (plain, rest) = grants::sort(&mut grants);
        let mut denies: Vec<u32> = plain.denies.iter().map(|grant| number(grant)).collect();
        let counted = plain.counted;
        denies.sort_unstable();
        denies.dedup();
        let mut run = self.entries[handle].denies;
        self.denies.clear(&mut run);
        denies.iter().enumerate().for_each(|(place, denied)| self.denies.insert(&mut run, place, *denied));
        self.entries[handle].denies = run;
        self.entries[handle].set(COUNTED, counted);
        self.edit_rare(handle, |rare| rare.grants = rest);
    }

    /// Changes what few have; what says nothing is not kept.
    pub(crate) fn edit_rare(&mut self, handle: Handle, change: impl FnOnce(&mut Rare)) {
        let at = self.entries[handle].rare as usize;
        let mut rare = if at == 0 { Box::default() } else { self.rare[at].take().unwrap_or_default() };
        change(&mut rare);
        let at = match (at, rare.is_nothing()) {
            (0, true) => return,
            (at, true) => {
                self.free_rare.push(at as u32);
                self.entries[handle].rare = 0;
                return;
            }
            (0, false) => self.free_rare.pop().unwrap_or_else(|| {
                self.rare.push(None);
                u32::try_from(self.rare.len() - 1).unwrap_or(0)
            }),
            (at, false) => at as u32,
        };
        self.rare[at as usize] = Some(rare);
        self.entries[handle].rare = at;
    }

    /// The handle of a wish and its member.
    pub(crate) fn owner(&self, wish: WishId) -> Option<Handle> {
        self.wish_ids.find(wish).map(|wish| self.owners[wish])
    }

    pub(crate) fn wish_id(&self, wish: Handle) -> WishId {
        self.wish_ids.id(wish)
    }

    /// The handle of a wish that is nowhere yet, whose member is told.
    pub(crate) fn hold_wish(&mut self, wish: WishId, owner: Handle) -> Handle {
        let (handle, _) = self.wish_ids.hold(wish);
        if handle as usize == self.owners.len() {
            self.owners.push(owner);
        } else {
            self.owners[handle] = owner;
        }
        handle
    }

    /// Adds a wish to its member's list, which is by id, oldest first.
    pub(crate) fn add_term(&mut self, handle: Handle, term: Term) {
        let (mut run, id) = (self.entries[handle].wishes, self.wish_id(term.wish));
        let place = self.terms.list(run).partition_point(|known| self.wish_id(known.wish) < id);
        self.terms.insert(&mut run, place, term);
        self.entries[handle].wishes = run;
        self.measure(handle);
    }

    /// Takes a wish out and answers what it was.
    pub(crate) fn take_term(&mut self, wish: WishId) -> Option<(Handle, Term)> {
        let number = self.wish_ids.find(wish)?;
        let handle = self.owners[number];
        let mut run = self.entries[handle].wishes;
        let place = self.terms.list(run).iter().position(|term| term.wish == number)?;
        let term = self.terms.list(run)[place];
        self.terms.remove(&mut run, place);
        self.entries[handle].wishes = run;
        self.wish_ids.release(wish);
        self.measure(handle);
        Some((handle, term))
    }

    fn measure(&mut self, handle: Handle) {
        let open = self.terms.list(self.entries[handle].wishes).iter().filter(|term| term.is_open());
        self.entries[handle].far_m = open.map(|term| term.distance_m).max().unwrap_or(0);
    }

    /// Frees a member of whom nothing is said any more. Their wishes must be gone.
    pub(crate) fn tidy(&mut self, handle: Handle) {
        let (entry, id) = (&self.entries[handle], self.ids.id(handle));
        if entry.at == OFF && entry.is_blank(id) {
            self.ids.release(id);
        }
    }

    /// Forgets a member but for their wishes, which must be gone.
    pub(crate) fn erase(&mut self, handle: Handle) {
        self.known -= usize::from(self.entries[handle].is_known());
        let mut run = self.entries[handle].denies;
        self.denies.clear(&mut run);
        self.edit_rare(handle, |rare| *rare = Rare::default());
        let id = self.ids.id(handle);
        self.entries[handle] = Entry::blank(id);
        self.ids.release(id);
    }

    /// Gives back what growing left unused.
    pub(crate) fn pack(&mut self) {
        self.terms = self.terms.packed(self.entries.iter_mut().map(|entry| &mut entry.wishes));
        self.denies = self.denies.packed(self.entries.iter_mut().map(|entry| &mut entry.denies));
    }

    /// Every member, in no order that means anything.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (Handle, MemberId)> {
        self.ids.iter()
    }

    /// The same of so many handles from one on, and the handle to go on from, if there is one.
    pub(crate) fn some(
        &self,
        from: Handle,
        most: u32,
    ) -> (impl Iterator<Item = (Handle, MemberId)>, Option<Handle>) {
        let next = from.saturating_add(most);
        (self.ids.some(from, most), (next < self.ids.end()).then_some(next))
    }

    /// Bytes of wishes, of members, and of what they closed and allowed and were told.
    pub(crate) fn bytes(&self) -> (usize, usize, usize) {
        let wishes = self.terms.bytes() + self.wish_ids.bytes() + self.owners.bytes();
        let members = self.ids.bytes() + self.entries.bytes();
        let kept = self.rare.iter().flatten().map(|rare| rare.bytes()).sum::<usize>();
        let rare = kept + self.rare.capacity() * size_of::<Option<Box<Rare>>>();
        (wishes, members, self.denies.bytes() + rare)
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_member_takes_one_line_of_the_cache() {
        assert!(size_of::<super::Entry>() <= 64);
    }
}
