//! The simulator: a day or a month of a town under a seed, or as it was recorded, and the same again with something changed.
//!
//! Knows the engine's public face alone: what happens goes in, what is said comes out, and seeded people answer it. No
//! network, no database, no clock. What happens does not depend on what is said, so the two runs differ by the change and by
//! nothing else; what people make of a suggestion is drawn for the seed, the member and the offer, so it is the same draw in
//! both. The same plan gives the same bytes, on any number of threads. Refuses to tell a group under five.

mod ask;
mod change;
mod changing;
mod course;
mod due;
mod report;
mod rule;
#[cfg(test)]
mod samples;
mod screen;
mod script;
mod side;
mod tally;
mod town;
mod wire;

use std::path::PathBuf;
use std::thread;

use domain::{CivilZone, Instant, Plane, Position};
use sim::Event;
use sim::town::Town;

use crate::server::Failure;

pub use change::Change;
pub use report::Report;
pub use tally::Tally;
pub use town::Source;
pub use wire::write as line;

use changing::Changing;
use rule::Rule;
use screen::Hung;
use script::{Lines, Recorder, Script, midnight};
use side::Side;
use wire::Head;

/// The most days of a run: a quarter of a year.
pub const DAYS: u32 = 92;

/// Where the days of a run come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Days {
    /// A town under a seed.
    Seeded {
        /// Where it is read from.
        town: Source,
        /// The zone of its clocks.
        zone: CivilZone,
        /// An instant of the first day.
        start: Instant,
        /// What chance begins with.
        seed: u64,
        /// How many.
        days: u32,
        /// How many people live there.
        people: u64,
    },
    /// A log that was recorded.
    Recorded(PathBuf),
}

/// What is to be run.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// The days.
    pub days: Days,
    /// What is changed in a second run beside the first.
    pub change: Option<Change>,
    /// Where to write down what happens.
    pub record: Option<PathBuf>,
    /// Threads that share the work.
    pub threads: usize,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// How the town is called.
    pub town: String,
    /// The seed.
    pub seed: u64,
    /// The zone of its clocks.
    pub zone: CivilZone,
    /// When the first day began.
    pub start: Instant,
    /// How many days.
    pub days: u32,
    /// As it was.
    pub baseline: Tally,
    /// With the change.
    pub changed: Option<Tally>,
}

/// Runs a plan; `tell` hears how many days of how many are done.
///
/// # Errors
/// When a file cannot be read or written, or makes no sense; the line is told.
pub fn run(plan: &Plan, tell: &mut dyn FnMut(u32, u32)) -> Result<Outcome, Failure> {
    let (head, mut script) = open(&plan.days)?;
    let (start, centre) = (head.first()?, head.middle()?);
    let zone = CivilZone::named(&head.zone).ok_or_else(|| format!("{:?} is no time zone", head.zone))?;
    let start = zone.start_of_day(start);
    if !(1..=DAYS).contains(&head.days) {
        return Err(format!("{} days: from 1 to {DAYS}", head.days).into());
    }
    let mut recorder = plan.record.as_deref().map(|path| Recorder::create(path, &head)).transpose()?;
    let (mut baseline, mut changed) = sides(plan, &head, centre, &zone, start);
    let standing = script.standing(start)?;
    both(plan.threads, &mut baseline, &mut changed, None, &standing, start)?;
    if let Some(idle) = changed.as_ref().and_then(|changed| changed.changing.idle()) {
        return Err(format!("the change: {idle}").into());
    }
    recorder.as_mut().map_or(Ok(()), |recorder| recorder.write(&standing))?;
    for day in 0..head.days {
        tell(day, head.days);
        let [from, end] = [day, day + 1].map(|day| midnight(&zone, start, day));
        let events = script.day(day, end, plan.threads)?;
        recorder.as_mut().map_or(Ok(()), |recorder| recorder.write(&events))?;
        both(plan.threads, &mut baseline, &mut changed, Some(from), &events, end)?;
    }
    tell(head.days, head.days);
    recorder.map_or(Ok(()), Recorder::end)?;
    let changed = changed.map(|changed| changed.side.end());
    let Head { town, seed, days, .. } = head;
    Ok(Outcome { town, seed, zone, start, days, baseline: baseline.end(), changed })
}

/// The run with the change.
struct Changed {
    side: Side,
    changing: Changing,
}

fn open(days: &Days) -> Result<(Head, Script), Failure> {
    let (town, zone, start, seed, days, people) = match days {
        Days::Recorded(path) => {
            let (head, lines) = Lines::open(path)?;
            return Ok((head, Script::Recorded(lines)));
        }
        Days::Seeded { town, zone, start, seed, days, people } => (town, zone, *start, *seed, *days, *people),
    };
    let read = town::read(town, zone.clone(), start, seed, people)?;
    let head = Head {
        simulation: 1,
        town: read.name,
        seed,
        zone: zone.name().to_owned(),
        centre: [read.centre.lat(), read.centre.lon()],
        start: read.ground.start.to_rfc3339(),
        days,
    };
    Ok((head, Script::Seeded(Box::new(Town::new(read.ground)))))
}

fn sides(
    plan: &Plan,
    head: &Head,
    centre: Position,
    zone: &CivilZone,
    start: Instant,
) -> (Side, Option<Changed>) {
    let side = |rule, screens| Side::new(Plane::about(centre), zone.clone(), start, head.seed, rule, screens);
    let changed = plan.change.clone().map(|change| Changed {
        side: side(change.rule, change.screens.iter().map(|(_, said)| Hung::new(said.clone())).collect()),
        changing: Changing::new(change, head.seed),
    });
    (side(Rule::default(), Vec::new()), changed)
}

/// Lets both runs live through the same events, side by side where there are threads.
fn both(
    threads: usize,
    baseline: &mut Side,
    changed: &mut Option<Changed>,
    day: Option<Instant>,
    events: &[Event],
    end: Instant,
) -> Result<(), Failure> {
    let live = |side: &mut Side, events: &[Event]| {
        if let Some(midnight) = day {
            side.begin(midnight, end);
        }
        side.live(events, end);
    };
    let other = |changed: &mut Changed| {
        let mut news = Vec::with_capacity(events.len());
        events.iter().for_each(|event| changed.changing.hear(event, &mut news));
        live(&mut changed.side, &news);
    };
    match changed {
        None => live(baseline, events),
        Some(changed) if threads < 2 => {
            live(baseline, events);
            other(changed);
        }
        Some(changed) => thread::scope(|scope| {
            let beside = scope.spawn(|| other(changed));
            live(baseline, events);
            beside.join().map_err(|_| "the changed run broke off")
        })?,
    }
    Ok(())
}
