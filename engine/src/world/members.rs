//! Members: attention, grants, history and wishes of each.

use domain::{Attention, MemberId, Wish, WishId, limits};

use super::grants::Grants;
use super::history::History;
use super::map::Map;

/// What is remembered of one member, apart from where they are.
#[derive(Clone, PartialEq)]
pub(crate) struct Entry {
    pub(crate) known: bool,
    pub(crate) attention: Attention,
    pub(crate) grants: Grants,
    pub(crate) history: History,
    /// By id, oldest first.
    pub(crate) wishes: Vec<Wish>,
}

impl Entry {
    fn blank(member: MemberId) -> Self {
        let (grants, history) = Default::default();
        Self { known: false, attention: Attention::new(member), grants, history, wishes: Vec::new() }
    }
}

/// All members, and whose each wish is. News may come in any order, so a wish may be known before its member.
#[derive(Clone, Default, PartialEq)]
pub(crate) struct Members {
    entries: Map<MemberId, Entry>,
    owners: Map<WishId, MemberId>,
    known: usize,
}

impl Members {
    pub(crate) fn known(&self) -> usize {
        self.known
    }

    pub(crate) fn wishes(&self) -> usize {
        self.owners.len()
    }

    pub(crate) fn get(&self, member: MemberId) -> Option<&Entry> {
        self.entries.get(&member)
    }

    pub(crate) fn owner(&self, wish: WishId) -> Option<MemberId> {
        self.owners.get(&wish).copied()
    }

    /// Changes an entry; one that says nothing is not kept.
    pub(crate) fn edit(&mut self, member: MemberId, change: impl FnOnce(&mut Entry)) {
        let entry = self.entries.entry(member).or_insert_with(|| Entry::blank(member));
        let before = entry.known;
        change(entry);
        self.known += usize::from(entry.known && !before);
        if !entry.known && *entry == Entry::blank(member) {
            self.entries.remove(&member);
        }
    }

    pub(crate) fn take(&mut self, member: MemberId) {
        let Some(entry) = self.entries.remove(&member) else { return };
        self.known -= usize::from(entry.known);
        for wish in entry.wishes {
            self.owners.remove(&wish.id);
        }
    }

    /// Puts a wish. Its title is not kept: nothing is matched by it.
    pub(crate) fn put_wish(&mut self, mut wish: Wish) {
        self.take_wish(wish.id);
        self.owners.insert(wish.id, wish.member);
        wish.title = String::new();
        wish.distance_m = wish.distance_m.min(limits::REACH_MAX_M);
        self.edit(wish.member, |entry| {
            let place = entry.wishes.partition_point(|known| known.id < wish.id);
            entry.wishes.insert(place, wish);
        });
    }

    pub(crate) fn take_wish(&mut self, wish: WishId) {
        if let Some(member) = self.owners.remove(&wish) {
            self.edit(member, |entry| entry.wishes.retain(|known| known.id != wish));
        }
    }
}
