//! What a reading gives.

use domain::{Category, Outline, Position, WeeklyHours};

use super::problem::LineError;

/// How far a reading is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Bytes of the file read so far (compressed ones, when it is compressed).
    pub read: u64,
    /// Bytes of the file, where that is known.
    pub total: Option<u64>,
}

/// A town as OpenStreetMap knows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Town {
    /// Places people go to, in the order of the file.
    pub places: Vec<FoundPlace>,
    /// Streets, buildings, water, green and rails, for the basemap.
    pub shapes: Vec<Shape>,
    /// What could not be read, at most [`super::ERRORS_TOLD`].
    pub errors: Vec<LineError>,
    /// The box the file declares, else the box about its nodes; `None` when it has none.
    pub bounds: Option<Bounds>,
    /// What was counted on the way.
    pub stats: Stats,
}

/// A named place where offers are had or given.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundPlace {
    /// The OSM object, such as `node/970767371`.
    pub osm: String,
    /// Its name, held to the house's length.
    pub name: String,
    /// What it is.
    pub category: Category,
    /// Its point, or the centre of its outline.
    pub position: Position,
    /// Half the diagonal of its outline between 5 and 60 metres; 10 for a point.
    pub radius_m: u32,
    /// Its outline, when it is one whole simple ring that a place may have.
    pub outline: Option<Outline>,
    /// Number and street; may be empty.
    pub address: String,
    /// Opening hours as OSM writes them; may be empty.
    pub hours_text: String,
    /// The hours of an ordinary week; `None` when unknown or unreadable.
    pub hours: Option<WeeklyHours>,
    /// Its telephone number; may be empty.
    pub phone: String,
    /// Its web address, only `http` or `https`; may be empty.
    pub website: String,
    /// The brand it belongs to; may be empty.
    pub brand: String,
}

/// One shape of the basemap.
#[derive(Debug, Clone, PartialEq)]
pub struct Shape {
    /// The OSM object, such as `way/4711`; several shapes may come from one relation.
    pub osm: String,
    /// What is drawn.
    pub kind: ShapeKind,
    /// Its name, where it has one.
    pub name: Option<String>,
    /// The line, or the outer ring with its first point repeated at the end.
    pub line: Vec<Position>,
    /// The holes of an area, closed in the same way.
    pub holes: Vec<Vec<Position>>,
    /// Whether the line bounds an area.
    pub area: bool,
}

/// What a shape shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ShapeKind {
    /// A way people move on, with its OSM `highway` class, one of [`super::kinds::STREETS`].
    Street {
        /// Such as `residential`, `footway`, `motorway`.
        class: &'static str,
    },
    /// A building.
    Building,
    /// Water, standing or flowing.
    Water,
    /// Grass, trees, gardens, fields.
    Green,
    /// Rails.
    Rail,
}

/// A box in degrees.
#[derive(Clone, Copy, PartialEq)]
pub struct Bounds {
    /// Its south-western corner.
    pub south_west: Position,
    /// Its north-eastern corner.
    pub north_east: Position,
}

impl Bounds {
    /// The middle.
    #[must_use]
    pub fn centre(&self) -> Position {
        let lat = f64::midpoint(self.south_west.lat(), self.north_east.lat());
        let lon = f64::midpoint(self.south_west.lon(), self.north_east.lon());
        Position::new(lat, lon).unwrap_or(self.south_west)
    }

    /// Half its diagonal in metres.
    #[must_use]
    pub fn half_diagonal_m(&self) -> f64 {
        self.south_west.metres_to(self.north_east) / 2.0
    }

    /// The box about some positions; `None` without any.
    pub fn about(positions: impl IntoIterator<Item = Position>) -> Option<Self> {
        let mut positions = positions.into_iter();
        let first = positions.next()?;
        let (mut south, mut north, mut west, mut east) = (first.lat(), first.lat(), first.lon(), first.lon());
        for position in positions {
            south = south.min(position.lat());
            north = north.max(position.lat());
            west = west.min(position.lon());
            east = east.max(position.lon());
        }
        Some(Self { south_west: Position::new(south, west)?, north_east: Position::new(north, east)? })
    }
}

/// Shows no digits, as [`Position`] shows none.
impl std::fmt::Debug for Bounds {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Bounds(…)")
    }
}

/// What was counted on the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stats {
    /// Nodes read.
    pub nodes: u64,
    /// Ways read.
    pub ways: u64,
    /// Relations read.
    pub relations: u64,
    /// Objects that would be places, had they a name.
    pub unnamed: u64,
    /// Objects on the map where nobody goes for offers, such as car parks and benches.
    pub elsewhere: u64,
    /// Streets, buildings and places whose way misses some of its nodes, as happens at the edge of an extract.
    pub ways_cut: u64,
    /// Errors beyond those told.
    pub errors_untold: u64,
    /// Whether the file ended, or broke, before its end.
    pub cut_short: bool,
}
