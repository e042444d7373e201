//! Measures of this machine.

use crate::server::Failure;

/// How much to measure.
#[derive(Debug, clap::Args)]
pub struct HttpArgs {}

/// Measures positions over HTTP.
///
/// # Errors
/// When the server under measure cannot be started.
pub async fn http(_args: HttpArgs) -> Result<(), Failure> {
    Err("being written".into())
}
