//! `serve` and `migrate`.

use crate::config::Config;
use crate::server::{self, Failure};

/// What may be said on the command line.
#[derive(Debug, clap::Args)]
pub struct ServeArgs {
    /// Where to listen, over the configuration; port 0 takes a free one.
    #[arg(long, value_name = "ADDRESS:PORT")]
    listen: Option<String>,
}

/// Serves until stopped.
///
/// # Errors
/// When the address or the database cannot be had.
pub async fn run(config: &Config, args: &ServeArgs) -> Result<(), Failure> {
    let mut config = config.clone();
    if let Some(listen) = &args.listen {
        config.server.listen.clone_from(listen);
    }
    let (listener, base_url) = server::bind(&config).await?;
    let address = listener.local_addr()?;
    let app = server::open(&config, base_url, false).await?;
    println!("listening on http://{address}");
    tracing::info!(%address, "listening");
    server::serve(&config, app, listener, None).await
}

/// Brings the database to this program's version.
///
/// # Errors
/// When it cannot be opened, or was written by a newer program.
pub async fn migrate(config: &Config) -> Result<(), Failure> {
    let app = server::open(config, String::new(), false).await?;
    println!("the database is at migration {}", store::latest_migration());
    app.db.close().await;
    Ok(())
}
