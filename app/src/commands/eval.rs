//! `eval`: measures how well the house judges, on sets of answers kept beside the checkout.

use clap::Subcommand;

use crate::eval;
use crate::server::Failure;

/// What to evaluate.
#[derive(Debug, Subcommand)]
pub enum Eval {
    /// What is read from shops' pages, on a folder of pages with their ground truth.
    Extract(eval::extract::ExtractArgs),
    /// Whether two descriptions are of the same thing, on the match-* sets, without using their labels but to score.
    Likeness(eval::likeness::LikenessArgs),
    /// Whether wishes told in words meet the offers they should, on pairs judged by hand that come with the program.
    Words(eval::words::WordsArgs),
}

/// Evaluates and prints tables.
///
/// # Errors
/// When the sets are absent or make no sense.
pub async fn run(what: Eval) -> Result<(), Failure> {
    match what {
        // Nothing else runs in this process that could wait for it.
        Eval::Extract(args) => eval::extract::run(&args),
        Eval::Likeness(args) => eval::likeness::run(&args).await,
        Eval::Words(args) => eval::words::run(&args),
    }
}
