//! What a member allows: the switch, the quiet hours, the budget, and the grants.

use crate::category::Category;
use crate::hours::{DailyWindow, Times};
use crate::ids::{GrantId, MemberId, OrganisationId};
use crate::place::Zone;
use crate::time::Instant;

/// Shopper mode, the switch: off unless the member turned it on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// No position is kept or used.
    Off,
    /// On, until an instant if one was chosen.
    On {
        /// When it turns itself off.
        until: Option<Instant>,
    },
}

impl Mode {
    /// Whether it is on at an instant.
    #[must_use]
    pub fn on_at(self, now: Instant) -> bool {
        match self {
            Self::Off => false,
            Self::On { until } => until.is_none_or(|until| now < until),
        }
    }
}

/// How a member wants to be spoken to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attention {
    /// Whose attention.
    pub member: MemberId,
    /// The switch.
    pub mode: Mode,
    /// Civil hours in which nothing is said.
    pub quiet: Option<DailyWindow>,
    /// Suggestions a civil day at the most.
    pub per_day: u16,
}

impl Attention {
    /// What a newcomer has: the switch off, quiet nights, a modest budget.
    #[must_use]
    pub fn new(member: MemberId) -> Self {
        let quiet = DailyWindow::new(21 * 60, 8 * 60);
        Self { member, mode: Mode::Off, quiet, per_day: crate::limits::SUGGESTIONS_PER_DAY }
    }
}

/// For what a member is spoken to or seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// To be told of offers that meet wishes. Turning shopper mode on grants it to all; grants narrow it.
    Suggest,
    /// To be seen by name when near. Never without a grant.
    Recognise,
    /// To be counted in a group. Never without a grant.
    Count,
    /// To have likely next places computed. Never without a grant.
    Predict,
    /// To have a profile shared. Never without a grant.
    ShareProfile,
}

impl Purpose {
    /// Every purpose with its name on wires and in the store.
    pub const NAMES: &'static [(Self, &'static str)] = &[
        (Self::Suggest, "suggest"),
        (Self::Recognise, "recognise"),
        (Self::Count, "count"),
        (Self::Predict, "predict"),
        (Self::ShareProfile, "share-profile"),
    ];
}

crate::named!(Purpose);

/// Whether a grant opens or closes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Effect {
    /// Opens, within its limits.
    Allow,
    /// Closes, and wins over every opening.
    Deny,
}

impl Effect {
    /// Both effects with their names on wires and in the store.
    pub const NAMES: &'static [(Self, &'static str)] = &[(Self::Allow, "allow"), (Self::Deny, "deny")];
}

crate::named!(Effect);

/// One consent of a member, given or refused.
///
/// An absent organisation or category means all of them. For [`Purpose::Suggest`] an allowing grant scoped to an
/// organisation or category narrows what the mode opened: inside its scope only its hours, zone and number a day count.
#[derive(Debug, Clone, PartialEq)]
pub struct Grant {
    /// Its id.
    pub id: GrantId,
    /// Who gives it.
    pub member: MemberId,
    /// Opens or closes.
    pub effect: Effect,
    /// For what.
    pub purpose: Purpose,
    /// To whom; `None` is everybody.
    pub organisation: Option<OrganisationId>,
    /// About what; `None` is everything.
    pub category: Option<Category>,
    /// From which zone inwards; `None` is from any.
    pub zone: Option<Zone>,
    /// On which days and hours.
    pub times: Times,
    /// How often a civil day at the most; `None` leaves it to the member's budget.
    pub per_day: Option<u16>,
    /// Until when; `None` is until withdrawn.
    pub until: Option<Instant>,
    /// When it was given.
    pub given_at: Instant,
}

impl Grant {
    /// Whether it speaks about this organisation and category.
    #[must_use]
    pub fn covers(&self, organisation: OrganisationId, category: Option<&Category>) -> bool {
        let to_them = self.organisation.is_none_or(|named| named == organisation);
        let about_it = match (&self.category, category) {
            (None, _) => true,
            (Some(named), Some(category)) => named.contains(category),
            (Some(_), None) => false,
        };
        to_them && about_it
    }
}
