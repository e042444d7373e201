//! Settings of a shared list, promises, comments, and why something is refused.

use domain::{CommentId, Instant, ListId, MemberId, Money, ReservationId, WishId};
use kit::Refusal;

/// What others see of a list beyond its wishes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// Whether they read the notes beside its wishes.
    pub notes: bool,
    /// Whether they also see shops' pages that the owner's own browser read.
    pub pages: bool,
    /// Whether search engines may show it, when it is public.
    pub found: bool,
    /// From when on its owner may learn who gave what; `None` is when a giver says so.
    pub reveal_at: Option<Instant>,
    /// Until when the link opens it to people; `None` when there is no link.
    pub link_ends: Option<Instant>,
}

impl Settings {
    /// The date that is still to come: one that has passed ends no surprise that begins after it.
    #[must_use]
    pub fn reveal(&self, now: Instant) -> Option<Instant> {
        self.reveal_at.filter(|at| *at > now)
    }
}

/// Where somebody sits before a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seat {
    /// It is theirs.
    Owner,
    /// They were invited to it, or belong to a circle it is shared with.
    Insider,
    /// They came by its public address.
    Passer,
    /// They came by its public address, and nobody knows who they are.
    Stranger,
}

/// What is promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    /// So many of the thing.
    Whole {
        /// How many.
        units: i64,
    },
    /// A share in one, together with others; the first says what the pot is to hold.
    Together {
        /// How much, if that is said already.
        amount: Option<Money>,
        /// What the pot is to hold, if this opens it.
        goal: Option<Money>,
    },
}

/// A promise to give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reservation {
    /// Its id.
    pub id: ReservationId,
    /// What is to be given.
    pub wish: WishId,
    /// On which list the giver saw it.
    pub list: ListId,
    /// To whom.
    pub owner: MemberId,
    /// By whom.
    pub giver: MemberId,
    /// The giver's name, as those before this list see them.
    pub name: String,
    /// How the wish was called when the giver last promised.
    pub title: String,
    /// How its owner was called.
    pub owner_name: String,
    /// So many whole ones; 0 is a share in the pot.
    pub units: i64,
    /// Their share, when they said one.
    pub amount: Option<Money>,
    /// Whether other givers do not learn who it is.
    pub secretly: bool,
    /// From when on the owner may learn of it, as the giver was told.
    pub reveal_at: Option<Instant>,
    /// When the giver said that it was given.
    pub given_at: Option<Instant>,
    /// Since when.
    pub made_at: Instant,
}

impl Reservation {
    /// Whether it is a share in the pot.
    #[must_use]
    pub fn together(&self) -> bool {
        self.units == 0
    }
}

/// Who may read a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    /// Everybody before the list, and its owner.
    Owner,
    /// Those who give, and not its owner.
    Givers,
}

impl Room {
    /// Every room with its name on wires and in the store.
    pub const NAMES: &'static [(Self, &'static str)] = &[(Self::Owner, "owner"), (Self::Givers, "givers")];
}

domain::named!(Room);

/// What somebody wrote beside a wish.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// Its id.
    pub id: CommentId,
    /// Beside which wish.
    pub wish: WishId,
    /// On which list.
    pub list: ListId,
    /// Whose wish it is.
    pub owner: MemberId,
    /// Who wrote it.
    pub writer: MemberId,
    /// The writer's name, as those before this list see them.
    pub name: String,
    /// Who may read it.
    pub room: Room,
    /// What they wrote.
    pub words: String,
    /// When.
    pub written_at: Instant,
    /// When it was last changed.
    pub changed_at: Option<Instant>,
}

/// Why something is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// It is not there, or not for them to see.
    NotThere,
    /// The link has ended, was renewed or never was.
    LinkOver,
    /// The list is not shared by a link, or put away: a link would open nothing.
    NotByLink,
    /// The list is their own.
    Own,
    /// Somebody else was sooner.
    JustTaken,
    /// They promised on this wish already.
    Already,
    /// The number is below one or above what is wished.
    Units,
    /// More than is still missing in the pot.
    TooMuch,
    /// The amount is nothing.
    Amount,
    /// The pot counts in another currency.
    Currency,
    /// What the pot is to hold was said otherwise, or is less than it holds.
    Goal,
    /// What was given cannot be taken back.
    Given,
    /// Nothing was written.
    NoWords,
    /// Too much was written.
    Long,
    /// Too much was written in an hour, or beside one wish.
    TooOften,
    /// The date of the end of the surprise has passed.
    Past,
    /// A circle that is not theirs.
    NoCircle,
    /// As many people as a list takes.
    TooMany,
    /// Whose list it is, or somebody else before it, has a name that reads alike.
    NameTaken,
}

impl From<Refused> for Refusal {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::NotThere => Self::new("not-found"),
            Refused::LinkOver => Self::new("link-used"),
            Refused::NotByLink => Self::new("not-by-link"),
            Refused::Own => Self::new("own-list"),
            Refused::JustTaken => Self::new("just-taken"),
            Refused::Already => Self::new("already-promised"),
            Refused::Units => Self::invalid("units", "range"),
            Refused::TooMuch => Self::invalid("amount", "too-much"),
            Refused::Amount => Self::invalid("amount", "amount"),
            Refused::Currency => Self::invalid("amount", "same-currency"),
            Refused::Goal => Self::invalid("goal", "goal-said"),
            Refused::Given => Self::new("wrong-state"),
            Refused::NoWords => Self::invalid("words", "required"),
            Refused::Long => Self::invalid("words", "too-long"),
            Refused::TooOften => Self::new("too-often"),
            Refused::Past => Self::invalid("reveal", "past"),
            Refused::NoCircle => Self::invalid("circles", "unknown"),
            Refused::TooMany => Self::new("too-many"),
            Refused::NameTaken => Self::invalid("name", "name-taken"),
        }
    }
}
