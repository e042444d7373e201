//! What open pages are nudged with.

use domain::{MemberId, OrganisationId};

use crate::street::Whose;

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

impl News {
    /// Whose pages it concerns.
    pub(crate) fn whose(self) -> [Option<Whose>; 2] {
        match self {
            Self::Suggestion { member } | Self::Opportunity { member } => [Some(Whose::Member(member)), None],
            Self::List { member } => [Some(Whose::Member(member)), Some(Whose::Shared(member))],
            Self::Encounter { member, organisation } => {
                [Some(Whose::Member(member)), Some(Whose::Organisation(organisation))]
            }
        }
    }
}
