//! Places with their points on the plane, by handle, by who runs them, and what is offered there.

use std::collections::BTreeSet;

use domain::{Category, OrganisationId, Place, PlaceId, Plane, PlaneOutline, PlanePoint, WeeklyHours, Zone};

use super::ids::{Handle, Ids};
use super::map::Map;
use super::paged::Paged;

/// A known place. Names and addresses are not kept: nothing is matched by them. What distances and hours need comes first,
/// in one line of the cache.
#[derive(Clone)]
#[repr(C, align(64))]
pub(crate) struct Site {
    /// Its centre; `None` when it lies off the plane.
    pub(crate) at: Option<PlanePoint>,
    pub(crate) radius_m: u32,
    /// Its outline, from which distances are measured when it is known; otherwise they are from the centre.
    pub(crate) outline: Option<Box<PlaneOutline>>,
    pub(crate) hours: Option<WeeklyHours>,
    /// Metres from the centre to the farthest point of the outline, rounded up; zero without one.
    pub(crate) extent_m: u16,
    pub(crate) id: PlaceId,
    pub(crate) organisation: Option<OrganisationId>,
    pub(crate) category: Category,
}

impl Site {
    fn new(place: Place, plane: &Plane) -> Self {
        let at = plane.project(place.position);
        let outline = place.outline.as_ref().and_then(|outline| outline.project(plane)).map(Box::new);
        let farthest = at
            .zip(outline.as_ref())
            .and_then(|(at, outline)| outline.corners().iter().map(|corner| corner.d2(at)).max());
        // Beyond what a posting can tell the outline is not used: no place of a town extends so far.
        let extent_m = farthest.map_or(Ok(0), |d2| u16::try_from(d2.isqrt() / 10 + 1));
        Self {
            id: place.id,
            organisation: place.organisation,
            category: place.category,
            at,
            radius_m: place.radius_m,
            hours: place.hours,
            outline: outline.filter(|_| extent_m.is_ok()),
            extent_m: extent_m.unwrap_or(0),
        }
    }

    /// Squared distance in dm² to the outline, or to the centre where there is none.
    pub(crate) fn d2(&self, from: PlanePoint) -> Option<i64> {
        let at = self.at?;
        Some(self.outline.as_ref().map_or_else(|| from.d2(at), |outline| outline.d2(from)))
    }

    /// The zone at a squared distance as [`Site::d2`] tells it.
    pub(crate) fn zone(&self, d2: i64) -> Zone {
        if self.outline.is_some() {
            return Zone::beside(d2);
        }
        Zone::at(u32::try_from(d2.isqrt() / 10).unwrap_or(u32::MAX), self.radius_m)
    }

    /// Metres about the centre within which everything of the place lies.
    pub(crate) fn about_m(&self) -> u32 {
        if self.outline.is_some() { u32::from(self.extent_m) } else { self.radius_m }
    }

    /// What two Worlds must agree upon.
    pub(crate) fn told(&self) -> impl PartialEq + use<'_> {
        let corners = self.outline.as_ref().map(|outline| outline.corners());
        (self.id, self.organisation, &self.category, self.at, self.radius_m, &self.hours, corners)
    }
}

/// What is known by one handle: the place once it is told, and the offers that name it, told or not.
#[derive(Clone, Default)]
struct Slot {
    site: Option<Site>,
    offers: BTreeSet<Handle>,
    /// The second of the timer that waits for it to open; zero is none.
    due: u32,
}

/// All places.
#[derive(Clone)]
pub(crate) struct Places {
    ids: Ids<PlaceId>,
    slots: Paged<Slot>,
    by_organisation: Map<OrganisationId, BTreeSet<PlaceId>>,
    known: usize,
}

impl Places {
    pub(crate) fn new() -> Self {
        Self { ids: Ids::new(), slots: Paged::new(), by_organisation: Map::default(), known: 0 }
    }

    pub(crate) fn len(&self) -> usize {
        self.known
    }

