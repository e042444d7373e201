//! Measures of this machine: the real server in this process, spoken to over loopback as a phone would; and the engine alone
//! against a city of plain numbers ([`matching`]).
//!
//! - [`client`]: a keep-alive HTTP/1.1 client of a few lines, so that what is measured is the server.
//! - [`ground`]: a town with its offers and members, in a database that is thrown away.
//! - [`rounds`]: closed loops of posts, in turns with routes that do less, so that each layer's price can be read off.
//! - [`live`]: from a post to its event on the member's stream.
//! - [`town`]: how long a town of a million wishes takes to start.
//! - [`report`]: the Markdown table.

mod client;
mod ground;
mod live;
pub mod matching;
mod report;
mod rounds;
pub mod town;

use std::net::SocketAddr;

use kit::{App, Chance};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::config::Config;
use crate::server::{self, Failure};

/// How much to measure.
#[derive(Debug, Clone, clap::Args)]
pub struct HttpArgs {
    /// Seconds of each turn.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u64).range(1..=60))]
    seconds: u64,
    /// Keep-alive connections that post one after the other.
    #[arg(long, default_value_t = 8, value_parser = clap::value_parser!(u16).range(1..=256))]
    connections: u16,
    /// Members who walk.
    #[arg(long, default_value_t = 200, value_parser = clap::value_parser!(u16).range(1..=5_000))]
    members: u16,
    /// Rounds, each with a turn of every route.
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u16).range(1..=20))]
    rounds: u16,
    /// Measures on a PostgreSQL server, in a database of its own that is removed afterwards; SQLite when absent.
    #[arg(long, value_name = "URL")]
    postgres: Option<String>,
    /// The same town and walks again.
    #[arg(long, default_value_t = 2026)]
    seed: u64,
}

/// Measures positions over HTTP, and the way from a post to its event, and prints a table.
///
/// # Errors
/// When the server under measure cannot be started or answers what it should not.
pub async fn http(args: HttpArgs) -> Result<(), Failure> {
    eprintln!("seed {}", args.seed);
    let scratch = ground::Scratch::make(args.postgres.as_deref()).await?;
    let done = measure(&args, &scratch.address).await;
    scratch.remove().await?;
    print!("{}", done?);
    Ok(())
}

async fn measure(args: &HttpArgs, database: &str) -> Result<String, Failure> {
    let mut config = Config::load(None, std::iter::empty())?;
    config.database.url = database.to_owned();
    let app = App { chance: Chance::seeded(args.seed), ..server::open(&config, String::new(), false).await? };
    let engine = app.db.engine();
    eprintln!("building the town");
    let town = ground::build(&app, usize::from(args.members)).await?;
    let (address, serving) = serve(&config, &app).await?;
    let empty = rounds::empty().await?;
    let measured = async {
        let rounds = rounds::run(args, &app, &town, address, empty).await?;
        let live = live::run(&app, &town, address).await?;
        Ok::<_, Failure>(report::table(args, engine, &rounds, &live))
    };
    let measured = measured.await;
    app.stop.request();
    serving.await??;
    measured
}

/// The server as `serve` runs it, doors, event loop, metrics and all.
async fn serve(config: &Config, app: &App) -> Result<(SocketAddr, JoinHandle<Result<(), Failure>>), Failure> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let (config, app) = (config.clone(), app.clone());
    Ok((address, tokio::spawn(async move { server::serve(&config, app, listener, None).await })))
}
