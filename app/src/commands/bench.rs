//! `bench`: measures this machine.

use clap::Subcommand;

use crate::bench;
use crate::server::Failure;

/// What to measure.
#[derive(Debug, Subcommand)]
pub enum Bench {
    /// Positions a second over HTTP, and the time from a post to its event on the stream, beside an empty route.
    Http(bench::HttpArgs),
}

/// Measures and prints a table.
///
/// # Errors
/// When the server under measure cannot be started.
pub async fn run(what: Bench) -> Result<(), Failure> {
    match what {
        Bench::Http(args) => bench::http(args).await,
    }
}
