//! W4, the desire map: what how many people hope for, by cells of 250 m, of groups of at least k. It is kept as people come
//! and go, so that reading it (`w4`) is one price and keeping it while moments come (`w4u`) another.

use std::fmt::Write;
use std::hint::black_box;

use domain::{Instant, Moment};
use engine::{Demand, World};

use super::ground::HALF_DM;
use super::passes::Work;
use crate::server::Failure;

/// When the map is asked.
pub(super) const NOW: Instant = Instant::from_secs(1_401_721_200);
/// A moment of 900 seconds ago no longer counts.
pub(super) const PRESENCE_S: i64 = 899;
/// Seconds of a day without zones.
const DAY_S: i64 = 86_400;
/// Cells of 250 m between the square's corner and its middle.
const HALF_CELLS: i32 = HALF_DM / 2_500;

/// One line of the answer.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Row {
    cell: (i32, i32),
    category: u32,
    people: u32,
    wishes: u32,
}

/// The answers' file.
pub(super) fn csv(rows: &[Row]) -> String {
    let mut out = "cell_x,cell_y,category,people,wishes\n".to_owned();
    for Row { cell: (x, y), category, people, wishes } in rows {
        let _ = writeln!(out, "{x},{y},{category},{people},{wishes}");
    }
    out
}

/// The whole map.
pub(super) fn answers(world: &mut World, k: u32) -> Result<Vec<Row>, Failure> {
    let mut map = Vec::new();
    world.advance(NOW);
    world.demand(k, &mut map);
    let mut rows = Vec::with_capacity(map.len());
    for Demand { cell: (x, y), category, people, wishes } in map {
        let path = category.path().rsplit('/').next().unwrap_or_default();
        let category = path.parse().map_err(|_| format!("a category of no city: {category:?}"))?;
        rows.push(Row { cell: (x + HALF_CELLS, y + HALF_CELLS), category, people, wishes });
    }
    rows.sort_unstable();
    Ok(rows)
}

/// Calls of `w4`: the whole map read.
pub(super) struct Mapping<'w> {
    /// Whose map.
    pub(super) world: &'w World,
    /// The smallest group told.
    pub(super) k: u32,
    /// Where it is read to.
    pub(super) map: Vec<Demand>,
}

impl Work for Mapping<'_> {
    fn calls(&self) -> usize {
        1
    }

    fn call(&mut self, _: usize) {
        self.world.demand(self.k, &mut self.map);
        black_box(&self.map);
    }
}

/// Calls of `w4u`: a ping is stored and time goes on, with the map kept. Each pass is the same day, a day later.
pub(super) struct Keeping<'w> {
    world: &'w mut World,
    moments: &'w [Moment],
    days: i64,
}

/// The calls of `w4u`, in time order, on the day after the map was asked.
pub(super) fn keeping<'w>(world: &'w mut World, moments: &'w [Moment]) -> Keeping<'w> {
    Keeping { world, moments, days: 0 }
}

impl Work for Keeping<'_> {
    fn calls(&self) -> usize {
        self.moments.len()
    }

    fn call(&mut self, number: usize) {
        let moment = self.moments[number];
        let at = moment.at.plus_secs(self.days * DAY_S);
        if number == 0 || self.moments[number - 1].at < moment.at {
            self.world.advance(at);
        }
        let _kept = black_box(self.world.note(&Moment { at, ..moment }, at));
    }

    fn again(&mut self) {
        self.days += 1;
    }
}
