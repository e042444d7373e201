//! Why news is told: the very facts that made it news, and what its member asks at once.

use domain::{EventId, Instant, ListingId, Money};
use suggest::travel::Way;

/// A time at which something takes place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Time {
    /// Which event.
    pub event: EventId,
    /// From when.
    pub at: Instant,
    /// Until when.
    pub ends: Instant,
    /// Whether it lasts whole days.
    pub all_day: bool,
    /// The hall or the channel; who announces it, where none is said.
    pub venue: String,
}

/// A reason to tell it, in the order shown.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    /// It takes place; the soonest time first.
    On(Time),
    /// It was told to take place, and is no longer announced.
    Off {
        /// For when it was.
        at: Instant,
    },
    /// So far from where the member says that they set out.
    Way {
        /// As the crow flies.
        metres: u32,
        /// The place they set out from.
        from: String,
        /// Where it takes place.
        venue: String,
    },
    /// A place of the town has begun to offer it.
    Came {
        /// When.
        at: Instant,
    },
    /// The way from where the member says that they set out, and what it comes to with it.
    Trip {
        /// As the crow flies.
        metres: u32,
        /// The place they set out from.
        from: String,
        /// How they go.
        way: Way,
        /// One way.
        minutes: u32,
        /// The price with the way there and back, where that costs anything and is paid in the same currency.
        total: Option<Money>,
    },
    /// When the place is open: said as of when it is read.
    Hours {
        /// Spans of minutes of the week, as [`domain::WeeklyHours`] has them.
        spans: Vec<(u16, u16)>,
    },
    /// Other wishes of the same member that it meets.
    AlsoFor {
        /// How they are called.
        titles: Vec<String>,
    },
    /// Nobody has it for less.
    Cheapest {
        /// Which page.
        listing: ListingId,
        /// Of how many pages that have it.
        of: i64,
    },
}
