//! The engine against a city of plain numbers: exact answers as files, and how fast they come.
//!
//! The engine is spoken to by its public face only, with the World, the gate and the reasons that serve people; the benchmark's
//! ranking is one of its policies.
//!
//! - [`read`], [`city`]: the files, checked on the way in.
//! - [`ground`], [`load`]: rows become places, offers, members and consents in a World.
//! - [`w1`] … [`w4`]: the workloads, their answers and their calls.
//! - [`churn`]: the ground changes while it is asked.
//! - [`growth`]: what a moment costs as a town grows.
//! - [`passes`]: closed loops, rounds and percentiles. [`golden`], [`report`]: sums and tables.

mod churn;
mod city;
mod golden;
mod ground;
pub mod growth;
mod load;
mod passes;
mod read;
mod report;
mod w1;
mod w2;
mod w3;
mod w4;

use std::path::PathBuf;
use std::time::Duration;

use domain::limits;
use suggest::Turns;

use crate::server::Failure;
use city::{City, SeenRow};
use golden::Golden;
use load::{Loaded, Rows, Wanted, load};
use passes::{Measured, Pace, Work, measure};
use report::{Ground, Line};

/// For ever, and a sum of two such times is still a time.
const UNLIMITED_S: i64 = i64::MAX / 4;

/// What to ask of a city.
#[derive(Debug, Clone, clap::Args)]
pub struct MatchArgs {
    /// The city's folder: places.csv, offers.csv, people.csv, wishes.csv …
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Which workload.
    #[arg(long, value_enum, default_value_t = Workload::All)]
    workload: Workload,
    /// Threads that ask at once (w1, w1u, w2; the others are one stream).
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=64))]
    threads: u8,
    /// A folder to write the answers to: w1.csv, w1u.csv …
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Seconds of each round; 0 only answers.
    #[arg(long, default_value_t = 3.0)]
    seconds: f32,
    /// Rounds of which the median is told.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=100))]
    rounds: u32,
    /// The smallest group of the map; that of the right answers, otherwise 10.
    #[arg(long)]
    k: Option<u32>,
    /// A file of sums of right answers to compare with.
    #[arg(long, value_name = "FILE")]
    golden: Option<PathBuf>,
    /// Only asks moments (w1), first of a World that stands still, then of one that is changed so many times a second.
    #[arg(long, value_name = "CHANGES", value_parser = clap::value_parser!(u32).range(1..))]
    churn: Option<u32>,
}

/// A workload of the benchmark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Workload {
    /// A moment: the best offers.
    W1,
    /// The same, the position stored first.
    W1u,
    /// A new offer: whom it reaches.
    W2,
    /// Contact among carriers.
    W3,
    /// The desire map.
    W4,
    /// All of them.
    All,
}

/// Loads a city, answers its workloads, measures them and prints tables.
///
/// # Errors
/// A file that cannot be read, told by file, line and column; answers that cannot be written; an answer that is not right.
pub fn run(args: &MatchArgs) -> Result<(), Failure> {
    let golden = args.golden.as_deref().map(Golden::read).transpose()?.unwrap_or_default();
    let city = City(args.folder.clone());
    let scale = city.scale();
    let k = args.k.or_else(|| golden.k(&scale)).unwrap_or(10);
    if let Some(out) = &args.out {
        std::fs::create_dir_all(out)?;
    }
    let mut session = Session { args, city, scale, golden, k, lines: Vec::new(), grounds: Vec::new() };
    session.run()?;
    print!("{}", report::tables(&session.scale, &session.lines, &session.grounds));
    let wrong =
        session.lines.iter().find(|line| line.answers.is_some_and(|(_, golden)| golden == golden::DIFFERENT));
    wrong.map_or(Ok(()), |line| Err(format!("{}: the answers are not the right ones", line.workload).into()))
}

struct Session<'a> {
    args: &'a MatchArgs,
    city: City,
    scale: String,
    golden: Golden,
    k: u32,
    lines: Vec<Line>,
    grounds: Vec<Ground>,
}

