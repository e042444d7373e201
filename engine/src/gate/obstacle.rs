//! Why something is not suggested, as values; the edge words them.

use domain::{Currency, GrantId, Instant, Money, Times, WishId, Zone};

/// Which limit of an allowing grant is not met now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Narrowing {
    /// Outside its days and hours.
    Times(Times),
    /// Not as close as its zone.
    Zone(Zone),
    /// Told as often today as it allows.
    PerDay(u16),
}

macro_rules! obstacles {
    ($($(#[$doc:meta])* $name:ident $({ $($(#[$field_doc:meta])* $field:ident: $type:ty,)* })? = $code:literal;)*) => {
        /// One closed lock, with what is needed to say it in words.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Obstacle {
            $($(#[$doc])* $name $({ $($(#[$field_doc])* $field: $type,)* })?,)*
        }

        impl Obstacle {
            /// Every code, in the order of the gate.
            pub const CODES: &'static [&'static str] = &[$($code),*];

            /// The name on wires and in language files.
            #[must_use]
            pub const fn code(&self) -> &'static str {
                match self { $(Self::$name { .. } => $code,)* }
            }
        }
    };
}

obstacles! {
    /// Nobody known.
    UnknownMember = "unknown-member";
    /// No such offer.
    UnknownOffer = "unknown-offer";
    /// Shopper mode is off.
    ModeOff = "mode-off";
    /// The member's quiet hours.
    QuietHours {
        /// Minute of the day at which they end.
        until_minute: u16,
    } = "quiet-hours";
    /// As many suggestions today as the member wants in a day.
    BudgetSpent {
        /// How many that is.
        per_day: u16,
    } = "budget-spent";
    /// The member was told of this offer before.
    AlreadyTold = "already-told";
    /// The member closed it.
    Denied {
        /// By this consent; one without limits that names the organisation or a category above the offer's when `None`.
        grant: Option<GrantId>,
    } = "denied";
    /// The member allowed it, but not now.
    NotAllowedNow {
        /// By this consent.
        grant: GrantId,
        /// Which of its limits.
        narrowing: Narrowing,
    } = "not-allowed-now";
    /// Nobody knows where the member is now.
    NoMoment = "no-moment";
    /// The offer's place is not known, or lies off the plane.
    UnknownPlace = "unknown-place";
    /// Farther than the offer speaks.
    TooFar {
        /// Metres to the place, rounded up.
        metres: u32,
        /// How far the offer speaks.
        reach_m: u32,
    } = "too-far";
    /// Not as close as the offer waits for.
    ZoneNotReached {
        /// From which zone inwards it speaks.
        zone: Zone,
        /// In which zone the member is.
        here: Zone,
    } = "zone-not-reached";
    /// The offer is paused or closed.
    OfferNotOpen = "offer-not-open";
    /// The offer has not begun.
    NotYet {
        /// When it begins.
        from: Instant,
    } = "not-yet";
    /// The offer has ended.
    Over {
        /// When it ended.
        until: Instant,
    } = "over";
    /// Nothing is left of it.
    NoStock = "no-stock";
    /// The place is known to be shut now.
    PlaceClosed = "place-closed";
    /// Nothing the member wishes is met by it.
    NoWish = "no-wish";
    /// A wish it would meet is set aside.
    WishPaused {
        /// Which.
        wish: WishId,
    } = "wish-paused";
    /// A wish it would meet came true.
    WishFulfilled {
        /// Which.
        wish: WishId,
    } = "wish-fulfilled";
    /// A wish it would meet was given up.
    WishDropped {
        /// Which.
        wish: WishId,
    } = "wish-dropped";
    /// A wish for it has passed its day.
    WishOver {
        /// Which.
        wish: WishId,
        /// When it passed.
        until: Instant,
    } = "wish-over";
    /// A wish for it thinks in another currency.
    WrongCurrency {
        /// Which.
        wish: WishId,
        /// The wish's.
        wished: Currency,
        /// The offer's.
        offered: Currency,
    } = "wrong-currency";
    /// It costs more than a wish for it would pay.
    TooDear {
        /// Which.
        wish: WishId,
        /// How much more.
        by: Money,
    } = "too-dear";
    /// Farther than a wish for it would go.
    WishTooFar {
        /// Which.
        wish: WishId,
        /// Metres to the place, rounded up.
        metres: u32,
        /// How far the member would go.
        distance_m: u32,
    } = "wish-too-far";
    /// A wish for it names other places.
    WishElsewhere {
        /// Which.
        wish: WishId,
    } = "wish-elsewhere";
}
