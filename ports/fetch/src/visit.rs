//! One fetch under way: whose turn it holds, and how much of its time is left.

use std::future::Future;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use http_body_util::Full;
use hyper::body::Bytes;
use hyper::header::{ACCEPT, ACCEPT_ENCODING, ACCEPT_LANGUAGE, CONNECTION, HOST, LOCATION, USER_AGENT};
use hyper::{HeaderMap, Method, Request};
use tokio::sync::{OwnedMutexGuard, OwnedSemaphorePermit};
use tokio::time::timeout;

use crate::body::{self, ENCODINGS, Limits};
use crate::connect::{self, Answer};
use crate::fetched::{retry_after, text};
use crate::fetcher::Fetcher;
use crate::hosts::{ROBOTS_FAULT_S, ROBOTS_S, When, later};
use crate::pace::Since;
use crate::refused::Refused;
use crate::resolve::addresses;
use crate::robots::{ROBOTS_BYTES, Robots};
use crate::settings::PRODUCT;
use crate::target::Target;

/// One fetch under way.
pub struct Visit<'a> {
    fetcher: &'a Fetcher,
    /// The time.
    pub since: Since,
    left: Duration,
    turn: Option<Turn<'a>>,
}

/// The right to visit a host; giving it up begins the pause.
struct Turn<'a> {
    fetcher: &'a Fetcher,
    host: String,
    pause: Duration,
    since: Since,
    _guard: OwnedMutexGuard<()>,
    _permit: OwnedSemaphorePermit,
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let mut hosts = self.fetcher.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        hosts.left(&self.host, self.since.now(), self.pause);
    }
}

impl<'a> Visit<'a> {
    /// Begins.
    pub fn new(fetcher: &'a Fetcher, since: Since) -> Self {
        Self { fetcher, since, left: fetcher.settings.total, turn: None }
    }

    /// Waits for the turn at a host, after giving up the one at another.
    pub async fn turn(&mut self, host: &str) -> Result<(), Refused> {
        if self.turn.as_ref().is_some_and(|turn| turn.host == host) {
            return Ok(());
        }
        self.turn = None;
        let patience = self.fetcher.settings.patience;
        self.open(host)?;
        let turn = self.fetcher.hosts().turn(host, self.since.now());
        let busy = Refused::Wait { until: later(self.since.now(), patience) };
        let turn = turn.ok_or_else(|| busy.clone())?;
        let guard = timeout(patience, turn.lock_owned()).await.map_err(|_| busy)?;
        let pause = self.open(host)?;
        if pause > patience {
            return Err(Refused::Wait { until: later(self.since.now(), pause) });
        }
        self.fetcher.pace.wait(pause).await;
        self.turn = Some(Turn {
            fetcher: self.fetcher,
            host: host.to_string(),
            pause: self.fetcher.settings.pause,
            since: self.since.clone(),
            _guard: guard,
            _permit: self.permit().await?,
        });
        Ok(())
    }

    /// Waits until one more visit may be under way. Whoever has a permit waits for no host, so this ends.
    pub async fn permit(&self) -> Result<OwnedSemaphorePermit, Refused> {
        let patience = self.fetcher.settings.patience;
        let permit = timeout(patience, self.fetcher.permits.clone().acquire_owned()).await;
        let busy = || Refused::Wait { until: later(self.since.now(), patience) };
        permit.map_err(|_| busy())?.map_err(|_| busy())
    }

    /// The pause before a host may be visited, unless it asked for patience.
    pub fn open(&self, host: &str) -> Result<Duration, Refused> {
        match self.fetcher.hosts().when(host, self.since.now()) {
            When::After(pause) => Ok(pause),
            When::Closed(until) => Err(Refused::Wait { until }),
        }
    }

    /// Lets the pause after this visit be at least so long.
    fn pause(&mut self, pause: Duration) {
        if let Some(turn) = &mut self.turn {
            turn.pause = turn.pause.max(pause);
        }
    }

    /// Does something over the network within the time left.
    async fn within<T>(&mut self, act: impl Future<Output = Result<T, Refused>>) -> Result<T, Refused> {
        let began = tokio::time::Instant::now();
        let done = timeout(self.left, act).await.unwrap_or(Err(Refused::TooSlow));
        self.left = self.left.saturating_sub(began.elapsed());
        done
    }

    /// Sends one request to a target and waits for the head of the answer.
    pub async fn ask(
        &mut self,
        target: &Target,
        method: Method,
        headers: HeaderMap,
        body: Bytes,
    ) -> Result<Answer, Refused> {
        let request = request(target, method, headers, body)?;
        let fetcher = self.fetcher;
        self.within(async {
            let limit = fetcher.settings.connect;
            let found = addresses(target, &*fetcher.lookup, &fetcher.settings.allow_private);
            let addresses = timeout(limit, found).await.unwrap_or(Err(Refused::TooSlow))?;
            let stream = connect::open(target, &addresses, limit, &fetcher.tls).await?;
            connect::ask(stream, request).await
        })
        .await
    }

