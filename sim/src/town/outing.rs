//! A way through town: from home to a few shops and back, as a phone tells it.

use domain::Position;
use rand::RngExt;
use rand_chacha::ChaCha8Rng;

use super::Ground;
use crate::chance::weighted;
use crate::leg::Leg;
use crate::noise::Noise;
use crate::walk::Fix;

/// When people leave home, in seconds after midnight, and how many do.
const LEAVES: [(u32, u32, u32); 5] =
    [(30_600, 41_400, 3), (42_300, 47_700, 2), (50_400, 59_400, 3), (61_200, 69_000, 3), (70_200, 75_600, 1)];
/// How many ways a day, of ten people, from Monday to Friday, on Saturday, on Sunday: none, one, two.
const WAYS: [[u32; 3]; 3] = [[2, 5, 3], [1, 4, 5], [5, 4, 1]];
/// Slowest and fastest pace in metres a second.
const PACE: (f64, f64) = (1.0, 1.6);
/// Shortest and longest stay at a stop in milliseconds.
const STAY_MS: (u64, u64) = (120_000, 900_000);
/// A phone tells where it is every so many milliseconds.
const TELLS_MS: (u64, u64) = (15_000, 30_000);
/// Places that come to mind before the nearest of them is chosen.
const IN_MIND: usize = 4;

/// One way.
#[derive(Debug)]
pub(super) struct Outing {
    legs: Vec<Leg>,
    tells_ms: u64,
}

impl Outing {
    /// The ways of somebody's day; one that would begin before they are back is left out.
    pub(super) fn of_day(ground: &Ground, home: Position, weekday: u8, chance: &mut ChaCha8Rng) -> Vec<Self> {
        let sort = weekday.saturating_sub(4).min(2);
        let count = weighted(chance, WAYS[usize::from(sort)].into_iter()).unwrap_or(0);
        let mut leave: Vec<u32> = (0..count).map(|_| leaving(chance)).collect();
        leave.sort_unstable();
        let mut ways: Vec<Self> = Vec::new();
        for from_s in leave {
            let way = Self::from(ground, home, from_s, chance);
            if way.back_s() < 86_000 && ways.last().is_none_or(|before| before.back_s() < way.leaves_s()) {
                ways.push(way);
            }
        }
        ways
    }

    fn from(ground: &Ground, home: Position, from_s: u32, chance: &mut ChaCha8Rng) -> Self {
        let (mut here, mut now) = (home, u64::from(from_s) * 1_000);
        let mut legs = Vec::new();
        for _ in 0..chance.random_range(1..=3) {
            let Some(to) = next_stop(ground, here, chance) else { break };
            let stay = chance.random_range(STAY_MS.0..=STAY_MS.1);
            legs.push(leg(ground, here, to, now, stay, chance));
            (here, now) = (to, legs[legs.len() - 1].until_ms);
        }
        legs.push(leg(ground, here, home, now, 0, chance));
        Self { legs, tells_ms: chance.random_range(TELLS_MS.0..=TELLS_MS.1) }
    }

    /// When it begins, in seconds after midnight.
    pub(super) fn leaves_s(&self) -> u32 {
        seconds(self.legs.first().map_or(0, |leg| leg.from_ms))
    }

    /// When it ends.
    pub(super) fn back_s(&self) -> u32 {
        seconds(self.legs.last().map_or(0, |leg| leg.until_ms)).max(self.leaves_s() + 1)
    }

    /// What phone `number` of `seed` tells on the way.
    pub(super) fn fixes(&self, seed: u64, number: u64) -> Vec<Fix> {
        let mut noise = Noise::new(seed, number);
        let (mut fixes, mut now) = (Vec::new(), u64::from(self.leaves_s()) * 1_000 + self.tells_ms);
        while now < u64::from(self.back_s()) * 1_000 {
            let leg = self.legs.iter().find(|leg| now < leg.until_ms);
            let Some(leg) = leg else { break };
            let (position, accuracy_m) = noise.blurred(leg.at(now), now);
            fixes.push(Fix { at_s: now / 1_000, position, accuracy_m });
            now += self.tells_ms;
        }
        fixes
    }
}

fn seconds(milliseconds: u64) -> u32 {
    u32::try_from(milliseconds / 1_000).unwrap_or(u32::MAX)
}

fn leaving(chance: &mut ChaCha8Rng) -> u32 {
    let part = weighted(chance, LEAVES.iter().map(|(_, _, weight)| *weight)).unwrap_or(0);
    let (from, to, _) = LEAVES[part];
    chance.random_range(from..to)
}

/// The nearest of a few places that come to mind.
fn next_stop(ground: &Ground, here: Position, chance: &mut ChaCha8Rng) -> Option<Position> {
    let count = ground.places.len();
    if count == 0 {
        return None;
    }
    let in_mind = (0..IN_MIND).map(|_| ground.places[chance.random_range(0..count)].position);
    let mut in_mind: Vec<Position> = in_mind.filter(|place| place.metres_to(here) > 1.0).collect();
    in_mind.sort_by(|a, b| a.metres_to(here).total_cmp(&b.metres_to(here)));
    in_mind.first().copied()
}

fn leg(
    ground: &Ground,
    from: Position,
    to: Position,
    now: u64,
    stay_ms: u64,
    chance: &mut ChaCha8Rng,
) -> Leg {
    let pace = chance.random_range(PACE.0..=PACE.1);
    Leg::walking(ground.streets.route(from, to), pace, None, now, stay_ms)
}
