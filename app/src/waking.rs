//! How far the World is read: on a terminal a line that moves, which log lines pass without tearing it; else a log line for
//! each stage. A town that is read at once is not worth a word.

use std::io::{self, IsTerminal, Write};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{HumanCount, ProgressBar, ProgressDrawTarget, ProgressStyle};
use suggest::Progress;

/// Nothing is said before.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often the line moves: a stage may think for long before its first row.
const TICK: Duration = Duration::from_millis(120);

/// The line that is on the terminal now, if one is.
static LINE: Mutex<Option<ProgressBar>> = Mutex::new(None);

/// Tells how far the World is read.
#[derive(Debug)]
pub struct Waking {
    bar: Option<ProgressBar>,
    since: Instant,
    told: bool,
}

impl Waking {
    /// Begins to count the time.
    #[must_use]
    pub fn begins() -> Self {
        let bar = io::stderr().is_terminal().then(|| {
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
            let style = ProgressStyle::with_template("{spinner} reading the town: {msg}, {elapsed}");
            bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()))
        });
        Self { bar, since: Instant::now(), told: false }
    }

    /// Tells how far it is.
    pub fn tell(&mut self, progress: Progress) {
        let past = self.since.elapsed();
        if past < PATIENCE {
            return;
        }
        let (stage, seconds) = (progress.stage.name(), past.as_secs_f32());
        match &self.bar {
            Some(bar) => {
                bar.set_message(format!("{} {stage}", HumanCount(progress.rows)));
                if !self.told {
                    bar.enable_steady_tick(TICK);
                    keep(Some(bar.clone()));
                }
                self.told = true;
            }
            None if progress.done => {
                tracing::info!("reading the town: {} {stage}, {seconds:.1} s", HumanCount(progress.rows));
                self.told = true;
            }
            None => {}
        }
    }

    /// Clears the line, or says that it is done.
    pub fn ends(self) {
        if self.bar.is_none() && self.told {
            tracing::info!("the town is read, {:.1} s", self.since.elapsed().as_secs_f32());
        }
    }
}

impl Drop for Waking {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
            keep(None);
        }
    }
}

fn keep(bar: Option<ProgressBar>) {
    *LINE.lock().unwrap_or_else(PoisonError::into_inner) = bar;
}

/// Standard error, beside the line that may be on it: what is written stands above the line.
#[derive(Debug, Clone, Copy, Default)]
pub struct Beside;

impl Write for Beside {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let line = LINE.lock().unwrap_or_else(PoisonError::into_inner).clone();
        match line {
            Some(bar) => bar.suspend(|| io::stderr().write(bytes)),
            None => io::stderr().write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        io::stderr().flush()
    }
}
