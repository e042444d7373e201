//! The ground: `put` replaces and may be repeated, `remove` may find nothing; the order of news does not matter.

use domain::{
    Attention, Grant, Instant, MemberId, Mode, Offer, OfferId, Place, PlaceId, PlanePoint, Wish, WishId,
};

use super::ids::Handle;
use super::keys::Key;
use super::postings::second;
use super::present::{Here, Who};
use super::{Spoken, Told, World};

impl World {
    /// Puts a place and moves its offers to where it stands.
    pub fn put_place(&mut self, place: Place) {
        self.finish();
        let handle = self.places.put(place, &self.settings.plane);
        self.place_changed(handle);
    }

    /// Removes a place; its offers are nowhere until it comes back.
    pub fn remove_place(&mut self, place: PlaceId) {
        self.finish();
        let handle = self.places.find(place);
        self.places.take(place);
        if let Some(handle) = handle {
            self.place_changed(handle);
        }
    }

    fn place_changed(&mut self, handle: Handle) {
        let there: Vec<Handle> = self.places.offers(handle).collect();
        for offer in there {
            self.offers.post(offer, &self.places, &mut self.keys);
        }
        self.await_place(handle);
    }

    /// Puts an offer. A reach beyond the house limit is held to it, and a price below nothing to nothing.
    pub fn put_offer(&mut self, offer: Offer) {
        self.begin_offer(&offer);
        self.finish();
    }

    /// Removes an offer; that it was told is not forgotten.
    pub fn remove_offer(&mut self, offer: OfferId) {
        self.begin_removal(offer);
        self.finish();
    }

    /// Puts a wish. A distance beyond the house limit is held to it.
    pub fn put_wish(&mut self, wish: Wish) {
        self.remove_wish_of(wish.id, Some(wish.member));
        let member = self.members.hold(wish.member);
        self.change(member, |world| {
            let number = world.members.hold_wish(wish.id, member);
            let term = world.mores.pack(&wish, number, &mut world.keys);
            if term.is_open() && term.key != 0 {
                world.seek(term.key);
            }
            world.members.add_term(member, term);
        });
    }

    /// An open wish is found by a key; offers that were only noted under it are laid out.
    fn seek(&mut self, key: Key) {
        self.finish();
        for offer in self.keys.count(key, true) {
            self.keys.repost(key, None, self.offers.posted(offer));
        }
    }

    /// Removes a wish.
    pub fn remove_wish(&mut self, wish: WishId) {
        self.remove_wish_of(wish, None);
    }

    /// Removes a wish; its member stays even when nothing else is said of them, if it is the one told.
    fn remove_wish_of(&mut self, wish: WishId, stays: Option<MemberId>) {
        let Some(member) = self.members.owner(wish) else { return };
        self.change(member, |world| {
            if let Some((_, term)) = world.members.take_term(wish) {
                if term.is_open() && term.key != 0 {
                    world.keys.count(term.key, false);
                }
                world.mores.unpack(term, &mut world.keys);
            }
        });
        if stays != Some(self.members.id(member)) {
            self.members.tidy(member);
        }
    }

    /// Puts a member's switch, quiet hours and budget. The switch turned off forgets the last moment at once.
    pub fn put_attention(&mut self, attention: Attention) {
        let member = self.members.hold(attention.member);
        if attention.mode == Mode::Off {
            self.leave(member);
        }
        self.change(member, |world| world.members.attend(member, &attention));
        self.members.tidy(member);
    }

    /// Replaces all grants of a member.
    pub fn put_grants(&mut self, member: MemberId, grants: Vec<Grant>) {
        let member = self.members.hold(member);
        self.change(member, |world| {
            let (offers, categories) = (&mut world.offers, &mut world.keys.categories);
            world.members.grant(member, grants, |grant| match (grant.organisation, &grant.category) {
                (Some(organisation), _) => closed(offers.organisation_of(organisation), false),
                (None, Some(category)) => closed(categories.hold(category), true),
                (None, None) => u32::MAX,
            });
        });
        self.members.tidy(member);
    }

    /// Makes a member known.
    pub fn put_member(&mut self, member: MemberId) {
        let member = self.members.hold(member);
        self.members.know(member);
    }

