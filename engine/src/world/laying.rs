//! Changes that reach into many lists, made a few lists at a time: whoever holds the World for one holds it shortly, however
//! far an offer speaks.
//!
//! A posting lets through, and the offer itself decides ([`super::postings`]): so lists may say more than is so, never less.
//! First every list says both what was and what will be; then the offer changes, at once; then the lists say what is. Whoever
//! asks in between is answered by the World as it was, or as it will be, and by nothing else.

use domain::{Offer, OfferId, PlaceId, Wish};

use super::World;
use super::ids::Handle;
use super::keys::Key;
use super::offers::Item;
use super::postings::{Posting, cells};

/// What is said of an offer under a key, and what is to be said.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Step {
    pub(crate) key: Key,
    pub(crate) old: Option<Posting>,
    pub(crate) new: Option<Posting>,
}

impl Step {
    /// In which cells, the last first.
    fn cells(&self) -> Vec<u32> {
        let mut cells: Vec<u32> = self.old.or(self.new).iter().flat_map(cells).collect();
        cells.reverse();
        cells
    }
}

/// What changes at once.
#[derive(Clone)]
pub(crate) enum Turn {
    /// An offer becomes this, at this place.
    Put(Box<Item>, Box<[Key]>, PlaceId),
    /// An offer is gone.
    Gone,
    /// Nothing: a key will be looked for.
    Sought(Key),
}

/// A change under way.
#[derive(Clone)]
pub(crate) struct Laying {
    pub(crate) offer: Handle,
    pub(crate) turn: Turn,
    /// Whether it was made.
    turned: bool,
    /// As what the offer is posted when all is done.
    pub(crate) posted: Option<Posting>,
    /// Keys that are let go of then.
    pub(crate) release: Vec<Key>,
    /// What comes before the turn, with it, and after it; the last first.
    before: Vec<Step>,
    with: Vec<Step>,
    after: Vec<Step>,
    /// The cells of the step under way that are still to be done; none when it is to begin.
    cells: Vec<u32>,
}

impl Laying {
    pub(crate) fn new(offer: Handle, turn: Turn) -> Self {
        Self {
            offer,
            turn,
            turned: false,
            posted: None,
            release: Vec::new(),
            before: Vec::new(),
            with: Vec::new(),
            after: Vec::new(),
            cells: Vec::new(),
        }
    }

    /// Adds what one key says of the offer, before and after.
    pub(crate) fn say(&mut self, key: Key, old: Option<Posting>, new: Option<Posting>) {
        let wide = match (old, new) {
            (Some(was), Some(is)) => match was.widened(&is) {
                Some(wide) => Some(wide),
                None => {
                    // It lies elsewhere: both at once would be found twice.
                    self.with.push(Step { key, old, new: None });
                    return self.with.push(Step { key, old: None, new });
                }
            },
            _ => old.or(new),
        };
        if old != wide {
            self.before.push(Step { key, old, new: wide });
        }
        if wide != new {
            self.after.push(Step { key, old: wide, new });
        }
    }

    /// The step that comes next, as long as the turn is not.
    fn next(&self) -> Option<&Step> {
        self.to_come().next()
    }

    /// The steps that come next, until the turn or the end.
    fn to_come(&self) -> impl Iterator<Item = &Step> {
        if self.turned { &self.after } else { &self.before }.iter().rev()
    }
}

impl World {
    /// Begins to put an offer; [`World::lay_some`] goes on with it until nothing is left. Until then everybody is answered as before, or
    /// everybody as after. Whatever else changes lists does what is left first.
    pub fn begin_offer(&mut self, offer: &Offer) {
        self.finish();
        self.laying = Some(Box::new(self.offers.begin(offer, &self.places, &mut self.keys)));
    }

    /// Begins to remove an offer, in the same way.
    pub fn begin_removal(&mut self, offer: OfferId) {
        self.finish();
        self.laying = self.offers.begin_removal(offer).map(Box::new);
    }

