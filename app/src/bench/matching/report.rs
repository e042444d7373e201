//! The tables, in Markdown.

use std::fmt::Write;

use super::churn::Held;
use super::load::Loaded;
use super::passes::Measured;

/// One workload's line.
pub(super) struct Line {
    pub(super) workload: &'static str,
    pub(super) threads: usize,
    pub(super) measured: Measured,
    /// How many lines it answered, and how they compare with the right ones; `None` of what has no answers.
    pub(super) answers: Option<(usize, &'static str)>,
}

/// One World's line.
pub(super) struct Ground {
    name: &'static str,
    seconds: f64,
    offers: usize,
    per_offer: f64,
    wishes: usize,
    per_wish: f64,
    resident_mb: f64,
}

impl Ground {
    /// What a loaded World took.
    pub(super) fn of(name: &'static str, loaded: &Loaded) -> Self {
        // Of a World without offers, places alone would be counted.
        let per = |bytes: usize, count: usize| if count == 0 { 0.0 } else { bytes as f64 / count as f64 };
        Self {
            name,
            seconds: loaded.seconds,
            offers: loaded.offers,
            per_offer: per(loaded.offer_bytes, loaded.offers),
            wishes: loaded.wishes,
            per_wish: per(loaded.wish_bytes, loaded.wishes),
            resident_mb: resident_mb(),
        }
    }
}

/// The process's resident memory where the system tells it, otherwise zero.
pub(super) fn resident_mb() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
    kilobytes.unwrap_or(0.0) / 1_024.0
}

/// How long each sort of change kept everybody else out.
pub(super) fn held(held: &Held) -> String {
    let mut out =
        "| held by | changes | p50 µs | p99 µs | p99.9 µs | max µs |\n|---|---|---|---|---|---|\n".to_owned();
    for (sort, measured) in held {
        let [p50, p99, p999, max] = [5_000, 9_900, 9_990, 10_000].map(|part| measured.micros(part));
        // Writing to a string cannot fail.
        let _ = writeln!(
            out,
            "| {sort} | {} | {p50:.2} | {p99:.2} | {p999:.2} | {max:.1} |",
            measured.times.len()
        );
    }
    out + "\n"
}

/// How busy the machine is, where the system tells it.
pub(super) fn load_average() -> String {
    let told = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    told.split(' ').next().filter(|told| !told.is_empty()).unwrap_or("unknown").to_owned()
}

/// Both tables.
pub(super) fn tables(scale: &str, lines: &[Line], grounds: &[Ground]) -> String {
    let mut out = format!(
        "| {scale} | threads | calls a second | best | worst | p50 µs | p99 µs | p99.9 µs | max µs | answers | golden |\n\
         |---|---|---|---|---|---|---|---|---|---|---|\n"
    );
    for Line { workload, threads, measured, answers } in lines {
        let speeds = if measured.rounds.is_empty() {
            " |  |  |  |  |  | ".to_owned()
        } else {
            let (best, worst) = (measured.rounds[measured.rounds.len() - 1], measured.rounds[0]);
            let [p50, p99, p999, max] = [5_000, 9_900, 9_990, 10_000].map(|part| measured.micros(part));
            let median = measured.median();
            format!("{median:.0} | {best:.0} | {worst:.0} | {p50:.2} | {p99:.2} | {p999:.2} | {max:.1}")
        };
        let (count, golden) =
            answers.map_or((String::new(), ""), |(count, golden)| (count.to_string(), golden));
        // Writing to a string cannot fail.
        let _ = writeln!(out, "| {workload} | {threads} | {speeds} | {count} | {golden} |");
    }
    let _ = writeln!(out, "\nLoad average at the end: {}.", load_average());
    if !grounds.is_empty() {
        out.push_str("\n| World | load s | offers | bytes an offer | wishes | bytes a wish, consent and people counted | resident MB |\n");
        out.push_str("|---|---|---|---|---|---|---|\n");
    }
    for Ground { name, seconds, offers, per_offer, wishes, per_wish, resident_mb } in grounds {
        let _ = writeln!(
            out,
            "| {name} | {seconds:.2} | {offers} | {per_offer:.1} | {wishes} | {per_wish:.1} | {resident_mb:.0} |"
        );
    }
    out
}
