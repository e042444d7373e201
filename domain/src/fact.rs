//! The closed list of news. A fact names what changed and carries nothing else: readers look the state up, so that a fact
//! may come twice or late, and nothing private outlives its row (decision 0002).

use uuid::Uuid;

use crate::ids::{
    CircleId, EncounterId, FeedId, Id, ListId, ListingId, MemberId, OfferId, OpportunityId, OrganisationId,
    PlaceId, SuggestionId, WishId,
};

macro_rules! facts {
    ($($(#[$doc:meta])* $name:ident($id:ident) = $kind:literal;)*) => {
        /// News that is written in the transaction which makes it true.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Fact {
            $($(#[$doc])* $name($id),)*
        }

        impl Fact {
            /// The kind's name in the outbox and the UUID it is about.
            #[must_use]
            pub fn parts(self) -> (&'static str, Uuid) {
                match self { $(Self::$name(id) => ($kind, id.uuid()),)* }
            }

            /// Reads what [`Fact::parts`] wrote; `None` for an unknown kind.
            #[must_use]
            pub fn from_parts(kind: &str, about: Uuid) -> Option<Self> {
                match kind { $($kind => Some(Self::$name($id::from_uuid(about))),)* _ => None }
            }
        }
    };
}

facts! {
    /// A member came, changed or was erased.
    Member(MemberId) = "member";
    /// An organisation or who acts for it changed.
    Organisation(OrganisationId) = "organisation";
    /// A member's switch, quiet hours or budget changed.
    Attention(MemberId) = "attention";
    /// A member's grants changed.
    Grants(MemberId) = "grants";
    /// A place came, changed or went.
    Place(PlaceId) = "place";
    /// A wish came, changed or went.
    Wish(WishId) = "wish";
    /// A listing was read for the first time, or its price or availability changed.
    Listing(ListingId) = "listing";
    /// An offer, its price or its stock came, changed or went.
    Offer(OfferId) = "offer";
    /// A suggestion was made or its outcome changed.
    Suggestion(SuggestionId) = "suggestion";
    /// A named list, or whom it is shared with, changed. Never what others do with it: its member's pages hear this.
    List(ListId) = "list";
    /// A circle or who belongs to it changed.
    Circle(CircleId) = "circle";
    /// A calendar or programme was read, and its events changed.
    Feed(FeedId) = "feed";
    /// News of a wish was made or answered.
    Opportunity(OpportunityId) = "opportunity";
    /// An encounter began or moved on.
    Encounter(EncounterId) = "encounter";
}
