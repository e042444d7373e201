//! Places with their points on the plane, by id and by who runs them.

use std::collections::BTreeSet;

use domain::{OrganisationId, Place, PlaceId, Plane, PlanePoint};

use super::map::Map;

/// A place and its point; `None` when it lies off the plane.
#[derive(Clone, PartialEq)]
pub(crate) struct Site {
    pub(crate) place: Place,
    pub(crate) at: Option<PlanePoint>,
}

/// All places.
#[derive(Clone, Default, PartialEq)]
pub(crate) struct Places {
    by_id: Map<PlaceId, Site>,
    by_organisation: Map<OrganisationId, BTreeSet<PlaceId>>,
}

impl Places {
    pub(crate) fn len(&self) -> usize {
        self.by_id.len()
    }

    pub(crate) fn get(&self, id: PlaceId) -> Option<&Site> {
        self.by_id.get(&id)
    }

    pub(crate) fn of(&self, organisation: OrganisationId) -> impl Iterator<Item = &Site> {
        self.by_organisation.get(&organisation).into_iter().flatten().filter_map(|id| self.get(*id))
    }

    /// Puts a place and tells where it stands. Names and addresses are not kept: nothing is matched by them.
    pub(crate) fn put(&mut self, mut place: Place, plane: &Plane) -> Option<PlanePoint> {
        let (id, organisation, at) = (place.id, place.organisation, plane.project(place.position));
        self.take(id);
        (place.name, place.address, place.hours_text, place.osm) = Default::default();
        if let Some(organisation) = organisation {
            self.by_organisation.entry(organisation).or_default().insert(id);
        }
        self.by_id.insert(id, Site { place, at });
        at
    }

    pub(crate) fn take(&mut self, id: PlaceId) {
        let Some(organisation) = self.by_id.remove(&id).and_then(|site| site.place.organisation) else {
            return;
        };
        if let Some(theirs) = self.by_organisation.get_mut(&organisation) {
            theirs.remove(&id);
            if theirs.is_empty() {
                self.by_organisation.remove(&organisation);
            }
        }
    }
}
