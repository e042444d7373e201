//! Rows as primitives; reasons as JSON, in a form of their own so that the domain may change.

use domain::ids::Id;
use domain::{
    GrantId, Instant, MemberId, Money, OfferId, OrganisationId, Permission, PlaceId, Reason, Suggestion,
    SuggestionId, WishId,
};
use serde::{Deserialize, Serialize};
use sqlx::FromRow;
use store::BadRow;
use uuid::Uuid;

/// A row of `suggestion`.
#[derive(FromRow)]
pub(crate) struct SuggestionRow {
    id: Uuid,
    number: i64,
    member: Uuid,
    offer: Uuid,
    organisation: Uuid,
    place: Uuid,
    wish: Uuid,
    reasons: String,
    score: i64,
    channel: String,
    made_at: i64,
    outcome: String,
}

impl SuggestionRow {
    pub(crate) fn read(self) -> Result<Suggestion, BadRow> {
        let bad = |column| BadRow::at("suggestion", column, self.id);
        Ok(Suggestion {
            id: SuggestionId::from_uuid(self.id),
            number: self.number,
            member: MemberId::from_uuid(self.member),
            offer: OfferId::from_uuid(self.offer),
            organisation: OrganisationId::from_uuid(self.organisation),
            place: PlaceId::from_uuid(self.place),
            wish: WishId::from_uuid(self.wish),
            reasons: read_reasons(&self.reasons).ok_or_else(bad("reasons"))?,
            score: self.score,
            channel: self.channel.parse().map_err(|_| bad("channel")())?,
            made_at: Instant::from_micros(self.made_at),
            outcome: self.outcome.parse().map_err(|_| bad("outcome")())?,
        })
    }
}

/// A reason as it is kept and as it goes over wires.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(tag = "reason", rename_all = "kebab-case")]
pub(crate) enum WireReason {
    /// The member wished for it.
    Wished {
        /// The wish.
        wish: String,
    },
    /// It is near.
    Near {
        /// Metres to the place.
        metres: u32,
    },
    /// It costs less than usual, by minor units.
    Cheaper {
        /// Minor units.
        minor: i64,
        /// ISO 4217 code.
        currency: String,
    },
    /// It costs less than the member would pay, by minor units.
    UnderTop {
        /// Minor units.
        minor: i64,
        /// ISO 4217 code.
        currency: String,
    },
    /// Few are left.
    LastOnes {
        /// How many.
        left: u32,
    },
    /// It ends, or the place shuts, soon.
    ClosingSoon {
        /// `offer` or `place`.
        of: String,
        /// When, RFC 3339.
        at: String,
    },
    /// The organisation may speak to the member.
    Allowed {
        /// The consent; absent when shopper mode alone allows it.
        #[serde(skip_serializing_if = "Option::is_none")]
        consent: Option<String>,
    },
}

impl From<&Reason> for WireReason {
    fn from(reason: &Reason) -> Self {
        let code = |money: Money| money.currency.code().to_owned();
        match *reason {
            Reason::Wished { wish } => Self::Wished { wish: wish.to_string() },
            Reason::Near { metres } => Self::Near { metres },
            Reason::Cheaper { by } => Self::Cheaper { minor: by.minor, currency: code(by) },
            Reason::UnderTop { by } => Self::UnderTop { minor: by.minor, currency: code(by) },
            Reason::LastOnes { left } => Self::LastOnes { left },
            Reason::ClosingSoon { of, at } => {
                Self::ClosingSoon { of: of.name().to_owned(), at: at.to_rfc3339() }
            }
            Reason::Allowed { by: Permission::Mode } => Self::Allowed { consent: None },
            Reason::Allowed { by: Permission::Grant(grant) } => {
                Self::Allowed { consent: Some(grant.to_string()) }
            }
        }
    }
}

impl WireReason {
    fn read(self) -> Option<Reason> {
        let money = |minor, currency: String| Some(Money { minor, currency: currency.parse().ok()? });
        Some(match self {
            Self::Wished { wish } => Reason::Wished { wish: wish.parse().ok()? },
            Self::Near { metres } => Reason::Near { metres },
            Self::Cheaper { minor, currency } => Reason::Cheaper { by: money(minor, currency)? },
            Self::UnderTop { minor, currency } => Reason::UnderTop { by: money(minor, currency)? },
            Self::LastOnes { left } => Reason::LastOnes { left },
            Self::ClosingSoon { of, at } => {
                Reason::ClosingSoon { of: of.parse().ok()?, at: Instant::parse_rfc3339(&at)? }
            }
            Self::Allowed { consent: None } => Reason::Allowed { by: Permission::Mode },
            Self::Allowed { consent: Some(grant) } => {
                Reason::Allowed { by: Permission::Grant(grant.parse::<GrantId>().ok()?) }
            }
        })
    }
}

/// Writes reasons as they are kept.
pub(crate) fn write_reasons(reasons: &[Reason]) -> String {
    let wires: Vec<WireReason> = reasons.iter().map(Into::into).collect();
    serde_json::to_string(&wires).unwrap_or_else(|_| "[]".to_owned())
}

/// Reads kept reasons; none at all is nonsense.
fn read_reasons(text: &str) -> Option<Vec<Reason>> {
    let wires: Vec<WireReason> = serde_json::from_str(text).ok()?;
    let reasons: Option<Vec<Reason>> = wires.into_iter().map(WireReason::read).collect();
    reasons.filter(|reasons| !reasons.is_empty())
}

#[cfg(test)]
mod tests {
    use domain::ClosingOf;

    use super::*;

    #[test]
    fn every_reason_reads_back() {
        let at = Instant::from_secs(1_790_000_000);
        let grant = GrantId::make(at, [3; 10]);
        let reasons = vec![
            Reason::Wished { wish: WishId::make(at, [1; 10]) },
            Reason::Near { metres: 120 },
            Reason::Cheaper { by: Money::eur(90) },
            Reason::UnderTop { by: Money::eur(10) },
            Reason::LastOnes { left: 2 },
            Reason::ClosingSoon { of: ClosingOf::Place, at },
            Reason::Allowed { by: Permission::Mode },
            Reason::Allowed { by: Permission::Grant(grant) },
        ];
        assert_eq!(read_reasons(&write_reasons(&reasons)), Some(reasons));
        assert_eq!(read_reasons("[]"), None);
        assert_eq!(read_reasons("[{\"reason\":\"magic\"}]"), None);
    }
}
