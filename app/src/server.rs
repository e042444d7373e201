//! Listening, and stopping without losing a running request.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Extension;
use kit::{App, Chance, Clock, Settings, Stirred, Stop, Tries};
use store::Db;
use tokio::net::TcpListener;

use crate::compose::House;
use crate::config::Config;
use crate::demo::Personas;
use crate::{events, telemetry};

/// What keeps a command from doing its work, told to the operator.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Opens the database and gathers what every handler is given.
///
/// # Errors
/// When the data folder cannot be made or the database not be opened.
pub async fn open(config: &Config, base_url: String, demo: bool) -> Result<App, Failure> {
    let url = &config.database.url;
    if !url.contains("://")
        && let Some(folder) = std::path::Path::new(url.trim_start_matches("sqlite:")).parent()
    {
        std::fs::create_dir_all(folder)
            .map_err(|why| format!("cannot make the folder {}: {why}", folder.display()))?;
    }
    let snapshot = config.database.snapshot()?;
    let allow_private = config.fetch.allow_private()?;
    let (push_contact, mail) = (config.push.contact(&base_url), config.mail.settings());
    let settings =
        Settings { base_url, zone: config.zone(), demo, snapshot, allow_private, push_contact, mail };
    Ok(App {
        db: Db::open(url).await?,
        clock: Clock::System,
        chance: Chance::system(),
        settings: Arc::new(settings),
        stop: Stop::default(),
        stirred: Stirred::default(),
        tries: Tries::default(),
    })
}

/// Binds the address of the configuration; gives the listener and the base URL people type.
///
/// # Errors
/// When the address is taken or not ours.
pub async fn bind(config: &Config) -> Result<(TcpListener, String), Failure> {
    let listen: SocketAddr = config.server.listen.parse()?;
    let listener =
        TcpListener::bind(listen).await.map_err(|why| format!("cannot listen on {listen}: {why}"))?;
    let address = listener.local_addr()?;
    let base = &config.server.base_url;
    Ok((listener, if base.is_empty() { format!("http://{address}") } else { base.clone() }))
}

/// Serves until a signal or [`Stop`], then lets what runs end within the seconds granted.
///
/// # Errors
/// When the database fails at the start.
pub async fn serve(
    config: &Config,
    app: App,
    listener: TcpListener,
    personas: Option<Arc<Personas>>,
) -> Result<(), Failure> {
    serve_house(config, House::build(app, personas).await?, listener).await
}

/// As [`serve`], for a house that is built.
///
/// # Errors
/// When serving fails.
pub async fn serve_house(config: &Config, house: House, listener: TcpListener) -> Result<(), Failure> {
    let app = house.app.clone();
    let metrics = telemetry::metrics();
    let looping =
        tokio::spawn(events::run(app.clone(), house.street.clone(), house.web.clone(), house.post.clone()));
    let router = house.router.layer(Extension(metrics));
    let stop = app.stop.clone();
    tokio::spawn(async move {
        signal().await;
        stop.request();
    });
    let stop = app.stop.clone();
    let serving = axum::serve(listener, router).with_graceful_shutdown(async move { stop.requested().await });
    let grace = Duration::from_secs(config.server.stop_seconds);
    let serving = serving.into_future();
    tokio::pin!(serving);
    tokio::select! {
        done = &mut serving => done?,
        () = app.stop.requested() => {
            tracing::info!("stopping: running requests may end");
            if tokio::time::timeout(grace, &mut serving).await.is_err() {
                tracing::warn!("some requests were still running and are cut");
            }
        }
    }
    looping.await?;
    match tokio::time::timeout(grace, house.street.keep_at_end(&app)).await {
        Ok(kept) => kept?,
        Err(_) => tracing::info!("no time is left to keep the town anew for the next start"),
    }
    app.db.close().await;
    tracing::info!("stopped");
    Ok(())
}

/// Waits for Ctrl-C or, on Unix, a polite kill.
async fn signal() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut term) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = term.recv() => return,
                _ = tokio::signal::ctrl_c() => return,
            }
        }
    }
    // Without signals there is nothing to wait for but the process's end.
    let _ = tokio::signal::ctrl_c().await;
}
