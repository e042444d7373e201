//! What happens, day by day: as a seed has it, or as it was recorded.

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::thread;

use domain::{CivilZone, Instant};
use sim::town::Town;
use sim::{Event, What};

use super::wire::{self, Head};
use crate::server::Failure;

/// Where the days come from.
pub(super) enum Script {
    /// A town lived in under a seed.
    Seeded(Box<Town>),
    /// Lines written down before.
    Recorded(Lines),
}

impl Script {
    /// What stands when the first day begins.
    pub(super) fn standing(&mut self, start: Instant) -> Result<Vec<Event>, Failure> {
        match self {
            Self::Seeded(town) => Ok(town.standing()),
            Self::Recorded(lines) => lines.until(start.plus_secs(1)),
        }
    }

    /// What happens on a day, in order of time; `threads` share the work and change nothing in it.
    pub(super) fn day(&mut self, day: u32, end: Instant, threads: usize) -> Result<Vec<Event>, Failure> {
        let mut events = match self {
            Self::Seeded(town) => lived(town, day, threads),
            Self::Recorded(lines) => lines.until(end)?,
        };
        events.sort_by_key(|event| (event.at, !is_will(&event.what)));
        Ok(events)
    }
}

/// Whether somebody says what they want: of several things at one instant, that is heard first.
fn is_will(what: &What) -> bool {
    matches!(what, What::Member(_) | What::Attention(_) | What::Grants { .. })
}

/// A day of a town: shops first, then people in the order of their numbers.
fn lived(town: &Town, day: u32, threads: usize) -> Vec<Event> {
    let (people, parts) = (town.ground().people, u64::try_from(threads.max(1)).unwrap_or(1));
    let part = people.div_ceil(parts).max(1);
    let mut events = town.shops(day);
    thread::scope(|scope| {
        let ranges = (0..parts).map(|number| number * part..(number + 1) * part);
        let walking: Vec<_> = ranges.map(|numbers| scope.spawn(move || town.people(day, numbers))).collect();
        for walked in walking {
            match walked.join() {
                Ok(walked) => events.extend(walked),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
    });
    events
}

/// The instant at which a civil day begins, counted from the day of `start`.
pub(super) fn midnight(zone: &CivilZone, start: Instant, day: u32) -> Instant {
    // Noon of a day lies in it, whatever the clocks were moved by in the night before.
    zone.start_of_day(zone.start_of_day(start).plus_secs(43_200 + 86_400 * i64::from(day)))
}

/// A recorded log, read line by line.
pub(super) struct Lines {
    path: PathBuf,
    lines: std::io::Lines<BufReader<File>>,
    number: usize,
    next: Option<Event>,
    last: Option<Instant>,
}

impl Lines {
    /// Opens a log and reads its first line.
    pub(super) fn open(path: &Path) -> Result<(Head, Self), Failure> {
        let file = File::open(path).map_err(|why| format!("{}: {why}", path.display()))?;
        let lines = BufReader::new(file).lines();
        let mut log = Self { path: path.to_owned(), lines, number: 0, next: None, last: None };
        let first = log.line()?.ok_or_else(|| log.wrong("the log is empty"))?;
        let head = Head::parse(&first).map_err(|why| log.wrong(&why))?;
        Ok((head, log))
    }

    fn line(&mut self) -> Result<Option<String>, Failure> {
        self.number += 1;
        let line = self.lines.next().transpose();
        line.map_err(|why| self.wrong(&why.to_string()))
    }

    fn wrong(&self, why: &str) -> Failure {
        format!("{}, line {}: {why}", self.path.display(), self.number).into()
    }

    /// What happens before an instant.
    fn until(&mut self, end: Instant) -> Result<Vec<Event>, Failure> {
        let mut events = Vec::new();
        loop {
            let event = match self.next.take() {
                Some(event) => event,
                None => match self.read()? {
                    Some(event) => event,
                    None => return Ok(events),
                },
            };
            if event.at >= end {
                self.next = Some(event);
                return Ok(events);
            }
            events.push(event);
        }
    }

    fn read(&mut self) -> Result<Option<Event>, Failure> {
        let Some(line) = self.line()? else { return Ok(None) };
        let event = wire::parse(&line).map_err(|why| self.wrong(&why))?;
        if self.last.is_some_and(|last| event.at < last) {
            return Err(self.wrong("it happens before the line above it"));
        }
        self.last = Some(event.at);
        Ok(Some(event))
    }
}

/// A log being written: only its owner can read it, because it tells where people were.
pub(super) struct Recorder {
    path: PathBuf,
    file: std::io::BufWriter<File>,
}

impl Recorder {
    /// Begins a log.
    pub(super) fn create(path: &Path, head: &Head) -> Result<Self, Failure> {
        let file = private(path)?;
        let mut recorder = Self { path: path.to_owned(), file: std::io::BufWriter::new(file) };
        recorder.line(&serde_json::to_string(head)?)?;
        Ok(recorder)
    }

    fn line(&mut self, line: &str) -> Result<(), Failure> {
        writeln!(self.file, "{line}").map_err(|why| format!("{}: {why}", self.path.display()).into())
    }

    /// Writes what happened.
    pub(super) fn write(&mut self, events: &[Event]) -> Result<(), Failure> {
        events.iter().try_for_each(|event| self.line(&wire::write(event)?))
    }

    /// Ends the log.
    pub(super) fn end(mut self) -> Result<(), Failure> {
        self.file.flush().map_err(|why| format!("{}: {why}", self.path.display()).into())
    }
}

/// Opens a file that only its owner can read, and refuses one that others can.
pub(super) fn private(path: &Path) -> Result<File, Failure> {
    let mut options = File::options();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let told = |why: std::io::Error| format!("{}: {why}", path.display());
    let file = options.open(path).map_err(told)?;
    #[cfg(unix)]
    {
        let about = file.metadata().map_err(told)?;
        let mode = std::os::unix::fs::PermissionsExt::mode(&about.permissions());
        if about.is_file() && mode & 0o077 != 0 {
            return Err(format!(
                "{}: others may read this file, and it would tell where people were: chmod 600 it, or name another",
                path.display()
            )
            .into());
        }
    }
    file.set_len(0).map_err(told)?;
    Ok(file)
}
