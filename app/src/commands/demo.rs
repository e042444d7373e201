//! `demo`.

use crate::config::Config;
use crate::server::Failure;

/// What may be said on the command line.
#[derive(Debug, clap::Args)]
pub struct DemoArgs {}

/// Runs the demonstration.
///
/// # Errors
/// When the address or the database cannot be had.
pub async fn run(_config: Config, _chosen: bool, _args: DemoArgs) -> Result<(), Failure> {
    Err("the demonstration is not built yet".into())
}
