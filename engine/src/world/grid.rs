//! A flat grid of square cells over the plane: what lies about a point is in few cells.

use domain::PlanePoint;

use super::map::Map;

/// The side of the finest cell, in metres: two blocks of a town.
pub(crate) const CELL_M: u32 = 250;

/// Things by the cell they stand in. Cells are kept sorted and never empty, so that equal content is equal.
#[derive(Clone, PartialEq)]
pub(crate) struct Grid<T> {
    side_dm: i32,
    cells: Map<(i32, i32), Vec<T>>,
}

impl<T: Ord + Copy> Grid<T> {
    /// An empty grid whose cells are `side_m` metres wide (at least one).
    pub(crate) fn new(side_m: u32) -> Self {
        Self { side_dm: decimetres(side_m).max(10), cells: Map::default() }
    }

    /// Puts a thing into the cell of its point, once.
    pub(crate) fn put(&mut self, at: PlanePoint, thing: T) {
        let cell = self.cells.entry(self.cell(at.x, at.y)).or_default();
        if let Err(place) = cell.binary_search(&thing) {
            cell.insert(place, thing);
        }
    }

    /// Takes a thing out of the cell of its point.
    pub(crate) fn take(&mut self, at: PlanePoint, thing: T) {
        let key = self.cell(at.x, at.y);
        let Some(cell) = self.cells.get_mut(&key) else { return };
        if let Ok(place) = cell.binary_search(&thing) {
            cell.remove(place);
        }
        if cell.is_empty() {
            self.cells.remove(&key);
        }
    }

    /// Visits everything in the cells that a circle may touch: no less than the circle, somewhat more.
    pub(crate) fn about(&self, centre: PlanePoint, radius_m: u32, mut visit: impl FnMut(T)) {
        let radius = decimetres(radius_m);
        let (west, south) = self.cell(centre.x.saturating_sub(radius), centre.y.saturating_sub(radius));
        let (east, north) = self.cell(centre.x.saturating_add(radius), centre.y.saturating_add(radius));
        let asked = (i64::from(east - west) + 1) * (i64::from(north - south) + 1);
        if asked > i64::try_from(self.cells.len()).unwrap_or(i64::MAX) {
            let inside = |(x, y): (i32, i32)| (west..=east).contains(&x) && (south..=north).contains(&y);
            self.cells
                .iter()
                .filter(|(key, _)| inside(**key))
                .flat_map(|(_, cell)| cell)
                .for_each(|t| visit(*t));
            return;
        }
        for x in west..=east {
            for y in south..=north {
                self.cells.get(&(x, y)).into_iter().flatten().for_each(|thing| visit(*thing));
            }
        }
    }

    fn cell(&self, x: i32, y: i32) -> (i32, i32) {
        (x.div_euclid(self.side_dm), y.div_euclid(self.side_dm))
    }
}

fn decimetres(metres: u32) -> i32 {
    i32::try_from(metres.saturating_mul(10)).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_circle_finds_what_lies_in_it_on_either_side_of_zero() {
        let mut grid = Grid::new(CELL_M);
        let points = [(-1, -1), (0, 0), (2_499, 2_499), (2_500, 0), (-40_000, 7)];
        for (id, (x, y)) in points.into_iter().enumerate() {
            grid.put(PlanePoint { x, y }, id);
            grid.put(PlanePoint { x, y }, id);
        }
        let found = |radius_m| {
            let mut seen = Vec::new();
            grid.about(PlanePoint { x: 0, y: 0 }, radius_m, |id| seen.push(id));
            seen.sort_unstable();
            seen
        };
        assert_eq!(found(1), [0, 1, 2], "the cells touched, whole");
        assert_eq!(found(250), [0, 1, 2, 3]);
        assert_eq!(found(4_000), [0, 1, 2, 3, 4]);
    }

    proptest::proptest! {
        /// Nothing within the circle is missed, with few things (every cell is asked) as with many (the circle's are).
        #[test]
        fn nothing_in_a_circle_is_missed(
            points in proptest::collection::vec((-9_000..9_000, -9_000..9_000), 1..400),
            (x, y) in (-9_000..9_000, -9_000..9_000),
            radius_m in 0..600_u32,
        ) {
            let (mut grid, centre) = (Grid::new(CELL_M), PlanePoint { x, y });
            let points: Vec<PlanePoint> = points.into_iter().map(|(x, y)| PlanePoint { x, y }).collect();
            points.iter().for_each(|point| grid.put(*point, *point));
            let mut seen = Vec::new();
            grid.about(centre, radius_m, |point| seen.push(point));
            let inside = |point: &&PlanePoint| point.d2(centre) <= domain::plane::metres2(radius_m);
            for point in points.iter().filter(inside) {
                proptest::prop_assert!(seen.contains(point));
            }
            seen.sort_unstable();
            proptest::prop_assert!(seen.is_sorted_by(|a, b| a < b), "each once");
        }
    }

    #[test]
    fn taking_out_leaves_no_trace() {
        let (mut grid, at) = (Grid::new(CELL_M), PlanePoint { x: 7, y: -7 });
        grid.put(at, 1);
        grid.take(at, 2);
        grid.take(at, 1);
        assert!(grid == Grid::new(CELL_M));
    }
}
