//! Places and the zones about them.

use crate::category::Category;
use crate::hours::WeeklyHours;
use crate::ids::{OrganisationId, PlaceId};
use crate::outline::Outline;
use crate::plane::metres2;
use crate::position::Position;

/// How close a moment is to a place, outside in; the order is the order of closeness.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Zone {
    /// Within the offer's reach.
    Neighbourhood,
    /// Before the shop window: within [`WINDOW_M`] metres of the place's edge.
    Window,
    /// Within the place.
    Inside,
}

/// How far before a place's edge its window zone begins, in metres.
pub const WINDOW_M: u32 = 15;

impl Zone {
    /// Every zone with its name on wires and in the store.
    pub const NAMES: &'static [(Self, &'static str)] =
        &[(Self::Neighbourhood, "neighbourhood"), (Self::Window, "window"), (Self::Inside, "inside")];

    /// The zone at `metres` from the centre of a place of `radius_m`.
    #[must_use]
    pub fn at(metres: u32, radius_m: u32) -> Self {
        if metres <= radius_m {
            Self::Inside
        } else if metres <= radius_m.saturating_add(WINDOW_M) {
            Self::Window
        } else {
            Self::Neighbourhood
        }
    }

    /// The zone at the squared distance `d2`, in dm², of an [outline](crate::PlaneOutline::d2).
    #[must_use]
    pub fn beside(d2: i64) -> Self {
        if d2 == 0 {
            Self::Inside
        } else if d2 <= metres2(WINDOW_M) {
            Self::Window
        } else {
            Self::Neighbourhood
        }
    }
}

crate::named!(Zone);

/// A shop, stop, street or other place: a point with a radius, or an outline about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Its id.
    pub id: PlaceId,
    /// Who runs it.
    pub organisation: Option<OrganisationId>,
    /// Its name.
    pub name: String,
    /// What it is.
    pub category: Category,
    /// Its centre.
    pub position: Position,
    /// How far it extends from its centre, in metres, where no outline says so.
    pub radius_m: u32,
    /// Its outline, when it is known: its zones are told by it alone.
    pub outline: Option<Outline>,
    /// Street and number, as people write it; may be empty.
    pub address: String,
    /// When it is open; `None` when unknown.
    pub hours: Option<WeeklyHours>,
    /// The opening hours as OSM writes them; may be empty.
    pub hours_text: String,
    /// The OSM object it came from, such as `node/970767371`.
    pub osm: Option<String>,
}
