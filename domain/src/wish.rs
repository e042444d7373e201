//! What a member hopes for.

use crate::ids::{MemberId, PlaceId, WishId};
use crate::money::Money;
use crate::subject::Subject;
use crate::time::Instant;

/// Who may see a wish.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Visibility {
    /// Its member alone.
    Private,
    /// Nobody, but it counts in groups of at least k.
    Counted,
    /// Everybody.
    Public,
}

impl Visibility {
    /// Every visibility with its name on wires and in the store.
    pub const NAMES: &'static [(Self, &'static str)] =
        &[(Self::Private, "private"), (Self::Counted, "counted"), (Self::Public, "public")];
}

crate::named!(Visibility);

/// Who may see a named list, and with it those of its wishes that are not kept secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ListVisibility {
    /// Its member alone.
    #[default]
    Private,
    /// Nobody, but its wishes count in groups of at least k.
    Counted,
    /// The people its member chose.
    People,
    /// The circles its member chose.
    Circle,
    /// Everybody who has its address.
    Public,
}

impl ListVisibility {
    /// Every visibility with its name on wires and in the store.
    pub const NAMES: &'static [(Self, &'static str)] = &[
        (Self::Private, "private"),
        (Self::Counted, "counted"),
        (Self::People, "people"),
        (Self::Circle, "circle"),
        (Self::Public, "public"),
    ];

    /// What it makes of a wish that stands on such a list: who sees it by name is no crowd.
    #[must_use]
    pub fn of_wishes(self) -> Visibility {
        match self {
            Self::Private | Self::People | Self::Circle => Visibility::Private,
            Self::Counted => Visibility::Counted,
            Self::Public => Visibility::Public,
        }
    }
}

crate::named!(ListVisibility);

/// How much a wish matters to its member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Priority {
    /// Nice to have, one day.
    Someday,
    /// As much as any other.
    #[default]
    Usual,
    /// Before all others.
    Dearly,
}

impl Priority {
    /// Every priority with its name on wires and in the store.
    pub const NAMES: &'static [(Self, &'static str)] =
        &[(Self::Someday, "someday"), (Self::Usual, "usual"), (Self::Dearly, "dearly")];
}

crate::named!(Priority);

/// Where a wish stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WishState {
    /// Hoped for.
    Open,
    /// Set aside for now.
    Paused,
    /// Came true.
    Fulfilled,
    /// Given up.
    Dropped,
}

impl WishState {
    /// Every state with its name on wires and in the store.
    pub const NAMES: &'static [(Self, &'static str)] = &[
        (Self::Open, "open"),
        (Self::Paused, "paused"),
        (Self::Fulfilled, "fulfilled"),
        (Self::Dropped, "dropped"),
    ];
}

crate::named!(WishState);

/// A wish: member, subject, terms and where.
#[derive(Debug, Clone, PartialEq)]
pub struct Wish {
    /// Its id.
    pub id: WishId,
    /// Who hopes.
    pub member: MemberId,
    /// How the member calls it.
    pub title: String,
    /// What is wanted.
    pub subject: Subject,
    /// The most they would pay; `None` is any price.
    pub top_price: Option<Money>,
    /// Until when they want it; `None` is for ever.
    pub until: Option<Instant>,
    /// How far they would go, in metres.
    pub distance_m: u32,
    /// Where alone it may come true, sorted and each once; empty is anywhere within the distance. A place that is gone stays named.
    pub places: Vec<PlaceId>,
    /// Who may see it.
    pub visibility: Visibility,
    /// Where it stands.
    pub state: WishState,
    /// When it was added.
    pub added_at: Instant,
}
