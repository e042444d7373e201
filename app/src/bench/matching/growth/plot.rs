//! The plot, as SVG by hand: the cost of a moment on logarithmic axes, the memory of a wish on a plain one; readable on light
//! and dark pages.

use std::fmt::Write;

use super::Point;

/// Where a panel's field lies in the picture, in its pixels.
struct Panel {
    left: f64,
    right: f64,
    /// The least and the most of the axis, as powers of ten.
    x: (i32, i32),
    y: Upright,
}

/// The upright axis.
#[derive(Clone, Copy)]
enum Upright {
    /// From one power of ten to another.
    Powers(i32, i32),
    /// From nothing to so much, in five steps.
    Plain(f64),
}

const WIDTH: u32 = 960;
const HEIGHT: u32 = 440;
const TOP: f64 = 60.0;
const BOTTOM: f64 = 380.0;

const STYLE: &str = "<style>\
text{font:13px system-ui,sans-serif;fill:#1f2328}.t{font-weight:600}.g{stroke:#d1d9e0;stroke-width:1}\
polyline{fill:none;stroke-width:2}.p99{stroke-dasharray:6 4}\
.c0{stroke:#0969da}.c1{stroke:#1a7f37}.c2{stroke:#bc4c00}.c3{stroke:#8250df}\
@media (prefers-color-scheme: dark){text{fill:#e6edf3}.g{stroke:#3d444d}\
.c0{stroke:#58a6ff}.c1{stroke:#3fb950}.c2{stroke:#f0883e}.c3{stroke:#bc8cff}}\
</style>";

/// Draws the cost of a moment and the memory of a wish over the size of the town.
pub(super) fn draw(points: &[Point]) -> String {
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" \
         aria-labelledby=\"title\"><title id=\"title\">What a moment costs, and what a wish weighs, as a town \
         grows</title>{STYLE}\n"
    );
    let x = decades(points.iter().map(|point| f64::from(point.wishes)));
    let times = points.iter().flat_map(|point| [point.measured.micros(5_000), point.measured.micros(9_900)]);
    let cost = Panel { left: 70.0, right: 500.0, x, y: powers(times) };
    frame(&mut out, &cost, "a moment, in µs (p50, dashed p99)");
    let mut aims: Vec<u32> = points.iter().map(|point| point.aim).collect();
    aims.sort_unstable();
    aims.dedup();
    for (aim, colour) in aims.iter().zip((0..4).cycle()) {
        let of = |part| {
            let these = points.iter().filter(|point| point.aim == *aim);
            these.map(|point| (f64::from(point.wishes), point.measured.micros(part))).collect::<Vec<_>>()
        };
        line(&mut out, &cost, &of(5_000), &format!("c{colour}"));
        line(&mut out, &cost, &of(9_900), &format!("c{colour} p99"));
        if let Some((_, micros)) = of(5_000).last() {
            let (x, y) = (cost.right + 6.0, cost.y(*micros) + 4.0);
            let told =
                points.iter().rfind(|point| point.aim == *aim).map_or(0.0, |point| point.answers.round());
            let word = if told == 1.0 { "answer" } else { "answers" };
            let _ = writeln!(out, "<text x=\"{x:.0}\" y=\"{y:.0}\">{told:.0} {word}</text>");
        }
    }
    let first = aims.first().copied();
    let weights: Vec<(f64, f64)> = points
        .iter()
        .filter(|point| Some(point.aim) == first)
        .map(|point| (f64::from(point.wishes), point.bytes_a_wish))
        .collect();
    let most = weights.iter().fold(1.0, |most: f64, (_, bytes)| most.max(*bytes));
    let memory = Panel { left: 680.0, right: 930.0, x, y: Upright::Plain((most / 50.0).ceil() * 50.0) };
    frame(&mut out, &memory, "bytes a wish, consent counted");
    line(&mut out, &memory, &weights, "c3");
    out.push_str("</svg>\n");
    out
}

fn powers(values: impl Iterator<Item = f64>) -> Upright {
    let (from, to) = decades(values);
    Upright::Powers(from, to)
}