    /// Whether [`World::begin_wish`] would have anything to do for a wish.
    #[must_use]
    pub fn is_sought_first(&self, wish: &Wish) -> bool {
        self.keys.sought(&wish.subject).is_some_and(|key| self.keys.is_noted(key))
    }

    /// Makes ready for a wish by whose key nobody looked for anything so far, in the same way: its offers are laid out before it
    /// is put. Changes no answer, even where the wish does not come after all.
    pub fn begin_wish(&mut self, wish: &Wish) {
        self.finish();
        let Some(key) = self.keys.sought(&wish.subject).filter(|key| self.keys.is_noted(*key)) else {
            return;
        };
        let mut laying = Laying::new(0, Turn::Sought(key));
        for posting in self.keys.count(key, true).into_iter().filter_map(|offer| self.offers.posted(offer)) {
            laying.before.push(Step { key, old: None, new: Some(posting) });
        }
        self.laying = Some(Box::new(laying));
    }

    /// Reads ahead what [`World::lay_some`] will change next, of so many lists.
    pub fn expect_some(&self, most: usize) {
        let Some(laying) = &self.laying else { return };
        let (mut left, mut begun) = (most, laying.cells.iter().rev().copied().collect::<Vec<u32>>());
        for step in laying.to_come() {
            let Some(posting) = step.old.or(step.new) else { continue };
            let all = if begun.is_empty() { cells(&posting).collect() } else { std::mem::take(&mut begun) };
            std::hint::black_box(self.keys.expect(step.key, posting, all.iter().copied().take(left)));
            left = left.saturating_sub(if self.keys.is_spread(step.key) { all.len() } else { 1 });
            if left == 0 {
                break;
            }
        }
    }

    /// Does whatever is left of a change that was begun.
    pub(crate) fn finish(&mut self) {
        self.lay_some(usize::MAX);
    }

    /// Goes on with what was begun, for so many lists, at least one; tells whether anything is left.
    pub fn lay_some(&mut self, most: usize) -> bool {
        let Some(mut laying) = self.laying.take() else { return false };
        let mut left = most.max(1);
        while left > 0 {
            if let Some(step) = laying.next().copied() {
                left -= self.go(step, &mut laying, left).min(left);
            } else if laying.turned {
                self.end(&laying);
                return false;
            } else {
                self.come(&mut laying);
                left -= 1;
            }
        }
        self.laying = Some(laying);
        true
    }

    /// Changes a few lists of a step; tells how many.
    fn go(&mut self, step: Step, laying: &mut Laying, most: usize) -> usize {
        let first = laying.cells.is_empty();
        if first && self.keys.is_spread(step.key) {
            laying.cells = step.cells();
        }
        let some = laying.cells.len().min(most);
        let rest = laying.cells.len() - some;
        self.keys.relay(step, &laying.cells[rest..], first, rest == 0);
        laying.cells.truncate(rest);
        if rest == 0 {
            let steps = if laying.turned { &mut laying.after } else { &mut laying.before };
            steps.pop();
        }
        some.max(1)
    }

    fn come(&mut self, laying: &mut Laying) {
        laying.turned = true;
        for step in std::mem::take(&mut laying.with) {
            self.keys.relay(step, &step.cells(), true, true);
        }
        self.offers.turn(laying, &mut self.places);
    }

    fn end(&mut self, laying: &Laying) {
        laying.release.iter().for_each(|key| self.keys.release(*key));
        match &laying.turn {
            Turn::Put(..) => {
                self.await_offer(laying.offer);
                if let Some(place) = self.offers.item(laying.offer).map(|item| item.place) {
                    self.await_place(place);
                }
            }
            Turn::Gone => self.offers.end(laying.offer, &mut self.places),
            Turn::Sought(key) => _ = self.keys.count(*key, false),
        }
    }
}
