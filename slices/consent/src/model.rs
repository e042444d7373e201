//! What a member asks to change, and what remains of what they gave.

use domain::{Category, DailyWindow, Effect, Grant, GrantId, Instant, MemberId, OrganisationId, Purpose};
use domain::{Times, Zone};

/// A grant about to be given; see [`Grant`] for the fields.
#[derive(Debug, Clone, PartialEq)]
pub struct NewGrant {
    /// Opens or closes.
    pub effect: Effect,
    /// For what.
    pub purpose: Purpose,
    /// To whom; `None` is everybody.
    pub organisation: Option<OrganisationId>,
    /// About what; `None` is everything.
    pub category: Option<Category>,
    /// From which zone inwards.
    pub zone: Option<Zone>,
    /// On which days and hours.
    pub times: Times,
    /// How often a civil day at the most.
    pub per_day: Option<u16>,
    /// Until when.
    pub until: Option<Instant>,
}

impl NewGrant {
    /// One to everybody, about everything, always, until withdrawn; narrow it by its fields.
    #[must_use]
    pub fn new(effect: Effect, purpose: Purpose) -> Self {
        Self {
            effect,
            purpose,
            organisation: None,
            category: None,
            zone: None,
            times: Times::ALWAYS,
            per_day: None,
            until: None,
        }
    }

    /// Whether a standing grant says exactly this.
    #[must_use]
    pub fn is_said_by(&self, grant: &Grant) -> bool {
        let said = Self {
            effect: grant.effect,
            purpose: grant.purpose,
            organisation: grant.organisation,
            category: grant.category.clone(),
            zone: grant.zone,
            times: grant.times,
            per_day: grant.per_day,
            until: grant.until,
        };
        *self == said
    }

    /// The grant, given by a member at an instant.
    #[must_use]
    pub fn given(self, id: GrantId, member: MemberId, given_at: Instant) -> Grant {
        let Self { effect, purpose, organisation, category, zone, times, per_day, until } = self;
        Grant { id, member, effect, purpose, organisation, category, zone, times, per_day, until, given_at }
    }
}

/// What changes of the switch; an absent field keeps what stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ModeChange {
    /// On or off.
    pub on: Option<bool>,
    /// When it turns itself off; the inner `None` is never.
    pub until: Option<Option<Instant>>,
}

/// What changes of how a member wants to be spoken to; an absent field keeps what stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AttentionChange {
    /// The switch.
    pub mode: ModeChange,
    /// The quiet hours; the inner `None` is none.
    pub quiet: Option<Option<DailyWindow>>,
    /// Suggestions a civil day at the most.
    pub per_day: Option<u16>,
}

/// A grant and whether it was withdrawn: what was once allowed can always be shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Receipt {
    /// What was given.
    pub grant: Grant,
    /// When it was withdrawn; `None` while it stands.
    pub withdrawn_at: Option<Instant>,
}

impl Receipt {
    /// When it ended, by withdrawal or by its date; `None` while it holds.
    #[must_use]
    pub fn over_at(&self, now: Instant) -> Option<Instant> {
        let ended = self.grant.until.filter(|until| *until <= now);
        match (self.withdrawn_at, ended) {
            (Some(withdrawn), Some(ended)) => Some(withdrawn.min(ended)),
            (withdrawn, ended) => withdrawn.or(ended),
        }
    }
}