    /// The place of a handle, once it is known and stands on the plane.
    pub(crate) fn site(&self, handle: Handle) -> Option<&Site> {
        self.slots.get(handle)?.site.as_ref()
    }

    pub(crate) fn id(&self, handle: Handle) -> PlaceId {
        self.ids.id(handle)
    }

    pub(crate) fn find(&self, id: PlaceId) -> Option<Handle> {
        self.ids.find(id)
    }

    pub(crate) fn of(&self, organisation: OrganisationId) -> impl Iterator<Item = &Site> {
        let theirs = self.by_organisation.get(&organisation).into_iter().flatten();
        theirs.filter_map(|id| self.site(self.ids.find(*id)?))
    }

    /// The offers that name a place.
    pub(crate) fn offers(&self, handle: Handle) -> impl Iterator<Item = Handle> {
        self.slots.get(handle).into_iter().flat_map(|slot| slot.offers.iter().copied())
    }

    /// Puts a place.
    pub(crate) fn put(&mut self, place: Place, plane: &Plane) -> Handle {
        let (id, organisation) = (place.id, place.organisation);
        self.take(id);
        let handle = self.slot(id);
        if let Some(organisation) = organisation {
            self.by_organisation.entry(organisation).or_default().insert(id);
        }
        self.slots[handle].site = Some(Site::new(place, plane));
        self.known += 1;
        handle
    }

    pub(crate) fn take(&mut self, id: PlaceId) {
        let Some(handle) = self.ids.find(id) else { return };
        let Some(site) = self.slots[handle].site.take() else { return };
        self.known -= 1;
        if let Some(by) = site.organisation {
            let theirs = self.by_organisation.entry(by).or_default();
            theirs.remove(&id);
            if theirs.is_empty() {
                self.by_organisation.remove(&by);
            }
        }
        self.tidy(handle);
    }

    /// Notes that an offer names a place, known or not.
    pub(crate) fn name(&mut self, place: PlaceId, offer: Handle) -> Handle {
        let handle = self.slot(place);
        self.slots[handle].offers.insert(offer);
        handle
    }

    /// Notes that it no longer does.
    pub(crate) fn unname(&mut self, place: Handle, offer: Handle) {
        self.slots[place].offers.remove(&offer);
        self.tidy(place);
    }

    /// Reads ahead what an offer at a place will change of it.
    pub(crate) fn expect(&self, handle: Handle) -> u32 {
        let slot = &self.slots[handle];
        let hours =
            slot.site.as_ref().and_then(|site| site.hours.as_ref()).map_or(0, |hours| hours.spans().len());
        slot.offers.last().copied().unwrap_or(0) ^ slot.due ^ hours as u32
    }

    /// The second of the timer that waits for a place.
    pub(crate) fn due_mut(&mut self, handle: Handle) -> &mut u32 {
        &mut self.slots[handle].due
    }

    /// Every known place, in no order that means anything.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (Handle, &Site)> {
        let all = self.slots.iter().zip(0..);
        all.filter_map(|(slot, handle)| Some((handle, slot.site.as_ref()?)))
    }

    pub(crate) fn bytes(&self) -> usize {
        let offers: usize = self.slots.iter().map(|slot| slot.offers.len() * 8).sum();
        let outlines = self.iter().filter_map(|(_, site)| site.outline.as_ref());
        self.ids.bytes()
            + self.slots.bytes()
            + offers
            + outlines.map(|o| o.corners().len() * 8).sum::<usize>()
    }

    fn slot(&mut self, id: PlaceId) -> Handle {
        let (handle, made) = self.ids.hold(id);
        if made && handle as usize == self.slots.len() {
            self.slots.push(Slot::default());
        } else if made {
            self.slots[handle] = Slot::default();
        }
        handle
    }

    fn tidy(&mut self, handle: Handle) {
        let slot = &self.slots[handle];
        if slot.site.is_none() && slot.offers.is_empty() {
            let id = self.ids.id(handle);
            self.ids.release(id);
        }
    }
}
