//! The table, in Markdown.

use std::fmt::Write;
use std::time::Duration;

use store::Engine;

use super::HttpArgs;
use super::ground::{HALF_M, OFFERS, PLACES, WISHES};
use super::rounds::{Round, Route};

/// What was measured, ready to be kept.
pub(super) fn table(args: &HttpArgs, engine: Engine, rounds: &[Round], live: &[Duration]) -> String {
    let mut out = String::new();
    let engine = match engine {
        Engine::Sqlite => "SQLite",
        Engine::Postgres => "PostgreSQL",
    };
    let HttpArgs { seconds, connections, members, rounds: count, seed, .. } = args;
    let side = 2 * HALF_M;
    let said = format!(
        "{engine}, seed {seed}: {PLACES} places and {OFFERS} offers in {side} x {side} m, {members} members walking with \
         {WISHES} wishes\neach that nothing in town meets (so every moment is judged to the end and nothing is saved: the \
         steady state);\n{connections} keep-alive connections in closed loops from this same process; {count} rounds in turns \
         of {seconds} s, medians.\n\n"
    );
    out.push_str(&said);
    out.push_str(
        "| asked | a second | p50 | p99 | of the empty route, round by round |\n|---|---|---|---|---|\n",
    );
    for (index, route) in Route::ALL.into_iter().enumerate() {
        let of = |pick: fn(&super::rounds::Turn) -> f64| {
            median(rounds.iter().map(|round| pick(&round[index])).collect())
        };
        let per_second = of(|turn| turn.per_second);
        let [p50, p99] = [of(|turn| micros(at(&turn.times, 50))), of(|turn| micros(at(&turn.times, 99)))];
        let ratios =
            rounds.iter().map(|round| round[index].per_second / round[Route::ALL.len() - 1].per_second);
        let ratios: Vec<String> = ratios.map(|ratio| format!("{ratio:.2}")).collect();
        let line = format!(
            "| {} | {per_second:.0} | {} | {} | {} |\n",
            name(route),
            time(p50),
            time(p99),
            ratios.join(" ")
        );
        out.push_str(&line);
    }
    let [p50, p99, max] = [50, 99, 100].map(|percent| time(micros(at(live, percent))));
    let streams = live.len();
    let line = format!(
        "\n| from post to event, {streams} streams open | p50 | p99 | max |\n|---|---|---|---|\n| | {p50} | {p99} | {max} |\n"
    );
    // Writing to a string cannot fail.
    let _ = out.write_str(&line);
    out
}

fn name(route: Route) -> &'static str {
    match route {
        Route::Moments => "`POST /api/v1/moments`",
        Route::Known => "`GET /healthz` with a token",
        Route::Unknown => "`GET /healthz` without",
        Route::Empty => "an empty axum route",
    }
}

/// The time under which `percent` of all lie; of sorted times.
fn at(sorted: &[Duration], percent: usize) -> Duration {
    let rank = (sorted.len() * percent).div_ceil(100).max(1);
    sorted.get(rank - 1).copied().unwrap_or_default()
}

fn median(mut all: Vec<f64>) -> f64 {
    all.sort_by(f64::total_cmp);
    let middle = all.len() / 2;
    if all.len() % 2 == 1 { all[middle] } else { f64::midpoint(all[middle - 1], all[middle]) }
}

fn micros(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}

fn time(micros: f64) -> String {
    format!("{:.2} ms", micros / 1e3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_of_the_nearest_rank() {
        let times: Vec<Duration> = (1..=200).map(Duration::from_millis).collect();
        let read = [50, 99, 100].map(|percent| at(&times, percent).as_millis());
        assert_eq!(read, [100, 198, 200]);
        assert_eq!(at(&[], 99), Duration::ZERO);
    }

    #[test]
    fn a_median_lies_in_the_middle() {
        assert_eq!((median(vec![3.0, 1.0, 2.0]), median(vec![4.0, 1.0])), (2.0, 2.5));
    }
}
