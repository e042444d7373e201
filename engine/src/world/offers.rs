//! Offers by id, by place, and on the plane by where they stand and how far they speak.

use std::collections::BTreeSet;

use domain::plane::metres2;
use domain::{Offer, OfferId, PlaceId, PlanePoint, limits};

use super::grid::{CELL_M, Grid};
use super::map::Map;

/// Where an offer stands on the plane and how far it speaks.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Spot {
    offer: OfferId,
    at: PlanePoint,
    reach_m: u32,
}

#[derive(Clone, PartialEq)]
struct Known {
    offer: Offer,
    spot: Option<Spot>,
}

/// Cells of 250 m, 500 m … 8 km: six doublings hold the largest reach.
const LAYERS: u32 = 6;

/// All offers. An offer lies once, on the first layer whose cells are no narrower than its reach, so that whoever stands
/// somewhere looks at nine cells a layer, however far the offers speak.
#[derive(Clone, PartialEq)]
pub(crate) struct Offers {
    by_id: Map<OfferId, Known>,
    by_place: Map<PlaceId, BTreeSet<OfferId>>,
    layers: Vec<Grid<Spot>>,
}

impl Offers {
    pub(crate) fn new() -> Self {
        let layers = (0..LAYERS).map(|layer| Grid::new(CELL_M << layer)).collect();
        Self { by_id: Map::default(), by_place: Map::default(), layers }
    }

    pub(crate) fn len(&self) -> usize {
        self.by_id.len()
    }

    pub(crate) fn get(&self, id: OfferId) -> Option<&Offer> {
        self.by_id.get(&id).map(|known| &known.offer)
    }

    /// Puts an offer whose place stands at `at`, if that is known yet. Its title is not kept: nothing is matched by it.
    pub(crate) fn put(&mut self, mut offer: Offer, at: Option<PlanePoint>) {
        let id = offer.id;
        self.take(id);
        offer.title = String::new();
        offer.reach_m = offer.reach_m.min(limits::REACH_MAX_M);
        self.by_place.entry(offer.place).or_default().insert(id);
        self.by_id.insert(id, Known { offer, spot: None });
        self.stand(id, at);
    }

    pub(crate) fn take(&mut self, id: OfferId) {
        self.stand(id, None);
        let Some(known) = self.by_id.remove(&id) else { return };
        let place = known.offer.place;
        if let Some(there) = self.by_place.get_mut(&place) {
            there.remove(&id);
            if there.is_empty() {
                self.by_place.remove(&place);
            }
        }
    }

    /// Moves every offer of a place to where the place stands now, or off the plane.
    pub(crate) fn place_moved(&mut self, place: PlaceId, at: Option<PlanePoint>) {
        let there: Vec<OfferId> = self.by_place.get(&place).into_iter().flatten().copied().collect();
        for id in there {
            self.stand(id, at);
        }
    }

    /// Visits the offers that speak as far as `from`, none farther away than `within_m`.
    pub(crate) fn reaching(&self, from: PlanePoint, within_m: u32, mut visit: impl FnMut(&Offer)) {
        for (layer, side) in self.layers.iter().zip((0..LAYERS).map(|layer| CELL_M << layer)) {
            layer.about(from, side.min(within_m), |spot| {
                if spot.at.d2(from) <= metres2(spot.reach_m.min(within_m)) {
                    self.get(spot.offer).into_iter().for_each(&mut visit);
                }
            });
        }
    }

    fn stand(&mut self, id: OfferId, at: Option<PlanePoint>) {
        let Some(known) = self.by_id.get_mut(&id) else { return };
        let reach_m = known.offer.reach_m;
        let next = at.map(|at| Spot { offer: id, at, reach_m });
        let before = std::mem::replace(&mut known.spot, next);
        let layer = (0..LAYERS).position(|layer| reach_m <= CELL_M << layer);
        let Some(layer) = layer.and_then(|layer| self.layers.get_mut(layer)) else { return };
        if let Some(spot) = before {
            layer.take(spot.at, spot);
        }
        if let Some(spot) = next {
            layer.put(spot.at, spot);
        }
    }
}
