//! What came back: an answer, or events of a live stream.

use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderMap, StatusCode};
use http_body_util::BodyExt;
use serde_json::Value;

/// An answer.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The request, for messages.
    pub told: String,
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

impl Answer {
    /// Goes on only with this status.
    pub fn want(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}: {}", self.told, self.text);
        self
    }

    /// Goes on only with this refusal, told as problem+json.
    pub fn refused(self, status: u16, code: &str) -> Self {
        assert_eq!(
            (self.status.as_u16(), self.code().as_str()),
            (status, code),
            "{}: {}",
            self.told,
            self.text
        );
        assert_eq!(self.header("content-type"), "application/problem+json", "{}", self.told);
        self
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("{}: no JSON: {}", self.told, self.text))
    }

    /// The `id` of what was made.
    pub fn id(&self) -> String {
        let id = self.json()["id"].as_str().map(str::to_owned);
        id.unwrap_or_else(|| panic!("{}: no id: {}", self.told, self.text))
    }

    /// The code of a problem; empty when it is none.
    pub fn code(&self) -> String {
        let problem: Value = serde_json::from_str(&self.text).unwrap_or_default();
        problem["code"].as_str().unwrap_or_default().to_owned()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// A page's words with plain spaces.
    pub fn words(&self) -> String {
        self.text.replace(['\u{a0}', '\u{202f}'], " ")
    }

    /// A page without the key that is drawn anew for each one.
    pub fn without_once(&self) -> String {
        let mut parts = self.text.split("name=\"once\" value=\"");
        let first = parts.next().unwrap_or_default().to_owned();
        parts.fold(first, |page, part| page + part.split_once('"').map_or("", |(_, rest)| rest))
    }
}

/// An event of a stream.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Event {
    pub kind: String,
    pub id: String,
    pub data: String,
}

/// An open stream.
pub struct Live {
    body: Body,
    heard: String,
}

impl Live {
    pub fn new(body: Body) -> Self {
        Self { body, heard: String::new() }
    }

    /// The next event within a second; `None` when the street stays quiet.
    pub async fn next(&mut self) -> Option<Event> {
        tokio::time::timeout(Duration::from_secs(1), self.one()).await.ok().flatten()
    }

    /// Whether the stream ends within a few seconds, with nothing more told.
    pub async fn ends(&mut self) -> bool {
        let ended = async {
            loop {
                match self.body.frame().await {
                    Some(Ok(frame)) if frame.data_ref().is_some_and(|data| !data.starts_with(b":")) => {
                        return false;
                    }
                    Some(_) => {}
                    None => return true,
                }
            }
        };
        tokio::time::timeout(Duration::from_secs(8), ended).await.unwrap_or(false)
    }

    async fn one(&mut self) -> Option<Event> {
        loop {
            while let Some((told, rest)) = self.heard.split_once("\n\n") {
                let (event, rest) = (read(told), rest.to_owned());
                self.heard = rest;
                if !event.kind.is_empty() {
                    return Some(event);
                }
            }
            let frame = self.body.frame().await?.ok()?;
            self.heard.push_str(&String::from_utf8_lossy(frame.data_ref()?));
        }
    }
}

fn read(told: &str) -> Event {
    let mut event = Event::default();
    for line in told.lines() {
        match line.split_once(':') {
            Some(("event", kind)) => event.kind = kind.trim().to_owned(),
            Some(("id", id)) => event.id = id.trim().to_owned(),
            Some(("data", data)) => event.data = data.trim().to_owned(),
            _ => {}
        }
    }
    event
}
