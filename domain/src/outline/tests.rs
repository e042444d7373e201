//! Rings that are none, and every answer against a slower way of finding it.

use proptest::prelude::*;

use super::*;
use crate::place::Zone;
use crate::plane::metres2;

/// Corners on a grid of parts of a degree.
fn ring(corners: &[(i32, i32)]) -> Result<Outline, OutlineError> {
    let at = |(x, y): (i32, i32)| Position::new(f64::from(y) / PARTS, f64::from(x) / PARTS).unwrap();
    Outline::new(corners.iter().copied().map(at))
}

fn plane_ring(corners: &[(i32, i32)]) -> PlaneOutline {
    let corners: Vec<PlanePoint> = corners.iter().map(|&(x, y)| PlanePoint { x, y }).collect();
    let (xs, ys) = (corners.iter().map(|p| p.x), corners.iter().map(|p| p.y));
    let low = PlanePoint { x: xs.clone().min().unwrap(), y: ys.clone().min().unwrap() };
    let high = PlanePoint { x: xs.max().unwrap(), y: ys.max().unwrap() };
    PlaneOutline { corners, low, high }
}

#[test]
fn what_is_no_simple_ring_is_refused() {
    let round = |n: i32| -> Vec<(i32, i32)> { (0..n).map(|i| (i, i * i)).collect() };
    for (name, corners, expected) in [
        ("nothing", vec![], Err(OutlineError::TooFew)),
        ("an edge", vec![(0, 0), (9, 0), (0, 0)], Err(OutlineError::TooFew)),
        ("a triangle", vec![(0, 0), (9, 0), (0, 9)], Ok(3)),
        ("closed", vec![(0, 0), (9, 0), (0, 9), (0, 0)], Ok(3)),
        ("clockwise", vec![(0, 0), (0, 9), (9, 0)], Ok(3)),
        ("flat", vec![(0, 0), (9, 0), (4, 0)], Err(OutlineError::Crossing)),
        ("said twice", vec![(0, 0), (9, 0), (9, 0), (0, 9)], Err(OutlineError::Repeated)),
        ("a bow tie", vec![(0, 0), (9, 9), (9, 0), (0, 9)], Err(OutlineError::Crossing)),
        ("a spike", vec![(0, 0), (9, 0), (20, 0), (9, 0), (9, 9)], Err(OutlineError::Crossing)),
        ("a spike at its start", vec![(5, 0), (9, 0), (9, 9), (0, 0), (7, 0)], Err(OutlineError::Crossing)),
        ("touching", vec![(0, 0), (8, 0), (8, 8), (4, 0), (0, 8)], Err(OutlineError::Crossing)),
        ("a hook", vec![(0, 0), (9, 0), (9, 9), (6, 9), (6, 3), (0, 3)], Ok(6)),
        ("the most", round(500), Ok(500)),
        ("more", round(501), Err(OutlineError::TooMany)),
        ("far more", round(5_000), Err(OutlineError::TooMany)),
    ] {
        assert_eq!(ring(&corners).map(|outline| outline.corners().len()), expected, "{name}");
    }
}

#[test]
fn a_ring_turns_counterclockwise_from_its_first_corner() {
    let there = ring(&[(0, 0), (9, 0), (9, 9), (0, 9)]).unwrap();
    let back = ring(&[(0, 0), (0, 9), (9, 9), (9, 0)]).unwrap();
    assert_eq!(there, back);
    assert_eq!(there.corners()[1], Position::new(0.0, 9e-7).unwrap());
}

#[test]
fn corners_are_kept_to_the_centimetre_and_read_back_as_they_are() {
    let said = [(47.650_000_04, -2.08), (47.652, -2.079_999_96), (47.651, -2.09)];
    let outline = Outline::new(said.map(|(lat, lon)| Position::new(lat, lon).unwrap())).unwrap();
    assert_eq!((outline.corners()[0].lat(), outline.corners()[1].lon()), (47.65, -2.08));
    assert_eq!(Outline::new(outline.corners().iter().copied()), Ok(outline));
}

