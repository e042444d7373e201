//! Wire types of grants.

use domain::{DailyWindow, Effect, Grant, Instant, Purpose, Times, Zone};
use kit::words::Words;
use kit::{Refusal, Result, wire};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::model::NewGrant;
use crate::read;
use crate::sentence::sentence;

/// A consent, given or refused.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct WireConsent {
    /// Its id.
    #[schema(example = "consent_0197a3c4e5f67890abcdef0123456789")]
    id: String,
    /// `allow` or `deny`; a denial wins.
    effect: String,
    /// `suggest`, `recognise`, `count`, `predict` or `share-profile`.
    purpose: String,
    /// To whom; absent is everybody.
    organisation: Option<String>,
    /// About what; absent is everything.
    category: Option<String>,
    /// From which zone inwards: `neighbourhood`, `window` or `inside`; absent is any.
    zone: Option<String>,
    /// On which days.
    days: Vec<&'static str>,
    /// From which hour of the day, in the town's time; absent with `to` is the whole day.
    from: Option<String>,
    /// Until which hour of the day.
    to: Option<String>,
    /// How often a day at the most.
    per_day: Option<u16>,
    /// Until when, RFC 3339; absent is until withdrawn.
    until: Option<String>,
    /// When it was given.
    given_at: String,
    /// What it says, in the caller's language.
    sentence: String,
}

impl WireConsent {
    pub(super) fn of(grant: &Grant, organisation: Option<&str>, words: Words<'_>) -> Self {
        let (from, to) = grant.times.window.map(DailyWindow::texts).unzip();
        Self {
            id: grant.id.to_string(),
            effect: grant.effect.to_string(),
            purpose: grant.purpose.to_string(),
            organisation: grant.organisation.map(|id| id.to_string()),
            category: grant.category.as_ref().map(|category| category.path().to_owned()),
            zone: grant.zone.map(|zone| zone.to_string()),
            days: read::days(grant.times.days),
            from,
            to,
            per_day: grant.per_day,
            until: grant.until.map(Instant::to_rfc3339),
            given_at: grant.given_at.to_rfc3339(),
            sentence: sentence(words, grant, organisation),
        }
    }
}

/// Days by name, or as a number whose bit 0 is Monday.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(untagged)]
pub(super) enum WireDays {
    /// A mask.
    Mask(u8),
    /// Names from `mo` to `su`.
    Names(Vec<String>),
}

/// A consent about to be given or refused.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct WireNewConsent {
    /// `allow` or `deny`.
    #[schema(example = "deny")]
    effect: String,
    /// `suggest` (when absent), `recognise`, `count`, `predict` or `share-profile`.
    #[schema(example = "suggest")]
    purpose: Option<String>,
    /// To whom; absent is everybody.
    organisation: Option<String>,
    /// About what; absent is everything.
    #[schema(example = "food/wine")]
    category: Option<String>,
    /// From which zone inwards: `neighbourhood`, `window` or `inside`.
    zone: Option<String>,
    /// On which days; absent is every day.
    #[schema(example = json!(["mo", "sa"]))]
    days: Option<WireDays>,
    /// From which hour of the day, in the town's time; goes with `to`.
    #[schema(example = "09:00")]
    from: Option<String>,
    /// Until which hour of the day.
    #[schema(example = "18:00")]
    to: Option<String>,
    /// How often a day at the most, 1 to 50; for `allow` and `suggest` alone.
    per_day: Option<u16>,
    /// Until when, RFC 3339, in the future.
    until: Option<String>,
}

impl WireNewConsent {
    pub(super) fn read(&self) -> Result<NewGrant> {
        let effect: Effect = self.effect.parse().map_err(|_| Refusal::invalid("effect", "choice"))?;
        let purpose = match &self.purpose {
            None => Purpose::Suggest,
            Some(name) => name.parse().map_err(|_| Refusal::invalid("purpose", "choice"))?,
        };
        let organisation = self.organisation.as_deref().map(|id| wire::id(id, "organisation")).transpose()?;
        let category = self.category.as_deref().map(str::parse).transpose();
        let zone = self.zone.as_deref().map(str::parse::<Zone>).transpose();
        let days = match &self.days {
            None => Times::ALWAYS.days,
            Some(WireDays::Mask(mask)) => *mask,
            Some(WireDays::Names(names)) if names.is_empty() => 0,
            Some(WireDays::Names(names)) => read::mask(names)?,
        };
        let window = read::window(self.from.as_deref(), self.to.as_deref())?;
        Ok(NewGrant {
            effect,
            purpose,
            organisation,
            category: category.map_err(|_| Refusal::invalid("category", "category"))?,
            zone: zone.map_err(|_| Refusal::invalid("zone", "choice"))?,
            times: Times { days, window },
            per_day: self.per_day,
            until: self.until.as_deref().map(|text| wire::instant(text, "until")).transpose()?,
        })
    }
}
