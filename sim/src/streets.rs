//! The walking graph of a town.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use domain::Position;

/// OSM `highway` classes on which nobody walks.
pub const NOT_ON_FOOT: &[&str] = &["motorway", "motorway_link", "trunk", "trunk_link"];

/// Where one can walk: the largest connected part of the streets.
#[derive(Debug, Clone)]
pub struct Streets {
    corners: Vec<Position>,
    /// For each corner, its neighbours and how far they are in millimetres; integers, so that sums compare exactly.
    ways: Vec<Vec<(usize, u64)>>,
}

impl Streets {
    /// Builds the graph from street lines with their class; lines meet where they share exact coordinates.
    ///
    /// Motorways are left out. `None` when nothing remains on which to walk.
    #[must_use]
    pub fn from_lines<C: AsRef<str>>(lines: &[(C, Vec<Position>)]) -> Option<Self> {
        let mut all = Self { corners: Vec::new(), ways: Vec::new() };
        let mut known: HashMap<(u64, u64), usize> = HashMap::new();
        for (_, line) in lines.iter().filter(|(class, _)| !NOT_ON_FOOT.contains(&class.as_ref())) {
            let corners: Vec<usize> =
                line.iter().map(|at| *known.entry(key(*at)).or_insert_with(|| all.add(*at))).collect();
            for pair in corners.windows(2).filter(|pair| pair[0] != pair[1]) {
                all.join(pair[0], pair[1]);
            }
        }
        all.largest_part()
    }

    fn add(&mut self, at: Position) -> usize {
        self.corners.push(at);
        self.ways.push(Vec::new());
        self.corners.len() - 1
    }

    fn join(&mut self, a: usize, b: usize) {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "at most half the Earth, 2e10 mm"
        )]
        let millimetres = (self.corners[a].metres_to(self.corners[b]) * 1000.0).round() as u64;
        self.ways[a].push((b, millimetres));
        self.ways[b].push((a, millimetres));
    }

    fn largest_part(self) -> Option<Self> {
        let mut part_of = vec![usize::MAX; self.corners.len()];
        let mut sizes = Vec::new();
        for start in 0..self.corners.len() {
            if part_of[start] != usize::MAX {
                continue;
            }
            let (part, mut size, mut waiting) = (sizes.len(), 0, vec![start]);
            part_of[start] = part;
            while let Some(corner) = waiting.pop() {
                size += 1;
                for (next, _) in &self.ways[corner] {
                    if part_of[*next] == usize::MAX {
                        part_of[*next] = part;
                        waiting.push(*next);
                    }
                }
            }
            sizes.push(size);
        }
        // The first of equals, so that the choice does not depend on the machine.
        let largest =
            (0..sizes.len()).rev().max_by_key(|part| sizes[*part]).filter(|part| sizes[*part] > 1)?;
        let mut number = vec![usize::MAX; self.corners.len()];
        let mut kept = Self { corners: Vec::new(), ways: Vec::new() };
        for corner in (0..self.corners.len()).filter(|corner| part_of[*corner] == largest) {
            number[corner] = kept.add(self.corners[corner]);
        }
        for corner in (0..self.corners.len()).filter(|corner| part_of[*corner] == largest) {
            kept.ways[number[corner]] = self.ways[corner].iter().map(|(to, mm)| (number[*to], *mm)).collect();
        }
        Some(kept)
    }

    /// The corners, where streets bend or meet.
    #[must_use]
    pub fn corners(&self) -> &[Position] {
        &self.corners
    }

    /// The corner nearest to a position.
    #[must_use]
    pub fn nearest(&self, to: Position) -> usize {
        let far = |corner: &usize| self.corners[*corner].metres_to(to);
        (0..self.corners.len()).min_by(|a, b| far(a).total_cmp(&far(b))).unwrap_or(0)
    }

    /// The shortest way on foot: from a position to its nearest corner, along the streets, and from the last corner to the goal.
    #[must_use]
    pub fn route(&self, from: Position, to: Position) -> Vec<Position> {
        let corners = self.shortest(self.nearest(from), self.nearest(to));
        let mut route = vec![from];
        route.extend(corners.into_iter().map(|corner| self.corners[corner]));
        route.push(to);
        route.dedup();
        route
    }

    /// Corners of the shortest path (Dijkstra); both ends included. The graph is connected, so there is one.
    fn shortest(&self, from: usize, to: usize) -> Vec<usize> {
        let mut best = vec![u64::MAX; self.corners.len()];
        let mut before = vec![usize::MAX; self.corners.len()];
        let mut waiting = BinaryHeap::from([Reverse((0_u64, from))]);
        best[from] = 0;
        while let Some(Reverse((far, corner))) = waiting.pop() {
            if corner == to {
                break;
            }
            if far > best[corner] {
                continue;
            }
            for (next, millimetres) in &self.ways[corner] {
                let farther = far + millimetres;
                if farther < best[*next] {
                    best[*next] = farther;
                    before[*next] = corner;
                    waiting.push(Reverse((farther, *next)));
                }
            }
        }
        let mut path = vec![to];
        while let Some(corner) =
            path.last().map(|corner| before[*corner]).filter(|corner| *corner != usize::MAX)
        {
            path.push(corner);
        }
        path.reverse();
        path
    }
}

