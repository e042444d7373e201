//! The shared vocabulary: the words of the design as types that cannot hold nonsense.
//!
//! Knows ids, time, money, positions, subjects and the entities every room speaks of. Refuses to know storage, wires,
//! pages and clocks: no serde, no SQL, no IO; the time is always an argument.

pub mod barcode;
pub mod category;
pub mod consent;
pub mod fact;
pub mod gs1;
pub mod hours;
pub mod ids;
pub mod limits;
pub mod listing;
pub mod moment;
pub mod money;
#[macro_use]
pub mod named;
pub mod offer;
pub mod outline;
pub mod place;
pub mod plane;
pub mod position;
pub mod reach;
pub mod subject;
pub mod suggestion;
pub mod text;
pub mod time;
pub mod wish;

pub use category::Category;
pub use consent::{Attention, Effect, Grant, Mode, Purpose};
pub use fact::Fact;
pub use hours::{DailyWindow, Times, WeeklyHours};
pub use ids::{
    CircleId, CommentId, CredentialId, EncounterId, EventId, FeedId, GrantId, ListId, ListingId, MemberId,
    OfferId, OpportunityId, OrganisationId, PictureId, PlaceId, ProductId, ReservationId, SubscriptionId,
    SuggestionId, TagId, VoucherId, WishId,
};
pub use listing::{Availability, Condition};
pub use moment::{Moment, Source};
pub use money::{Currency, Money};
pub use offer::{Offer, OfferState};
pub use outline::{Outline, OutlineError, PlaneOutline};
pub use place::{Place, Zone};
pub use plane::{Plane, PlanePoint};
pub use position::Position;
pub use subject::{Gtin, Kind, Subject};
pub use suggestion::{Channel, ClosingOf, Outcome, Permission, Reason, Suggestion};
pub use time::{Civil, CivilZone, Instant};
pub use wish::{ListVisibility, Priority, Visibility, Wish, WishState};
