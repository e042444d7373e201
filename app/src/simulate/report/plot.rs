//! The plot: suggestions and encounters by hour, as it was beside as it was changed. Whole numbers, so the same bytes everywhere.

use std::fmt::Write;

use kit::Lang;

use super::super::Outcome;

const WIDE: u64 = 960;
const HIGH: u64 = 220;
const LEFT: u64 = 56;
const TOP: u64 = 40;
/// Room of one hour.
const HOUR: u64 = (WIDE - LEFT - 16) / 24;
/// As it was, and as it was changed.
const COLOURS: [&str; 2] = ["#8a94a6", "#c2410c"];

/// The two panels, one above the other.
pub(super) fn by_hour(outcome: &Outcome, lang: Lang) -> String {
    let t = |key: &str| escaped(&lang.t(&format!("simulate-{key}")));
    let whole = 2 * (HIGH + TOP) + 48;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDE} {whole}\" font-family=\"sans-serif\" \
         font-size=\"13\" role=\"img\" aria-label=\"{}\">\n<rect width=\"{WIDE}\" height=\"{whole}\" fill=\"#fff\"/>\n",
        t("plot")
    );
    let runs: Vec<&super::Tally> = std::iter::once(&outcome.baseline).chain(&outcome.changed).collect();
    for (number, key) in (0..).zip(["told-by-hour", "met-by-hour"]) {
        let hours: Vec<[u64; 24]> =
            runs.iter().map(|run| if number == 0 { run.told_by_hour } else { run.met_by_hour }).collect();
        panel(&mut out, TOP + number * (HIGH + TOP), &t(key), &hours);
    }
    let base = whole - 14;
    for (number, key) in (0..).zip(["baseline", "changed"]).take(runs.len()) {
        let (x, colour) = (LEFT + number * 180, COLOURS[usize::from(number > 0)]);
        let said = t(key);
        // Writing to a string cannot fail, here and below.
        let _ = writeln!(
            out,
            "<rect x=\"{x}\" y=\"{}\" width=\"12\" height=\"12\" fill=\"{colour}\"/><text x=\"{}\" y=\"{base}\">{said}</text>",
            base - 11,
            x + 18
        );
    }
    out.push_str("</svg>\n");
    out
}

fn panel(out: &mut String, top: u64, title: &str, runs: &[[u64; 24]]) {
    let most = runs.iter().flatten().copied().max().unwrap_or(0).max(1);
    let (foot, bar) = (top + HIGH - 24, HOUR.saturating_sub(6) / runs.len().max(1) as u64);
    let room = foot - top - 12;
    let _ = writeln!(out, "<text x=\"{LEFT}\" y=\"{top}\" font-weight=\"bold\">{title}</text>");
    let _ = writeln!(
        out,
        "<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{most}</text><text x=\"{}\" y=\"{foot}\" text-anchor=\"end\">0</text>",
        LEFT - 8,
        foot - room + 10,
        LEFT - 8
    );
    let _ =
        writeln!(out, "<path d=\"M{LEFT} {foot}H{}\" stroke=\"#334155\" fill=\"none\"/>", LEFT + 24 * HOUR);
    for hour in 0..24_u64 {
        let left = LEFT + hour * HOUR + 3;
        for (number, run) in (0_u64..).zip(runs) {
            let high = run[usize::try_from(hour).unwrap_or(0)] * room / most;
            let (x, y, colour) = (left + number * bar, foot - high, COLOURS[usize::from(number > 0)]);
            if high > 0 {
                let _ = writeln!(
                    out,
                    "<rect x=\"{x}\" y=\"{y}\" width=\"{bar}\" height=\"{high}\" fill=\"{colour}\"/>"
                );
            }
        }
        if hour % 3 == 0 {
            let _ = writeln!(out, "<text x=\"{left}\" y=\"{}\">{hour}</text>", foot + 16);
        }
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
