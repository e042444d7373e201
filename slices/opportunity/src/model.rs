//! News of a wish, why it is news, and what a member wants no news of.

use domain::ids::Id;
use domain::{Instant, ListingId, MemberId, Money, OfferId, OpportunityId, OrganisationId, Outcome, WishId};
use kit::Refusal;
use uuid::Uuid;
use wish::Hear;

pub use crate::reason::{Reason, Time};

/// The cause of news of something that takes place.
pub(crate) const ON: &str = "on";
/// The cause of news of a wish whose end is near.
pub(crate) const ENDS: &str = "ends";
/// The cause of news that an offer of the town meets a wish.
pub(crate) const HERE: &str = "here";

/// Among which of the kinds that a member chooses for a wish news with this cause is.
pub(crate) fn kind(cause: &str) -> Hear {
    match cause {
        HERE => Hear::Town,
        ON | ENDS => Hear::Day,
        "back" => Hear::Back,
        _ => Hear::Drop,
    }
}

/// What happened to a page, or to an offer of the town.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// It costs less.
    Cheaper {
        /// Than this.
        from: Money,
        /// Namely this.
        to: Money,
    },
    /// It can be had again, since an instant.
    Back {
        /// Since when.
        at: Instant,
    },
    /// A place of the town has begun to offer it.
    Came {
        /// Since when.
        at: Instant,
    },
}

impl Cause {
    /// The name in the store and on wires.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Cheaper { .. } => "cheaper",
            Self::Back { .. } => "back",
            Self::Came { .. } => HERE,
        }
    }

    /// What makes it the same news again: its price, or its return.
    pub(crate) fn level(self) -> String {
        match self {
            Self::Cheaper { to, .. } => format!("{} {}", to.currency.code(), to.minor),
            Self::Back { at } => at.micros().to_string(),
            Self::Came { .. } => "came".to_owned(),
        }
    }
}

/// Where news stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It waits until it may be told.
    Waiting,
    /// It was told.
    Told,
    /// It was no longer so before it could be told.
    Forgotten,
}

impl State {
    /// Every state with its name in the store.
    pub const NAMES: &'static [(Self, &'static str)] =
        &[(Self::Waiting, "waiting"), (Self::Told, "told"), (Self::Forgotten, "forgotten")];
}

domain::named!(State);

/// News of one wish for its member.
#[derive(Debug, Clone, PartialEq)]
pub struct Opportunity {
    /// Its id.
    pub id: OpportunityId,
    /// The member's first is 1; none before it was told.
    pub number: Option<i64>,
    /// Whose wish it is.
    pub member: MemberId,
    /// Of which wish.
    pub wish: WishId,
    /// Of what: a listing, a thing that takes place, an offer of the town, or the wish itself.
    pub about: Uuid,
    /// What happened: `cheaper`, `back`, `on`, `ends` or `here`.
    pub cause: String,
    /// What the thing is called there.
    pub title: String,
    /// Who sells it, as the page calls itself; where it takes place, or is to be had.
    pub retailer: String,
    /// The page's host; of what takes place, its venue as it is compared; of an offer of the town, its organisation's id.
    pub site: String,
    /// The page; empty where none is told.
    pub url: String,
    /// What it cost at `read_at`.
    pub price: Option<Money>,
    /// Why, in the order shown; never empty.
    pub reasons: Vec<Reason>,
    /// When the page was read.
    pub read_at: Instant,
    /// When it became news.
    pub made_at: Instant,
    /// When it was told.
    pub told_at: Option<Instant>,
    /// Where it stands.
    pub state: State,
    /// What the member did with it.
    pub outcome: Outcome,
}

/// What a member answers with one touch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// No more of this page for this wish.
    NotThis,
    /// No more of this retailer.
    NotThisShop,
    /// Nothing of this wish for a week.
    NotNow,
    /// They have it: the wish came true.
    GotIt,
}

impl Answer {
    /// Every answer with its name on wires and in forms.
    pub const NAMES: &'static [(Self, &'static str)] = &[
        (Self::NotThis, "not-this"),
        (Self::NotThisShop, "not-this-shop"),
        (Self::NotNow, "not-now"),
        (Self::GotIt, "got-it"),
    ];
}

domain::named!(Answer);

/// What a member wants no news of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closing {
    /// One listing, for one wish.
    Page,
    /// A site.
    Site,
    /// A wish, for a while.
    Wish,
}

impl Closing {
    /// Every closing with its name in the store.
    pub const NAMES: &'static [(Self, &'static str)] =
        &[(Self::Page, "page"), (Self::Site, "site"), (Self::Wish, "wish")];
}

domain::named!(Closing);

/// One denial, as its member sees it and takes it back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Denial {
    /// Of what kind.
    pub closing: Closing,
    /// What is closed, as it is kept.
    pub what: String,
    /// How it is called.
    pub label: String,
    /// Until when; `None` for good.
    pub until: Option<Instant>,
}

impl Opportunity {
    /// The listing it is about, if it is about one.
    #[must_use]
    pub fn listing(&self) -> Option<ListingId> {
        match self.cause.as_str() {
            ON | HERE => None,
            ENDS => self.reasons.iter().find_map(|reason| match reason {
                Reason::Cheapest { listing, .. } => Some(*listing),
                _ => None,
            }),
            _ => Some(ListingId::from_uuid(self.about)),
        }
    }

    /// The offer of the town it is about, if it is about one.
    #[must_use]
    pub fn offer(&self) -> Option<OfferId> {
        (self.cause == HERE).then(|| OfferId::from_uuid(self.about))
    }

    /// Whose offer of the town it is about.
    pub(crate) fn organisation(&self) -> Option<OrganisationId> {
        if self.cause == HERE { self.site.parse().ok() } else { None }
    }

    /// The times at which it takes place, the soonest first.
    pub(crate) fn times(&self) -> impl Iterator<Item = &Time> {
        self.reasons.iter().filter_map(|reason| match reason {
            Reason::On(time) => Some(time),
            _ => None,
        })
    }

    /// Whether all it tells of is past: what took place is no news.
    #[must_use]
    pub fn is_over(&self, now: Instant) -> bool {
        let past = |reason: &Reason| match reason {
            Reason::On(time) => Some(time.past_at() <= now),
            Reason::Off { at } => Some(*at <= now),
            _ => None,
        };
        let mut dated = self.reasons.iter().filter_map(past).peekable();
        dated.peek().is_some() && dated.all(|past| past)
    }

    /// What a kind of denial of it closes.
    pub(crate) fn closed_by(&self, closing: Closing) -> String {
        match closing {
            Closing::Page => match (self.listing(), self.offer()) {
                (Some(listing), _) => format!("{} {listing}", self.wish),
                // For whatever wish it came: one piece of news may tell of several.
                (None, Some(offer)) => offer.to_string(),
                (None, None) => format!("{} {}", self.wish, self.about.simple()),
            },
            Closing::Site => self.site.clone(),
            Closing::Wish => self.wish.to_string(),
        }
    }
}

/// Why an answer is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refused {
    /// It is not there, not theirs, or was not told.
    NotThere,
    /// It was answered for good.
    Answered,
}

impl From<Refused> for Refusal {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::NotThere => Self::new("not-found"),
            Refused::Answered => Self::new("already-taken"),
        }
    }
}
