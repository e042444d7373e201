//! The outline of a place as GeoJSON.

use domain::{Outline, OutlineError, Position};
use kit::{Refusal, Result};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A GeoJSON `Polygon` (RFC 7946) of one ring: 3 to 500 corners and the first again, no edge crossing another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub(super) struct WireOutline {
    /// `Polygon`.
    #[schema(example = "Polygon")]
    r#type: String,
    /// The one ring: longitude and latitude of each corner; a third number, the altitude, is not kept.
    #[schema(example = json!([[[-2.0842, 47.6512], [-2.0838, 47.6512], [-2.084, 47.6515], [-2.0842, 47.6512]]]))]
    coordinates: Vec<Vec<Vec<f64>>>,
}

impl From<&Outline> for WireOutline {
    fn from(outline: &Outline) -> Self {
        let ring = outline.corners().iter().chain(outline.corners().first());
        let ring = ring.map(|corner| vec![corner.lon(), corner.lat()]).collect();
        Self { r#type: "Polygon".to_owned(), coordinates: vec![ring] }
    }
}

impl WireOutline {
    /// Reads an outline.
    pub(super) fn read(&self) -> Result<Outline> {
        let wrong = |code| Refusal::invalid("outline", code);
        let [ring] = &self.coordinates[..] else { return Err(wrong("ring")) };
        if self.r#type != "Polygon" || ring.first() != ring.last() {
            return Err(wrong("ring"));
        }
        let corner = |corner: &Vec<f64>| match corner[..] {
            [lon, lat] | [lon, lat, _] => Position::new(lat, lon).ok_or_else(|| wrong("position")),
            _ => Err(wrong("position")),
        };
        let corners = ring.iter().map(corner).collect::<Result<Vec<_>>>()?;
        Outline::new(corners).map_err(|error| {
            wrong(match error {
                OutlineError::TooFew | OutlineError::TooMany => "corners",
                OutlineError::Repeated => "same-corner",
                OutlineError::Crossing => "crossing",
            })
        })
    }
}
