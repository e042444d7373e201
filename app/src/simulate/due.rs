//! What falls due in a run: somebody arrives, a held unit goes back, a few minutes have passed.

use std::collections::BTreeMap;

use domain::{Instant, MemberId, Money, OfferId, OrganisationId, WishId};

/// Something that falls due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Due {
    /// A time to look about.
    Sweep,
    /// Somebody is at the counter.
    Arrives(Taken),
    /// Nobody came: the unit goes back.
    GoesBack(OfferId),
}

/// What somebody took and comes for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Taken {
    pub(super) member: MemberId,
    pub(super) offer: OfferId,
    pub(super) organisation: OrganisationId,
    pub(super) wish: WishId,
    pub(super) price: Money,
}

/// Everything that will fall due, in order of time; at one instant, what was planned first.
#[derive(Debug, Default)]
pub(super) struct Dues {
    all: BTreeMap<(Instant, u64), Due>,
    planned: u64,
}

impl Dues {
    /// Plans something.
    pub(super) fn at(&mut self, at: Instant, due: Due) {
        self.planned += 1;
        self.all.insert((at, self.planned), due);
    }

    /// When the next thing falls due.
    pub(super) fn next(&self) -> Option<Instant> {
        self.all.first_key_value().map(|((at, _), _)| *at)
    }

    /// Takes the next thing.
    pub(super) fn pop(&mut self) -> Option<Due> {
        self.all.pop_first().map(|(_, due)| due)
    }
}
