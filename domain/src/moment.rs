//! A consented signal that a member is somewhere now. Lives in memory only.

use crate::ids::MemberId;
use crate::position::Position;
use crate::time::Instant;

/// Where a moment came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Source {
    /// The member's open page.
    Page,
    /// The OwnTracks phone app.
    OwnTracks,
    /// The simulated street of demo, tests and `simulate`.
    Simulated,
}

impl Source {
    /// Every source with its name on wires.
    pub const NAMES: &'static [(Self, &'static str)] =
        &[(Self::Page, "page"), (Self::OwnTracks, "owntracks"), (Self::Simulated, "simulated")];
}

crate::named!(Source);

/// Who is where, when, how surely.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Moment {
    /// Who.
    pub member: MemberId,
    /// Where.
    pub position: Position,
    /// Radius of the 68 % confidence circle, in metres.
    pub accuracy_m: u32,
    /// When it was true, by our clock.
    pub at: Instant,
    /// Where it came from.
    pub source: Source,
}
