//! Rows as primitives, and back to the model.

use domain::ids::Id;
use domain::{OrganisationId, Outline, Place, PlaceId, Position, WeeklyHours};
use sqlx::FromRow;
use store::BadRow;
use uuid::Uuid;

use crate::model::Town;

/// A row of `place`.
#[derive(FromRow)]
pub(crate) struct PlaceRow {
    id: Uuid,
    organisation: Option<Uuid>,
    name: String,
    category: String,
    lat: f64,
    lon: f64,
    radius_m: i64,
    address: String,
    hours_text: String,
    hours: Option<String>,
    osm: Option<String>,
    outline: Option<String>,
}

impl PlaceRow {
    pub(crate) fn read(self) -> Result<Place, BadRow> {
        let id = PlaceId::from_uuid(self.id);
        let bad = |column| BadRow::at("place", column, id);
        let hours = match self.hours {
            None => None,
            Some(text) => Some(read_spans(&text).ok_or_else(bad("hours"))?),
        };
        let outline = match self.outline {
            None => None,
            Some(text) => Some(read_corners(&text).ok_or_else(bad("outline"))?),
        };
        Ok(Place {
            id,
            organisation: self.organisation.map(OrganisationId::from_uuid),
            name: self.name,
            category: self.category.parse().map_err(|_| bad("category")())?,
            position: Position::new(self.lat, self.lon).ok_or_else(bad("lat"))?,
            radius_m: u32::try_from(self.radius_m).map_err(|_| bad("radius_m")())?,
            outline,
            address: self.address,
            hours,
            hours_text: self.hours_text,
            osm: self.osm,
        })
    }
}

/// A row of `town`.
#[derive(FromRow)]
pub(crate) struct TownRow {
    name: String,
    lat: f64,
    lon: f64,
    attribution: String,
}

impl TownRow {
    pub(crate) fn read(self) -> Result<Town, BadRow> {
        let centre = Position::new(self.lat, self.lon).ok_or_else(BadRow::at("town", "lat", 1))?;
        Ok(Town { name: self.name, centre, attribution: self.attribution })
    }
}

/// Writes a week as `510-1230,1950-2670`: minutes since Monday's midnight.
pub(crate) fn write_spans(hours: &WeeklyHours) -> String {
    let spans: Vec<String> = hours.spans().iter().map(|(from, to)| format!("{from}-{to}")).collect();
    spans.join(",")
}

fn read_spans(text: &str) -> Option<WeeklyHours> {
    let span = |part: &str| {
        let (from, to) = part.split_once('-')?;
        Some((from.parse().ok()?, to.parse().ok()?))
    };
    let spans = text.split(',').filter(|part| !part.is_empty()).map(span).collect::<Option<Vec<_>>>()?;
    WeeklyHours::new(spans)
}

/// Writes an outline as `47.65,-2.08;47.65,-2.0796;…`: degrees north and east of each corner.
pub(crate) fn write_corners(outline: &Outline) -> String {
    let corner = |at: &Position| format!("{},{}", at.lat(), at.lon());
    outline.corners().iter().map(corner).collect::<Vec<_>>().join(";")
}

fn read_corners(text: &str) -> Option<Outline> {
    let corner = |part: &str| {
        let (lat, lon) = part.split_once(',')?;
        Position::new(lat.parse().ok()?, lon.parse().ok()?)
    };
    Outline::new(text.split(';').map(corner).collect::<Option<Vec<_>>>()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outline_reads_back_and_nonsense_does_not() {
        let corners = [(47.65, -2.08), (47.650_000_1, -2.079_999_9), (-0.000_000_1, 179.999_999_9)];
        let outline = Outline::new(corners.map(|(lat, lon)| Position::new(lat, lon).unwrap())).unwrap();
        assert_eq!(read_corners(&write_corners(&outline)), Some(outline));
        for bad in ["", "1,2;3,4", "1,2;3,4;5", "1,2;3,4;a,b", "1,2;3,4;91,0", "0,0;0,1;0,2", "0,0;0,1;NaN,2"]
        {
            assert_eq!(read_corners(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_week_reads_back_and_nonsense_does_not() {
        for spans in [vec![], vec![(0, 10_080)], vec![(510, 1230), (1950, 2670)]] {
            let hours = WeeklyHours::new(spans).unwrap();
            assert_eq!(read_spans(&write_spans(&hours)), Some(hours));
        }
        for bad in ["510", "510-", "a-b", "700-600", "0-10081", "1-2;3-4"] {
            assert_eq!(read_spans(bad), None, "{bad}");
        }
    }
}
