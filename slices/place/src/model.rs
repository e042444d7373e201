//! What is said to make or change a place, the town, and what an import did.

use domain::{Category, OrganisationId, Outline, Place, PlaceId, Position, WeeklyHours, limits};
use kit::{Refusal, Result, wire};

use crate::osm;

/// The widest a place may be, in metres from its centre: a large market hall or a park, not a quarter.
pub const RADIUS_MAX_M: u32 = 500;
/// Metres between a place and the town's centre: half of the plane in which the engine reckons.
pub const FROM_CENTRE_MAX_M: f64 = 50_000.0;
/// Characters of opening hours: what OSM allows for a value.
const HOURS_CHARS: usize = 255;

/// A place to be made, or what a place is to become.
#[derive(Debug, Clone, PartialEq)]
pub struct NewPlace {
    /// Who runs it.
    pub organisation: Option<OrganisationId>,
    /// Its name.
    pub name: String,
    /// What it is.
    pub category: Category,
    /// Its centre.
    pub position: Position,
    /// How far it extends from its centre, in metres.
    pub radius_m: u32,
    /// Its outline.
    pub outline: Option<Outline>,
    /// Street and number; may be empty.
    pub address: String,
    /// Opening hours in OSM's syntax; may be empty.
    pub hours_text: String,
    /// The OSM object it stands for.
    pub osm: Option<String>,
}

impl NewPlace {
    /// Holds everything to the house's limits and makes the place `id` of it.
    ///
    /// Hours that stand on `before` are kept as they are, readable or not: whoever mends a name need not mend OSM.
    ///
    /// # Errors
    /// `invalid` naming `name`, `radius_m`, `address`, `hours` or `outline`.
    pub fn place(self, id: PlaceId, before: Option<&Place>) -> Result<Place> {
        let name = wire::title(&self.name, "name", limits::NAME_CHARS)?;
        if !(1..=RADIUS_MAX_M).contains(&self.radius_m) {
            return Err(Refusal::invalid("radius_m", "range"));
        }
        let address = match self.address.trim() {
            "" => String::new(),
            some => wire::title(some, "address", limits::TITLE_CHARS)?,
        };
        let text = self.hours_text.trim();
        let (hours_text, hours) = match before {
            Some(before) if before.hours_text == text => (before.hours_text.clone(), before.hours.clone()),
            _ => read_hours(text)?,
        };
        let Self { organisation, category, position, radius_m, outline, osm, .. } = self;
        if outline.as_ref().is_some_and(|outline| !outline.is_about(position)) {
            return Err(Refusal::invalid("outline", "far"));
        }
        Ok(Place {
            id,
            organisation,
            name,
            category,
            position,
            radius_m,
            outline,
            address,
            hours,
            hours_text,
            osm,
        })
    }
}

/// Hours that can be read but tell of no ordinary week, such as a season's, are kept as text.
fn read_hours(text: &str) -> Result<(String, Option<WeeklyHours>)> {
    if text.is_empty() {
        return Ok((String::new(), None));
    }
    let text = wire::title(text, "hours", HOURS_CHARS)?;
    if text.parse::<opening_hours::OpeningHours>().is_err() {
        return Err(Refusal::invalid("hours", "opening-hours"));
    }
    let hours = osm::read_hours(&text);
    Ok((text, hours))
}

/// The town this instance serves.
#[derive(Debug, Clone, PartialEq)]
pub struct Town {
    /// Its name.
    pub name: String,
    /// Its centre, about which the engine's plane lies.
    pub centre: Position,
    /// Who is to be thanked for its map.
    pub attribution: String,
}

/// What an import did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImportReport {
    /// Places that are new.
    pub added: u64,
    /// Places that have changed.
    pub updated: u64,
    /// Places that were as they are.
    pub unchanged: u64,
    /// Shapes of the map, drawn new or anew.
    pub shapes: u64,
    /// Objects that would be places, had they a name.
    pub unnamed: u64,
    /// What could not be read: where, and why. `Display` says it on one line.
    pub skipped: Vec<osm::LineError>,
    /// Further lines that could not be read and are only counted.
    pub untold: u64,
}
