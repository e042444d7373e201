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
