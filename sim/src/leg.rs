//! A stretch of a walk: along a route, and a stay at its end.

use domain::Position;

/// A stretch of time spent walking a route, or staying at its end.
#[derive(Debug, Clone)]
pub(crate) struct Leg {
    route: Vec<Position>,
    /// Metres from the start of the route to each of its points.
    metres: Vec<f64>,
    pace: f64,
    pub(crate) goal: Option<usize>,
    pub(crate) from_ms: u64,
    pub(crate) arrives_ms: u64,
    pub(crate) until_ms: u64,
}

impl Leg {
    pub(crate) fn staying(here: Position, goal: Option<usize>, now: u64, until_ms: u64) -> Self {
        Self {
            route: vec![here],
            metres: vec![0.0],
            pace: 1.0,
            goal,
            from_ms: now,
            arrives_ms: now,
            until_ms,
        }
    }

    pub(crate) fn walking(
        route: Vec<Position>,
        pace: f64,
        goal: Option<usize>,
        now: u64,
        stay_ms: u64,
    ) -> Self {
        let mut metres = vec![0.0];
        for pair in route.windows(2) {
            metres.push(metres[metres.len() - 1] + pair[0].metres_to(pair[1]));
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a town's walk is hours at most"
        )]
        let takes_ms = (metres[metres.len() - 1] / pace * 1000.0).ceil() as u64;
        let arrives_ms = now.saturating_add(takes_ms);
        Self {
            route,
            metres,
            pace,
            goal,
            from_ms: now,
            arrives_ms,
            until_ms: arrives_ms.saturating_add(stay_ms),
        }
    }

    pub(crate) fn at(&self, now_ms: u64) -> Position {
        #[expect(clippy::cast_precision_loss, reason = "exact to 285 thousand years")]
        let walked = now_ms.saturating_sub(self.from_ms) as f64 / 1000.0 * self.pace;
        let next = self.metres.partition_point(|metres| *metres <= walked);
        if next == 0 || next >= self.route.len() {
            return self.route[self.route.len() - 1];
        }
        let (a, b) = (self.route[next - 1], self.route[next]);
        let part = (walked - self.metres[next - 1]) / (self.metres[next] - self.metres[next - 1]);
        let between = |a: f64, b: f64| a + (b - a) * part;
        Position::new(between(a.lat(), b.lat()), between(a.lon(), b.lon())).unwrap_or(b)
    }
}