impl Session<'_> {
    fn run(&mut self) -> Result<(), Failure> {
        if let Some(a_second) = self.args.churn {
            return self.living(a_second);
        }
        let wants = |one: Workload| matches!(self.args.workload, Workload::All) || self.args.workload == one;
        let [w1, w1u, w2, w3, w4] =
            [Workload::W1, Workload::W1u, Workload::W2, Workload::W3, Workload::W4].map(wants);
        if w1 || w1u || w2 || w4 {
            let rows = Rows::read(&self.city)?;
            if w1 || w1u {
                self.presence(&rows, w1, w1u)?;
            }
            if w2 {
                self.news(&rows)?;
            }
            if w4 {
                self.desires(&rows)?;
            }
        }
        if w3 { self.contacts() } else { Ok(()) }
    }

    fn presence(&mut self, rows: &Rows, w1: bool, w1u: bool) -> Result<(), Failure> {
        let pings = self.city.pings()?;
        let wanted = Wanted { presence_s: limits::PRESENCE_S, offers: true, ..Wanted::default() };
        let Loaded { world, maker, .. } = self.load("w1, w1u", rows, &wanted)?;
        let (pings, threads) = (w1::pings(&maker, &pings)?, self.threads());
        if w1 {
            let rows = w1::answers(&world, &pings, threads)?;
            let measured = self.measure(&mut w1::asking(&world, &pings, threads))?;
            self.told("w1", threads, measured, rows.len(), &w1::csv(&rows))?;
        }
        if w1u {
            let world = Turns::new(world);
            let rows = w1::answers_stored(&world, &pings, threads)?;
            let measured = self.measure(&mut w1::storing(&world, &pings, threads))?;
            self.told("w1u", threads, measured, rows.len(), &w1::csv(&rows))?;
        }
        Ok(())
    }

    fn news(&mut self, rows: &Rows) -> Result<(), Failure> {
        let (news, positions) = (self.city.new_offers(&rows.places)?, self.city.positions()?);
        let wanted = Wanted {
            presence_s: UNLIMITED_S,
            offers: true,
            news: &news,
            positions: &positions,
            ..Wanted::default()
        };
        let (world, threads) = (self.load("w2", rows, &wanted)?.world, self.threads());
        let rows = w2::answers(&world, &news, threads)?;
        let measured = self.measure(&mut w2::reaching(&world, &news, threads))?;
        self.told("w2", threads, measured, rows.len(), &w2::csv(&rows))
    }

    fn contacts(&mut self) -> Result<(), Failure> {
        let moves = self.city.moves()?;
        let (mut world, moments) = w3::world(&ground::Maker::new()?, &moves)?;
        let rows = w3::answers(&mut world, &moves, &moments)?;
        let measured = self.measure(&mut [w3::meeting(&mut world, &moments)])?;
        self.told("w3", 1, measured, rows.len(), &w3::csv(&rows))
    }

    fn desires(&mut self, rows: &Rows) -> Result<(), Failure> {
        let (positions, pings): (_, Vec<SeenRow>) = (self.city.positions()?, self.city.pings()?);
        let wanted =
            Wanted { presence_s: w4::PRESENCE_S, positions: &positions, counted: true, ..Wanted::default() };
        let Loaded { mut world, maker, .. } = self.load("w4", rows, &wanted)?;
        let rows = w4::answers(&mut world, self.k)?;
        let measured = self.measure(&mut [w4::Mapping { world: &world, k: self.k, map: Vec::new() }])?;
        self.told("w4", 1, measured, rows.len(), &w4::csv(&rows))?;
        let moments = pings.iter().map(|row| maker.moment(row)).collect::<Result<Vec<_>, _>>()?;
        let measured = self.measure(&mut [w4::keeping(&mut world, &moments)])?;
        self.lines.push(Line { workload: "w4u", threads: 1, measured, answers: None });
        Ok(())
    }

    fn living(&mut self, a_second: u32) -> Result<(), Failure> {
        let (rows, positions) = (Rows::read(&self.city)?, self.city.positions()?);
        let wanted = Wanted {
            presence_s: limits::PRESENCE_S,
            offers: true,
            positions: &positions,
            ..Wanted::default()
        };
        let loaded = self.load("living", &rows, &wanted)?;
        let pings = w1::pings(&loaded.maker, &self.city.pings()?)?;
        let living = churn::run(&rows, &positions, loaded, &pings, a_second, self.pace())?;
        let line = |workload, measured| Line { workload, threads: 1, measured, answers: None };
        self.lines.push(line("w1, nothing changes", living.still));
        self.lines.push(line("w1 beside changes elsewhere", living.elsewhere));
        self.lines.push(line("w1 beside the changes", living.living));
        print!("{}", report::held(&living.held));
        let told = |measured: &Measured| [5_000, 9_900, 9_990, 10_000].map(|part| measured.micros(part));
        let [p50, p99, p999, max] = told(&living.waiting);
        println!(
            "of a moment beside the changes, waiting for the World: p50 {p50:.2}, p99 {p99:.2}, p99.9 {p999:.2}, max {max:.1} µs"
        );
        let (changes, answers, ground) = (living.changes, living.same_answers, living.same_ground);
        println!(
            "{changes:.0} changes a second of {a_second} wanted; same answers: {answers}; same ground: {ground}\n"
        );
        if answers && ground { Ok(()) } else { Err("the World did not end as it was written".into()) }
    }

    fn threads(&self) -> usize {
        usize::from(self.args.threads)
    }

    fn load(&mut self, name: &'static str, rows: &Rows, wanted: &Wanted<'_>) -> Result<Loaded, Failure> {
        let loaded = load(rows, wanted)?;
        eprintln!("{name}: loaded in {:.2} s, {:?}", loaded.seconds, loaded.world.counts());
        self.grounds.push(Ground::of(name, &loaded));
        Ok(loaded)
    }

    fn measure<W: Work>(&self, lanes: &mut [W]) -> Result<Measured, Failure> {
        if self.args.seconds <= 0.0 {
            return Ok(Measured::default());
        }
        measure(self.pace(), lanes)
    }

    fn pace(&self) -> Pace {
        Pace { rounds: self.args.rounds, length: Duration::from_secs_f32(self.args.seconds) }
    }

    /// Writes and compares an answer, and keeps its line.
    fn told(
        &mut self,
        workload: &'static str,
        threads: usize,
        measured: Measured,
        count: usize,
        csv: &str,
    ) -> Result<(), Failure> {
        if let Some(out) = &self.args.out {
            std::fs::write(out.join(format!("{workload}.csv")), csv)?;
        }
        let verdict = self.golden.verdict(&self.scale, workload, self.k, &golden::sum(csv));
        eprintln!("{workload}: {count} answers, golden: {verdict}");
        self.lines.push(Line { workload, threads, measured, answers: Some((count, verdict)) });
        Ok(())
    }
}

#[cfg(test)]
mod tests;
