//! Reads a town from an OpenStreetMap extract: `.osm` XML, gzip of it, or `.osm.pbf`, told by content.
//!
//! Knows which OSM objects are places people go to ([`kinds`]), which make a basemap, and how to keep the good part of
//! a bad file. Refuses to know the store, the pages and the network: bytes come in, a [`Town`] comes out.
//!
//! Memory is bounded by [`KEPT_BYTES`], whatever the file claims: only node coordinates, way references and the tags of
//! use are kept, and an XML element longer than [`ELEMENT_BYTES`] ends the reading. Nothing is read twice, so a pipe
//! will do. Objects may come in any order.

pub mod geojson;
pub mod kinds;

mod assemble;
mod collect;
mod hours;
mod pbf;
mod problem;
mod rings;
mod shapes;
mod source;
mod tags;
mod town;
pub mod trades;
mod xml;

#[cfg(test)]
mod tests;

pub use hours::{REFERENCE_MONDAY, read_hours};
pub use problem::{LineError, Problem, Refused};
pub use town::{Bounds, FoundPlace, Progress, Shape, ShapeKind, Stats, Town};

use std::fs::File;
use std::io::Read;
use std::path::Path;

use collect::Collector;
use source::Format;

/// Bytes of nodes, ways and tags kept at once: a large French department, on a machine with 2 GB.
pub const KEPT_BYTES: usize = 1 << 30;
/// Bytes of one XML tag or text: thousands of times what OSM allows (values have 255 characters).
pub const ELEMENT_BYTES: u64 = 1 << 20;
/// Errors told one by one; the rest are counted.
pub const ERRORS_TOLD: usize = 1_000;

/// Reads the extract at `path`, telling how far it is as it goes.
///
/// # Errors
/// When the file cannot be opened or is no OSM extract at all; a broken one gives its good part.
pub fn read_file(path: &Path, progress: &mut dyn FnMut(Progress)) -> Result<Town, Refused> {
    let file = File::open(path)?;
    let total = file.metadata().ok().map(|about| about.len());
    read(file, total, progress)
}

/// Reads an extract from any source; `total` is its length in bytes where that is known.
///
/// # Errors
/// When the source cannot be read or is no OSM extract at all; a broken one gives its good part.
pub fn read(
    source: impl Read + Send + 'static,
    total: Option<u64>,
    progress: &mut dyn FnMut(Progress),
) -> Result<Town, Refused> {
    let (format, meter, bytes) = source::open(source)?;
    let mut tell = || progress(Progress { read: meter.read(), total });
    let mut collector = Collector::default();
    match format {
        Format::Xml => xml::read(bytes, &mut collector, &mut tell)?,
        Format::Pbf => pbf::read(bytes, &mut collector, &mut tell)?,
    }
    tell();
    Ok(assemble::town(collector))
}
