//! What the operator decides: who we say we are, how long and how much we read, how polite we are.

use std::net::SocketAddr;
use std::time::Duration;

/// The name by which `robots.txt` may speak to us (RFC 9309, section 2.2.1).
pub const PRODUCT: &str = "Hyperlieu";

/// How pages are fetched.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Who asks, with the page where the instance says how to reach its placemaster.
    pub user_agent: String,
    /// The languages asked for, as `Accept-Language` writes them.
    pub languages: String,
    /// The ports that may be spoken to.
    pub ports: Vec<u16>,
    /// Addresses outside the public internet that may be spoken to all the same, port included. For tests and the
    /// demonstration; empty otherwise.
    pub allow_private: Vec<SocketAddr>,
    /// The time to find and reach a server, TLS included.
    pub connect: Duration,
    /// The time a whole fetch may take over the network, redirects and `robots.txt` included, waiting for a turn not.
    pub total: Duration,
    /// The redirects followed.
    pub redirects: u32,
    /// The pause between two visits to a host, if its `robots.txt` asks for no longer one.
    pub pause: Duration,
    /// How long a fetch waits for its turn at a host before it is refused.
    pub patience: Duration,
    /// How many hosts are visited at once: what bounds the memory of bodies.
    pub at_once: usize,
    /// How many hosts are remembered.
    pub hosts: usize,
    /// How many bytes of `robots.txt` rules are remembered over all hosts.
    pub robots_bytes: usize,
}

impl Settings {
    /// The settings of an instance whose contact page is `contact`.
    #[must_use]
    pub fn new(contact: &str) -> Self {
        // What would break the header is left out, so that no contact address can.
        let contact: String = contact.chars().filter(|c| c.is_ascii_graphic()).collect();
        Self {
            user_agent: format!("{PRODUCT}/{} (+{contact})", env!("CARGO_PKG_VERSION")),
            languages: "fr, en;q=0.8, *;q=0.5".into(),
            ports: vec![80, 443],
            allow_private: Vec::new(),
            connect: Duration::from_secs(5),
            total: Duration::from_secs(20),
            redirects: 5,
            pause: Duration::from_secs(2),
            patience: Duration::from_secs(20),
            at_once: 32,
            hosts: 4_096,
            robots_bytes: 16 * 1024 * 1024,
        }
    }
}

/// What a fetch is for, which decides what is accepted and how much of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// A web page to be read.
    Page,
    /// A picture to be kept.
    Picture,
    /// A feed: RSS, Atom, XMLTV, JSON or CSV.
    Feed,
    /// An iCalendar file.
    Calendar,
}

/// Kinds of content by purpose.
const PAGE: &[&str] = &["text/html", "application/xhtml+xml", "application/xml", "text/xml"];
const PICTURE: &[&str] = &["image/jpeg", "image/png", "image/webp", "image/gif", "image/avif"];
const FEED: &[&str] = &[
    "application/rss+xml",
    "application/atom+xml",
    "application/xml",
    "text/xml",
    "application/json",
    "application/feed+json",
    "application/ld+json",
    "text/csv",
    "text/plain",
    "application/gzip",
    "application/x-gzip",
];
const CALENDAR: &[&str] = &["text/calendar", "text/plain", "application/octet-stream"];

impl Purpose {
    /// The content types accepted, in small letters and without parameters.
    #[must_use]
    pub fn types(self) -> &'static [&'static str] {
        match self {
            Self::Page => PAGE,
            Self::Picture => PICTURE,
            Self::Feed => FEED,
            Self::Calendar => CALENDAR,
        }
    }

    /// The `Accept` header.
    #[must_use]
    pub fn accept(self) -> String {
        format!("{}, */*;q=0.1", self.types().join(", "))
    }

    /// The bytes read from the wire at most: ten times the median product page; a large photo; a week of television.
    #[must_use]
    pub fn wire_bytes(self) -> usize {
        match self {
            Self::Page => 4 * 1024 * 1024,
            Self::Picture => 12 * 1024 * 1024,
            Self::Feed => 32 * 1024 * 1024,
            Self::Calendar => 4 * 1024 * 1024,
        }
    }

    /// The bytes kept at most once decompressed.
    #[must_use]
    pub fn body_bytes(self) -> usize {
        match self {
            Self::Page => 8 * 1024 * 1024,
            Self::Picture => 12 * 1024 * 1024,
            Self::Feed => 64 * 1024 * 1024,
            Self::Calendar => 8 * 1024 * 1024,
        }
    }
}