#[test]
fn an_outline_lies_in_the_plane_or_not_at_all() {
    let plane = Plane::about(Position::new(47.65, -2.084).unwrap());
    let corners = |east: f64| {
        [(0.0, 0.0), (0.0, 100.0), (100.0, 0.0)].map(|(x, y)| {
            Position::new(
                47.65 + y / 111_195.0,
                -2.084 + (x + east) / (111_195.0 * 47.65_f64.to_radians().cos()),
            )
            .unwrap()
        })
    };
    let here = Outline::new(corners(0.0)).unwrap().project(&plane).unwrap();
    assert_eq!(here.bounds(), (PlanePoint { x: 0, y: 0 }, PlanePoint { x: 1_000, y: 1_000 }));
    assert_eq!(Outline::new(corners(49_950.0)).unwrap().project(&plane), None);
    assert!(Outline::new(corners(890.0)).unwrap().is_about(plane.centre()));
    assert!(!Outline::new(corners(910.0)).unwrap().is_about(plane.centre()));
}

#[test]
fn a_hook_has_an_inside_and_a_mouth() {
    let hook = plane_ring(&[(0, 0), (900, 0), (900, 900), (600, 900), (600, 300), (0, 300)]);
    for (x, y, d2) in [
        (100, 100, 0),
        (600, 600, 0),
        (900, 900, 0),
        (450, 0, 0),
        (400, 500, 200 * 200),
        (590, 310, 100),
        (-30, -40, 2_500),
        (903, 904, 25),
        (450, -1, 1),
    ] {
        assert_eq!(hook.d2(PlanePoint { x, y }), d2, "{x} {y}");
    }
    let slope = plane_ring(&[(0, 0), (3, 1), (0, 1)]);
    assert_eq!(slope.d2(PlanePoint { x: 2, y: 0 }), 1, "4/10 of a dm² is rounded up");
}

#[test]
fn the_window_begins_where_the_distance_says() {
    for (d2, zone) in [
        (0, Zone::Inside),
        (1, Zone::Window),
        (metres2(15), Zone::Window),
        (metres2(15) + 1, Zone::Neighbourhood),
    ] {
        assert_eq!(Zone::beside(d2), zone, "{d2}");
    }
}

/// Whether two edges meet, by solving for where: `None` for those along one line, which are compared by their ends.
fn meet_naively(a: (i32, i32), b: (i32, i32), c: (i32, i32), d: (i32, i32)) -> bool {
    let (ex, ey, fx, fy) = (b.0 - a.0, b.1 - a.1, d.0 - c.0, d.1 - c.1);
    let (gx, gy) = (c.0 - a.0, c.1 - a.1);
    let span = ex * fy - ey * fx;
    if span != 0 {
        let (t, u) = (gx * fy - gy * fx, gx * ey - gy * ex);
        let part = |n: i32| if span > 0 { (0..=span).contains(&n) } else { (span..=0).contains(&n) };
        return part(t) && part(u);
    }
    if gx * ey != gy * ex {
        return false;
    }
    let key = |p: (i32, i32)| if ex == 0 { p.1 } else { p.0 };
    let (one, other) = ((key(a).min(key(b)), key(a).max(key(b))), (key(c).min(key(d)), key(c).max(key(d))));
    one.0 <= other.1 && other.0 <= one.1
}

/// Whether a ring without repeated corners is simple: edges apart never meet, edges in a row meet at their corner alone.
fn simple_naively(ring: &[(i32, i32)]) -> bool {
    let n = ring.len();
    let edge = |i: usize| (ring[i], ring[(i + 1) % n]);
    (0..n).all(|i| {
        ((i + 1)..n).all(|j| {
            let ((a, b), (c, d)) = (edge(i), edge(j));
            let (before, shared, after) = match (j == i + 1, i == 0 && j == n - 1) {
                (true, _) => (a, b, d),
                (_, true) => (c, a, b),
                _ => return !meet_naively(a, b, c, d),
            };
            let (ux, uy) = (before.0 - shared.0, before.1 - shared.1);
            let (vx, vy) = (after.0 - shared.0, after.1 - shared.1);
            ux * vy != uy * vx || ux * vx + uy * vy < 0
        })
    })
}

