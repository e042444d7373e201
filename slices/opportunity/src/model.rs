//! News of a wish, why it is news, and what a member wants no news of.

use domain::{Instant, ListingId, MemberId, Money, OpportunityId, Outcome, WishId};
use kit::Refusal;

/// What happened.
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
}

impl Cause {
    /// The name in the store and on wires.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Cheaper { .. } => "cheaper",
            Self::Back { .. } => "back",
        }
    }

    /// What makes it the same news again: its price, or its return.
    pub(crate) fn level(self) -> String {
        match self {
            Self::Cheaper { to, .. } => format!("{} {}", to.currency.code(), to.minor),
            Self::Back { at } => at.micros().to_string(),
        }
    }
}

/// A reason to tell it, in the order shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// It costs less than it did.
    Fell {
        /// Than this.
        from: Money,
        /// By this.
        by: Money,
    },
    /// It had cost more for so many days.
    Dearer {
        /// Whole days.
        days: i64,
    },
    /// It is within what the member would pay.
    UnderTop {
        /// The most they would.
        top: Money,
    },
    /// It could not be had for so many days.
    Back {
        /// Whole days.
        days: i64,
    },
    /// The wish has an end that is near.
    Until {
        /// When.
        at: Instant,
    },
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
    /// Of which listing.
    pub listing: ListingId,
    /// What happened: `cheaper` or `back`.
    pub cause: String,
    /// What the thing is called there.
    pub title: String,
    /// Who sells it, as the page calls itself.
    pub retailer: String,
    /// The page's host.
    pub site: String,
    /// The page.
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
    /// What a kind of denial of it closes.
    pub(crate) fn closed_by(&self, closing: Closing) -> String {
        match closing {
            Closing::Page => format!("{} {}", self.wish, self.listing),
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
