//! The fetcher: the one way out.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::Instant;
use hyper::body::Bytes;
use hyper::header::{HeaderName, HeaderValue, IF_MODIFIED_SINCE, IF_NONE_MATCH, USER_AGENT};
use hyper::{HeaderMap, Method};
use tokio::sync::Semaphore;
use tokio_rustls::TlsConnector;

use crate::body::Limits;
use crate::connect::{self, Answer};
use crate::fetched::{Answered, Conditional, Fetched, kind, retry_after};
use crate::hosts::Hosts;
use crate::pace::Pace;
use crate::refused::Refused;
use crate::resolve::{Lookup, System};
use crate::settings::{Purpose, Settings};
use crate::target::Target;
use crate::visit::{Visit, is_challenge, next};

/// Fetches from the public web, politely. One for the whole process, shared by reference.
pub struct Fetcher {
    pub(crate) settings: Settings,
    pub(crate) lookup: Arc<dyn Lookup>,
    pub(crate) pace: Pace,
    pub(crate) tls: TlsConnector,
    pub(crate) hosts: Mutex<Hosts>,
    /// One for each visit that may be under way.
    pub(crate) permits: Arc<Semaphore>,
}

/// The answer to what was posted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posted {
    /// The HTTP status, whatever it is.
    pub status: u16,
    /// When another attempt is welcome, if the server says so.
    pub retry: Option<Instant>,
}

impl std::fmt::Debug for Fetcher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Fetcher").field("settings", &self.settings).finish_non_exhaustive()
    }
}

impl Fetcher {
    /// A fetcher that asks the system's resolver and waits by the clock.
    ///
    /// # Errors
    /// `Tls` when no private connection can be made at all.
    pub fn new(settings: Settings) -> Result<Self, Refused> {
        Self::with(settings, Arc::new(System), Pace::Real)
    }

    /// A fetcher with this resolver and this way of waiting.
    ///
    /// # Errors
    /// `Tls` when no private connection can be made at all.
    pub fn with(settings: Settings, lookup: Arc<dyn Lookup>, pace: Pace) -> Result<Self, Refused> {
        let hosts = Mutex::new(Hosts::new(settings.hosts, settings.robots_bytes));
        let tls = connect::tls().map_err(|_| Refused::Tls)?;
        let permits = Arc::new(Semaphore::new(settings.at_once.max(1)));
        Ok(Self { settings, lookup, pace, tls, hosts, permits })
    }

    pub(crate) fn hosts(&self) -> MutexGuard<'_, Hosts> {
        self.hosts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Fetches an address for a purpose, or learns that it is as it was when `known` was told.
    ///
    /// Redirects are followed, each checked as the first address was, each under the `robots.txt` and the turn of its own
    /// host. A redirect from https to http is followed, for nothing secret is ever sent; `final_url` tells.
    ///
    /// # Errors
    /// Every variant of [`Refused`].
    pub async fn get(
        &self,
        url: &str,
        purpose: Purpose,
        known: &Conditional,
        now: Instant,
    ) -> Result<Answered, Refused> {
        let mut target = Target::read(url, &self.settings)?;
        let mut visit = Visit::new(self, self.pace.since(now));
        for _ in 0..=self.settings.redirects {
            visit.turn(&target.host).await?;
            let robots = visit.robots(&target).await?;
            if !robots.allows(&target.path()) {
                return Err(if robots.unread { Refused::RobotsUnread } else { Refused::Robots });
            }
            let mut headers = visit.headers(&purpose.accept());
            conditions(known, &mut headers);
            let answer = visit.ask(&target, Method::GET, headers, Bytes::new()).await?;
            match answer.response.status().as_u16() {
                301 | 302 | 303 | 307 | 308 => {
                    target = next(&target, &answer, self).unwrap_or(Err(Refused::Broken))?;
                }
                304 if known.is_some() => {
                    self.hosts().at_peace(&target.host);
                    return Ok(Answered::NotModified { final_url: target.url.into() });
                }
                _ => return self.judge(&mut visit, target, answer, purpose).await,
            }
        }
        Err(Refused::TooManyRedirects)
    }