/// A ring about (0, 0): at each of `radii` in turn, the angles even, so that no edges cross.
fn star(radii: &[i32]) -> Vec<(i32, i32)> {
    let turn = std::f64::consts::TAU / radii.len() as f64;
    let at = |(i, r): (usize, &i32)| {
        let (sin, cos) = (turn * i as f64).sin_cos();
        ((f64::from(*r) * cos).round() as i32, (f64::from(*r) * sin).round() as i32)
    };
    radii.iter().enumerate().map(at).collect()
}

/// How often the ring goes about a point that is on no edge, by adding angles.
fn turns_about(ring: &[(i32, i32)], p: (i32, i32)) -> f64 {
    let angle = |q: (i32, i32)| f64::from(q.1 - p.1).atan2(f64::from(q.0 - p.0));
    let step = |(a, b): ((i32, i32), (i32, i32))| {
        let turn = angle(b) - angle(a);
        turn - (turn / std::f64::consts::TAU).round() * std::f64::consts::TAU
    };
    edges(ring).map(step).sum::<f64>() / std::f64::consts::TAU
}

/// The distance to the nearest edge in decimetres, in floats.
fn distance_naively(ring: &[(i32, i32)], p: (i32, i32)) -> f64 {
    let f = |q: (i32, i32)| (f64::from(q.0), f64::from(q.1));
    let (px, py) = f(p);
    let to = |(a, b)| {
        let ((ax, ay), (bx, by)) = (f(a), f(b));
        let (ex, ey) = (bx - ax, by - ay);
        let length2 = (ex * ex + ey * ey).max(1e-9);
        let t = (((px - ax) * ex + (py - ay) * ey) / length2).clamp(0.0, 1.0);
        (px - ax - t * ex).hypot(py - ay - t * ey)
    };
    edges(ring).map(to).fold(f64::INFINITY, f64::min)
}

proptest! {
    #[test]
    fn small_rings_are_simple_when_the_slow_way_says_so(
        corners in prop::collection::vec((0..7_i32, 0..7_i32), 3..8)
    ) {
        let repeated = edges(&corners).any(|(a, b)| a == b);
        let expected = match (repeated, simple_naively(&corners)) {
            (true, _) => return Ok(()),
            (_, true) => Ok(corners.len()),
            (_, false) => Err(OutlineError::Crossing),
        };
        prop_assert_eq!(ring(&corners).map(|outline| outline.corners().len()), expected);
    }

    #[test]
    fn inside_and_distance_are_those_of_the_slow_way(
        radii in prop::collection::vec(100..20_000_i32, 3..60),
        x in -25_000..25_000_i32,
        y in -25_000..25_000_i32,
    ) {
        let corners = star(&radii);
        let outline = plane_ring(&corners);
        let d2 = outline.d2(PlanePoint { x, y });
        prop_assert_eq!(d2 == 0, outline.contains(PlanePoint { x, y }));
        let exact = distance_naively(&corners, (x, y)).powi(2);
        if exact > 0.01 {
            let inside = turns_about(&corners, (x, y)).abs() > 0.5;
            prop_assert_eq!(d2 == 0, inside);
            let slack = exact * 1e-9 + 1e-3;
            let rounded_up = d2 as f64 >= exact - slack && (d2 as f64) < exact + 1.0 + slack;
            prop_assert!(inside || rounded_up, "{} {}", d2, exact);
        }
    }

    #[test]
    fn every_corner_and_every_point_of_a_level_edge_is_inside(
        radii in prop::collection::vec(1..40_i32, 3..12), along in 0..100_usize
    ) {
        let corners = star(&radii);
        let outline = plane_ring(&corners);
        for (x, y) in &corners {
            prop_assert_eq!(outline.d2(PlanePoint { x: *x, y: *y }), 0);
        }
        for (a, b) in edges(&corners).filter(|(a, b)| a.1 == b.1) {
            let (low, high) = (a.0.min(b.0), a.0.max(b.0));
            let x = low + i32::try_from(along).unwrap() % (high - low + 1);
            prop_assert_eq!(outline.d2(PlanePoint { x, y: a.1 }), 0);
        }
    }
}