    /// Reads the body of an answer.
    pub async fn read(&mut self, answer: Answer, limits: Limits) -> Result<(HeaderMap, Vec<u8>), Refused> {
        let (parts, body) = answer.response.into_parts();
        let driver = answer.driver;
        let bytes = self.within(body::read(&parts.headers, body, limits)).await;
        drop(driver);
        Ok((parts.headers, bytes?))
    }

    /// The headers of every request for content.
    pub fn headers(&self, accept: &str) -> HeaderMap {
        let settings = &self.fetcher.settings;
        let pairs = [
            (USER_AGENT, settings.user_agent.as_str()),
            (ACCEPT, accept),
            (ACCEPT_ENCODING, ENCODINGS),
            (ACCEPT_LANGUAGE, settings.languages.as_str()),
        ];
        pairs.into_iter().filter_map(|(name, value)| Some((name, value.parse().ok()?))).collect()
    }

    /// The rules of the target's origin, remembered or asked for.
    pub async fn robots(&mut self, target: &Target) -> Result<Arc<Robots>, Refused> {
        let origin = target.origin();
        let kept = self.fetcher.hosts().robots(&origin, self.since.now());
        let robots = match kept {
            Some(robots) => robots,
            None => {
                let (robots, secs) = self.ask_robots(target).await?;
                let (robots, until) = (Arc::new(robots), self.since.now().plus_secs(secs));
                self.fetcher.hosts().keep_robots(&origin, robots.clone(), until);
                robots
            }
        };
        self.pause(robots.delay.unwrap_or_default());
        Ok(robots)
    }

    /// Asks for the rules: what they are, and for how many seconds they hold. A server that cannot be reached at all, or is busy,
    /// is the fetch's own refusal; one to which its `robots.txt` redirects is not.
    async fn ask_robots(&mut self, target: &Target) -> Result<(Robots, i64), Refused> {
        let mut at = target.follow("/robots.txt", &self.fetcher.settings)?;
        for hop in 0..=5 {
            let headers = self.headers("text/plain, */*;q=0.1");
            let answer = match self.ask(&at, Method::GET, headers, Bytes::new()).await {
                Ok(answer) => answer,
                Err(refused) if hop == 0 => return Err(refused),
                Err(_) => return Ok((Robots::closed(), ROBOTS_FAULT_S)),
            };
            let status = answer.response.status().as_u16();
            match status {
                200..=299 => {
                    let limits = Limits { wire: ROBOTS_BYTES, body: ROBOTS_BYTES, cut: true };
                    return Ok(match self.read(answer, limits).await {
                        Ok((_, bytes)) => (Robots::parse(&bytes, PRODUCT), ROBOTS_S),
                        Err(_) => (Robots::closed(), ROBOTS_FAULT_S),
                    });
                }
                300..=399 => match next(&at, &answer, self.fetcher) {
                    Some(Ok(target)) => at = target,
                    Some(Err(_)) => return Ok((Robots::closed(), ROBOTS_FAULT_S)),
                    None => return Ok((Robots::open(), ROBOTS_S)),
                },
                // Busy with everything: that is no word about robots.
                429 | 503 if hop == 0 => {
                    let until = self.back_off(&target.host, answer.response.headers());
                    return Err(Refused::Busy { status, until });
                }
                400..=499 => return Ok((Robots::open(), ROBOTS_S)),
                _ => return Ok((Robots::closed(), ROBOTS_FAULT_S)),
            }
        }
        Ok((Robots::open(), ROBOTS_S))
    }

    /// Notes that a host asks for patience; when to come again.
    pub fn back_off(&self, host: &str, headers: &HeaderMap) -> domain::Instant {
        let now = self.since.now();
        self.fetcher.hosts().back_off(host, now, retry_after(headers, now))
    }
}

/// Where a redirect leads; `None` when it names nothing.
pub fn next(target: &Target, answer: &Answer, fetcher: &Fetcher) -> Option<Result<Target, Refused>> {
    let location = answer.response.headers().get(LOCATION)?;
    // Some servers send the letters of their language as they are.
    Some(target.follow(&String::from_utf8_lossy(location.as_bytes()), &fetcher.settings))
}

/// Whether an answer is a wall that only a person passes, whatever its status says.
pub fn is_challenge(headers: &HeaderMap) -> bool {
    let name = hyper::header::HeaderName::from_static("cf-mitigated");
    text(headers, name).is_some_and(|value| value.eq_ignore_ascii_case("challenge"))
}

fn request(
    target: &Target,
    method: Method,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Request<Full<Bytes>>, Refused> {
    let builder = Request::builder().method(method).uri(target.path());
    let builder = builder.header(HOST, target.authority()).header(CONNECTION, "close");
    let mut request = builder.body(Full::new(body)).map_err(|_| Refused::BadAddress)?;
    request.headers_mut().extend(headers);
    Ok(request)
}
