//! The commands, one file each.

mod demo;
mod doctor;
mod eval;
mod import;
mod keys;
mod serve;
mod simulate;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use crate::config::Config;
use crate::server::Failure;
use crate::telemetry;

/// The server that a neighbourhood runs for itself, so that wishes and places meet.
#[derive(Debug, Parser)]
#[command(name = "hyperlieu", version, about)]
pub struct Command {
    /// A configuration file that goes over the defaults (see `hyperlieu config`).
    #[arg(long, global = true, env = "HYPERLIEU_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
    /// The database, over the configuration: a file, or postgres://…
    #[arg(long, global = true, value_name = "FILE|URL")]
    database: Option<String>,
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Serves until stopped.
    Serve(serve::ServeArgs),
    /// Shows everything in Redon, with invented people, prices and stock.
    Demo(demo::DemoArgs),
    /// Replays a day or a month of a town, as it is and with something changed; see docs/simulate.md.
    Simulate(simulate::SimulateArgs),
    /// Brings the database to this program's version.
    Migrate,
    /// Imports places or offers; run again without doubles.
    #[command(subcommand)]
    Import(import::Import),
    /// Makes a bearer token for a program that acts for a member.
    Token(keys::TokenArgs),
    /// Prints a link that signs a member in, once.
    Link(keys::LinkArgs),
    /// Looks at the installation and tells what is wrong and how to mend it.
    Doctor,
    /// Prints the commented default configuration.
    Config,
    /// Measures this machine; see docs/performance.md.
    #[command(subcommand)]
    Bench(bench::Bench),
    /// Measures how well the house judges, on sets with known answers; see docs/evaluation.md.
    #[command(subcommand)]
    Eval(eval::Eval),
}

mod bench;

impl Command {
    /// Carries the command out.
    ///
    /// # Errors
    /// What keeps it from its work, in a sentence for the operator.
    pub async fn run(self) -> Result<(), Failure> {
        if let Verb::Config = self.verb {
            print!("{}", crate::config::DEFAULTS);
            return Ok(());
        }
        let mut config = Config::load(self.config.as_deref(), std::env::vars())?;
        let chosen = self.database.is_some();
        if let Some(database) = self.database {
            config.database.url = database;
        }
        telemetry::log(&config.log);
        match self.verb {
            Verb::Serve(args) => serve::run(&config, &args).await,
            Verb::Demo(args) => demo::run(config, chosen, args).await,
            Verb::Simulate(args) => simulate::run(&config, args).await,
            Verb::Migrate => serve::migrate(&config).await,
            Verb::Import(what) => import::run(&config, what).await,
            Verb::Token(args) => keys::token(&config, args).await,
            Verb::Link(args) => keys::link(&config, args).await,
            Verb::Doctor => doctor::run(&config).await,
            Verb::Bench(what) => bench::run(what).await,
            Verb::Eval(what) => eval::run(what).await,
            Verb::Config => Ok(()),
        }
    }
}
