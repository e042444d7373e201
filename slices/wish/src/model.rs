//! What can be asked of a wish, and why it is refused.

use domain::{
    Instant, Kind, ListId, ListVisibility, ListingId, MemberId, Money, PlaceId, Priority, Subject,
    Visibility, WishId, WishState, limits,
};
use kit::Refusal;

use crate::hears::Hears;
use crate::order;

/// A wish to be added; checked by [`add`](crate::add).
#[derive(Debug, Clone, PartialEq)]
pub struct NewWish {
    /// How the member calls it.
    pub title: String,
    /// What is wanted.
    pub subject: Subject,
    /// The most they would pay.
    pub top_price: Option<Money>,
    /// Until when they want it.
    pub until: Option<Instant>,
    /// How far they would go, in metres.
    pub distance_m: u32,
    /// Where alone it may come true; empty is anywhere within the distance.
    pub places: Vec<PlaceId>,
    /// Who may see it.
    pub visibility: Visibility,
}

impl NewWish {
    /// A product told by a few words, at any price, as far as people walk, seen by nobody else.
    #[must_use]
    pub fn told(title: &str) -> Self {
        Self {
            title: title.to_owned(),
            subject: Subject::told(Kind::Product, title),
            top_price: None,
            until: None,
            distance_m: limits::WISH_DISTANCE_M,
            places: Vec::new(),
            visibility: Visibility::Private,
        }
    }
}

/// How a wish came onto the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CameFrom {
    /// Told in words.
    #[default]
    Words,
    /// A retailer's page, by its address or from the browser.
    Page,
    /// A code read from a thing.
    Code,
    /// A tag of a place.
    Tag,
    /// A list from elsewhere.
    List,
}

impl CameFrom {
    /// Every way with its name on wires and in the store.
    pub const NAMES: &'static [(Self, &'static str)] = &[
        (Self::Words, "words"),
        (Self::Page, "page"),
        (Self::Code, "code"),
        (Self::Tag, "tag"),
        (Self::List, "list"),
    ];
}

domain::named!(CameFrom);

/// What stands beside a wish on its member's list, and is nothing to the engine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detail {
    /// How it came onto the list.
    pub came_from: CameFrom,
    /// The page it was wished from.
    pub listing: Option<ListingId>,
    /// What the member wrote beside it.
    pub note: String,
    /// The named list it stands on; `None` is the main one.
    pub list: Option<ListId>,
    /// Where on its list it was put by hand (see [`order`](crate::order)).
    pub order: Option<String>,
    /// How many are wished, one at the least.
    pub quantity: i64,
    /// How much it matters.
    pub priority: Priority,
    /// Whether it is hidden from others, even on a list they may see.
    pub secret: bool,
    /// When it was put away.
    pub archived_at: Option<Instant>,
    /// What its member hears of it; chosen on its page alone, and not written with the rest.
    pub hears: Hears,
}

impl Default for Detail {
    fn default() -> Self {
        Self {
            came_from: CameFrom::default(),
            listing: None,
            note: String::new(),
            list: None,
            order: None,
            quantity: 1,
            priority: Priority::default(),
            secret: false,
            archived_at: None,
            hears: Hears::default(),
        }
    }
}

impl Detail {
    /// The key by which this wish is sorted on its list.
    #[must_use]
    pub fn order_of(&self, wish: WishId) -> String {
        self.order.clone().unwrap_or_else(|| order::of(wish))
    }
}

/// A named list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// Its id.
    pub id: ListId,
    /// Whose it is.
    pub member: MemberId,
    /// How they call it.
    pub name: String,
    /// The key by which it is sorted among their lists.
    pub order: String,
    /// Who may see it.
    pub visibility: ListVisibility,
    /// When it was put away.
    pub archived_at: Option<Instant>,
    /// When it was made.
    pub added_at: Instant,
}

/// What is to change of a wish; `None` leaves a part as it is, `Some(None)` takes it away.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct WishChange {
    /// Another title; its words follow unless others had been said.
    pub title: Option<String>,
    /// Another subject.
    pub subject: Option<Subject>,
    /// Another top price.
    pub top_price: Option<Option<Money>>,
    /// Another end.
    pub until: Option<Option<Instant>>,
    /// Another distance, in metres.
    pub distance_m: Option<u32>,
    /// Other places, instead of all it names.
    pub places: Option<Vec<PlaceId>>,
    /// Another visibility.
    pub visibility: Option<Visibility>,
    /// Where it shall stand.
    pub state: Option<WishState>,
}

impl WishChange {
    /// Only where it shall stand.
    #[must_use]
    pub fn state(state: WishState) -> Self {
        Self { state: Some(state), ..Self::default() }
    }
}

/// Why a wish cannot be added or changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// It is not there, not theirs, or was dropped.
    NotThere,
    /// Their list is full.
    TooMany,
    /// It has no title.
    NoTitle,
    /// Its title or words are too long.
    TooLong,
    /// Its title holds control characters.
    NotText,
    /// Its title would be a barcode but for the check digit.
    CheckDigit,
    /// It has no condition: no words, category, brand or barcode.
    Empty,
    /// Its price is below zero or beyond all sense.
    Price,
    /// Its end has passed.
    Past,
    /// Its distance is nothing, or more than a neighbourhood.
    Distance,
    /// It names more places than a list of errands.
    ManyPlaces,
    /// It names a place that does not exist.
    NoPlace,
    /// It names a listing that does not exist, or is not theirs to see.
    NoListing,
    /// Its note is too long.
    LongNote,
    /// It is on a list that does not exist, or is not theirs.
    NoList,
    /// They have as many lists as one may have.
    ManyLists,
    /// It is wished less than once, or more often than anybody could want.
    Quantity,
    /// Its order is no key.
    Order,
    /// Its id is one that a wish has.
    Taken,
    /// Its very page, or its barcode, is wished for already.
    There,
    /// From where it stands it does not go there.
    State,
    /// Somebody else changed it at the same time.
    Meanwhile,
}

impl From<Refused> for Refusal {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::NotThere => Self::new("not-found"),
            Refused::TooMany | Refused::ManyLists => Self::new("too-many"),
            Refused::NoTitle => Self::invalid("title", "required"),
            Refused::TooLong => Self::invalid("title", "too-long"),
            Refused::NotText => Self::invalid("title", "type"),
            Refused::CheckDigit => Self::invalid("title", "check-digit"),
            Refused::Empty => Self::invalid("title", "empty"),
            Refused::Price => Self::invalid("top_price", "amount"),
            Refused::Past => Self::invalid("until", "past"),
            Refused::Distance => Self::invalid("distance_m", "range"),
            Refused::ManyPlaces => Self::invalid("places", "too-many"),
            Refused::NoPlace => Self::invalid("places", "unknown"),
            Refused::NoListing => Self::invalid("listing", "unknown"),
            Refused::LongNote => Self::invalid("note", "too-long"),
            Refused::NoList => Self::invalid("list", "unknown"),
            Refused::Quantity => Self::invalid("quantity", "range"),
            Refused::Order => Self::invalid("order", "type"),
            Refused::There => Self::invalid("title", "there"),
            Refused::Taken => Self::invalid("wish", "id"),
            Refused::State => Self::new("wrong-state"),
            Refused::Meanwhile => Self::new("conflict"),
        }
    }
}
