//! The town of a seeded run: real streets and places from OpenStreetMap, invented shelves, people and hours.

use std::path::Path;
use std::sync::Arc;

use domain::{CivilZone, Instant, Offer, OfferState, Place, Position};
use offer::NewOffer;
use place::osm::{self, FoundPlace};
use sim::town::{Ground, hours_of_trade, numbered, written};

use crate::demo;
use crate::server::Failure;

/// Days after which the first offers end.
const SOON_DAYS: i64 = 3;
/// Days after which more of them do.
const LATER_DAYS: i64 = 14;

/// Where a town is read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// Redon, inside the program.
    Demo,
    /// An OpenStreetMap extract.
    File(std::path::PathBuf),
}

/// A town ready to be lived in, with its name and its centre.
pub(super) struct Read {
    pub(super) name: String,
    pub(super) centre: Position,
    pub(super) ground: Ground,
}

/// Reads a town and fills its shelves. `start` lies on the first day.
pub(super) fn read(
    source: &Source,
    zone: CivilZone,
    start: Instant,
    seed: u64,
    people: u64,
) -> Result<Read, Failure> {
    let (name, town) = match source {
        Source::Demo => (demo::town::NAME.to_owned(), demo::town::extract(&mut |_, _| {})?),
        Source::File(path) => (name(path), extract(path)?),
    };
    let start = zone.start_of_day(start);
    let streets = demo::town::streets(&town).map_err(|why| format!("{name}: {why}"))?;
    let centre = town.bounds.ok_or_else(|| format!("{name}: the extract is empty"))?.centre();
    let mut found = town.places;
    found.sort_by(|a, b| a.osm.cmp(&b.osm));
    let places: Vec<Place> = (0..).zip(found).map(|(number, found)| place(number, found, start)).collect();
    let [soon, later] = [SOON_DAYS, LATER_DAYS].map(|days| start.plus_secs(days * 86_400));
    let shelves = demo::shelves(seed, &places, soon, later)?;
    let offers: Vec<Offer> = (0..).zip(shelves).map(|(number, new)| offer(number, new, start)).collect();
    if offers.is_empty() {
        return Err(format!("{name}: no place where anything is to be had").into());
    }
    let ground = Ground { seed, zone, start, streets: Arc::new(streets), places, offers, people };
    Ok(Read { name, centre: written(centre), ground })
}

fn name(path: &Path) -> String {
    let stem = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    stem.split('.').next().unwrap_or_default().to_owned()
}

fn extract(path: &Path) -> Result<osm::Town, Failure> {
    osm::read_file(path, &mut |_| {}).map_err(|refused| format!("{}: {refused}", path.display()).into())
}

fn place(number: u64, found: FoundPlace, start: Instant) -> Place {
    let hours = found.hours.or_else(|| hours_of_trade(&found.category));
    Place {
        id: numbered(start, number, 0),
        organisation: Some(numbered(start, number, 0)),
        name: found.name,
        category: found.category,
        position: written(found.position),
        radius_m: found.radius_m,
        outline: found.outline,
        address: found.address,
        hours,
        hours_text: found.hours_text,
        osm: Some(found.osm),
    }
}

fn offer(number: u64, new: NewOffer, start: Instant) -> Offer {
    Offer {
        id: numbered(start, number, 0),
        organisation: new.organisation,
        place: new.place,
        title: new.title,
        subject: new.subject,
        price: new.price,
        reference_price: new.reference_price,
        stock: new.stock,
        from: start,
        until: new.until,
        reach_m: new.reach_m,
        zone: new.zone,
        state: OfferState::Open,
    }
}
