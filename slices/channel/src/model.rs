//! Ways of being told, browsers that take messages, and addresses of mail.

use std::fmt;

use domain::ids::Id;
use domain::{Instant, MemberId, OpportunityId, SubscriptionId, SuggestionId};
use uuid::Uuid;

/// By what a member is told, beside the open page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// By nothing else.
    Page,
    /// By a message to every browser of theirs that takes some.
    Push,
    /// By a mail that gathers what came.
    Mail,
}

impl Way {
    /// Every way with its name on wires and in the store.
    pub const NAMES: &'static [(Self, &'static str)] =
        &[(Self::Page, "page"), (Self::Push, "push"), (Self::Mail, "mail")];
}

domain::named!(Way);

/// How often a mail gathers what came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Digest {
    /// Every day on which there is something.
    Daily,
    /// Once a week.
    Weekly,
}

impl Digest {
    /// Both with their names on wires and in the store.
    pub const NAMES: &'static [(Self, &'static str)] = &[(Self::Daily, "daily"), (Self::Weekly, "weekly")];

    /// How many civil days lie between two mails at least.
    #[must_use]
    pub const fn days(self) -> i32 {
        match self {
            Self::Daily => 1,
            Self::Weekly => 7,
        }
    }
}

domain::named!(Digest);

/// How a member wants to be told what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Telling {
    /// Whose.
    pub member: MemberId,
    /// Suggestions of a moment: by the page, or by a message; a mail would come too late.
    pub suggestions: Way,
    /// News of wishes.
    pub news: Way,
    /// How often a mail gathers them.
    pub digest: Digest,
    /// The hour of the town's clocks from which the mail goes out, 0 to 23.
    pub hour: u8,
    /// When the last mail went out.
    pub digest_at: Option<Instant>,
}

impl Telling {
    /// The hour of the mail when nothing is said: the end of the working day.
    pub const HOUR: u8 = 18;

    /// A newcomer's: the open page and nothing else.
    #[must_use]
    pub fn new(member: MemberId) -> Self {
        Self {
            member,
            suggestions: Way::Page,
            news: Way::Page,
            digest: Digest::Daily,
            hour: Self::HOUR,
            digest_at: None,
        }
    }
}

/// A browser's subscription to be kept.
#[derive(Clone, PartialEq, Eq)]
pub struct NewSubscription {
    /// Where messages are posted.
    pub endpoint: String,
    /// The browser's public key, 65 bytes.
    pub p256dh: Vec<u8>,
    /// Its authentication secret, 16 bytes.
    pub auth: Vec<u8>,
    /// How the member calls the browser.
    pub label: String,
    /// The code of the language it is spoken to in.
    pub lang: String,
}

/// A browser that takes messages.
#[derive(Clone, PartialEq, Eq)]
pub struct Subscription {
    /// Its id.
    pub id: SubscriptionId,
    /// Whose browser.
    pub member: MemberId,
    /// What it gave.
    pub given: NewSubscription,
    /// Since when.
    pub created_at: Instant,
    /// When a message was last taken.
    pub ok_at: Option<Instant>,
    /// How many were refused in a row.
    pub failures: u32,
}

/// An endpoint lets whoever knows it disturb a browser: neither it nor the keys enter a log.
impl fmt::Debug for NewSubscription {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NewSubscription(…)")
    }
}

impl fmt::Debug for Subscription {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Subscription").field("id", &self.id).finish_non_exhaustive()
    }
}

/// What a message is about; what it says is looked up when it is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum About {
    /// A suggestion of a moment.
    Suggestion(SuggestionId),
    /// News of a wish.
    Opportunity(OpportunityId),
    /// Whether messages arrive at all.
    Test(SubscriptionId),
}

impl About {
    /// The kind in the store, and the id.
    pub(crate) fn parts(self) -> (&'static str, Uuid) {
        match self {
            Self::Suggestion(id) => ("suggestion", id.uuid()),
            Self::Opportunity(id) => ("opportunity", id.uuid()),
            Self::Test(id) => ("test", id.uuid()),
        }
    }

    /// Reads [`About::parts`].
    pub(crate) fn from_parts(kind: &str, about: Uuid) -> Option<Self> {
        match kind {
            "suggestion" => Some(Self::Suggestion(SuggestionId::from_uuid(about))),
            "opportunity" => Some(Self::Opportunity(OpportunityId::from_uuid(about))),
            "test" => Some(Self::Test(SubscriptionId::from_uuid(about))),
            _ => None,
        }
    }
}

/// A message in the queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Push {
    /// To which browser.
    pub to: Subscription,
    /// About what.
    pub about: About,
    /// When it is worth nothing any more.
    pub ends_at: Instant,
    /// When it is to be sent.
    pub due_at: Instant,
    /// How often it was tried.
    pub tries: u32,
}

/// Where a member is written to.
#[derive(Clone, PartialEq, Eq)]
pub struct Address {
    /// Whose.
    pub member: MemberId,
    /// The address.
    pub address: String,
    /// The code of the language they are written to in.
    pub lang: String,
    /// When the link in the first mail was opened; `None` until it was.
    pub confirmed_at: Option<Instant>,
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Address").field("member", &self.member).finish_non_exhaustive()
    }
}
