//! Closed loops: each connection posts, waits for the answer and posts again. Routes take turns, so that a busy neighbour
//! on the machine weighs on all of them alike.

use std::net::SocketAddr;
use std::time::{Duration, Instant as Stopwatch};

use axum::Router;
use axum::body::Bytes;
use axum::http::StatusCode;
use axum::routing::post;
use kit::App;
use tokio::net::TcpListener;
use tokio::task::JoinSet;

use super::HttpArgs;
use super::client::{Client, request};
use super::ground::{Ground, Somebody, beside};
use crate::server::Failure;

/// What is posted to, from the most work to the least.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Route {
    /// The path that is measured.
    Moments,
    /// A trivial route of the same server, asked with a token: all doors, and who asks is looked up.
    Known,
    /// The same without a token: all doors, nobody is looked up.
    Unknown,
    /// An empty route with nothing around it.
    Empty,
}

impl Route {
    /// In the order of the table.
    pub(super) const ALL: [Self; 4] = [Self::Moments, Self::Known, Self::Unknown, Self::Empty];

    /// Method, path, whether a token is sent, the status of success.
    fn shape(self) -> (&'static str, &'static str, bool, u16) {
        match self {
            Self::Moments => ("POST", "/api/v1/moments", true, 202),
            Self::Known => ("GET", "/healthz", true, 200),
            Self::Unknown => ("GET", "/healthz", false, 200),
            Self::Empty => ("POST", "/empty", true, 202),
        }
    }
}

/// One turn of a route.
pub(super) struct Turn {
    /// Answers a second.
    pub(super) per_second: f64,
    /// How long each answer took, sorted.
    pub(super) times: Vec<Duration>,
}

/// The turns of a round, in the order of [`Route::ALL`].
pub(super) type Round = Vec<Turn>;

/// Serves an empty route on a port of its own.
pub(super) async fn empty() -> Result<SocketAddr, Failure> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let router = Router::new().route("/empty", post(|_: Bytes| async { StatusCode::ACCEPTED }));
    tokio::spawn(async move { axum::serve(listener, router).await });
    Ok(address)
}

/// All rounds, after everybody has been heard once.
pub(super) async fn run(
    args: &HttpArgs,
    app: &App,
    ground: &Ground,
    server: SocketAddr,
    empty: SocketAddr,
) -> Result<Vec<Round>, Failure> {
    // A token's first use is noted in the store, and a connection's first answer is slow.
    let mut first = Client::open(server).await?;
    for somebody in &ground.walking {
        let status = first.exchange(&moment(Route::Moments, app, somebody)).await?;
        expect(Route::Moments, status)?;
    }
    let mut rounds = Vec::new();
    for number in 1..=args.rounds {
        let mut round = Round::new();
        for route in Route::ALL {
            eprintln!("round {number} of {}: {route:?}", args.rounds);
            let address = if route == Route::Empty { empty } else { server };
            round.push(turn(args, app, ground, route, address).await?);
        }
        rounds.push(round);
    }
    Ok(rounds)
}

async fn turn(
    args: &HttpArgs,
    app: &App,
    ground: &Ground,
    route: Route,
    address: SocketAddr,
) -> Result<Turn, Failure> {
    let lanes = usize::from(args.connections);
    let length = Duration::from_secs(args.seconds);
    let mut running = JoinSet::new();
    for lane in 0..lanes {
        // More connections than members share members.
        let mut walking: Vec<Somebody> = ground.walking.iter().skip(lane).step_by(lanes).cloned().collect();
        if walking.is_empty() {
            walking.push(ground.walking[lane % ground.walking.len()].clone());
        }
        let app = app.clone();
        running.spawn(async move { lane_of(&app, route, walking, address, length).await });
    }
    let started = Stopwatch::now();
    let mut times = Vec::new();
    while let Some(lane) = running.join_next().await {
        times.extend(lane??);
    }
    let per_second = times.len() as f64 / started.elapsed().as_secs_f64();
    times.sort_unstable();
    Ok(Turn { per_second, times })
}

async fn lane_of(
    app: &App,
    route: Route,
    mut walking: Vec<Somebody>,
    address: SocketAddr,
    length: Duration,
) -> Result<Vec<Duration>, Failure> {
    let mut client = Client::open(address).await?;
    let mut times = Vec::new();
    let begun = Stopwatch::now();
    'turn: loop {
        for somebody in &mut walking {
            if begun.elapsed() >= length {
                break 'turn;
            }
            // A step to the north-east, and another way round after a while, so that nobody leaves the town.
            let stride = if times.len() / 64 % 2 == 0 { 1.0 } else { -1.0 };
            somebody.at = beside(somebody.at, stride, stride);
            let request = moment(route, app, somebody);
            let sent = Stopwatch::now();
            let status = client.exchange(&request).await?;
            times.push(sent.elapsed());
            expect(route, status)?;
        }
    }
    Ok(times)
}

/// The request of a moment now; other routes are sent the same body.
pub(super) fn moment(route: Route, app: &App, somebody: &Somebody) -> Vec<u8> {
    let ((lat, lon), at) = (somebody.at, app.now().to_rfc3339());
    let body =
        format!(r#"{{"lat":{lat:.6},"lon":{lon:.6},"accuracy_m":8,"at":"{at}","source":"simulated"}}"#);
    let (method, path, token, _) = route.shape();
    request(method, path, token.then_some(somebody.token.as_str()), &body)
}

/// A refusal is no measure.
pub(super) fn expect(route: Route, status: u16) -> Result<(), Failure> {
    let (_, path, _, expected) = route.shape();
    if status == expected {
        Ok(())
    } else {
        Err(format!("{path} answered {status} instead of {expected}").into())
    }
}
