//! The ground: `put` replaces and may be repeated, `remove` may find nothing; the order of news does not matter.

use domain::{Attention, Grant, Instant, MemberId, Mode, Offer, OfferId, Place, PlaceId, Wish, WishId};

use super::grants::Grants;
use super::{Told, World};

impl World {
    /// Puts a place and moves its offers to where it stands.
    pub fn put_place(&mut self, place: Place) {
        let id = place.id;
        let at = self.places.put(place, &self.settings.plane);
        self.offers.place_moved(id, at);
    }

    /// Removes a place; its offers are nowhere until it comes back.
    pub fn remove_place(&mut self, place: PlaceId) {
        self.places.take(place);
        self.offers.place_moved(place, None);
    }

    /// Puts an offer. A reach beyond the house limit is held to it.
    pub fn put_offer(&mut self, offer: Offer) {
        let at = self.places.get(offer.place).and_then(|site| site.at);
        self.offers.put(offer, at);
    }

    /// Removes an offer; that it was told is not forgotten.
    pub fn remove_offer(&mut self, offer: OfferId) {
        self.offers.take(offer);
    }

    /// Puts a wish. A distance beyond the house limit is held to it.
    pub fn put_wish(&mut self, wish: Wish) {
        self.members.put_wish(wish);
    }

    /// Removes a wish.
    pub fn remove_wish(&mut self, wish: WishId) {
        self.members.take_wish(wish);
    }

    /// Puts a member's switch, quiet hours and budget. The switch turned off forgets the last moment at once.
    pub fn put_attention(&mut self, attention: Attention) {
        if attention.mode == Mode::Off {
            self.present.take(attention.member);
        }
        self.members.edit(attention.member, |entry| entry.attention = attention);
    }

    /// Replaces all grants of a member.
    pub fn put_grants(&mut self, member: MemberId, grants: Vec<Grant>) {
        self.members.edit(member, |entry| entry.grants = Grants::new(grants));
    }

    /// Makes a member known.
    pub fn put_member(&mut self, member: MemberId) {
        self.members.edit(member, |entry| entry.known = true);
    }

    /// Erases everything about a member: attention, grants, wishes, history and last moment.
    pub fn remove_member(&mut self, member: MemberId) {
        self.members.take(member);
        self.present.take(member);
    }

    /// Remembers a suggestion that was made; once more with another instant replaces it.
    pub fn put_told(&mut self, told: Told) {
        self.members.edit(told.member, |entry| entry.history.put(told.offer, told.organisation, told.at));
    }

    /// Forgets a suggestion that could not be saved, so that it may be made again.
    pub fn remove_told(&mut self, member: MemberId, offer: OfferId) {
        self.members.edit(member, |entry| entry.history.take(offer));
    }

    /// Forgets where a member is.
    pub fn forget(&mut self, member: MemberId) {
        self.present.take(member);
    }

    /// Forgets every moment that is no longer now, and where everybody is whose mode ran out.
    pub fn sweep(&mut self, now: Instant) {
        let members = &self.members;
        let mode_on = |member| members.get(member).is_some_and(|entry| entry.attention.mode.on_at(now));
        self.present.retain(|member, last| last.is_now(now) && mode_on(member));
    }
}
