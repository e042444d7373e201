//! Timed passes: closed loops, one a thread. Throughput is taken without a clock at each call, times in a pass of their own.

use std::sync::Barrier;
use std::time::{Duration, Instant as Stopwatch};

use crate::server::Failure;

/// The step of the fixed shuffle, so that a pass that stops early has met the whole day.
const STEP: usize = 7_919;
/// Calls between two looks at the clock.
const STRIDE: usize = 64;
/// Times kept of one thread: enough for any percentile told.
const TIMES: usize = 4_000_000;

/// Calls that one thread makes one after the other.
pub(super) trait Work: Send {
    /// How many there are.
    fn calls(&self) -> usize;
    /// Makes one.
    fn call(&mut self, number: usize);
    /// Makes ready for one more pass through them; not measured.
    fn again(&mut self) {}
}

/// How long is measured.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pace {
    /// Rounds of which the median is told.
    pub(super) rounds: u32,
    /// How long each lasts.
    pub(super) length: Duration,
}

/// What was measured.
#[derive(Debug, Clone, Default)]
pub(super) struct Measured {
    /// Calls a second of each round, sorted.
    pub(super) rounds: Vec<f64>,
    /// Nanoseconds of each call, two looks at the clock included and 4.2 s at the most; sorted.
    pub(super) times: Vec<u32>,
}

impl Measured {
    /// The median of the rounds.
    pub(super) fn median(&self) -> f64 {
        let middle = self.rounds.len() / 2;
        match self.rounds.get(middle) {
            Some(upper) if self.rounds.len() % 2 == 1 => *upper,
            Some(upper) => f64::midpoint(self.rounds[middle - 1], *upper),
            None => 0.0,
        }
    }

    /// The time in microseconds under which so many of ten thousand calls stay: the nearest rank.
    pub(super) fn micros(&self, of_ten_thousand: usize) -> f64 {
        let rank = (self.times.len() * of_ten_thousand).div_ceil(10_000).max(1);
        self.times.get(rank - 1).map_or(0.0, |nanos| f64::from(*nanos) / 1e3)
    }
}

/// The fixed shuffle of an order.
pub(super) fn spread<T: Clone>(all: &[T]) -> Vec<T> {
    (0..all.len()).map(|n| all[n * STEP % all.len()].clone()).collect()
}

/// Measures rounds, then times; all threads begin together.
pub(super) fn measure<W: Work>(pace: Pace, lanes: &mut [W]) -> Result<Measured, Failure> {
    let mut measured = Measured::default();
    for _ in 0..pace.rounds {
        let speeds = together(lanes, |lane| speed(lane, pace.length))?;
        measured.rounds.push(speeds.iter().sum());
    }
    measured.rounds.sort_by(f64::total_cmp);
    measured.times = together(lanes, |lane| times(lane, pace.length))?.concat();
    measured.times.sort_unstable();
    Ok(measured)
}

/// Lets each lane run on a thread of its own.
pub(super) fn together<W: Send, T: Send>(
    lanes: &mut [W],
    run: impl Fn(&mut W) -> T + Sync,
) -> Result<Vec<T>, Failure> {
    let (start, run) = (&Barrier::new(lanes.len()), &run);
    std::thread::scope(|scope| {
        let lane = |lane| {
            scope.spawn(move || {
                start.wait();
                run(lane)
            })
        };
        let running: Vec<_> = lanes.iter_mut().map(lane).collect();
        let ended =
            running.into_iter().map(|lane| lane.join().map_err(|_| "a thread of the measure fell".into()));
        ended.collect()
    })
}

/// Calls a second, passes made ready outside the clock.
fn speed<W: Work>(lane: &mut W, length: Duration) -> f64 {
    let (mut made, mut busy) = (0_usize, Duration::ZERO);
    while busy < length && lane.calls() > 0 {
        lane.again();
        let begun = Stopwatch::now();
        let mut next = 0;
        while next < lane.calls() && busy + begun.elapsed() < length {
            let end = lane.calls().min(next + STRIDE);
            (next..end).for_each(|number| lane.call(number));
            made += end - next;
            next = end;
        }
        busy += begun.elapsed();
    }
    made as f64 / busy.as_secs_f64().max(f64::MIN_POSITIVE)
}

fn times<W: Work>(lane: &mut W, length: Duration) -> Vec<u32> {
    let mut times = Vec::new();
    let begun = Stopwatch::now();
    while begun.elapsed() < length && times.len() < TIMES && lane.calls() > 0 {
        lane.again();
        for number in 0..lane.calls() {
            let called = Stopwatch::now();
            lane.call(number);
            times.push(u32::try_from(called.elapsed().as_nanos()).unwrap_or(u32::MAX));
            if number % STRIDE == 0 && begun.elapsed() >= length {
                break;
            }
        }
    }
    times
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_median_lies_in_the_middle_and_percentiles_are_of_the_nearest_rank() {
        let measured = |rounds: &[f64]| Measured { rounds: rounds.to_vec(), times: (1..=200).collect() };
        assert_eq!((measured(&[1.0, 2.0, 9.0]).median(), measured(&[1.0, 4.0]).median()), (2.0, 2.5));
        assert_eq!(
            [5_000, 9_900, 9_990, 10_000].map(|part| measured(&[]).micros(part)),
            [0.1, 0.198, 0.2, 0.2]
        );
        assert_eq!((Measured::default().median(), Measured::default().micros(9_900)), (0.0, 0.0));
    }

    #[test]
    fn the_shuffle_meets_everything_once() {
        let mut all = spread(&(0..1_000).collect::<Vec<_>>());
        assert_eq!(all[..3], [0, 919, 838]);
        all.sort_unstable();
        assert_eq!(all, (0..1_000).collect::<Vec<_>>());
    }

    #[test]
    fn every_thread_calls_and_is_heard() {
        struct Counting(usize);
        impl Work for Counting {
            fn calls(&self) -> usize {
                100
            }
            fn call(&mut self, _: usize) {
                self.0 += 1;
            }
        }
        let pace = Pace { rounds: 3, length: Duration::from_millis(2) };
        let mut lanes = [Counting(0), Counting(0)];
        let measured = measure(pace, &mut lanes).unwrap();
        assert!(lanes.iter().all(|lane| lane.0 >= 100) && measured.median() > 0.0);
        assert!(measured.rounds.len() == 3 && !measured.times.is_empty() && measured.times.is_sorted());
    }
}
