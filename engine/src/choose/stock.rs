//! Where a wish could be met now, asked by its member for themself: everything, near or far, and nobody is told anything.
//!
//! The locks that guard a member from being told do not apply, for the member asks; what the offer, its place and the wish say does. How
//! far it is is told from where they stand, if they let a moment of theirs be used, or from a place they name; where they stand is not.

use domain::{Instant, MemberId, Money, OfferId, OrganisationId, PlaceId, PlanePoint, WishId};

use crate::gate::{Asked, mode_off, wanted};
use crate::world::{Site, World};

/// From where it is to be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Viewpoint {
    /// Where the member stands now, if their mode is on and a moment of theirs is still now.
    Here,
    /// A place.
    Place(PlaceId),
    /// The middle of the town's plane.
    Middle,
}

/// An offer that would meet a wish.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Had {
    /// Which.
    pub offer: OfferId,
    /// Of whom.
    pub organisation: OrganisationId,
    /// Where it is to be had.
    pub place: PlaceId,
    /// What it costs.
    pub price: Money,
    /// How many are left, where that is counted.
    pub left: Option<u32>,
    /// Whole metres as the crow flies, rounded up; `None` when it is not known from where.
    pub metres: Option<u32>,
    /// Whether its place is open now, or says no hours.
    pub open: bool,
}

impl World {
    /// Every offer that meets a wish now, the cheapest first, then by id: of the same thing, to be had now, at a price the wish would pay and
    /// where it would have it. How far it may be is the member's to judge.
    #[must_use]
    pub fn offers_for(&self, wish: WishId, from: Viewpoint, now: Instant) -> Vec<Had> {
        let Some(member) = self.members.owner(wish) else { return Vec::new() };
        let asked = Asked::about(self, member, self.now(now));
        let mine = asked.terms.iter().find(|term| self.members.wish_id(term.wish) == wish);
        let Some(term) = mine else { return Vec::new() };
        let spot = self.viewpoint(&asked, from);
        let had = self.offers.iter().filter(|(handle, item)| wanted(&asked, *term, *handle, item));
        let mut had: Vec<Had> = had
            .filter_map(|(_, item)| {
                let site = self.places.site(item.place).filter(|site| site.at.is_some())?;
                Some(Had {
                    offer: item.id,
                    organisation: item.by,
                    place: site.id,
                    price: item.price(),
                    left: item.stock(),
                    metres: spot.and_then(|spot| metres(site, spot)),
                    open: site.hours.as_ref().is_none_or(|hours| hours.open(asked.now.civil)),
                })
            })
            .collect();
        had.sort_unstable_by_key(|had| (had.price.currency, had.price.minor, had.offer));
        had
    }

    /// How far places are for a member, in whole metres, rounded up; `None` for those that nobody knows, and all when it is not known from
    /// where.
    #[must_use]
    pub fn metres_to(
        &self,
        member: MemberId,
        from: Viewpoint,
        places: &[PlaceId],
        now: Instant,
    ) -> Vec<Option<u32>> {
        let asked = self.members.find(member).map(|handle| Asked::about(self, handle, self.now(now)));
        let spot = asked.and_then(|asked| self.viewpoint(&asked, from));
        let to = |place: &PlaceId| metres(self.places.site(self.places.find(*place)?)?, spot?);
        places.iter().map(to).collect()
    }

    fn viewpoint(&self, asked: &Asked<'_>, from: Viewpoint) -> Option<PlanePoint> {
        match from {
            Viewpoint::Here => asked.spot.filter(|_| asked.entry.is_known() && !mode_off(asked)),
            Viewpoint::Place(place) => self.places.site(self.places.find(place)?)?.at,
            Viewpoint::Middle => Some(PlanePoint { x: 0, y: 0 }),
        }
    }
}

/// Metres to the outline of a place, or to its centre, rounded up.
fn metres(site: &Site, from: PlanePoint) -> Option<u32> {
    let d2 = site.d2(from)?;
    let dm = d2.isqrt();
    let dm = if dm.saturating_mul(dm) < d2 { dm + 1 } else { dm };
    u32::try_from((dm + 9) / 10).ok()
}
