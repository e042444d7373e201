//! Growth: what a moment costs as a town grows, for moments with few answers and with many, as a table and as a plot.

mod plot;
mod town;

use std::fmt::Write;
use std::path::PathBuf;
use std::time::{Duration, Instant as Stopwatch};

use super::passes::{Measured, Pace, measure};
use super::report::{load_average, resident_mb};
use crate::server::Failure;
use town::Town;

/// How large towns grow.
#[derive(Debug, Clone, clap::Args)]
pub struct GrowthArgs {
    /// Wishes of the town at each step.
    #[arg(long, value_delimiter = ',', default_value = "10000,100000,1000000",
        value_parser = clap::value_parser!(u32).range(5..=100_000_000))]
    wishes: Vec<u32>,
    /// About how many answers a moment has.
    #[arg(long, value_delimiter = ',', default_value = "1,10,100",
        value_parser = clap::value_parser!(u32).range(1..=1_000))]
    answers: Vec<u32>,
    /// Where to draw the plot.
    #[arg(long, value_name = "FILE")]
    svg: Option<PathBuf>,
    /// Seconds of each round.
    #[arg(long, default_value_t = 1.0)]
    seconds: f32,
    /// Rounds of which the median is told.
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..=100))]
    rounds: u32,
    /// The same towns again.
    #[arg(long, default_value_t = 2_026)]
    seed: u64,
}

/// One measured town.
#[derive(Debug, Clone)]
struct Point {
    wishes: u32,
    /// How many answers were aimed at, and how many there are on average.
    aim: u32,
    answers: f64,
    measured: Measured,
    bytes_a_wish: f64,
    resident_mb: f64,
    /// Seconds that the members who came with this step, their wishes and their moments took to be put.
    put_s: f64,
}

impl Point {
    /// What a moment costs on average, in microseconds.
    fn mean(&self) -> f64 {
        1e6 / self.measured.median().max(f64::MIN_POSITIVE)
    }
}

/// Grows a town, measures it at each step, prints a table and draws the plot.
///
/// # Errors
/// A town that cannot be built, or a plot that cannot be written.
pub fn run(args: &GrowthArgs) -> Result<(), Failure> {
    let pace = Pace { rounds: args.rounds, length: Duration::from_secs_f32(args.seconds) };
    let (mut steps, mut aims) = (args.wishes.clone(), args.answers.clone());
    steps.sort_unstable();
    aims.sort_unstable();
    eprintln!("seed {}", args.seed);
    let (mut town, mut points) = (Town::new(args.seed)?, Vec::new());
    for wishes in steps {
        town.offer(0);
        let begun = Stopwatch::now();
        town.grow(wishes)?;
        let put_s = begun.elapsed().as_secs_f64();
        let bytes_a_wish = town.world.memory().of_wishes() as f64 / f64::from(wishes.max(1));
        for &aim in &aims {
            town.offer(aim);
            let mut asking = [town.asking()?];
            let answers = asking[0].answers();
            let measured = measure(pace, &mut asking)?;
            let resident_mb = resident_mb();
            eprintln!("{wishes} wishes, {answers:.1} answers: {:.2} µs", 1e6 / measured.median());
            points.push(Point { wishes, aim, answers, measured, bytes_a_wish, resident_mb, put_s });
        }
    }
    print!("{}", table(&points));
    if let Some(file) = &args.svg {
        std::fs::write(file, plot::draw(&points)).map_err(|why| format!("{}: {why}", file.display()))?;
    }
    Ok(())
}

fn table(points: &[Point]) -> String {
    let mut out = "| wishes | answers a moment | mean µs | p50 µs | p99 µs | p99.9 µs | bytes a wish | put in s | resident MB |\n\
                   |---|---|---|---|---|---|---|---|---|\n"
        .to_owned();
    for point in points {
        let Point { wishes, answers, measured, bytes_a_wish, resident_mb, put_s, .. } = point;
        let [p50, p99, p999] = [5_000, 9_900, 9_990].map(|part| measured.micros(part));
        // Writing to a string cannot fail.
        let _ = writeln!(
            out,
            "| {wishes} | {answers:.1} | {:.2} | {p50:.2} | {p99:.2} | {p999:.2} | {bytes_a_wish:.1} | {put_s:.1} | {resident_mb:.0} |",
            point.mean()
        );
    }
    let _ = writeln!(out, "\nLoad average at the end: {}.", load_average());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_town_is_measured_and_drawn() {
        let svg = std::env::temp_dir().join(format!("hyperlieu-growth-{}.svg", std::process::id()));
        let args = GrowthArgs {
            wishes: vec![2_000, 500],
            answers: vec![1, 10],
            svg: Some(svg.clone()),
            seconds: 0.01,
            rounds: 1,
            seed: 1,
        };
        run(&args).unwrap();
        let drawn = std::fs::read_to_string(&svg).unwrap();
        std::fs::remove_file(&svg).unwrap();
        assert!(drawn.starts_with("<svg ") && drawn.trim_end().ends_with("</svg>"));
        assert!(drawn.contains("prefers-color-scheme: dark") && drawn.contains("bytes a wish"));
        assert_eq!(drawn.matches("<polyline").count(), 5, "p50 and p99 of each, and the memory");
    }

    #[test]
    fn a_moment_has_about_as_many_answers_as_were_aimed_at() {
        let mut town = Town::new(7).unwrap();
        town.grow(5_000).unwrap();
        for aim in [1, 20] {
            town.offer(aim);
            let answers = town.asking().unwrap().answers();
            assert!((0.7..1.3).contains(&(answers / f64::from(aim))), "{aim}: {answers}");
        }
    }
}
