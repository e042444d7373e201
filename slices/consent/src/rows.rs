//! Rows of attention and grants.

use domain::ids::Id;
use domain::{Attention, DailyWindow, Grant, GrantId, Instant, MemberId, Mode, OrganisationId, Times};
use sqlx::FromRow;
use store::BadRow;
use uuid::Uuid;

use crate::model::Receipt;

/// A row of `attention`.
#[derive(FromRow)]
pub(crate) struct AttentionRow {
    member: Uuid,
    mode_on: bool,
    mode_until: Option<i64>,
    quiet_from: Option<i64>,
    quiet_to: Option<i64>,
    per_day: i64,
}

impl AttentionRow {
    pub(crate) fn read(self) -> Result<Attention, BadRow> {
        let member = MemberId::from_uuid(self.member);
        let until = self.mode_until.map(Instant::from_micros);
        let quiet = window(self.quiet_from, self.quiet_to);
        Ok(Attention {
            member,
            mode: if self.mode_on { Mode::On { until } } else { Mode::Off },
            quiet: quiet.map_err(|()| BadRow::at("attention", "quiet_from", member)())?,
            per_day: u16::try_from(self.per_day).map_err(|_| BadRow::at("attention", "per_day", member)())?,
        })
    }
}

/// A row of `consent_grant`.
#[derive(FromRow)]
pub(crate) struct GrantRow {
    id: Uuid,
    member: Uuid,
    effect: String,
    purpose: String,
    organisation: Option<Uuid>,
    category: Option<String>,
    zone: Option<String>,
    days: i64,
    from_minute: Option<i64>,
    to_minute: Option<i64>,
    per_day: Option<i64>,
    until_at: Option<i64>,
    given_at: i64,
    withdrawn_at: Option<i64>,
}

impl GrantRow {
    pub(crate) fn read(self) -> Result<Receipt, BadRow> {
        let id = GrantId::from_uuid(self.id);
        let bad = |column: &'static str| BadRow::at("consent_grant", column, id);
        let days = u8::try_from(self.days).ok().filter(|days| (1..=Times::ALWAYS.days).contains(days));
        let window = window(self.from_minute, self.to_minute);
        let grant = Grant {
            id,
            member: MemberId::from_uuid(self.member),
            effect: self.effect.parse().map_err(|_| bad("effect")())?,
            purpose: self.purpose.parse().map_err(|_| bad("purpose")())?,
            organisation: self.organisation.map(OrganisationId::from_uuid),
            category: self.category.map(|path| path.parse()).transpose().map_err(|_| bad("category")())?,
            zone: self.zone.map(|zone| zone.parse()).transpose().map_err(|_| bad("zone")())?,
            times: Times {
                days: days.ok_or_else(bad("days"))?,
                window: window.map_err(|()| bad("from_minute")())?,
            },
            per_day: self.per_day.map(u16::try_from).transpose().map_err(|_| bad("per_day")())?,
            until: self.until_at.map(Instant::from_micros),
            given_at: Instant::from_micros(self.given_at),
        };
        Ok(Receipt { grant, withdrawn_at: self.withdrawn_at.map(Instant::from_micros) })
    }
}

/// Both minutes make a window, none makes none; one alone, or nonsense, is an error.
fn window(from: Option<i64>, to: Option<i64>) -> Result<Option<DailyWindow>, ()> {
    let (from, to) = match (from, to) {
        (None, None) => return Ok(None),
        (Some(from), Some(to)) => (from, to),
        _ => return Err(()),
    };
    let minutes = u16::try_from(from).ok().zip(u16::try_from(to).ok());
    minutes.and_then(|(from, to)| DailyWindow::new(from, to)).map(Some).ok_or(())
}
