//! A circle, who belongs to it, and why something is refused.

use domain::{CircleId, Instant, MemberId};
use kit::Refusal;

/// Members together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Circle {
    /// Its id.
    pub id: CircleId,
    /// How it is called.
    pub name: String,
}

/// Somebody in a circle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Belonging {
    /// Who.
    pub member: MemberId,
    /// Under which name the circle sees them.
    pub name: String,
    /// Whether they are its founder: who came first and is still there.
    pub founder: bool,
    /// Since when.
    pub joined_at: Instant,
}

/// Why a circle cannot be made, joined or changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// It is not there, or they do not belong to it.
    NotThere,
    /// Only its founder may.
    NotFounder,
    /// The link has ended, was renewed or never was.
    LinkOver,
    /// They belong to as many circles as one may, or it holds as many members.
    TooMany,
    /// Somebody in it has a name that reads alike.
    NameTaken,
}

impl From<Refused> for Refusal {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::NotThere => Self::new("not-found"),
            Refused::NotFounder => Self::new("not-the-founder"),
            Refused::LinkOver => Self::new("link-used"),
            Refused::TooMany => Self::new("too-many"),
            Refused::NameTaken => Self::invalid("name", "name-taken"),
        }
    }
}
