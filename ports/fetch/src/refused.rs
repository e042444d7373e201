//! Why something was not fetched: each a thing a person can understand.

use domain::Instant;

/// Why nothing was fetched.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Not a web address that we follow: not http or https, with a name and password, on an unusual port, or too long.
    #[error("not a web address that is followed")]
    BadAddress,
    /// The address leads into a private network.
    #[error("the address is not one of the public internet")]
    PrivateAddress,
    /// No server of this name is known.
    #[error("no server of this name is known")]
    UnknownHost,
    /// The site's `robots.txt` asks that this page be left alone.
    #[error("robots.txt asks to leave this alone")]
    Robots,
    /// The site's `robots.txt` could not be read, so nobody knows whether this page may be (RFC 9309, section 2.3.1.4).
    #[error("robots.txt could not be read")]
    RobotsUnread,
    /// The host has had its visits for now: it asked for patience, or others wait before us.
    #[error("the host is not to be visited before {until:?}")]
    Wait {
        /// When to come again.
        until: Instant,
    },
    /// More bytes than are read for this purpose, sent or unpacked.
    #[error("more than {limit} bytes")]
    TooBig {
        /// The limit passed, in bytes.
        limit: usize,
    },
    /// The server took longer than it may.
    #[error("the server took too long")]
    TooSlow,
    /// There is no such page (404).
    #[error("there is no such page")]
    NotFound,
    /// The page was there and is gone for good (410).
    #[error("the page is gone")]
    Gone,
    /// The server has too much to do, or had too many visits (429, 503): it asks for patience.
    #[error("the server is busy until {until:?} (status {status})")]
    Busy {
        /// The HTTP status.
        status: u16,
        /// When another attempt is welcome, as it says or as it is given.
        until: Instant,
    },
    /// The site lets no robots in, or asks for a sign-in or a proof of being human.
    #[error("the site lets no robots in (status {status})")]
    Blocked {
        /// The HTTP status.
        status: u16,
        /// When the site allows another attempt, if it says so.
        retry: Option<Instant>,
    },
    /// The server has a fault of its own (5xx), or answered something we did not ask for.
    #[error("the server answered with status {status}")]
    Failing {
        /// The HTTP status.
        status: u16,
    },
    /// Something else than was asked for: a film instead of a page.
    #[error("not of the kind asked for, but {content_type:?}")]
    WrongType {
        /// What the server calls it, shortened.
        content_type: String,
    },
    /// It leads from one address to the next without end.
    #[error("too many redirects")]
    TooManyRedirects,
    /// The connection cannot be made private: a certificate that is wrong, expired or of an unknown issuer.
    #[error("no private connection to the server")]
    Tls,
    /// The server does not answer.
    #[error("the server does not answer")]
    Unreachable,
    /// The answer broke off, or makes no sense.
    #[error("the answer broke off or makes no sense")]
    Broken,
}

impl Refused {
    /// The name under which the words for it stand.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::BadAddress => "fetch-bad-address",
            Self::PrivateAddress => "fetch-private-address",
            Self::UnknownHost => "fetch-unknown-host",
            Self::Robots => "fetch-robots",
            Self::RobotsUnread => "fetch-robots-unread",
            Self::Wait { .. } => "fetch-wait",
            Self::TooBig { .. } => "fetch-too-big",
            Self::TooSlow => "fetch-too-slow",
            Self::NotFound => "fetch-not-found",
            Self::Gone => "fetch-gone",
            Self::Busy { .. } => "fetch-busy",
            Self::Blocked { .. } => "fetch-blocked",
            Self::Failing { .. } => "fetch-failing",
            Self::WrongType { .. } => "fetch-wrong-type",
            Self::TooManyRedirects => "fetch-too-many-redirects",
            Self::Tls => "fetch-tls",
            Self::Unreachable => "fetch-unreachable",
            Self::Broken => "fetch-broken",
        }
    }

    /// Whether another attempt later may succeed.
    #[must_use]
    pub fn may_pass(&self) -> bool {
        matches!(
            self,
            Self::Wait { .. }
                | Self::Busy { .. }
                | Self::RobotsUnread
                | Self::TooSlow
                | Self::UnknownHost
                | Self::Failing { .. }
                | Self::Unreachable
                | Self::Broken
                | Self::Blocked { status: 429 | 503, .. }
        )
    }
}
