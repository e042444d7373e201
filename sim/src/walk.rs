//! A walk written down, for tests that replay it.

use std::sync::Arc;

use domain::Position;

use crate::streets::Streets;
use crate::walker::{Stop, Walker};

/// One fix of a walk.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fix {
    /// Whole seconds since the walk began.
    pub at_s: u64,
    /// The position told.
    pub position: Position,
    /// Radius of the 68 % confidence circle, in metres.
    pub accuracy_m: u32,
}

/// A recorded walk, with the seed that gives it again.
#[derive(Debug, Clone, PartialEq)]
pub struct Walk {
    /// The seed.
    pub seed: u64,
    /// Which walker of the seed.
    pub number: u64,
    /// The fixes, in order.
    pub fixes: Vec<Fix>,
}

impl Walk {
    /// Records walker `number` of `seed` for `seconds`, a fix every `every_s` seconds from the first second on.
    #[must_use]
    pub fn recorded(
        streets: Arc<Streets>,
        stops: Arc<[Stop]>,
        seed: u64,
        number: u64,
        seconds: u64,
        every_s: u32,
    ) -> Self {
        Self::of(Walker::new(streets, stops, seed, number), seed, number, seconds, every_s)
    }

    /// Records a walk to one stop, from wherever the walker starts, until it has arrived and stayed a minute.
    #[must_use]
    pub fn to(streets: Arc<Streets>, stop: Position, seed: u64, number: u64, every_s: u32) -> Self {
        let every_s = every_s.max(1);
        let mut walker = Walker::new(streets, Arc::from([Stop { position: stop, weight: 1 }]), seed, number);
        let mut walk = Self { seed, number, fixes: Vec::new() };
        let mut stayed_s = 0;
        while stayed_s < 60 {
            let paused = walk.fix(&mut walker, every_s);
            stayed_s += if paused { u64::from(every_s) } else { 0 };
        }
        walk
    }

    fn of(mut walker: Walker, seed: u64, number: u64, seconds: u64, every_s: u32) -> Self {
        let every_s = every_s.max(1);
        let mut walk = Self { seed, number, fixes: Vec::new() };
        for _ in 0..seconds / u64::from(every_s) {
            walk.fix(&mut walker, every_s);
        }
        walk
    }

    fn fix(&mut self, walker: &mut Walker, every_s: u32) -> bool {
        let sample = walker.step(f64::from(every_s));
        let fix = Fix { at_s: sample.at_ms / 1000, position: sample.position, accuracy_m: sample.accuracy_m };
        self.fixes.push(fix);
        sample.paused
    }

    /// The walk as text, one fix a line: seconds, latitude, longitude, accuracy. The same seed gives the same bytes.
    #[must_use]
    pub fn text(&self) -> String {
        let line = |fix: &Fix| {
            let (lat, lon) = (fix.position.lat(), fix.position.lon());
            format!("{} {lat:.7} {lon:.7} {}\n", fix.at_s, fix.accuracy_m)
        };
        self.fixes.iter().map(line).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::streets::tests::{at, grid};

    fn recorded(seed: u64, number: u64) -> Walk {
        let stops = [(0, 0), (3, 4), (2, 1)].map(|(x, y)| Stop { position: at(x, y), weight: 1 });
        Walk::recorded(Arc::new(grid()), stops.into(), seed, number, 1_800, 5)
    }

    #[test]
    fn the_same_seed_gives_the_same_bytes_and_another_does_not() {
        let first = recorded(42, 3);
        assert_eq!(first.text().as_bytes(), recorded(42, 3).text().as_bytes(), "seed 42");
        assert_eq!((first.fixes.len(), first.fixes[0].at_s, first.fixes[359].at_s), (360, 5, 1_800));
        assert_ne!(first.text(), recorded(43, 3).text());
        assert_ne!(first.text(), recorded(42, 4).text(), "each walker goes its own way");
    }

    #[test]
    fn a_walk_to_a_shop_ends_in_it() {
        for seed in 0..20 {
            let shop = at(4, 0);
            let walk = Walk::to(Arc::new(grid()), shop, seed, 0, 2);
            let last = walk.fixes.last().unwrap();
            assert!(last.position.metres_to(shop) < 40.0 && walk.fixes.len() >= 30, "seed {seed}");
        }
    }
}