    /// What an answer that is no redirect amounts to.
    async fn judge(
        &self,
        visit: &mut Visit<'_>,
        target: Target,
        answer: Answer,
        purpose: Purpose,
    ) -> Result<Answered, Refused> {
        let status = answer.response.status().as_u16();
        let headers = answer.response.headers();
        match status {
            429 | 503 => {
                let until = visit.back_off(&target.host, headers);
                // Some walls answer as if they had too much to do.
                let wall = is_challenge(headers);
                let retry = Some(until);
                return Err(if wall {
                    Refused::Blocked { status, retry }
                } else {
                    Refused::Busy { status, until }
                });
            }
            _ if is_challenge(headers) || matches!(status, 401 | 403 | 407 | 451) => {
                return Err(Refused::Blocked { status, retry: retry_after(headers, visit.since.now()) });
            }
            200 | 203 => {}
            404 => return Err(Refused::NotFound),
            410 => return Err(Refused::Gone),
            _ => return Err(Refused::Failing { status }),
        }
        let kind = kind(headers);
        if kind.as_deref().is_some_and(|kind| !purpose.types().contains(&kind)) {
            return Err(wrong(kind));
        }
        let limits = Limits { wire: purpose.wire_bytes(), body: purpose.body_bytes(), cut: false };
        let (headers, body) = visit.read(answer, limits).await?;
        // A page whose server does not say what it is says it by its first sign.
        let untold = kind.is_none() && body.iter().find(|byte| !byte.is_ascii_whitespace()) != Some(&b'<');
        if untold && purpose == Purpose::Page {
            return Err(wrong(None));
        }
        self.hosts().at_peace(&target.host);
        Ok(Answered::Fetched(Fetched::new(status, target.url.into(), &headers, body)))
    }

    /// Checks an address that is to be fetched, as far as can be told without looking its name up: what is refused here never is.
    ///
    /// # Errors
    /// `BadAddress` and `PrivateAddress`.
    pub fn may_get(&self, url: &str) -> Result<Target, Refused> {
        Target::read(url, &self.settings)
    }

    /// Checks an address that is to be posted to, as far as can be told without looking its name up.
    ///
    /// # Errors
    /// `BadAddress` and `PrivateAddress`.
    pub fn may_post(&self, url: &str) -> Result<Target, Refused> {
        let target = Target::read(url, &self.settings)?;
        let listed = self.settings.allow_private.iter().any(|address| address.port() == target.port);
        if target.tls || listed { Ok(target) } else { Err(Refused::BadAddress) }
    }

    /// Posts to a service that was made for being posted to, such as a push service: https only, no redirect followed, no
    /// `robots.txt` asked, no pause kept; a host that asked for patience gets it. What the service says besides is not read.
    ///
    /// # Errors
    /// `BadAddress`, `PrivateAddress`, `UnknownHost`, `Wait`, `TooSlow`, `Tls`, `Unreachable`, `Broken`, `TooBig`.
    pub async fn post(
        &self,
        url: &str,
        headers: &[(HeaderName, HeaderValue)],
        body: Vec<u8>,
        now: Instant,
    ) -> Result<Posted, Refused> {
        let target = self.may_post(url)?;
        let mut visit = Visit::new(self, self.pace.since(now));
        visit.open(&target.host)?;
        let mut all: HeaderMap = headers.iter().cloned().collect();
        if let Ok(value) = self.settings.user_agent.parse() {
            all.insert(USER_AGENT, value);
        }
        let permit = visit.permit().await?;
        let answer = visit.ask(&target, Method::POST, all, Bytes::from(body)).await?;
        drop(permit);
        let status = answer.response.status().as_u16();
        if (200..300).contains(&status) {
            self.hosts().at_peace(&target.host);
        }
        let retry = if matches!(status, 429 | 503) {
            // Only who is remembered can be given patience.
            drop(self.hosts().turn(&target.host, visit.since.now()));
            Some(visit.back_off(&target.host, answer.response.headers()))
        } else {
            retry_after(answer.response.headers(), visit.since.now())
        };
        Ok(Posted { status, retry })
    }
}

fn wrong(kind: Option<String>) -> Refused {
    Refused::WrongType { content_type: kind.unwrap_or_default().chars().take(80).collect() }
}

fn conditions(known: &Conditional, headers: &mut HeaderMap) {
    for (name, value) in [(IF_NONE_MATCH, &known.etag), (IF_MODIFIED_SINCE, &known.last_modified)] {
        if let Some(value) = value.as_ref().and_then(|value| value.parse().ok()) {
            headers.insert(name, value);
        }
    }
}
