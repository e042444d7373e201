//! What open pages are nudged with.

use domain::{MemberId, OrganisationId};

/// A nudge for open pages. It carries who is concerned, never what: listeners read the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum News {
    /// A member has a new suggestion.
    Suggestion {
        /// Who.
        member: MemberId,
    },
    /// A member's wishes or lists changed.
    List {
        /// Whose.
        member: MemberId,
    },
    /// News of a member's wish was told.
    Opportunity {
        /// Whose.
        member: MemberId,
    },
    /// An encounter began or moved on.
    Encounter {
        /// Whose.
        member: MemberId,
        /// With whom.
        organisation: OrganisationId,
    },
}
