//! Rings: joining ways into them, and their middle, turn and inside.

use std::collections::HashMap;

use domain::Position;

use super::town::Bounds;

/// Joins ways end to end into closed rings; the second value tells whether some stayed open.
pub(super) fn stitch(ways: &[&[i64]]) -> (Vec<Vec<i64>>, bool) {
    let mut by_end: HashMap<i64, Vec<usize>> = HashMap::new();
    for (index, way) in ways.iter().enumerate() {
        if let [first, .., last] = way {
            by_end.entry(*first).or_default().push(index);
            by_end.entry(*last).or_default().push(index);
        }
    }
    let mut used = vec![false; ways.len()];
    let (mut rings, mut open) = (Vec::new(), false);
    for start in 0..ways.len() {
        if used[start] || ways[start].len() < 2 {
            continue;
        }
        used[start] = true;
        let mut ring = ways[start].to_vec();
        while ring.first() != ring.last() {
            let Some(end) = ring.last().copied() else { break };
            // Taken ways are popped as they are met, so that the whole is linear in the number of ways.
            let Some(next) = take_unused(by_end.get_mut(&end), &used) else { break };
            used[next] = true;
            let way = ways[next];
            if way.first() == Some(&end) {
                ring.extend(&way[1..]);
            } else {
                ring.extend(way[..way.len() - 1].iter().rev());
            }
        }
        if ring.len() >= 4 && ring.first() == ring.last() { rings.push(ring) } else { open = true }
    }
    (rings, open)
}

fn take_unused(candidates: Option<&mut Vec<usize>>, used: &[bool]) -> Option<usize> {
    let candidates = candidates?;
    while let Some(candidate) = candidates.pop() {
        if !used[candidate] {
            return Some(candidate);
        }
    }
    None
}

/// Twice the signed area in square degrees; positive when it turns counterclockwise.
pub(super) fn turn(ring: &[Position]) -> f64 {
    ring.windows(2).map(|side| cross(ring[0], side[0], side[1])).sum()
}

fn cross(origin: Position, a: Position, b: Position) -> f64 {
    let (ax, ay) = (a.lon() - origin.lon(), a.lat() - origin.lat());
    let (bx, by) = (b.lon() - origin.lon(), b.lat() - origin.lat());
    ax * by - bx * ay
}

/// The centre of gravity of a closed ring; of a line, or a ring without area, the middle of its box.
pub(super) fn middle(line: &[Position]) -> Option<Position> {
    let bounds = Bounds::about(line.iter().copied())?;
    let origin = line[0];
    let (mut lat, mut lon, mut twice) = (0.0, 0.0, 0.0);
    if line.first() == line.last() {
        for side in line.windows(2) {
            let weight = cross(origin, side[0], side[1]);
            lat += weight * (side[0].lat() + side[1].lat() - 2.0 * origin.lat());
            lon += weight * (side[0].lon() + side[1].lon() - 2.0 * origin.lon());
            twice += weight;
        }
    }
    let gravity = Position::new(origin.lat() + lat / (3.0 * twice), origin.lon() + lon / (3.0 * twice));
    gravity.filter(|middle| holds(&bounds, *middle)).or_else(|| Some(bounds.centre()))
}

fn holds(bounds: &Bounds, position: Position) -> bool {
    (bounds.south_west.lat()..=bounds.north_east.lat()).contains(&position.lat())
        && (bounds.south_west.lon()..=bounds.north_east.lon()).contains(&position.lon())
}

/// Whether a position lies within a closed ring (even-odd rule).
pub(super) fn inside(ring: &[Position], position: Position) -> bool {
    let (x, y) = (position.lon(), position.lat());
    let crossings = ring.windows(2).filter(|side| {
        let (a, b) = (side[0], side[1]);
        (a.lat() > y) != (b.lat() > y)
            && x < (b.lon() - a.lon()) * (y - a.lat()) / (b.lat() - a.lat()) + a.lon()
    });
    crossings.count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(points: &[(f64, f64)]) -> Vec<Position> {
        points.iter().map(|(lat, lon)| Position::new(*lat, *lon).unwrap()).collect()
    }

    #[test]
    fn ways_in_any_order_and_direction_make_rings() {
        let (rings, open) = stitch(&[&[1, 2, 3], &[5, 4, 3], &[5, 1], &[7, 8, 9, 7], &[20, 21]]);
        assert_eq!(rings, [vec![1, 2, 3, 4, 5, 1], vec![7, 8, 9, 7]]);
        assert!(open, "20 to 21 leads nowhere");
    }

    #[test]
    fn an_l_has_its_middle_where_its_weight_is() {
        let l = ring(&[(0.0, 0.0), (0.0, 2.0), (1.0, 2.0), (1.0, 1.0), (2.0, 1.0), (2.0, 0.0), (0.0, 0.0)]);
        let middle = middle(&l).unwrap();
        assert!((middle.lat() - 5.0 / 6.0).abs() < 1e-9 && (middle.lon() - 5.0 / 6.0).abs() < 1e-9);
        assert!(turn(&l) > 0.0 && inside(&l, middle));
        assert!(!inside(&l, Position::new(1.5, 1.5).unwrap()));
    }
}
