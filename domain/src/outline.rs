//! The outline of a place: a simple ring on the Earth, and the same ring in the plane.

use crate::limits;
use crate::plane::{Plane, PlanePoint};
use crate::position::Position;

/// Corners of an outline, at least and at most.
pub const CORNERS: std::ops::RangeInclusive<usize> = 3..=limits::OUTLINE_CORNERS;

/// Parts of a degree that are told apart: about a centimetre, as OSM does.
const PARTS: f64 = 1e7;

/// A simple closed ring of 3 to 500 corners; its last corner joins its first.
///
/// No edge crosses, touches or runs back along another. A ring about the antimeridian is not one.
#[derive(Debug, Clone, PartialEq)]
pub struct Outline {
    corners: Vec<Position>,
}

/// Why some positions make no outline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OutlineError {
    /// Fewer than three corners.
    TooFew,
    /// More corners than [`limits::OUTLINE_CORNERS`].
    TooMany,
    /// Two corners in a row are the same.
    Repeated,
    /// Two edges cross, touch or lie upon each other.
    Crossing,
}

impl Outline {
    /// Joins the corners, each rounded to a ten-millionth of a degree; a last one that repeats the first is left out.
    ///
    /// The ring begins with the first and turns counterclockwise, as RFC 7946 has it, whichever way it was said.
    ///
    /// # Errors
    /// When they are too few or too many, or make no simple ring.
    pub fn new(corners: impl IntoIterator<Item = Position>) -> Result<Self, OutlineError> {
        let mut corners: Vec<Position> = corners.into_iter().take(CORNERS.end() + 2).map(rounded).collect();
        if corners.len() > 1 && corners.first() == corners.last() {
            corners.pop();
        }
        if corners.len() > *CORNERS.end() {
            return Err(OutlineError::TooMany);
        }
        if corners.len() < *CORNERS.start() {
            return Err(OutlineError::TooFew);
        }
        let parts: Vec<Parts> = corners.iter().copied().map(Parts::of).collect();
        if edges(&parts).any(|(a, b)| a == b) {
            return Err(OutlineError::Repeated);
        }
        if crosses_itself(&parts) {
            return Err(OutlineError::Crossing);
        }
        if turn(&parts) < 0 {
            corners[1..].reverse();
        }
        Ok(Self { corners })
    }

    /// Its corners counterclockwise, each once.
    #[must_use]
    pub fn corners(&self) -> &[Position] {
        &self.corners
    }

    /// Whether every corner lies within [`limits::OUTLINE_MAX_M`] of a position, as the outline of a place there must.
    #[must_use]
    pub fn is_about(&self, position: Position) -> bool {
        let most = f64::from(limits::OUTLINE_MAX_M);
        self.corners.iter().all(|corner| corner.metres_to(position) <= most)
    }

    /// The ring in the plane; `None` when a corner lies off it.
    #[must_use]
    pub fn project(&self, plane: &Plane) -> Option<PlaneOutline> {
        let mut corners =
            self.corners.iter().map(|corner| plane.project(*corner)).collect::<Option<Vec<_>>>()?;
        corners.dedup();
        let (mut low, mut high) = (*corners.first()?, *corners.first()?);
        for corner in &corners {
            low = PlanePoint { x: low.x.min(corner.x), y: low.y.min(corner.y) };
            high = PlanePoint { x: high.x.max(corner.x), y: high.y.max(corner.y) };
        }
        Some(PlaneOutline { corners, low, high })
    }
}

/// An outline in whole decimetres, all that is reckoned with it exact.
///
/// Rounding to decimetres may let a sliver's edges touch; then a point is inside when its ray leaves it an odd number of times.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PlaneOutline {
    corners: Vec<PlanePoint>,
    low: PlanePoint,
    high: PlanePoint,
}

impl PlaneOutline {
    /// Its corners counterclockwise.
    #[must_use]
    pub fn corners(&self) -> &[PlanePoint] {
        &self.corners
    }

    /// Its bounding box: the south-west and the north-east corner.
    #[must_use]
    pub fn bounds(&self) -> (PlanePoint, PlanePoint) {
        (self.low, self.high)
    }

    /// Whether a point lies inside or on the edge.
    #[must_use]
    pub fn contains(&self, point: PlanePoint) -> bool {
        let (across, along) = (self.low.x..=self.high.x, self.low.y..=self.high.y);
        if !across.contains(&point.x) || !along.contains(&point.y) {
            return false;
        }
        let mut inside = false;
        for (a, b) in edges(&self.corners) {
            let edge = Edge::between(a, b, point);
            if edge.bears() {
                return true;
            }
            let leaves = (a.y > point.y) != (b.y > point.y) && (edge.cross > 0) == (b.y > a.y);
            inside ^= leaves;
        }
        inside
    }

