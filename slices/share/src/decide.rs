//! Who sits where, what may be promised beside what was, and when a surprise ends. Pure.

use domain::{Instant, ListVisibility, MemberId, Money};

use crate::model::{Ask, Refused, Reservation, Room, Seat};

/// What is known of somebody before a list.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Ties {
    /// They opened its link.
    pub(crate) invited: bool,
    /// They and its owner belong to a circle it is shared with.
    pub(crate) circle: bool,
}

/// The seat of a viewer; `None` for whom the list does not exist.
pub(crate) fn seat(
    owner: MemberId,
    visibility: ListVisibility,
    archived: bool,
    viewer: Option<MemberId>,
    ties: Ties,
) -> Option<Seat> {
    if viewer == Some(owner) {
        return Some(Seat::Owner);
    }
    match (visibility, viewer) {
        _ if archived => None,
        (ListVisibility::Private | ListVisibility::Counted, _) => None,
        (ListVisibility::People, Some(_)) => ties.invited.then_some(Seat::Insider),
        (ListVisibility::Circle, Some(_)) => ties.circle.then_some(Seat::Insider),
        (ListVisibility::People | ListVisibility::Circle, None) => None,
        (ListVisibility::Public, Some(_)) => Some(Seat::Passer),
        (ListVisibility::Public, None) => Some(Seat::Stranger),
    }
}

/// Whether somebody reads and writes in a room beside a wish; `promised` is whether they promised on it.
pub(crate) fn enters(seat: Seat, room: Room, promised: bool) -> bool {
    match (seat, room) {
        (Seat::Owner, room) => room == Room::Owner,
        (Seat::Insider, _) | (Seat::Passer, Room::Owner) => true,
        (Seat::Passer, Room::Givers) => promised,
        (Seat::Stranger, _) => false,
    }
}

/// Several who give one thing together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pot {
    /// What it is to hold, when that was said.
    pub(crate) goal: Option<Money>,
    /// What was promised so far.
    pub(crate) said: Money,
    /// How many give.
    pub(crate) givers: usize,
}

impl Pot {
    /// What is still missing, when that is known.
    pub(crate) fn missing(&self) -> Option<Money> {
        let Money { minor, currency } = self.goal?;
        Some(Money { minor: (minor - self.said.minor).max(0), currency })
    }
}

/// What was promised on a wish.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Standing {
    /// Whole ones.
    pub(crate) units: i64,
    /// One more, given together.
    pub(crate) pot: Option<Pot>,
    /// Whether the viewer promised.
    pub(crate) mine: bool,
}

impl Standing {
    /// Sums promises up; `money` is the currency and goal of the pot, as its opener said.
    pub(crate) fn of(all: &[Reservation], goal: (Money, bool), viewer: Option<MemberId>) -> Self {
        let (money, known) = goal;
        let shares: Vec<&Reservation> = all.iter().filter(|one| one.together()).collect();
        let said = shares.iter().filter_map(|one| one.amount).map(|amount| amount.minor).sum();
        let pot =
            Pot { goal: known.then_some(money), said: Money { minor: said, ..money }, givers: shares.len() };
        Self {
            units: all.iter().map(|one| one.units).sum(),
            pot: (pot.givers > 0).then_some(pot),
            mine: all.iter().any(|one| Some(one.giver) == viewer),
        }
    }

    /// How many of so many nobody promised. Fewer may be wished by now than are promised.
    pub(crate) fn free(&self, quantity: i64) -> i64 {
        (quantity - self.units - i64::from(self.pot.is_some())).max(0)
    }
}

/// A promise that may be written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Promise {
    /// Whole ones; 0 is a share in the pot.
    pub(crate) units: i64,
    /// The share.
    pub(crate) amount: Option<Money>,
    /// Set when it opens the pot, or first says what that is to hold.
    pub(crate) opens: Option<(Money, bool)>,
}

/// What becomes of somebody's promise on a wish of so many, beside what was promised already.
pub(crate) fn promise(standing: &Standing, quantity: i64, ask: Ask) -> Result<Promise, Refused> {
    if standing.mine {
        return Err(Refused::Already);
    }
    match ask {
        Ask::Whole { units } if !(1..=quantity).contains(&units) => Err(Refused::Units),
        Ask::Whole { units } if units > standing.free(quantity) => Err(Refused::JustTaken),
        Ask::Whole { units } => Ok(Promise { units, amount: None, opens: None }),
        Ask::Together { amount: Some(amount), .. } if amount.minor <= 0 => Err(Refused::Amount),
        Ask::Together { amount, goal } => match standing.pot {
            Some(pot) => joins(pot, amount, goal),
            None if standing.free(quantity) == 0 => Err(Refused::JustTaken),
            None => opens(amount, goal),
        },
    }
}

fn joins(pot: Pot, amount: Option<Money>, goal: Option<Money>) -> Result<Promise, Refused> {
    let goal = goal.filter(|goal| goal.minor > 0);
    if pot.goal.is_none() && pot.said.minor == 0 {
        // Nobody named an amount yet: whoever does says in which money.
        return opens(amount, goal);
    }
    match (pot.goal, goal) {
        (Some(known), Some(goal)) if known != goal => return Err(Refused::Goal),
        (None, Some(goal)) if goal.currency != pot.said.currency => return Err(Refused::Currency),
        (None, Some(goal)) if goal.minor < pot.said.minor => return Err(Refused::Goal),
        (None, Some(goal)) => {
            let Promise { amount, .. } = joins(Pot { goal: Some(goal), ..pot }, amount, None)?;
            return Ok(Promise { units: 0, amount, opens: Some((goal, true)) });
        }
        _ => {}
    }
    if amount.is_some_and(|amount| amount.currency != pot.said.currency) {
        return Err(Refused::Currency);
    }
    match pot.missing() {
        Some(missing) if missing.minor == 0 => Err(Refused::JustTaken),
        Some(missing) if amount.is_some_and(|amount| amount.minor > missing.minor) => Err(Refused::TooMuch),
        _ => Ok(Promise { units: 0, amount, opens: None }),
    }
}

fn opens(amount: Option<Money>, goal: Option<Money>) -> Result<Promise, Refused> {
    let goal = goal.filter(|goal| goal.minor > 0);
    match (amount, goal) {
        (Some(amount), Some(goal)) if amount.currency != goal.currency => Err(Refused::Currency),
        (Some(amount), Some(goal)) if amount.minor > goal.minor => Err(Refused::TooMuch),
        _ => {
            let counted = goal.or(amount).unwrap_or(Money::eur(0));
            Ok(Promise { units: 0, amount, opens: Some((counted, goal.is_some())) })
        }
    }
}

/// From when on the owner may learn of a promise. The date is the one its giver was told; its owner may put it off (`list` is the
/// list's date now, `Some(None)` is taken away, `None` is a list that is gone) but never bring it nearer.
pub(crate) fn reveal_at(told: Option<Instant>, list: Option<Option<Instant>>) -> Option<Instant> {
    match list {
        None => told,
        Some(now) => Some(told?.max(now?)),
    }
}

/// Whether the owner may learn of a promise now.
pub(crate) fn revealed(one: &Reservation, list: Option<Option<Instant>>, now: Instant) -> bool {
    one.given_at.is_some() || reveal_at(one.reveal_at, list).is_some_and(|at| at <= now)
}