    /// Erases everything about a member: attention, grants, wishes, history and last moment.
    pub fn remove_member(&mut self, member: MemberId) {
        let Some(handle) = self.members.find(member) else { return };
        self.leave(handle);
        let wishes: Vec<WishId> = {
            let terms = self.members.terms(self.members.entry(handle)).iter();
            terms.map(|term| self.members.wish_id(term.wish)).collect()
        };
        wishes.into_iter().for_each(|wish| self.remove_wish_of(wish, Some(member)));
        self.members.erase(handle);
    }

    /// Remembers a suggestion that was made; once more with another instant replaces it.
    pub fn put_told(&mut self, told: Told) {
        let member = self.members.hold(told.member);
        self.members.edit_rare(member, |rare| rare.history.put(told.offer, told.organisation, told.at));
        self.await_member(member);
    }

    /// Remembers news of a wish that was told; once more with another instant replaces it.
    pub fn put_spoken(&mut self, spoken: Spoken) {
        let member = self.members.hold(spoken.member);
        self.members.edit_rare(member, |rare| {
            rare.history.hear(spoken.opportunity, spoken.at, spoken.hush);
        });
        self.await_member(member);
    }

    /// Forgets a suggestion that could not be saved, so that it may be made again.
    pub fn remove_told(&mut self, member: MemberId, offer: OfferId) {
        let Some(member) = self.members.find(member) else { return };
        self.members.edit_rare(member, |rare| rare.history.take(offer));
        self.members.tidy(member);
    }

    /// Forgets where a member is.
    pub fn forget(&mut self, member: MemberId) {
        if let Some(member) = self.members.find(member) {
            self.leave(member);
            self.members.tidy(member);
        }
    }

    /// A member is seen somewhere.
    pub(crate) fn see(&mut self, member: Handle, spot: PlanePoint, at: Instant) {
        let entry = self.members.entry(member);
        let was = entry.seen_at().map(|_| entry.spot);
        // After the clock was set back a timer may wait for hours that will not count.
        let back = entry.seen_at().is_some_and(|was| at < was);
        let moved = was.is_none_or(|was| super::demand::cell(was) != super::demand::cell(spot));
        if moved {
            self.unmap(member);
        }
        self.members.entry_mut(member).see(spot, at);
        match was {
            Some(was) => self.present.shift(was, spot, member, second(at)),
            None => {
                let here = self.here(member, spot, at);
                self.present.put(here);
            }
        }
        let entry = self.members.entry(member);
        let (mapped, waiting) = (entry.is_mapped(), entry.due != 0);
        if moved || !mapped {
            self.map(member);
        }
        if !waiting || back {
            self.await_member(member);
        }
    }

    /// What the grid carries about a member.
    pub(super) fn here(&self, member: Handle, at: PlanePoint, seen: Instant) -> Here {
        let entry = self.members.entry(member);
        let terms = self.members.terms(entry).iter();
        let ends = matches!(entry.mode(), Mode::On { until: Some(_) });
        let signs = terms.fold(0, |signs, term| signs | term.sign());
        Here { at, signs, who: Who { member, seen_s: second(seen), far_m: entry.far_m, ends } }
    }

    /// Nobody knows any more where a member is.
    pub(crate) fn leave(&mut self, member: Handle) {
        let entry = self.members.entry(member);
        if entry.seen_at().is_some() {
            let spot = entry.spot;
            self.unmap(member);
            self.present.take(spot, member);
            let entry = self.members.entry_mut(member);
            entry.forget();
            // Whoever comes back is waited for anew.
            entry.due = 0;
        }
    }

    /// Changes what is known of a member, and what follows from it where they stand.
    fn change(&mut self, member: Handle, change: impl FnOnce(&mut Self)) {
        self.unmap(member);
        change(self);
        let entry = self.members.entry(member);
        if let Some(seen) = entry.seen_at() {
            let here = self.here(member, entry.spot, seen);
            self.present.replace(here);
            self.map(member);
            self.await_member(member);
        }
    }
}

/// An organisation or a category that a member closed, as one number.
pub(crate) fn closed(number: u32, category: bool) -> u32 {
    number << 1 | u32::from(category)
}