/// The powers of ten about all values; at least one apart.
fn decades(values: impl Iterator<Item = f64>) -> (i32, i32) {
    let (mut least, mut most) = (f64::MAX, f64::MIN_POSITIVE);
    for value in values.filter(|value| *value > 0.0) {
        (least, most) = (least.min(value), most.max(value));
    }
    let from = least.min(most).log10().floor() as i32;
    (from, (most.log10().ceil() as i32).max(from + 1))
}

impl Panel {
    fn x(&self, value: f64) -> f64 {
        let part =
            (value.max(f64::MIN_POSITIVE).log10() - f64::from(self.x.0)) / f64::from(self.x.1 - self.x.0);
        self.left + part * (self.right - self.left)
    }

    fn y(&self, value: f64) -> f64 {
        let part = match self.y {
            Upright::Powers(from, to) => {
                (value.max(f64::MIN_POSITIVE).log10() - f64::from(from)) / f64::from(to - from)
            }
            Upright::Plain(most) => value / most,
        };
        BOTTOM - part * (BOTTOM - TOP)
    }

    /// Where the upright axis has its lines, and what stands at each.
    fn steps(&self) -> Vec<(f64, String)> {
        match self.y {
            Upright::Powers(from, to) => {
                (from..=to).map(|power| (self.y(10_f64.powi(power)), tick(power))).collect()
            }
            Upright::Plain(most) => {
                let step = |part: i32| most * f64::from(part) / 5.0;
                (0..=5).map(|part| (self.y(step(part)), format!("{:.0}", step(part)))).collect()
            }
        }
    }
}

fn frame(out: &mut String, panel: &Panel, title: &str) {
    let Panel { left, right, x, .. } = *panel;
    let _ = writeln!(out, "<text class=\"t\" x=\"{left}\" y=\"30\">{title}</text>");
    for power in x.0..=x.1 {
        let at = panel.x(10_f64.powi(power));
        let said = tick(power);
        let _ = writeln!(
            out,
            "<path class=\"g\" d=\"M{at:.1} {TOP}V{BOTTOM}\"/><text x=\"{at:.1}\" y=\"{}\" text-anchor=\"middle\">{said}</text>",
            BOTTOM + 20.0
        );
    }
    for (at, said) in panel.steps() {
        let _ = writeln!(
            out,
            "<path class=\"g\" d=\"M{left} {at:.1}H{right}\"/><text x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">{said}</text>",
            left - 8.0,
            at + 4.0
        );
    }
    let middle = f64::midpoint(left, right);
    let _ = writeln!(
        out,
        "<text x=\"{middle}\" y=\"{}\" text-anchor=\"middle\">wishes in town</text>",
        BOTTOM + 44.0
    );
}

fn tick(power: i32) -> String {
    match power {
        6.. => format!("{} M", 10_u64.pow(power.cast_unsigned() - 6)),
        3..=5 => format!("{} k", 10_u64.pow(power.cast_unsigned() - 3)),
        0..=2 => 10_u64.pow(power.cast_unsigned()).to_string(),
        _ => format!("{:.*}", power.unsigned_abs() as usize, 10_f64.powi(power)),
    }
}

fn line(out: &mut String, panel: &Panel, points: &[(f64, f64)], class: &str) {
    let places: Vec<String> =
        points.iter().map(|(x, y)| format!("{:.1},{:.1}", panel.x(*x), panel.y(*y))).collect();
    let _ = writeln!(out, "<polyline class=\"{class}\" points=\"{}\"/>", places.join(" "));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axes_hold_what_is_drawn() {
        assert_eq!(decades([0.4, 30.0].into_iter()), (-1, 2));
        assert_eq!(decades([100.0].into_iter()), (2, 3));
        let panel = Panel { left: 0.0, right: 300.0, x: (4, 7), y: Upright::Powers(0, 2) };
        let close = |a: f64, b: f64| (a - b).abs() < 1e-6;
        assert!(close(panel.x(1e4), 0.0) && close(panel.x(1e7), 300.0) && close(panel.y(1.0), BOTTOM));
        let plain = Panel { y: Upright::Plain(100.0), ..panel };
        assert!(close(plain.y(0.0), BOTTOM) && close(plain.y(100.0), TOP));
        assert_eq!(plain.steps().last().map(|(_, said)| said.as_str()), Some("100"));
        assert_eq!([-2, 0, 2, 4, 7].map(tick), ["0.01", "1", "100", "10 k", "10 M"]);
    }
}
