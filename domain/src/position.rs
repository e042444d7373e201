//! A point on the Earth, WGS84.

/// A WGS84 position in degrees, finite and in range.
#[derive(Clone, Copy, PartialEq)]
pub struct Position {
    lat: f64,
    lon: f64,
}

impl Position {
    /// Accepts latitudes of ±90° and longitudes of ±180°; `None` for anything else, NaN included.
    #[must_use]
    pub fn new(lat: f64, lon: f64) -> Option<Self> {
        let sane = (-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon);
        sane.then_some(Self { lat, lon })
    }

    /// Degrees north.
    #[must_use]
    pub fn lat(self) -> f64 {
        self.lat
    }

    /// Degrees east.
    #[must_use]
    pub fn lon(self) -> f64 {
        self.lon
    }

    /// Great-circle distance in metres (haversine, mean Earth radius 6 371 008.8 m, IUGG).
    #[must_use]
    pub fn metres_to(self, other: Self) -> f64 {
        let (a, b) = (self.lat.to_radians(), other.lat.to_radians());
        let dlat = (b - a) / 2.0;
        let dlon = (other.lon - self.lon).to_radians() / 2.0;
        let h = dlat.sin().powi(2) + a.cos() * b.cos() * dlon.sin().powi(2);
        2.0 * 6_371_008.8 * h.sqrt().clamp(0.0, 1.0).asin()
    }
}

/// Shows no digits: positions never reach a log by accident.
impl std::fmt::Debug for Position {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Position(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nonsense_is_refused_and_nothing_is_shown() {
        for (lat, lon) in [(91.0, 0.0), (0.0, 181.0), (f64::NAN, 0.0), (0.0, f64::INFINITY)] {
            assert_eq!(Position::new(lat, lon), None);
        }
        let redon = Position::new(47.65, -2.084).unwrap();
        assert_eq!(format!("{redon:?}"), "Position(…)");
    }
}
