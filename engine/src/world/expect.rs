//! Reading ahead: what a change will look at is fetched beside those who ask, so that whoever then holds the World alone for it
//! holds it the shorter. Nothing here changes anything, and nothing relies on having been asked first.

use std::hint::black_box;

use domain::{Grant, MemberId, Moment, Offer, Wish, WishId};

use super::World;
use super::demand::cell;
use super::ids::Handle;

impl World {
    /// Reads ahead what putting an offer will change first: what it was found by and will be, its shop, its place.
    pub fn expect_offer(&self, offer: &Offer) {
        let place = self.places.find(offer.place).map(|place| self.places.expect(place));
        let organisation = self.offers.known_organisation(offer.organisation);
        let found_by = self.keys.expect_subject(&offer.subject);
        black_box((self.offers.expect(offer.id, &self.keys), found_by, organisation, place));
    }

    /// Reads ahead what keeping a moment will change: its member, those they stood among and will stand among, and what the
    /// desire map says of both cells where they differ.
    pub fn expect_moment(&self, moment: &Moment) {
        let Some(member) = self.members.find(moment.member) else { return };
        let Some(spot) = self.settings.plane.project(moment.position) else { return };
        let entry = self.members.entry(member);
        let was = entry.seen_at().map(|_| entry.spot);
        let left = was.map(|was| self.present.expect(was, member));
        black_box((left, self.present.expect(spot, member), entry.due));
        if was.is_none_or(|was| cell(was) != cell(spot)) {
            self.expect_counted(member, was.into_iter().chain([spot]).map(cell));
        }
    }

    /// Reads ahead what changing a member's wishes or their attention will change: them, where they stand, and what the desire map
    /// says there.
    pub fn expect_member(&self, member: MemberId) {
        if let Some(member) = self.members.find(member) {
            self.expect_change(member);
        }
    }

    /// The same, and what a wish will be found by.
    pub fn expect_wish(&self, wish: &Wish) {
        black_box(self.keys.expect_subject(&wish.subject));
        self.expect_member(wish.member);
    }

    /// The same, of whomever a wish is that will be removed.
    pub fn expect_removal(&self, wish: WishId) {
        if let Some(member) = self.members.owner(wish) {
            self.expect_change(member);
        }
    }

    /// The same, and what these grants name.
    pub fn expect_grants(&self, member: MemberId, grants: &[Grant]) {
        self.expect_member(member);
        for grant in grants {
            let organisation = grant.organisation.and_then(|named| self.offers.known_organisation(named));
            let category = grant.category.as_ref().and_then(|named| self.keys.categories.find(named));
            black_box((organisation, category));
        }
    }

    fn expect_change(&self, member: Handle) {
        let entry = self.members.entry(member);
        let closed = self.members.denies(entry).iter().fold(0, |all, denied| all ^ denied);
        let keys =
            self.members.terms(entry).iter().fold(0, |all, term| all ^ self.keys.expect_wished(term.key));
        black_box((closed, keys));
        if entry.seen_at().is_some() {
            black_box(self.present.expect(entry.spot, member));
            self.expect_counted(member, [cell(entry.spot)].into_iter());
        }
    }

    /// What the desire map says in these cells of what a member is counted under.
    fn expect_counted(&self, member: Handle, cells: impl Iterator<Item = (i32, i32)>) {
        let counted = self.counted(self.members.entry(member));
        for cell in cells {
            black_box(self.groups.expect(cell, &counted));
        }
    }
}
