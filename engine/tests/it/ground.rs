//! Places as the oracle measures them: every edge looked at, in fractions; inside by turning about.

use domain::*;

/// A place with its centre and its ring of corners in the plane; no corners, no outline.
#[derive(Debug, Clone)]
pub struct Site {
    pub place: Place,
    pub door: PlanePoint,
    pub ring: Vec<PlanePoint>,
}

/// Whether a point lies on the plane, its rim included.
pub fn on_plane(at: PlanePoint) -> bool {
    at.x.abs().max(at.y.abs()) <= domain::plane::HALF_WIDTH_DM
}

impl Site {
    /// Whether anything is matched there: a place off the plane is nowhere.
    pub fn is_somewhere(&self) -> bool {
        on_plane(self.door)
    }

    /// The same, measured as it is matched: an outline that leaves the plane is none.
    pub fn measured(mut self) -> Self {
        if !self.ring.iter().all(|corner| on_plane(*corner)) {
            self.ring.clear();
        }
        self
    }

    /// Squared decimetres to the outline, rounded up, or to the centre.
    pub fn d2(&self, spot: PlanePoint) -> i64 {
        if self.ring.is_empty() {
            let (dx, dy) = (i64::from(spot.x - self.door.x), i64::from(spot.y - self.door.y));
            return dx * dx + dy * dy;
        }
        let nearest = self.edges().map(|(a, b)| to_edge(a, b, spot)).min().unwrap();
        if self.is_about(spot) { 0 } else { nearest }
    }

    pub fn within(&self, spot: PlanePoint, metres: u32) -> bool {
        self.d2(spot) <= (i64::from(metres) * 10) * (i64::from(metres) * 10)
    }

    pub fn zone(&self, spot: PlanePoint) -> Zone {
        match (self.ring.is_empty(), self.d2(spot)) {
            (true, d2) => Zone::at((d2.isqrt() / 10) as u32, self.place.radius_m),
            (false, 0) => Zone::Inside,
            (false, ..=22_500) => Zone::Window,
            (false, _) => Zone::Neighbourhood,
        }
    }

    /// Whom it may be recognised within.
    pub fn recognises(&self, spot: PlanePoint) -> bool {
        let edge_m = if self.ring.is_empty() { self.place.radius_m } else { 0 };
        self.within(spot, edge_m + engine::RECOGNISE_M)
    }

    fn edges(&self) -> impl Iterator<Item = (PlanePoint, PlanePoint)> {
        let next = |n: usize| self.ring[(n + 1) % self.ring.len()];
        self.ring.iter().enumerate().map(move |(n, corner)| (*corner, next(n)))
    }

    /// Whether who stands at a spot and follows the ring with the eyes turns about once.
    fn is_about(&self, spot: PlanePoint) -> bool {
        let from = |p: PlanePoint| (f64::from(p.x - spot.x), f64::from(p.y - spot.y));
        let turned = self.edges().map(|(a, b)| {
            let ((ax, ay), (bx, by)) = (from(a), from(b));
            (ax * by - ay * bx).atan2(ax * bx + ay * by)
        });
        turned.sum::<f64>().abs() > 3.0
    }
}

/// Squared decimetres to an edge, rounded up: the foot of the point is a fraction of the edge.
fn to_edge(a: PlanePoint, b: PlanePoint, spot: PlanePoint) -> i64 {
    let minus = |p: PlanePoint, q: PlanePoint| (i128::from(p.x - q.x), i128::from(p.y - q.y));
    let ((ex, ey), (px, py)) = (minus(b, a), minus(spot, a));
    let whole = ex * ex + ey * ey;
    let part = (ex * px + ey * py).clamp(0, whole);
    let (dx, dy) = (px * whole - ex * part, py * whole - ey * part);
    let (above, below) = (dx * dx + dy * dy, whole * whole);
    ((above + below - 1) / below) as i64
}
