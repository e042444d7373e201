//! `simulate`: a day or a month of a town, as it is and with something changed.

use std::path::PathBuf;

use clap::builder::RangedU64ValueParser;
use domain::{CivilZone, Instant};
use indicatif::{ProgressBar, ProgressStyle};
use kit::Lang;

use crate::config::Config;
use crate::server::Failure;
use crate::simulate::{self, Change, Days, Outcome, Plan, Report, Source};

/// What may be said on the command line.
#[derive(Debug, clap::Args)]
pub struct SimulateArgs {
    /// An OpenStreetMap extract, or `demo` for Redon.
    #[arg(long, value_name = "FILE|demo", default_value = "demo")]
    town: String,
    /// What chance begins with: the same seed, the same days.
    #[arg(long, default_value_t = 7)]
    seed: u64,
    /// How many days.
    #[arg(long, value_name = "COUNT", default_value_t = 1, value_parser = RangedU64ValueParser::<u32>::new().range(1..=92))]
    days: u32,
    /// How many people live in town.
    #[arg(long, value_name = "COUNT", default_value_t = 200, value_parser = RangedU64ValueParser::<u64>::new().range(1..=100_000))]
    people: u64,
    /// The first day.
    #[arg(long, value_name = "DATE", default_value = "2026-11-24")]
    start: String,
    /// A recorded log to replay instead of a town under a seed.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["town", "seed", "days", "people", "start", "record"])]
    log: Option<PathBuf>,
    /// What is changed in a second run; see docs/simulate.md.
    #[arg(long, value_name = "FILE")]
    change: Option<PathBuf>,
    /// What reasons weigh in a second run, such as near=0,cheaper=80; beside what a file changes, if one is told.
    #[arg(long, value_name = "REASON=POINTS")]
    rule: Option<String>,
    /// Writes down what happens, to be replayed. It tells where people were: only its owner may read it.
    #[arg(long, value_name = "FILE")]
    record: Option<PathBuf>,
    /// Writes the report, its tables, its plot and the list of who was told what into a folder.
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
    /// The language of the report.
    #[arg(long, default_value = "en", value_parser = |text: &str| text.parse::<Lang>().map_err(|_| "say fr or en"))]
    lang: Lang,
    /// Threads that share the work; their number changes nothing in the answer.
    #[arg(long, default_value_t = 2, value_parser = RangedU64ValueParser::<usize>::new().range(1..=64))]
    threads: usize,
}

/// Runs it, prints the report, and says on the side where everything is.
///
/// # Errors
/// When a file cannot be read or written or makes no sense, or a law of the house was broken.
pub async fn run(config: &Config, args: SimulateArgs) -> Result<(), Failure> {
    let plan = plan(config, &args)?;
    let outcome = tokio::task::spawn_blocking(move || {
        let bar = bar();
        let outcome = simulate::run(&plan, &mut |done, total| {
            bar.set_length(u64::from(total));
            bar.set_position(u64::from(done));
        });
        bar.finish_and_clear();
        outcome
    });
    let outcome = outcome.await??;
    let report = Report::of(&outcome, args.lang);
    print!("{}", report.markdown());
    if let Some(folder) = &args.out {
        report.write(folder)?;
        eprintln!("written to {}; told.csv names members, so only you can read it", folder.display());
    }
    if let Some(path) = &args.record {
        eprintln!("{} tells where people were: only you can read it", path.display());
    }
    held(&outcome)
}

/// A broken law is a failure of the house, not a number in a table.
fn held(outcome: &Outcome) -> Result<(), Failure> {
    let broken: usize =
        std::iter::once(&outcome.baseline).chain(&outcome.changed).map(|tally| tally.breaches().len()).sum();
    if broken == 0 { Ok(()) } else { Err(format!("{broken} laws of the house were broken").into()) }
}

fn plan(config: &Config, args: &SimulateArgs) -> Result<Plan, Failure> {
    let days = match &args.log {
        Some(path) => Days::Recorded(path.clone()),
        None => {
            let zone = CivilZone::named(&config.town.zone)
                .ok_or_else(|| format!("{:?} is no time zone", config.town.zone))?;
            let start: Instant = zone
                .parse_local(&format!("{}T12:00", args.start))
                .ok_or_else(|| format!("--start {:?}: a date such as 2026-11-24", args.start))?;
            let town = match args.town.as_str() {
                "demo" => Source::Demo,
                file => Source::File(file.into()),
            };
            Days::Seeded { town, zone, start, seed: args.seed, days: args.days, people: args.people }
        }
    };
    let mut change = args.change.as_deref().map(Change::read).transpose()?;
    if let Some(rule) = &args.rule {
        let weighed = change.unwrap_or_default().weighing(rule);
        change = Some(weighed.map_err(|why| format!("--rule: {why}"))?);
    }
    Ok(Plan { days, change, record: args.record.clone(), threads: args.threads })
}

/// A bar that shows days; nothing where nobody looks.
fn bar() -> ProgressBar {
    let style = ProgressStyle::with_template("day {pos:>2} of {len} {wide_bar} {eta:>4}");
    let bar = ProgressBar::new(1);
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar
}