    /// The squared distance of a point to the outline in dm²: 0 inside and on the edge, otherwise that to the nearest edge,
    /// rounded up to a whole dm², so that it compares with [`metres2`](crate::plane::metres2) as the exact distance would.
    #[must_use]
    pub fn d2(&self, point: PlanePoint) -> i64 {
        if self.contains(point) {
            return 0;
        }
        let to_corner = self.corners.iter().map(|corner| corner.d2(point)).min().unwrap_or(i64::MAX);
        let nearest = edges(&self.corners).fold(i128::from(to_corner), |nearest, (a, b)| {
            Edge::between(a, b, point).beside(nearest).unwrap_or(nearest)
        });
        i64::try_from(nearest).unwrap_or(i64::MAX)
    }
}

/// A point seen from an edge, `a` to `b`.
struct Edge {
    /// The squared length of the edge.
    length2: i64,
    /// How far along the edge the point's foot falls, times the length.
    along: i64,
    /// How far to the left of the edge the point lies, times the length.
    cross: i64,
}

impl Edge {
    fn between(a: PlanePoint, b: PlanePoint, point: PlanePoint) -> Self {
        let from = |p: PlanePoint| (i64::from(p.x) - i64::from(a.x), i64::from(p.y) - i64::from(a.y));
        let ((ex, ey), (px, py)) = (from(b), from(point));
        Self { length2: ex * ex + ey * ey, along: ex * px + ey * py, cross: ex * py - ey * px }
    }

    /// Whether the point lies on the edge.
    fn bears(&self) -> bool {
        self.cross == 0 && (0..=self.length2).contains(&self.along)
    }

    /// The squared distance when the point lies beside the edge and nearer than `nearest`, rounded up.
    fn beside(&self, nearest: i128) -> Option<i128> {
        let (cross2, length2) = (i128::from(self.cross).pow(2), i128::from(self.length2));
        let nearer = self.along > 0 && self.along < self.length2 && cross2 < nearest * length2;
        nearer.then(|| (cross2 + length2 - 1) / length2)
    }
}

/// The edges of a ring: each corner with the next, the last with the first.
fn edges<P: Copy>(ring: &[P]) -> impl Iterator<Item = (P, P)> {
    ring.iter().copied().zip(ring.iter().copied().cycle().skip(1))
}

fn rounded(position: Position) -> Position {
    let round = |degrees: f64| (degrees * PARTS).round() / PARTS;
    Position::new(round(position.lat()), round(position.lon())).unwrap_or(position)
}

/// A corner in whole parts of a degree, in which crossings are exact.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Parts {
    x: i128,
    y: i128,
}

impl Parts {
    fn of(position: Position) -> Self {
        #[expect(clippy::cast_possible_truncation, reason = "at most 180 degrees in parts")]
        let whole = |degrees: f64| i128::from((degrees * PARTS).round() as i64);
        Self { x: whole(position.lon()), y: whole(position.lat()) }
    }

    /// On which side of the way from `a` to `b` it lies: left 1, right -1, on it 0.
    fn side(self, a: Self, b: Self) -> i128 {
        ((b.x - a.x) * (self.y - a.y) - (b.y - a.y) * (self.x - a.x)).signum()
    }

    /// Whether it lies on the edge from `a` to `b`.
    fn on(self, a: Self, b: Self) -> bool {
        let within = |low: i128, high: i128, it: i128| (low.min(high)..=low.max(high)).contains(&it);
        self.side(a, b) == 0 && within(a.x, b.x, self.x) && within(a.y, b.y, self.y)
    }
}

/// Twice the signed area; positive when the ring turns counterclockwise.
fn turn(ring: &[Parts]) -> i128 {
    edges(ring).map(|(a, b)| a.x * b.y - a.y * b.x).sum()
}

/// Whether any two edges meet elsewhere than at the corner they share.
fn crosses_itself(ring: &[Parts]) -> bool {
    let edges: Vec<(Parts, Parts)> = edges(ring).collect();
    let last = edges.len() - 1;
    edges.iter().enumerate().any(|(i, &one)| {
        edges.iter().enumerate().skip(i + 1).any(|(j, &other)| {
            if j == i + 1 {
                turns_back(one, other)
            } else if (i, j) == (0, last) {
                turns_back(other, one)
            } else {
                meet(one, other)
            }
        })
    })
}

/// Whether an edge runs back along the one before it.
fn turns_back((a, b): (Parts, Parts), (_, c): (Parts, Parts)) -> bool {
    a.on(b, c) || c.on(a, b)
}

/// Whether two edges have a point in common.
fn meet((a, b): (Parts, Parts), (c, d): (Parts, Parts)) -> bool {
    let apart = a.side(c, d) * b.side(c, d) < 0 && c.side(a, b) * d.side(a, b) < 0;
    apart || a.on(c, d) || b.on(c, d) || c.on(a, b) || d.on(a, b)
}

#[cfg(test)]
mod tests;