/// Coordinates as they are, to the last bit: OSM nodes that two streets share are the same number twice.
fn key(at: Position) -> (u64, u64) {
    (at.lat().to_bits(), at.lon().to_bits())
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn at(x: i32, y: i32) -> Position {
        Position::new(47.65 + f64::from(y) * 0.0009, -2.084 + f64::from(x) * 0.001_335).unwrap()
    }

    /// A grid of 5 × 5 corners about 100 m apart, with a motorway across, and a lonely yard far off.
    pub(crate) fn grid() -> Streets {
        let mut lines: Vec<(&str, Vec<Position>)> = Vec::new();
        for i in 0..5 {
            lines.push(("residential", (0..5).map(|j| at(i, j)).collect()));
            lines.push(("footway", (0..5).map(|j| at(j, i)).collect()));
        }
        lines.push(("motorway", vec![at(0, 0), at(4, 4)]));
        lines.push(("service", vec![at(50, 50), at(51, 50)]));
        Streets::from_lines(&lines).unwrap()
    }

    fn metres(route: &[Position]) -> f64 {
        route.windows(2).map(|pair| pair[0].metres_to(pair[1])).sum()
    }

    #[test]
    fn the_graph_is_the_largest_part_without_motorways() {
        let streets = grid();
        assert_eq!(streets.corners().len(), 25, "the yard is not reached");
        let route = streets.route(at(0, 0), at(4, 4));
        assert!(
            (metres(&route) - 800.0).abs() < 5.0,
            "round the corners, not along the motorway: {}",
            metres(&route)
        );
        assert!(Streets::from_lines(&[("motorway", vec![at(0, 0), at(1, 1)])]).is_none());
        assert!(Streets::from_lines::<&str>(&[]).is_none());
    }

    #[test]
    fn no_route_is_shorter_than_dijkstra_s() {
        // Against Floyd and Warshall on every pair of the grid.
        let streets = grid();
        let count = streets.corners.len();
        let mut far = vec![vec![u64::MAX / 4; count]; count];
        for (a, ways) in streets.ways.iter().enumerate() {
            far[a][a] = 0;
            ways.iter().for_each(|(b, mm)| far[a][*b] = *mm);
        }
        for (k, (i, j)) in
            (0..count).flat_map(|k| (0..count * count).map(move |ij| (k, (ij / count, ij % count))))
        {
            far[i][j] = far[i][j].min(far[i][k] + far[k][j]);
        }
        for (a, b) in (0..count * count).map(|ab| (ab / count, ab % count)) {
            let path = streets.shortest(a, b);
            assert_eq!((path.first(), path.last()), (Some(&a), Some(&b)));
            let step =
                |pair: &[usize]| streets.ways[pair[0]].iter().find(|(to, _)| *to == pair[1]).unwrap().1;
            assert_eq!(path.windows(2).map(step).sum::<u64>(), far[a][b], "{a} to {b}");
        }
    }
}
