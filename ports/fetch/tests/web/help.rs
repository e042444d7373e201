//! A small web for tests: a server that answers as a closure says, names that resolve as a table says, and no waiting.

use std::collections::HashMap;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use domain::Instant;
use fetch::{Answered, Conditional, Fetched, Fetcher, Lookup, Pace, Purpose, Refused, Settings};
use futures::future::BoxFuture;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// The instant at which everything happens.
pub const NOW: Instant = Instant::from_secs(1_800_000_000);

/// What the server does.
pub enum Reply {
    /// Sends this and closes.
    Bytes(Vec<u8>),
    /// Sends the first, then the second so many times with a pause between.
    Repeat(Vec<u8>, Vec<u8>, usize, Duration),
    /// Says nothing.
    Hang,
}

/// An answer with these header lines.
pub fn reply(status: &str, headers: &[&str], body: &[u8]) -> Reply {
    let mut bytes = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\n", body.len());
    for header in headers {
        bytes += &format!("{header}\r\n");
    }
    let mut bytes = (bytes + "\r\n").into_bytes();
    bytes.extend_from_slice(body);
    Reply::Bytes(bytes)
}

/// A page.
pub fn page(body: &str) -> Reply {
    reply("200 OK", &["Content-Type: text/html; charset=utf-8"], body.as_bytes())
}

/// A redirect.
pub fn moved(to: &str) -> Reply {
    reply("302 Found", &[&format!("Location: {to}")], b"")
}

/// The same answer to everything.
pub type Answer = Box<dyn Fn() -> Reply + Send + Sync>;

type Answers = dyn Fn(&str, &str) -> Reply + Send + Sync;

/// A server.
pub struct Site {
    /// Where it listens.
    pub address: SocketAddr,
    /// The heads of all requests.
    pub seen: Arc<Mutex<Vec<String>>>,
}

impl Site {
    /// Starts a server that answers by path and whole head; `/robots.txt` is not there unless the closure is asked.
    pub async fn start(at: &str, answer: impl Fn(&str, &str) -> Reply + Send + Sync + 'static) -> Self {
        Self::with_robots(at, move |path, head| match path {
            "/robots.txt" => reply("404 Not Found", &[], b""),
            _ => answer(path, head),
        })
        .await
    }

    /// Starts a server that is asked for `/robots.txt` too.
    pub async fn with_robots(at: &str, answer: impl Fn(&str, &str) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind(at).await.unwrap();
        let address = listener.local_addr().unwrap();
        let seen: Arc<Mutex<Vec<String>>> = Arc::default();
        let (noted, answer): (_, Arc<Answers>) = (seen.clone(), Arc::new(answer));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, noted.clone(), answer.clone()));
            }
        });
        Self { address, seen }
    }

    /// An address on this server, under a name.
    pub fn url(&self, host: &str, path: &str) -> String {
        format!("http://{host}:{}{path}", self.address.port())
    }

    /// The paths asked for, those of `/robots.txt` left out.
    pub fn paths(&self) -> Vec<String> {
        let seen = self.seen.lock().unwrap();
        let paths = seen.iter().map(|head| head.split(' ').nth(1).unwrap().to_string());
        paths.filter(|path| path != "/robots.txt").collect()
    }

    /// How many requests came.
    pub fn count(&self) -> usize {
        self.seen.lock().unwrap().len()
    }
}

async fn serve(mut stream: TcpStream, seen: Arc<Mutex<Vec<String>>>, answer: Arc<Answers>) {
    let mut head = Vec::new();
    while !head.windows(4).any(|four| four == b"\r\n\r\n") {
        match stream.read_buf(&mut head).await {
            Ok(count) if count > 0 => {}
            _ => return,
        }
    }
    let head = String::from_utf8_lossy(&head).to_string();
    let path = head.split(' ').nth(1).unwrap_or_default().to_string();
    seen.lock().unwrap().push(head.clone());
    match answer(&path, &head) {
        Reply::Bytes(bytes) => drop(stream.write_all(&bytes).await),
        Reply::Repeat(first, then, times, pause) => {
            let mut going = stream.write_all(&first).await.is_ok();
            for _ in 0..times {
                if !going {
                    return;
                }
                tokio::time::sleep(pause).await;
                going = stream.write_all(&then).await.is_ok();
            }
        }
        Reply::Hang => drop(stream.read_to_end(&mut Vec::new()).await),
    }
    let _ = stream.shutdown().await;
}

/// Names: each lookup of a name takes the next of its answers; the last one stays.
#[derive(Default)]
pub struct Names {
    answers: Mutex<HashMap<String, Vec<Vec<IpAddr>>>>,
    /// How many lookups there were.
    pub asked: Mutex<usize>,
}

impl Names {
    /// Lets a name answer so, lookup after lookup.
    pub fn tell(&self, name: &str, answers: &[&[&str]]) {
        let parsed = answers.iter().map(|one| one.iter().map(|text| text.parse().unwrap()).collect());
        self.answers.lock().unwrap().insert(name.into(), parsed.collect());
    }
}

impl Lookup for Names {
    fn lookup<'a>(&'a self, host: &'a str) -> BoxFuture<'a, io::Result<Vec<IpAddr>>> {
        *self.asked.lock().unwrap() += 1;
        let mut answers = self.answers.lock().unwrap();
        let found = answers.get_mut(host).map(|list| match list.len() {
            1 => list[0].clone(),
            _ => list.remove(0),
        });
        Box::pin(async move { found.ok_or_else(|| io::Error::from(io::ErrorKind::NotFound)) })
    }
}

/// A fetcher in this small web.
pub struct Web {
    /// The fetcher.
    pub fetcher: Fetcher,
    /// Its names; `shop.example` and `other.example` are at 127.0.0.1.
    pub names: Arc<Names>,
    /// Its way of not waiting.
    pub pace: Pace,
}

impl Web {
    /// A fetcher that may reach these servers, with settings changed as wanted.
    pub fn new(sites: &[&Site], change: impl FnOnce(&mut Settings)) -> Self {
        let mut settings = Settings::new("https://lieu.example/contact");
        settings.allow_private = sites.iter().map(|site| site.address).collect();
        settings.total = Duration::from_secs(10);
        settings.connect = Duration::from_secs(5);
        change(&mut settings);
        let names = Arc::new(Names::default());
        for name in ["shop.example", "other.example"] {
            names.tell(name, &[&["127.0.0.1"]]);
        }
        let pace = Pace::counted();
        let fetcher = Fetcher::with(settings, names.clone(), pace.clone()).unwrap();
        Self { fetcher, names, pace }
    }

    /// Fetches a page.
    pub async fn page(&self, url: &str) -> Result<Fetched, Refused> {
        self.get(url, Purpose::Page, NOW).await
    }

    /// Fetches what was not asked for conditionally.
    pub async fn get(&self, url: &str, purpose: Purpose, now: Instant) -> Result<Fetched, Refused> {
        match self.fetcher.get(url, purpose, &Conditional::default(), now).await? {
            Answered::Fetched(fetched) => Ok(fetched),
            other @ Answered::NotModified { .. } => panic!("nothing was known, and yet {other:?}"),
        }
    }
}
