//! How far the World is read, told on standard error: a line that moves on a terminal, else a line for each stage. A town
//! that is read at once is not worth a word.

use std::io::IsTerminal;
use std::time::{Duration, Instant};

use indicatif::{HumanCount, ProgressBar, ProgressDrawTarget, ProgressStyle};
use suggest::Progress;

/// Nothing is said before.
const PATIENCE: Duration = Duration::from_secs(1);

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
        let bar = std::io::stderr().is_terminal().then(|| {
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
        let line = format!("{} {}", HumanCount(progress.rows), progress.stage.name());
        match &self.bar {
            Some(bar) => {
                bar.set_message(line);
                bar.tick();
            }
            None if progress.done => {
                eprintln!("reading the town: {line}, {:.1} s", past.as_secs_f32());
                self.told = true;
            }
            None => {}
        }
    }

    /// Clears the line, or says that it is done.
    pub fn ends(self) {
        match &self.bar {
            Some(bar) => bar.finish_and_clear(),
            None if self.told => eprintln!("the town is read, {:.1} s", self.since.elapsed().as_secs_f32()),
            None => {}
        }
    }
}
