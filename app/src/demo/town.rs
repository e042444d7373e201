//! The demonstration's town: Redon, real streets and shops, inside the binary.

use std::sync::Arc;

use domain::Position;
use place::osm::{self, ShapeKind};
use sim::Streets;

use crate::server::Failure;

/// The extract; see `app/demo/redon/SOURCE.md`.
static REDON: &[u8] = include_bytes!("../../demo/redon/redon.osm.gz");

/// How the town is called.
pub(crate) const NAME: &str = "Redon";

/// The town as read: what the store takes over, and where one walks.
pub(super) struct Ground {
    pub(super) town: osm::Town,
    pub(super) streets: Arc<Streets>,
}

/// Reads the extract, telling how far it is.
pub(super) fn read(tell: &mut dyn FnMut(u64, u64)) -> Result<Ground, Failure> {
    let mut town = extract(tell)?;
    let streets = streets(&town)?;
    for found in &mut town.places {
        // A demonstration is looked at in the evening too: no door counts as shut. The pages still tell the real hours.
        found.hours = None;
    }
    Ok(Ground { town, streets: Arc::new(streets) })
}

/// The extract as it is, real hours included.
pub(crate) fn extract(tell: &mut dyn FnMut(u64, u64)) -> Result<osm::Town, Failure> {
    let total = REDON.len() as u64;
    let read = osm::read(REDON, Some(total), &mut |progress| tell(progress.read, total));
    Ok(read.map_err(|refused| refused.to_string())?)
}

/// Where one walks in a town.
pub(crate) fn streets(town: &osm::Town) -> Result<Streets, Failure> {
    let lines: Vec<(&str, Vec<Position>)> = town.shapes.iter().filter_map(street).collect();
    Ok(Streets::from_lines(&lines).ok_or("the extract has no street to walk on")?)
}

fn street(shape: &osm::Shape) -> Option<(&'static str, Vec<Position>)> {
    match shape.kind {
        ShapeKind::Street { class } => Some((class, shape.line.clone())),
        _ => None,
    }
}
