//! What comes back.

use domain::Instant;
use hyper::HeaderMap;
use hyper::header::{CACHE_CONTROL, CONTENT_LANGUAGE, CONTENT_TYPE, ETAG, LAST_MODIFIED, LINK, RETRY_AFTER};

/// What an earlier fetch of the same address told, so that nothing is sent twice.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Conditional {
    /// The `ETag`, as it came.
    pub etag: Option<String>,
    /// The `Last-Modified`, as it came.
    pub last_modified: Option<String>,
}

impl Conditional {
    /// Whether there is something to ask for.
    #[must_use]
    pub fn is_some(&self) -> bool {
        self.etag.is_some() || self.last_modified.is_some()
    }
}

/// The answer to a fetch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answered {
    /// The content.
    Fetched(Fetched),
    /// The content is as it was (304).
    NotModified {
        /// Where the redirects led.
        final_url: String,
    },
}

/// What was fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// The HTTP status: 200 or 203.
    pub status: u16,
    /// Where the redirects led, without fragment.
    pub final_url: String,
    /// The content type as it came, its parameters included; empty when there was none.
    pub content_type: String,
    /// What to ask with the next time.
    pub known: Conditional,
    /// The seconds for which the site itself would keep it.
    pub max_age: Option<u32>,
    /// `Content-Language`, as it came.
    pub language: Option<String>,
    /// The `Link` headers, as they came.
    pub links: Vec<String>,
    /// The content, unpacked.
    pub body: Vec<u8>,
}

/// Longest header value that is handed on, in bytes.
const VALUE_BYTES: usize = 1_024;

impl Fetched {
    /// Puts an answer together.
    #[must_use]
    pub fn new(status: u16, final_url: String, headers: &HeaderMap, body: Vec<u8>) -> Self {
        let one = |name| text(headers, name).filter(|value| value.len() <= VALUE_BYTES);
        let links = headers.get_all(LINK).iter().filter_map(|value| Some(value.to_str().ok()?.to_string()));
        Self {
            status,
            final_url,
            content_type: one(CONTENT_TYPE).unwrap_or_default(),
            known: Conditional { etag: one(ETAG), last_modified: one(LAST_MODIFIED) },
            max_age: text(headers, CACHE_CONTROL).as_deref().and_then(max_age),
            language: one(CONTENT_LANGUAGE),
            links: links.filter(|value| value.len() <= VALUE_BYTES).take(16).collect(),
            body,
        }
    }
}

/// A header that is plain text.
#[must_use]
pub fn text(headers: &HeaderMap, name: hyper::header::HeaderName) -> Option<String> {
    Some(headers.get(name)?.to_str().ok()?.trim().to_string())
}

/// The content type in small letters, without its parameters.
#[must_use]
pub fn kind(headers: &HeaderMap) -> Option<String> {
    let whole = text(headers, CONTENT_TYPE)?;
    let kind = whole.split([';', ',']).next().unwrap_or_default().trim().to_ascii_lowercase();
    (!kind.is_empty()).then_some(kind)
}

fn max_age(value: &str) -> Option<u32> {
    let mut parts = value.split(',').map(str::trim);
    parts.find_map(|part| {
        let (name, age) = part.split_once('=')?;
        name.eq_ignore_ascii_case("max-age").then(|| age.trim_matches('"').parse().ok())?
    })
}

/// When another attempt is welcome: `Retry-After` in seconds or as a date (RFC 9110, section 10.2.3).
#[must_use]
pub fn retry_after(headers: &HeaderMap, now: Instant) -> Option<Instant> {
    let value = text(headers, RETRY_AFTER)?;
    if let Ok(secs) = value.parse::<u32>() {
        return Some(now.plus_secs(i64::from(secs)));
    }
    let date = httpdate::parse_http_date(&value).ok()?;
    let since = date.duration_since(std::time::UNIX_EPOCH).ok()?;
    Some(Instant::from_secs(i64::try_from(since.as_secs()).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(name: hyper::header::HeaderName, value: &str) -> HeaderMap {
        HeaderMap::from_iter([(name, value.parse().unwrap())])
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        let now = Instant::parse_rfc3339("2026-11-22T10:00:00Z").unwrap();
        for (value, expected) in [
            ("120", Some("2026-11-22T10:02:00Z")),
            ("Sun, 22 Nov 2026 12:00:00 GMT", Some("2026-11-22T12:00:00Z")),
            ("-1", None),
            ("soon", None),
            ("99999999999999999999", None),
        ] {
            let found = retry_after(&headers(RETRY_AFTER, value), now).map(Instant::to_rfc3339);
            assert_eq!(found.as_deref(), expected, "{value}");
        }
    }

    #[test]
    fn headers_of_interest_are_read() {
        let kind = |value: &str| kind(&headers(CONTENT_TYPE, value));
        assert_eq!(kind("Text/HTML; charset=utf-8").as_deref(), Some("text/html"));
        assert_eq!(kind(" ; x").as_deref(), None);
        assert_eq!(max_age("public, Max-Age=60"), Some(60));
        assert_eq!(max_age("no-store"), None);
        let long = "x".repeat(VALUE_BYTES + 1);
        assert_eq!(Fetched::new(200, String::new(), &headers(ETAG, &long), Vec::new()).known.etag, None);
    }
}
