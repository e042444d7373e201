//! From a post to its event: members wait at their streams, and each says once where they are.

use std::net::SocketAddr;
use std::time::{Duration, Instant as Stopwatch};

use kit::App;
use tokio::time::timeout;

use super::client::{Client, request};
use super::ground::Ground;
use super::rounds::{Route, expect, moment};
use crate::server::Failure;

/// An event later than this is a fault, not a measure.
const LATEST: Duration = Duration::from_secs(10);

/// The time of each member's event from just before their post, sorted.
pub(super) async fn run(app: &App, ground: &Ground, server: SocketAddr) -> Result<Vec<Duration>, Failure> {
    eprintln!("{} open streams", ground.waiting.len());
    let mut streams = Vec::new();
    for somebody in &ground.waiting {
        let mut stream = Client::open(server).await?;
        stream.listen(&request("GET", "/api/v1/stream", Some(&somebody.token), "")).await?;
        // The server's first line says that it listens.
        timeout(LATEST, stream.until(b"hello")).await.map_err(|_| "a stream did not open")??;
        streams.push(stream);
    }
    let mut client = Client::open(server).await?;
    let mut times = Vec::new();
    for (somebody, stream) in ground.waiting.iter().zip(&mut streams) {
        let request = moment(Route::Moments, app, somebody);
        let sent = Stopwatch::now();
        let (answer, event) = tokio::join!(client.exchange(&request), timeout(LATEST, event(stream, sent)));
        expect(Route::Moments, answer?)?;
        times.push(event.map_err(|_| "a suggestion did not come")??);
    }
    times.sort_unstable();
    Ok(times)
}

async fn event(stream: &mut Client, sent: Stopwatch) -> Result<Duration, Failure> {
    stream.until(b"event: suggestion").await?;
    Ok(sent.elapsed())
}
