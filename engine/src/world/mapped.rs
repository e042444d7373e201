//! Whom the desire map counts: members whose mode is on, who were seen within the presence, are not in quiet hours and let
//! themselves be counted; of their open wishes those they let count, whose category they did not close.
//!
//! A category closed to suggestions is not counted either, nor is one whose denial has limits of hours or zone: a map is no
//! place to ask how close. Whoever shows the map owes its readers the `k` of the house, and more where readings are compared.

use domain::{Category, Effect, Grant};

use super::demand::cell;
use super::ground::closed;
use super::ids::Handle;
use super::{Entry, World};

/// So many members near here hope for this.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Demand {
    /// The cell: 250 m squares of the plane, counted from its centre, east and north.
    pub cell: (i32, i32),
    /// What is hoped for.
    pub category: Category,
    /// Members, each once.
    pub people: u32,
    /// Their wishes.
    pub wishes: u32,
}

impl World {
    /// The desire map as of the latest instant the World was brought to ([`World::advance`]): every cell and category with
    /// at least `k` members (at least one), by cell, then by category.
    pub fn demand(&self, k: u32, found: &mut Vec<Demand>) {
        found.clear();
        self.groups.each(k.max(1), |cell, group| {
            if let Some(category) = self.keys.category_of(group.category) {
                let (people, wishes) = (group.people, group.wishes);
                found.push(Demand { cell, category: category.clone(), people, wishes });
            }
        });
        found.sort_unstable_by(|a, b| (a.cell, &a.category).cmp(&(b.cell, &b.category)));
    }

    /// Counts a member where they stand, if they are to be counted.
    pub(crate) fn map(&mut self, member: Handle) {
        let entry = self.members.entry(member);
        if entry.is_mapped() || !self.may_count(entry) {
            return;
        }
        let (spot, changing) = (entry.spot, self.is_changing(entry));
        let counted = self.counted(entry);
        self.groups.add(cell(spot), &counted);
        self.members.entry_mut(member).set_mapped(true);
        if changing {
            self.members.edit_rare(member, |rare| rare.mapped = Some(counted));
        }
    }

    /// Takes back what was counted.
    pub(crate) fn unmap(&mut self, member: Handle) {
        let entry = self.members.entry(member);
        if !entry.is_mapped() {
            return;
        }
        let spot = entry.spot;
        let remembered = self.members.rare(entry).and_then(|rare| rare.mapped.clone());
        let counted = match remembered {
            Some(counted) => {
                self.members.edit_rare(member, |rare| rare.mapped = None);
                counted
            }
            None => self.counted(entry),
        };
        self.groups.take(cell(spot), &counted);
        self.members.entry_mut(member).set_mapped(false);
    }

    fn may_count(&self, entry: &Entry) -> bool {
        let now = self.clock;
        let asked =
            entry.is_counted() || self.members.rare(entry).is_some_and(|rare| !rare.grants.count.is_empty());
        asked
            && entry.is_known()
            && entry.mode_on(now)
            && entry.seen_at().is_some_and(|seen| self.is_now(seen, now))
            && !entry.quiet().is_some_and(|quiet| quiet.holds(self.settings.zone.civil(now).minute))
    }

    /// Whether time alone may change what is counted of a member: then it is remembered, to be taken back as it was.
    fn is_changing(&self, entry: &Entry) -> bool {
        let limited = |grants: &super::grants::Grants| !grants.count.is_empty() || !grants.denies.is_empty();
        self.members.rare(entry).is_some_and(|rare| limited(&rare.grants))
            || self.members.terms(entry).iter().any(|term| self.mores.more(*term).until.is_some())
    }

    /// The categories a member is counted under now, each with how many wishes.
    pub(super) fn counted(&self, entry: &Entry) -> Vec<(u32, u32)> {
        let terms = self.members.terms(entry).iter().filter(|term| term.is_open() && term.is_counted());
        let lasting = terms.filter(|term| {
            term.is_plain() || self.mores.more(**term).until.is_none_or(|until| self.clock < until)
        });
        let mut counted: Vec<(u32, u32)> =
            lasting.filter_map(|term| Some((self.mores.category(*term, &self.keys)?, 1))).collect();
        counted.sort_unstable();
        counted.dedup_by(|more, kept| {
            let same = more.0 == kept.0;
            kept.1 += if same { more.1 } else { 0 };
            same
        });
        counted.retain(|(category, _)| self.counts_under(entry, *category));
        counted
    }

    /// Whether a member lets themselves be counted under a category now.
    fn counts_under(&self, entry: &Entry, category: u32) -> bool {
        let denied = self.members.denies(entry);
        if !denied.is_empty() {
            let mut lineage = self.keys.categories.lineage(category);
            if lineage.any(|above| denied.binary_search(&closed(above, true)).is_ok()) {
                return false;
            }
        }
        let Some(rare) = self.members.rare(entry) else { return entry.is_counted() };
        let Some(category) = self.keys.category_of(category) else { return false };
        let (now, civil) = (self.clock, self.settings.zone.civil(self.clock));
        let speaks = |grant: &&Grant| {
            grant.organisation.is_none()
                && grant.category.as_ref().is_none_or(|named| named.contains(category))
                && grant.until.is_none_or(|until| now < until)
        };
        let count = || rare.grants.count.iter().filter(speaks);
        let closed = rare.grants.denies.iter().any(|grant| speaks(&grant))
            || count().any(|grant| grant.effect == Effect::Deny);
        let opened = entry.is_counted()
            || count().any(|grant| {
                grant.effect == Effect::Allow && grant.zone.is_none() && grant.times.hold(civil)
            });
        !closed && opened
    }

    /// The same groups counted anew, to hold the maintained ones against.
    pub(crate) fn groups_anew(&self) -> super::demand::Groups {
        let mut anew = super::demand::Groups::new();
        for (handle, _) in self.members.iter() {
            let entry = self.members.entry(handle);
            if entry.is_mapped() {
                let kept = self.members.rare(entry).and_then(|rare| rare.mapped.clone());
                anew.add(cell(entry.spot), &kept.unwrap_or_else(|| self.counted(entry)));
            }
        }
        anew
    }
}
