//! Somebody who walks the town.

use std::sync::Arc;

use domain::Position;
use rand::RngExt;
use rand_chacha::ChaCha8Rng;

use crate::chance::{Purpose, stream, weighted};
use crate::leg::Leg;
use crate::noise::Noise;
use crate::streets::Streets;

/// Slowest and fastest pace in metres a second.
const PACE: (f64, f64) = (1.0, 1.6);
/// Shortest and longest stay in milliseconds.
const STAY_MS: (u64, u64) = (60_000, 360_000);
/// A place people walk to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stop {
    /// Where it is.
    pub position: Position,
    /// How often it is chosen, compared with the others.
    pub weight: u32,
}

/// Where a walker is, as its phone would say.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sample {
    /// Milliseconds since the walker started.
    pub at_ms: u64,
    /// The position told, with its error.
    pub position: Position,
    /// Radius of the 68 % confidence circle, in metres.
    pub accuracy_m: u32,
    /// The stop it walks to or stays at; `None` when there is nowhere to go.
    pub heading_to: Option<usize>,
    /// Whether it stays inside rather than walks.
    pub paused: bool,
}

/// A walker: its position depends on the seed, its number and the time since its start, and on nothing else.
///
/// It walks from stop to stop by the shortest way and stays one to six minutes at each. Stepping twice by a second or
/// once by two leads to the same place.
#[derive(Debug, Clone)]
pub struct Walker {
    streets: Arc<Streets>,
    stops: Arc<[Stop]>,
    way: ChaCha8Rng,
    noise: Noise,
    now_ms: u64,
    leg: Leg,
}

impl Walker {
    /// Puts walker `number` of `seed` at some corner of the streets, about to go.
    #[must_use]
    pub fn new(streets: Arc<Streets>, stops: Arc<[Stop]>, seed: u64, number: u64) -> Self {
        let mut way = stream(seed, number, Purpose::Way);
        let corners = streets.corners();
        let start = corners[way.random_range(0..corners.len())];
        let noise = Noise::new(seed, number);
        let leg = Leg::staying(start, None, 0, 0);
        Self { streets, stops, way, noise, now_ms: 0, leg }
    }

    /// Moves on by `dt_s` seconds (to the millisecond) and tells where it is then.
    pub fn step(&mut self, dt_s: f64) -> Sample {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "saturates; a step is seconds"
        )]
        let milliseconds = (dt_s.max(0.0) * 1000.0).round() as u64;
        self.now_ms = self.now_ms.saturating_add(milliseconds);
        while self.now_ms >= self.leg.until_ms {
            self.next_leg();
        }
        self.sample()
    }

    /// Lets it go to a stop now, from where it is.
    pub fn send_to(&mut self, stop: usize) {
        if let Some(goal) = self.stops.get(stop) {
            let here = self.leg.at(self.now_ms);
            self.leg = self.walk(here, goal.position, Some(stop), self.now_ms);
        }
    }

    /// Where it truly is, without the error of its phone.
    #[must_use]
    pub fn truly(&self) -> Position {
        self.leg.at(self.now_ms)
    }

    fn next_leg(&mut self) {
        let (here, now) = (self.leg.at(self.leg.until_ms), self.leg.until_ms);
        let elsewhere =
            |(index, stop): (usize, &Stop)| if Some(index) == self.leg.goal { 0 } else { stop.weight };
        let goal = weighted(&mut self.way, self.stops.iter().enumerate().map(elsewhere));
        self.leg = match goal {
            Some(goal) => self.walk(here, self.stops[goal].position, Some(goal), now),
            None => Leg::staying(here, self.leg.goal, now, u64::MAX),
        };
    }

    fn walk(&mut self, from: Position, to: Position, goal: Option<usize>, now: u64) -> Leg {
        let pace = self.way.random_range(PACE.0..=PACE.1);
        let stay = self.way.random_range(STAY_MS.0..=STAY_MS.1);
        Leg::walking(self.streets.route(from, to), pace, goal, now, stay)
    }

    fn sample(&mut self) -> Sample {
        let truth = self.leg.at(self.now_ms);
        let (position, accuracy_m) = self.noise.blurred(truth, self.now_ms);
        let paused = self.now_ms >= self.leg.arrives_ms;
        Sample { at_ms: self.now_ms, position, accuracy_m, heading_to: self.leg.goal, paused }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::noise::ACCURACY_M;
    use crate::streets::tests::{at, grid};

    fn stops() -> Arc<[Stop]> {
        [(0, 0, 1), (4, 4, 2), (2, 1, 3)].map(|(x, y, weight)| Stop { position: at(x, y), weight }).into()
    }

    fn walker(seed: u64, number: u64) -> Walker {
        Walker::new(Arc::new(grid()), stops(), seed, number)
    }

    #[test]
    fn the_step_does_not_change_the_way() {
        let (mut fine, mut coarse) = (walker(5, 1), walker(5, 1));
        for _ in 0..200 {
            let coarse = coarse.step(7.0);
            let fine = (0..7).map(|_| fine.step(1.0)).last().unwrap();
            assert_eq!(fine, coarse, "seed 5");
        }
    }

    #[test]
    fn walkers_walk_and_pause_as_people_do() {
        for seed in 0..8 {
            let mut walker = walker(seed, seed);
            let (mut before, mut paused_s, mut visits) = (walker.truly(), 0, 0);
            for second in 0..7_200 {
                let sample = walker.step(1.0);
                let metres = walker.truly().metres_to(before);
                assert!(metres < PACE.1 * 1.01, "seed {seed}, second {second}: {metres} m in a second");
                assert!((ACCURACY_M.0..=ACCURACY_M.1).contains(&sample.accuracy_m), "seed {seed}");
                if sample.paused {
                    paused_s += 1;
                    let goal = stops()[sample.heading_to.unwrap()].position;
                    assert!(walker.truly().metres_to(goal) < 0.5, "seed {seed}: pauses at its goal");
                } else if paused_s > 0 {
                    assert!((59..=361).contains(&paused_s), "seed {seed}: stayed {paused_s} s");
                    visits += 1;
                    paused_s = 0;
                }
                before = walker.truly();
            }
            assert!(visits >= 5, "seed {seed}: {visits} visits in two hours");
        }
    }

    #[test]
    fn two_thirds_of_the_fixes_are_as_good_as_they_say_and_none_is_absurd() {
        let mut walker = walker(11, 0);
        let mut good = 0;
        for _ in 0..10_000 {
            // A whole drift at a time: in between, gliding makes fixes better than they say.
            let sample = walker.step(8.0);
            let error = sample.position.metres_to(walker.truly());
            good += u32::from(error <= f64::from(sample.accuracy_m));
            assert!(error < 50.0, "seed 11: {error}");
        }
        assert!((6_500..7_100).contains(&good), "seed 11: {good} of 10000 within their accuracy");
    }

    #[test]
    fn a_walker_goes_where_it_is_sent_and_stays_where_there_is_nowhere() {
        let mut sent = walker(3, 9);
        sent.step(30.0);
        sent.send_to(1);
        assert_eq!(sent.step(1.0).heading_to, Some(1));
        let arrived = (0..2_000).map(|_| sent.step(1.0)).find(|sample| sample.paused).unwrap();
        assert!(arrived.heading_to == Some(1) && arrived.at_ms > 31_000, "seed 3");
        let mut lost = Walker::new(Arc::new(grid()), Arc::from([]), 3, 9);
        let start = lost.truly();
        let sample = lost.step(100_000.0);
        assert!(sample.paused && sample.heading_to.is_none() && lost.truly() == start);
    }
}
