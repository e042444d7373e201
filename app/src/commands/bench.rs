//! `bench`: measures this machine.

use clap::Subcommand;

use crate::bench;
use crate::server::Failure;

/// What to measure.
#[derive(Debug, Subcommand)]
pub enum Bench {
    /// Positions a second over HTTP, and the time from a post to its event on the stream, beside an empty route.
    Http(bench::HttpArgs),
    /// Fills a SQLite file with a town and tells how long the World takes to be read from it, stage by stage.
    Town(bench::town::TownArgs),
    /// The engine's answers to a city of the matching benchmark, and how fast they come.
    Match(bench::matching::MatchArgs),
    /// What a moment costs as a town grows, as a table and as a plot.
    Growth(bench::matching::growth::GrowthArgs),
}

/// Measures and prints a table.
///
/// # Errors
/// When the server under measure cannot be started, or a city cannot be read or is answered wrongly.
pub async fn run(what: Bench) -> Result<(), Failure> {
    match what {
        Bench::Town(args) => bench::town::run(args).await,
        Bench::Http(args) => bench::http(args).await,
        // Nothing else runs in this process that could wait for it.
        Bench::Match(args) => bench::matching::run(&args),
        Bench::Growth(args) => bench::matching::growth::run(&args),
    }
}
