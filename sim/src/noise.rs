//! The error of a phone's fixes.

use domain::{Plane, PlanePoint, Position};
use rand::RngExt;
use rand_chacha::ChaCha8Rng;

use crate::chance::{Purpose, normal, stream};

/// Best and worst accuracy of a fix in metres.
pub(crate) const ACCURACY_M: (u32, u32) = (3, 8);
/// A GPS error drifts rather than jumps: it is drawn anew every so often and glides in between.
const DRIFT_MS: u64 = 8_000;
/// 68 % of a normal cloud in the plane lie within this many deviations of its middle: √(−2 ln 0.32).
const SIGMAS_OF_68: f64 = 1.509;
/// Words of the stream set aside for one drawing of noise: 25 numbers of two words each.
const WORDS_A_DRAWING: u128 = 64;

/// The error of one phone: it depends on the seed, the phone's number and the time, and on nothing else.
#[derive(Debug, Clone)]
pub(crate) struct Noise(ChaCha8Rng);

impl Noise {
    /// Phone `number` of `seed`.
    pub(crate) fn new(seed: u64, number: u64) -> Self {
        Self(stream(seed, number, Purpose::Noise))
    }

    /// The position as a phone tells it: the error glides from one drawing to the next.
    pub(crate) fn blurred(&mut self, truth: Position, now_ms: u64) -> (Position, u32) {
        let drawing = now_ms / DRIFT_MS;
        let (east_a, north_a, accuracy_m) = self.error(drawing);
        let (east_b, north_b, _) = self.error(drawing + 1);
        #[expect(clippy::cast_precision_loss, reason = "below 8000")]
        let part = (now_ms % DRIFT_MS) as f64 / DRIFT_MS as f64;
        let glide = |a: f64, b: f64| (a + (b - a) * part) * 10.0;
        #[expect(clippy::cast_possible_truncation, reason = "at most six deviations of 8 m")]
        let point =
            PlanePoint { x: glide(east_a, east_b).round() as i32, y: glide(north_a, north_b).round() as i32 };
        (Plane::about(truth).unproject(point).unwrap_or(truth), accuracy_m)
    }

    /// The error of one drawing in metres east and north, and the accuracy told with it.
    fn error(&mut self, drawing: u64) -> (f64, f64, u32) {
        self.0.set_word_pos(u128::from(drawing) * WORDS_A_DRAWING);
        let accuracy_m = self.0.random_range(ACCURACY_M.0..=ACCURACY_M.1);
        let sigma = f64::from(accuracy_m) / SIGMAS_OF_68;
        (normal(&mut self.0) * sigma, normal(&mut self.0) * sigma, accuracy_m)
    }
}
