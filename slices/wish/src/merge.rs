//! Field, edit → what is kept: how edits of devices that had not heard of each other come together.
//!
//! An edit names what it saw (`base`, the stamp of its field). One that saw what stands replaces it, whatever clocks say. Two that
//! did not see each other are concurrent: the later stands, and what the other said is offered back to its member; notes are both
//! kept. So an edit is on the list, or was replaced by one that saw it, or is offered back (decision 0015).

use domain::{Instant, ListId, Money, Priority, WishState, limits};
use uuid::Uuid;

use crate::stamp::{Field, after};

/// Who wrote a field last, and when by the server's clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// The instant, later than that of all it saw.
    pub at: Instant,
    /// The edit.
    pub op: Uuid,
    /// Of a state, the one before: a wish that is revived stands there again.
    pub was: Option<String>,
}

/// What a field says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A title, a note, an order key.
    Text(String),
    /// A quantity; in an edit, by how much it changes.
    Number(i64),
    /// Whether it is so.
    Flag(bool),
    /// How much it matters.
    Priority(Priority),
    /// Where the wish stands.
    State(WishState),
    /// On which list.
    List(Option<ListId>),
    /// The most one would pay.
    Price(Option<Money>),
    /// Until when.
    Until(Option<Instant>),
}

/// One edit of one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Which, by the device that made it.
    pub op: Uuid,
    /// When, by the server's clock.
    pub at: Instant,
    /// The stamp that was seen.
    pub base: Option<Uuid>,
    /// What it says.
    pub value: Value,
}

/// What an edit said and was not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overruled {
    /// The edit.
    pub op: Uuid,
    /// When.
    pub at: Instant,
    /// What it said.
    pub value: Value,
}

/// A field with its history, as far as it matters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Which field.
    pub field: Field,
    /// What it says.
    pub value: Value,
    /// Who said so; nobody since the wish was added.
    pub stamp: Option<Stamp>,
    /// What is offered back.
    pub overruled: Vec<Overruled>,
}

/// What became of an edit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settled {
    /// It stands.
    Applied,
    /// Another stands.
    Overruled,
}

impl Kept {
    /// Settles an edit that was not settled before; `joined` names what is made of two texts.
    pub fn settle(&mut self, edit: Edit, joined: Uuid) -> Settled {
        let edit = Edit { at: self.seen(edit.base).map_or(edit.at, |seen| edit.at.max(after(seen))), ..edit };
        let Some(stamp) = self.stamp.clone() else { return self.follow(edit) };
        // A difference is added to whatever stands, so that it replaces nothing.
        if edit.base == Some(stamp.op) || self.field == Field::Quantity {
            let at = edit.at.max(after(stamp.at));
            return self.follow(Edit { at, ..edit });
        }
        let later = (edit.at, edit.op) > (stamp.at, stamp.op);
        if edit.value == self.value {
            if later {
                self.write(edit);
            }
            return Settled::Applied;
        }
        let wins = match (self.field, &self.value, &edit.value) {
            (Field::Note, Value::Text(stands), Value::Text(said)) => {
                match (stands.is_empty(), said.is_empty()) {
                    (true, false) => true,
                    (false, true) => false,
                    _ => match join(stands, said, later) {
                        Some(both) => {
                            let at = after(edit.at.max(stamp.at));
                            self.write(Edit { op: joined, at, base: None, value: Value::Text(both) });
                            return Settled::Applied;
                        }
                        None => later,
                    },
                }
            }
            (_, Value::State(stands), Value::State(said)) if weight(*stands) != weight(*said) => {
                weight(*said) > weight(*stands)
            }
            _ => later,
        };
        if wins {
            let lost = Overruled { op: stamp.op, at: stamp.at, value: self.value.clone() };
            // A state that won without being the later one is still after what it replaced.
            let at = edit.at.max(after(stamp.at));
            self.offer(lost);
            self.write(Edit { at, ..edit });
            Settled::Applied
        } else {
            self.offer(Overruled { op: edit.op, at: edit.at, value: edit.value });
            Settled::Overruled
        }
    }

    /// Replaces what was seen. What had been offered back and is now said again is offered no more.
    fn follow(&mut self, edit: Edit) -> Settled {
        self.overruled.retain(|lost| lost.value != edit.value);
        self.write(edit);
        Settled::Applied
    }

    fn write(&mut self, Edit { op, at, value, .. }: Edit) {
        let was = match self.value {
            Value::State(state) => Some(state.name().to_owned()),
            _ => None,
        };
        self.stamp = Some(Stamp { at, op, was });
        self.value = match (self.field, &self.value, value) {
            (Field::Quantity, Value::Number(stands), Value::Number(by)) => {
                Value::Number(stands.saturating_add(by).clamp(1, limits::QUANTITY_MAX))
            }
            (_, _, value) => value,
        };
    }

    /// The instant of an edit that was overruled and is what the next one saw: that one replaces it.
    fn seen(&mut self, base: Option<Uuid>) -> Option<Instant> {
        let at = self.overruled.iter().position(|lost| Some(lost.op) == base)?;
        Some(self.overruled.remove(at).at)
    }

    /// Where one stood on a list is nothing to have back.
    fn offer(&mut self, lost: Overruled) {
        if self.field != Field::Order {
            self.overruled.push(lost);
        }
    }
}

/// Of two states said without seeing each other: what came true stays true, and to give up a wish yields to whoever still cares.
fn weight(state: WishState) -> u8 {
    match state {
        WishState::Dropped => 0,
        WishState::Open | WishState::Paused => 1,
        WishState::Fulfilled => 2,
    }
}

/// Both texts, the earlier first; one that holds the other is both. `None` when that is too long for a note.
fn join(stands: &str, said: &str, later: bool) -> Option<String> {
    let both = match () {
        () if stands.contains(said) => stands.to_owned(),
        () if said.contains(stands) => said.to_owned(),
        () if later => format!("{stands}\n{said}"),
        () => format!("{said}\n{stands}"),
    };
    (both.chars().count() <= limits::NOTE_CHARS).then_some(both)
}

#[cfg(test)]
#[path = "merge_tests.rs"]
mod tests;
